from __future__ import annotations

from datetime import date

import pytest

from app.services.roll_plan import Told, open_roll, plan_import
from app.services.roll_undo import AlreadyUndone, Undoing
from app.workspace import Workspace
from tests.support.rolls import upn
from tests.support.school import School, a_child, a_concern

TODAY = date(2026, 11, 20)
HEADER = "UPN,Legal first name,Legal surname,Birth date,Class"


def take(workspace: Workspace, *rows: str, left: tuple[str, ...] = ()) -> None:
    opened = open_roll("\n".join([HEADER, *rows]).encode())
    plan = plan_import(opened, workspace.roll_imports.now(), Told(), TODAY)
    workspace.roll_imports.take_in(plan, left=left, left_on=TODAY)


def undoing(workspace: Workspace) -> Undoing:
    return workspace.roll_undo.undoing(workspace.roll_imports.past()[0])


def state(workspace: Workspace) -> dict[str, str]:
    cards = workspace.roll_view.children(leavers=True)
    return {card.name: f"{card.class_name} {card.left_on or ''}".strip() for card in cards}


def test_the_roll_stands_as_before_added_changed_and_left(workspace: Workspace) -> None:
    a_child(workspace, upn=upn(1))
    gone = a_child(workspace, "Siân", "Ŵyn")
    before = state(workspace)
    rows = (f"{upn(1)},Zoë,Nguyễn,2017-05-12,Elm", f"{upn(2)},Tom,Byrne,2016-01-02,Elm")
    take(workspace, *rows, left=(gone.id,))
    assert state(workspace) == {
        "Siân Ŵyn": "Oak 2026-11-20",
        "Tom Byrne": "Elm",
        "Zoë Nguyễn": "Elm",
    }
    found = undoing(workspace)
    assert (len(found.goes), len(found.put_back), found.spared) == (1, 2, ())
    workspace.roll_undo.undo(found)
    assert state(workspace) == before
    assert [past.undone for past in workspace.roll_imports.past()] == [True]
    (line,) = [a for a in workspace.access_log.newest() if a.what == "roll_undone"]
    assert line.detail is not None
    assert (line.detail["back"], line.detail["spared"]) == (3, 0)


def test_who_has_records_since_or_was_changed_is_spared_by_name(school: School) -> None:
    workspace = school.enter()
    rows = [f"{upn(n)},A{n},B,2017-05-{n:02d},Oak" for n in range(1, 5)]
    take(workspace, *rows)
    school.clock.forward(minutes=5)
    cards = {card.name: card for card in workspace.roll_view.children()}
    a_concern(workspace, cards["A1 B"])
    answers = {**workspace.roll.answers(cards["A2 B"].id), "class_name": "Ash"}
    workspace.roll.change(cards["A2 B"].id, answers)
    workspace.roll.merge(cards["A3 B"].id, cards["A4 B"].id, "The same.")
    found = undoing(workspace)
    assert [(one.name, one.why) for one in found.spared] == [
        ("A1 B", "records"),
        ("A2 B", "changed"),
        ("A3 B", "merged"),
        ("A4 B", "merged"),
    ]
    assert (found.goes, found.put_back) == ((), ())
    workspace.close(signed_out=True)


def test_records_from_before_do_not_spare_a_change(school: School) -> None:
    workspace = school.enter()
    card = a_child(workspace, upn=upn(1))
    a_concern(workspace, card)
    school.clock.forward(minutes=5)
    take(workspace, f"{upn(1)},Zoë,Nguyễn,2017-05-12,Elm")
    assert len(undoing(workspace).put_back) == 1
    workspace.close(signed_out=True)


def test_an_import_is_undone_once(workspace: Workspace) -> None:
    take(workspace, f"{upn(1)},Zoë,Nguyễn,2017-05-12,Elm")
    found = undoing(workspace)
    workspace.roll_undo.undo(found)
    with pytest.raises(AlreadyUndone):
        workspace.roll_undo.undo(found)
    assert state(workspace) == {}


def test_what_was_undone_can_be_imported_again(workspace: Workspace) -> None:
    row = f"{upn(1)},Zoë,Nguyễn,2017-05-12,Elm"
    take(workspace, row)
    workspace.roll_undo.undo(undoing(workspace))
    take(workspace, row)
    assert list(state(workspace)) == ["Zoë Nguyễn"]
    assert [past.undone for past in workspace.roll_imports.past()] == [False, True]
