from __future__ import annotations

from datetime import date
from random import Random

import pytest

from app.base.errors import InputError
from app.exchange.roll_csv import NotARoll
from app.records.register import upn_letter
from app.services.roll import SameUpn
from app.workspace import Workspace
from tests.support.school import School, a_child, a_concern

HEADER = "UPN,Legal first name,Legal surname,Birth date,Class,Year"
FIRST, SECOND = "801200001001", "801200001002"
UPNS = [upn_letter(digits) + digits for digits in (FIRST, SECOND)]


def csv(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *rows]).encode()


def names(workspace: Workspace) -> list[str]:
    return [card.name for card in workspace.roll_view.children(leavers=True)]


def test_nothing_is_added_before_a_person_has_seen_it(workspace: Workspace) -> None:
    before = workspace._vaults.school.head()
    preview = workspace.roll.preview(csv(f"{UPNS[0]},Zoë,Nguyễn,12/05/2017,Oak,Year 4", ",,B,,,"))
    assert [row.child.full_name() for row in preview.new] == ["Zoë Nguyễn"]
    assert [bad.line for bad in preview.file.bad] == [3]
    assert workspace._vaults.school.head() == before
    assert names(workspace) == []


def test_an_import_is_one_act_with_an_entry_for_each_row(workspace: Workspace) -> None:
    preview = workspace.roll.preview(csv(*(f",A{n},B,12/05/2017,Oak,4" for n in range(30))))
    change = workspace.roll.take_in(preview)
    entries = workspace._vaults.school.entries("e.kind = 'child.entry'")
    assert len(change.records) == len(entries) == 30
    assert len({entry.act for entry in entries}) == 1
    assert len(names(workspace)) == 30
    (line,) = [a for a in workspace.access_log.newest() if a.what == "roll_imported"]
    assert line.detail is not None
    assert (line.detail["new"], line.detail["changed"]) == (30, 0)


def test_importing_the_same_file_again_changes_nothing(workspace: Workspace) -> None:
    data = csv(f"{UPNS[0]},Zoë,Nguyễn,12/05/2017,Oak,4", ",A,B,13/05/2017,Oak,4")
    workspace.roll.take_in(workspace.roll.preview(data))
    before = workspace._vaults.school.head()
    again = workspace.roll.preview(data)
    assert (again.new, again.changed, again.same) == ((), (), 2)
    workspace.roll.take_in(again)
    assert workspace._vaults.school.head() == before


def test_a_known_child_is_changed_not_doubled(workspace: Workspace) -> None:
    card = a_child(workspace, upn=UPNS[0])
    preview = workspace.roll.preview(csv(f"{UPNS[0]},Zoë,Nguyễn-Smith,12/05/2017,Elm,Year 5"))
    ((child, _row),) = preview.changed
    assert (child, preview.new) == (card.id, ())
    workspace.roll.take_in(preview)
    (now,) = workspace.roll_view.children()
    assert (now.name, now.group()) == ("Zoë Nguyễn-Smith", "Year 5 Elm")


def test_a_child_without_upn_is_known_by_name_and_birth_date(workspace: Workspace) -> None:
    card = a_child(workspace)
    preview = workspace.roll.preview(csv(f"{UPNS[0]},Zoë,Nguyễn,12/05/2017,Oak,Year 4"))
    assert [child for child, _row in preview.changed] == [card.id]
    workspace.roll.take_in(preview)
    assert workspace.roll_view.children()[0].upn == UPNS[0]


def test_a_namesake_with_another_upn_is_another_child(workspace: Workspace) -> None:
    a_child(workspace, upn=UPNS[0])
    preview = workspace.roll.preview(csv(f"{UPNS[1]},Zoë,Nguyễn,12/05/2017,Oak,Year 4"))
    assert len(preview.new) == 1


def test_a_column_the_file_lacks_says_nothing(workspace: Workspace) -> None:
    a_child(workspace, upn=UPNS[0], known_first="Zo")
    slim = csv("Zoë,Nguyễn,12/05/2017", header="Legal first name,Legal surname,Birth date")
    assert workspace.roll.preview(slim).same == 1


