from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from random import Random

import pytest

from app.exchange.roll_table import NotARoll
from app.services.roll_import import RollMoved, RowsNotSettled
from app.services.roll_plan import LEAVE_OUT, NEW, Opened, Plan, Told, open_roll, plan_import
from app.workspace import Workspace
from tests.support.rolls import DIALECTS, mutated, pupils, upn
from tests.support.school import School, a_child

HEADER = "UPN,Legal first name,Legal surname,Birth date,Class,Year"
TODAY = date(2026, 11, 20)


def csv(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows]).encode()


def planned(
    workspace: Workspace,
    data: bytes,
    answers: Mapping[int, str] | None = None,
    *,
    whole_school: bool | None = None,
) -> Plan:
    opened = workspace.roll_imports.remembered(open_roll(data))
    told = Told(answers=answers or {}, whole_school=whole_school)
    return plan_import(opened, workspace.roll_imports.now(), told, TODAY)


def take(workspace: Workspace, plan: Plan, *left: str) -> None:
    workspace.roll_imports.take_in(plan, left=left, left_on=TODAY)


def names(workspace: Workspace) -> list[str]:
    return [card.name for card in workspace.roll_view.children(leavers=True)]


def test_nothing_is_added_before_a_person_has_seen_it(workspace: Workspace) -> None:
    before = workspace._vaults.school.head()
    plan = planned(workspace, csv(f"{upn(1)},Zoë,Nguyễn,2017-05-12,Oak,Year 4", ",,B,,,"))
    assert [row.child.full_name() for row in plan.new] == ["Zoë Nguyễn"]
    assert [bad.line for bad in plan.file.bad] == [3]
    assert workspace._vaults.school.head() == before
    assert names(workspace) == []


def test_an_import_is_one_act_with_an_entry_for_each_row(workspace: Workspace) -> None:
    take(workspace, planned(workspace, csv(*(f",A{n},B,2017-05-12,Oak,4" for n in range(30)))))
    entries = workspace._vaults.school.entries("e.kind = 'child.entry'")
    imported = workspace._vaults.school.entries("e.kind = 'roll.imported'")
    assert len(entries) == 30
    assert len({entry.act for entry in (*entries, *imported)}) == 1
    assert len(names(workspace)) == 30
    (line,) = [a for a in workspace.access_log.newest() if a.what == "roll_imported"]
    assert line.detail is not None
    assert (line.detail["new"], line.detail["changed"], line.detail["left"]) == (30, 0, 0)


def test_importing_the_same_file_again_changes_nothing(workspace: Workspace) -> None:
    data = csv(f"{upn(1)},Zoë,Nguyễn,2017-05-12,Oak,4", ",A,B,2017-05-13,Oak,4")
    take(workspace, planned(workspace, data))
    before = workspace._vaults.school.head()
    again = planned(workspace, data)
    assert (again.new, again.changed, again.same) == ((), (), 2)
    take(workspace, again)
    assert workspace._vaults.school.head() == before


def test_a_change_is_shown_field_by_field(workspace: Workspace) -> None:
    card = a_child(workspace, upn=upn(1))
    plan = planned(workspace, csv(f"{upn(1)},Zoë,Smith,2017-05-12,Elm,Year 4"))
    (one,) = plan.changed
    assert (one.child, plan.new) == (card.id, ())
    assert one.differences == (("legal_last", "Nguyễn", "Smith"), ("class_name", "Oak", "Elm"))
    take(workspace, plan)
    (now,) = workspace.roll_view.children()
    assert (now.name, now.group()) == ("Zoë Smith", "Year 4 Elm")


def test_a_child_without_upn_is_known_by_name_and_birth_date(workspace: Workspace) -> None:
    card = a_child(workspace)
    plan = planned(workspace, csv(f"{upn(1)},Zoë,Nguyễn,2017-05-12,Oak,Year 4"))
    assert [one.child for one in plan.changed] == [card.id]
    take(workspace, plan)
    assert workspace.roll_view.children()[0].upn == upn(1)


def test_a_column_the_file_lacks_and_an_empty_cell_say_nothing(workspace: Workspace) -> None:
    a_child(workspace, upn=upn(1), known_first="Zo", year="4")
    slim = csv("Zoë,Nguyễn,2017-05-12", header="Legal first name,Legal surname,Birth date")
    assert planned(workspace, slim).same == 1
    assert planned(workspace, csv(",Zoë,Nguyễn,2017-05-12,,Year 4")).same == 1


