from __future__ import annotations

import pytest

from app.base.errors import InputError
from app.services.roll import NotTwoChildren, SameUpn
from app.workspace import Workspace
from tests.support.rolls import upn
from tests.support.school import School, a_child, a_concern

UPNS = [upn(1), upn(2)]


def names(workspace: Workspace) -> list[str]:
    return [card.name for card in workspace.roll_view.children(leavers=True)]


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


def test_a_child_is_not_merged_with_itself_nor_twice(workspace: Workspace) -> None:
    gone, kept = a_child(workspace, "Zoe", "Nguyen"), a_child(workspace)
    with pytest.raises(NotTwoChildren):
        workspace.roll.merge(kept.id, kept.id, "The same.")
    workspace.roll.merge(gone.id, kept.id, "The same.")
    with pytest.raises(NotTwoChildren):
        workspace.roll.merge(gone.id, kept.id, "The same.")


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