def test_an_empty_upn_does_not_take_the_known_one_away(workspace: Workspace) -> None:
    a_child(workspace, upn=UPNS[0])
    workspace.roll.take_in(workspace.roll.preview(csv(",Zoë,Nguyễn,12/05/2017,Elm,Year 4")))
    (card,) = workspace.roll_view.children()
    assert (card.upn, card.class_name) == (UPNS[0], "Elm")


def test_a_leaver_who_stands_in_the_file_is_back(workspace: Workspace) -> None:
    a_child(workspace, left_on=date(2026, 7, 21))
    assert workspace.roll_view.children() == []
    workspace.roll.take_in(workspace.roll.preview(csv(",Zoë,Nguyễn,12/05/2017,Oak,Year 4")))
    assert [card.left_on for card in workspace.roll_view.children()] == [None]


def test_mutated_files_leave_the_roll_as_it_was_or_are_taken_in_whole(
    workspace: Workspace,
) -> None:
    random = Random(7)
    for run in range(25):
        data = bytearray(csv(*(f",A{run}x{n},B,12/05/2017,Oak,4" for n in range(5))))
        for _each in range(4):
            data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        before = len(names(workspace))
        try:
            preview = workspace.roll.preview(bytes(data))
        except NotARoll:
            assert len(names(workspace)) == before
            continue
        workspace.roll.take_in(preview)
        assert len(names(workspace)) == before + len(preview.new)


# ------------------------------------------------------------------ by hand


def test_a_child_is_added_and_changed_by_hand(workspace: Workspace) -> None:
    card = a_child(workspace)
    answers = {**workspace.roll.answers(card.id), "class_name": "Elm"}
    workspace.roll.change(card.id, answers)
    assert [c.class_name for c in workspace.roll_view.children()] == ["Elm"]
    entries = workspace._vaults.school.entries("e.kind = 'child.entry'")
    assert len(entries) == 2


def test_two_children_cannot_have_one_upn(workspace: Workspace) -> None:
    a_child(workspace, upn=UPNS[0])
    other = a_child(workspace, "Siân", "Ŵyn")
    with pytest.raises(SameUpn) as caught:
        a_child(workspace, "Łukasz", "Nowak", upn=UPNS[0])
    assert (caught.value.upn, caught.value.name) == (UPNS[0], "Zoë Nguyễn")
    with pytest.raises(SameUpn):
        workspace.roll.change(other.id, {**workspace.roll.answers(other.id), "upn": UPNS[0]})
    assert len(names(workspace)) == 2


def test_bad_answers_are_all_named(workspace: Workspace) -> None:
    with pytest.raises(InputError) as caught:
        workspace.roll.add({"legal_first": "", "legal_last": "B", "born": "soon"})
    assert caught.value.problems == {"legal_first": "missing", "born": "wrong"}


def test_merged_entries_are_one_child_with_one_file(workspace: Workspace) -> None:
    gone, kept = a_child(workspace, "Zoe", "Nguyen"), a_child(workspace)
    concerns = [a_concern(workspace, gone), a_concern(workspace, kept)]
    workspace.roll.merge(gone.id, kept.id, "Same UPN on paper.")
    assert workspace.roll_view.children() == [kept]
    assert workspace.roll_view.child(gone.id) == kept
    for child in (gone.id, kept.id):
        file = workspace.files.see_file(child)
        assert [line.record for line in file.chronology] == concerns
        assert {one.record for one in file.open_concerns} == set(concerns)


def test_the_register_of_today_is_the_register_replayed(school: School) -> None:
    workspace = school.enter()
    card = a_child(workspace, upn=UPNS[0])
    other = a_child(workspace, "Siân", "Ŵyn")
    workspace.roll.change(card.id, {**workspace.roll.answers(card.id), "class_name": "Elm"})
    workspace.roll.merge(other.id, card.id, "The same.")
    workspace.roll.add_person({"name": "A Cook", "job": "Cook"})
    reports = workspace.verify()
    workspace.close(signed_out=True)
    assert all(report.sound for report in reports), reports
