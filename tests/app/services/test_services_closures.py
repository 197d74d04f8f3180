from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.base.errors import InputError
from app.services.closures import ActionsOpen, NotClosed, NotDecided, NotOpen
from app.services.concerns import RecordUnknown
from app.workspace import Workspace
from tests.support.school import (
    a_child,
    a_closure,
    a_concern,
    a_concern_draft,
    a_decision,
    an_action,
    signer,
)

DUE = date(2026, 11, 25)
AGAIN = {"reason": "It happened again."}


def answers(workspace: Workspace) -> dict[str, Any]:
    reason = workspace.settings.lists()["closure_reasons"].choice("resolved")
    return {"reason": reason, "outcome": "Home is warm again."}


def open_for(workspace: Workspace, concern: str) -> set[str]:
    return {row.child for row in workspace.standing.rows() if row.id == concern}


def test_a_concern_is_closed_for_one_child_and_stays_open_for_the_other(
    workspace: Workspace,
) -> None:
    one, other = a_child(workspace), a_child(workspace, "Siân", "Ŵyn")
    concern = a_concern(workspace, one, other)
    a_decision(workspace, concern)
    a_closure(workspace, concern, one)
    assert open_for(workspace, concern) == {other.id}
    assert workspace.files.see_file(one.id).open_concerns == ()
    assert len(workspace.files.see_file(other.id).open_concerns) == 1
    a_closure(workspace, concern, other)
    assert open_for(workspace, concern) == set()


def test_the_closure_stands_only_in_the_file_it_is_about(workspace: Workspace) -> None:
    one, other = a_child(workspace), a_child(workspace, "Siân", "Ŵyn")
    concern = a_concern(workspace, one, other)
    a_decision(workspace, concern)
    a_closure(workspace, concern, one)
    kinds = {
        card.id: [line.kind for line in workspace.files.see_file(card.id).chronology]
        for card in (one, other)
    }
    assert "closure" in kinds[one.id]
    assert "closure" not in kinds[other.id]


def test_nothing_is_closed_before_it_is_decided(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    with pytest.raises(NotDecided):
        a_closure(workspace, concern, card)
    assert open_for(workspace, concern) == {card.id}


def test_open_actions_of_the_child_hold_it_open(workspace: Workspace) -> None:
    one, other = a_child(workspace), a_child(workspace, "Siân", "Ŵyn")
    concern = a_concern(workspace, one, other)
    row = {**an_action(workspace, "Call home", DUE), "child": one.id}
    a_decision(workspace, concern, actions=[row])
    with pytest.raises(ActionsOpen) as caught:
        a_closure(workspace, concern, one)
    assert caught.value.count == 1
    a_closure(workspace, concern, other)
    workspace.actions.done(workspace.today.page().actions[0].record, {})
    a_closure(workspace, concern, one)
    assert open_for(workspace, concern) == set()


def test_all_or_none_is_closed(workspace: Workspace) -> None:
    one, other = a_child(workspace), a_child(workspace, "Siân", "Ŵyn")
    concern = a_concern(workspace, one, other)
    row = {**an_action(workspace, "Call home", DUE), "child": other.id}
    a_decision(workspace, concern, actions=[row])
    with pytest.raises(ActionsOpen):
        a_closure(workspace, concern, one, other)
    assert open_for(workspace, concern) == {one.id, other.id}


def test_it_is_opened_again_for_one_child(workspace: Workspace) -> None:
    one, other = a_child(workspace), a_child(workspace, "Siân", "Ŵyn")
    concern = a_concern(workspace, one, other)
    a_decision(workspace, concern)
    a_closure(workspace, concern, one, other)
    workspace.closures.reopen(concern, [other.id], AGAIN)
    assert open_for(workspace, concern) == {other.id}
    with pytest.raises(NotClosed):
        workspace.closures.reopen(concern, [other.id], AGAIN)


def test_it_may_be_closed_and_opened_time_and_again(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    a_decision(workspace, concern)
    for _each in range(3):
        a_closure(workspace, concern, card)
        assert open_for(workspace, concern) == set()
        workspace.closures.reopen(concern, [card.id], AGAIN)
        assert open_for(workspace, concern) == {card.id}


def test_what_is_closed_cannot_be_closed_again(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    a_decision(workspace, concern)
    a_closure(workspace, concern, card)
    with pytest.raises(NotOpen):
        a_closure(workspace, concern, card)


def test_a_witness_has_nothing_to_close_or_reopen(workspace: Workspace) -> None:
    card, witness = a_child(workspace), a_child(workspace, "Siân", "Ŵyn")
    roles = workspace.settings.lists()["child_roles"]
    draft = workspace.drafts.new(
        "concern",
        workspace.clock.now(),
        children=(
            card.as_in_record(roles.choice("subject")),
            witness.as_in_record(roles.choice("witness")),
        ),
        values=a_concern_draft(workspace, card).values,
    )
    workspace.concerns.record(draft, signer(workspace))
    assert open_for(workspace, draft.id) == {card.id}
    with pytest.raises(NotOpen):
        workspace.closures.close(draft.id, [witness.id], answers(workspace))
    with pytest.raises(NotClosed):
        workspace.closures.reopen(draft.id, [witness.id], AGAIN)
    assert workspace.files.see_file(witness.id).chronology[0].record == draft.id


def test_a_child_who_is_not_in_it_is_refused(workspace: Workspace) -> None:
    card, stranger = a_child(workspace), a_child(workspace, "Siân", "Ŵyn")
    concern = a_concern(workspace, card)
    with pytest.raises(NotOpen):
        workspace.closures.close(concern, [stranger.id], answers(workspace))
    with pytest.raises(InputError):
        workspace.closures.close(concern, [], answers(workspace))
    with pytest.raises(RecordUnknown):
        workspace.closures.reopen("f" * 32, [card.id], AGAIN)


@pytest.mark.parametrize("missing", ["reason", "outcome"])
def test_a_closure_needs_reason_and_outcome(workspace: Workspace, missing: str) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    a_decision(workspace, concern)
    with pytest.raises(InputError) as caught:
        workspace.closures.close(concern, [card.id], {**answers(workspace), missing: ""})
    assert caught.value.problems == {missing: "missing"}