def test_a_known_name_that_is_the_legal_one_is_none(workspace: Workspace) -> None:
    header = "Forename,Surname,DOB,Preferred Forename"
    take(workspace, planned(workspace, csv("Zoë,Nguyễn,2017-05-12,Zoë", header=header)))
    (card,) = workspace.roll_view.children()
    assert card.known_as == ""
    assert planned(workspace, csv("Zoë,Nguyễn,2017-05-12,Zoë", header=header)).same == 1


# ------------------------------------------------------------------ who is who


def test_what_is_only_alike_waits_for_a_word(workspace: Workspace) -> None:
    card = a_child(workspace)
    data = csv(",Zoë,Smith,2017-05-12,Oak,Year 4")
    asked = planned(workspace, data)
    (question,) = asked.questions
    assert [near.child for near in question.near] == [card.id]
    assert (asked.new, asked.changed, asked.open_questions()) == ((), (), 1)
    with pytest.raises(RowsNotSettled):
        take(workspace, asked)
    assert len(planned(workspace, data, {2: card.id}).changed) == 1
    assert len(planned(workspace, data, {2: NEW}).new) == 1
    assert planned(workspace, data, {2: LEAVE_OUT}).left_out == 1
    assert names(workspace) == ["Zoë Nguyễn"]


def test_one_child_is_the_answer_once(workspace: Workspace) -> None:
    card = a_child(workspace)
    data = csv(",Zoë,Smith,2017-05-12,Oak,4", ",Zoë,Jones,2017-05-12,Oak,4")
    plan = planned(workspace, data, {2: card.id, 3: card.id})
    assert [one.answer for one in plan.questions] == [card.id, ""]


def test_an_answer_that_was_never_offered_counts_for_none(workspace: Workspace) -> None:
    a_child(workspace)
    plan = planned(workspace, csv(",Zoë,Smith,2017-05-12,Oak,4"), {2: "somebody"})
    assert plan.open_questions() == 1


def test_a_roll_that_changed_meanwhile_is_looked_at_again(workspace: Workspace) -> None:
    plan = planned(workspace, csv(",Zoë,Nguyễn,2017-05-12,Oak,4"))
    a_child(workspace)
    with pytest.raises(RollMoved):
        take(workspace, plan)
    assert len(names(workspace)) == 1


# ------------------------------------------------------------------ leavers


def a_class(workspace: Workspace, count: int, class_name: str = "Oak") -> list[str]:
    month = len(class_name)
    rows = [
        f",A{n}{class_name},B{n}{class_name},2017-{month:02d}-{n + 1:02d},{class_name},4"
        for n in range(count)
    ]
    take(workspace, planned(workspace, csv(*rows), whole_school=False))
    return rows


def test_leavers_are_those_ticked_and_no_others(workspace: Workspace) -> None:
    rows = a_class(workspace, 9)
    plan = planned(workspace, csv(*rows[2:]))
    assert (len(plan.missing), plan.partial, plan.same) == (2, "", 7)
    take(workspace, plan, plan.missing[0])
    left = {c.id: c.left_on for c in workspace.roll_view.children(leavers=True) if c.left_on}
    assert left == {plan.missing[0]: TODAY}
    assert workspace.roll_imports.past()[0].said.left == 1


def test_a_leaver_who_stands_in_the_file_is_back(workspace: Workspace) -> None:
    a_child(workspace, left_on=date(2026, 7, 21))
    plan = planned(workspace, csv(",Zoë,Nguyễn,2017-05-12,Oak,Year 4"))
    assert plan.changed[0].differences == (("left_on", date(2026, 7, 21), None),)
    take(workspace, plan)
    assert [card.left_on for card in workspace.roll_view.children()] == [None]


def test_a_file_with_one_class_says_nothing_of_the_others(workspace: Workspace) -> None:
    oak = a_class(workspace, 6)
    a_class(workspace, 4, "Hazel")
    assert planned(workspace, csv(*oak)).partial == "classes"
    assert planned(workspace, csv(*oak), whole_school=True).partial == ""


