from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.base.errors import InputError
from app.records.action import Action, ActionReassigned, ActionRedated
from app.services.actions import ActionOver
from app.services.concerns import RecordUnknown
from app.workspace import Workspace
from tests.support.school import (
    DSL,
    HEAD,
    a_child,
    a_concern,
    a_decision,
    a_lone_action,
    an_action,
    person_named,
)

DUE, LATER, LATEST = date(2026, 11, 25), date(2026, 11, 30), date(2026, 12, 4)


@pytest.fixture
def action(workspace: Workspace) -> str:
    change = a_lone_action(workspace, a_child(workspace), "Call home", DUE)
    return change.records[0]


def test_an_action_is_due_until_it_is_done(workspace: Workspace, action: str) -> None:
    (due,) = workspace.today.page().actions
    assert (due.record, due.what, due.owner, due.due) == (action, "Call home", DSL, DUE)
    workspace.actions.done(action, {"outcome": "Spoken to."})
    assert workspace.today.page().actions == ()


def test_old_dates_and_owners_stay_visible(workspace: Workspace, action: str) -> None:
    head = person_named(workspace, HEAD)
    workspace.actions.redate(action, {"due": LATER, "reason": "Ill."})
    workspace.actions.reassign(action, {"who": head, "reason": "Knows the family."})
    workspace.actions.redate(action, {"due": LATEST, "reason": "Still ill."})
    (due,) = workspace.today.page().actions
    assert (due.due, due.owner) == (LATEST, HEAD)
    page = workspace.files.see_record(action)
    assert isinstance(page.record, Action)
    assert (page.record.due, page.record.who.name) == (DUE, DSL)
    records = [one.whole.record for one in page.following]
    dates = [(r.was, r.due, r.reason) for r in records if isinstance(r, ActionRedated)]
    assert dates == [(DUE, LATER, "Ill."), (LATER, LATEST, "Still ill.")]
    owners = [(r.who.name, r.reason) for r in records if isinstance(r, ActionReassigned)]
    assert owners == [(HEAD, "Knows the family.")]


def test_a_cancelled_action_says_why(workspace: Workspace, action: str) -> None:
    workspace.actions.cancel(action, {"reason": "The family has moved."})
    assert workspace.today.page().actions == ()
    (one,) = workspace.files.see_record(action).following
    assert (one.why, one.whole.record.line()) == ("cancelled", "The family has moved.")  # type: ignore[union-attr]


ANSWERS: dict[str, dict[str, Any]] = {
    "done": {"outcome": "Spoken to."},
    "cancel": {"reason": "Not needed."},
    "redate": {"due": LATER, "reason": "Ill."},
    "reassign": {"who": {"name": "A colleague"}, "reason": "Ill."},
}


@pytest.mark.parametrize("act", ANSWERS)
@pytest.mark.parametrize("end", ["done", "cancel"])
def test_what_is_over_cannot_be_worked_on(
    workspace: Workspace, action: str, act: str, end: str
) -> None:
    getattr(workspace.actions, end)(action, ANSWERS[end])
    before = workspace._vaults.children.head()
    with pytest.raises(ActionOver):
        getattr(workspace.actions, act)(action, ANSWERS[act])
    assert workspace._vaults.children.head() == before


@pytest.mark.parametrize("act", ANSWERS)
def test_what_is_no_action_cannot_be_worked_on(workspace: Workspace, act: str) -> None:
    concern = a_concern(workspace, a_child(workspace))
    for record in (concern, "f" * 32):
        with pytest.raises(RecordUnknown):
            getattr(workspace.actions, act)(record, ANSWERS[act])


@pytest.mark.parametrize("act", ["cancel", "redate", "reassign"])
def test_each_change_needs_its_reason(workspace: Workspace, action: str, act: str) -> None:
    answers = {**ANSWERS[act], "reason": ""}
    with pytest.raises(InputError) as caught:
        getattr(workspace.actions, act)(action, answers)
    assert caught.value.problems == {"reason": "missing"}


def test_an_action_moved_stays_with_its_concern(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    a_decision(workspace, concern, actions=[an_action(workspace, "Call home", DUE)])
    (row,) = workspace.standing.rows("WHERE kind = 'action'")
    workspace.actions.redate(row.id, {"due": LATER, "reason": "Ill."})
    (moved,) = workspace.standing.rows("WHERE kind = 'action'")
    assert (moved.concern, moved.due_on, moved.child) == (concern, LATER, card.id)
    assert workspace.files.see_file(card.id).open_concerns[0].next_due == LATER


def test_an_action_for_somebody_typed_by_name_is_shown_with_the_name(workspace: Workspace) -> None:
    card = a_child(workspace)
    role = workspace.settings.lists()["child_roles"].choice("subject")
    answers = {"what": "Visit", "who": {"name": "The school nurse"}, "due": DUE}
    workspace.actions.add(card.as_in_record(role), answers)
    assert workspace.today.page().actions[0].owner == "The school nurse"