def test_a_large_part_missing_is_asked_about(workspace: Workspace) -> None:
    rows = a_class(workspace, 20)
    assert planned(workspace, csv(*rows[7:])).partial == "many"
    assert planned(workspace, csv(*rows[6:])).partial == ""


def test_nobody_in_a_bad_row_or_a_question_counts_as_missing(workspace: Workspace) -> None:
    rows = a_class(workspace, 9)
    broken = rows[0].replace("2017", "3017")
    alike = rows[1].replace("B1Oak", "Other")
    plan = planned(workspace, csv(broken, alike, *rows[2:]))
    assert (plan.missing, len(plan.questions), len(plan.file.bad)) == ((), 1, 1)


def test_the_file_may_give_the_leaving_day(workspace: Workspace) -> None:
    a_child(workspace)
    header = "Forename,Surname,DOB,Date of leaving"
    rows = ("Zoë,Nguyễn,2017-05-12,2026-10-30", "Old,Leaver,2012-05-12,2023-07-20")
    plan = planned(workspace, csv(*rows, header=header))
    assert plan.changed[0].differences == (("left_on", None, date(2026, 10, 30)),)
    assert [dict(bad.problems) for bad in plan.file.bad] == [{"left_on": "left_already"}]
    assert plan.new == ()


# ------------------------------------------------------------------ columns


def test_columns_put_right_are_remembered_without_any_heading(workspace: Workspace) -> None:
    data = csv("Zoë,Nguyễn,2017-05-12,Oak", header="Forename,Surname,DOB,Secret heading")
    opened = open_roll(data).with_column(3, "class_name")
    plan = plan_import(opened, workspace.roll_imports.now(), Told(), TODAY)
    take(workspace, plan)
    again = workspace.roll_imports.remembered(open_roll(data))
    assert again.reading.columns[3] == "class_name"
    kept = workspace._vaults.school.db.row("SELECT value FROM setting WHERE name = 'roll_columns'")
    assert kept is not None
    assert "ecret" not in kept[0]


def test_a_column_means_one_thing_and_a_thing_stands_in_one_column() -> None:
    opened: Opened = open_roll(csv("A,B,2017-05-12,C", header="Forename,Surname,DOB,Other"))
    moved = opened.with_column(3, "legal_first")
    assert moved.reading.columns == {1: "legal_last", 2: "born", 3: "legal_first"}
    assert moved.missing() == ()
    assert moved.with_column(3, "").missing() == ("legal_first",)


def test_another_row_may_hold_the_headings() -> None:
    data = b"Surname,Forename,UPN\nreport,one,two\nFamily name,First name,DOB\nA,B,2017-05-12\n"
    opened = open_roll(data)
    assert opened.with_heading(3).reading.columns == {0: "legal_last", 1: "legal_first", 2: "born"}


# ------------------------------------------------------------------ damaged files


def test_damaged_files_leave_the_roll_as_it_was_or_are_taken_in_whole(
    workspace: Workspace,
) -> None:
    random = Random(7)
    dialects = sorted(DIALECTS)
    for run in range(32):
        data = mutated(DIALECTS[dialects[run % 8]](pupils(5, seed=run)), random)
        before = names(workspace)
        try:
            plan = planned(workspace, data, whole_school=False)
            take(workspace, plan)
        except (NotARoll, RowsNotSettled):
            assert names(workspace) == before
            continue
        assert len(names(workspace)) == len(before) + len(plan.new)


def test_what_was_imported_follows_from_the_entries(school: School) -> None:
    workspace = school.enter()
    a_class(workspace, 6)
    rows = [f",A{n}Oak,Changed,2017-03-{n + 1:02d},Elm,5" for n in range(3)]
    plan = planned(workspace, csv(*rows))
    answers = {q.row.line: q.near[0].child for q in plan.questions}
    take(workspace, planned(workspace, csv(*rows), answers, whole_school=True))
    past = workspace.roll_imports.past()
    workspace.roll_undo.undo(workspace.roll_undo.undoing(past[0]))
    workspace.roll_undo.undo(workspace.roll_undo.undoing(past[1]))
    assert names(workspace) == []
    reports = workspace.verify()
    workspace.close(signed_out=True)
    assert all(report.sound for report in reports), reports
