from __future__ import annotations

from datetime import date

import msgspec
import pytest

from app.base.errors import InputError
from app.base.ids import new_id
from app.ledger.append import WrongStrength
from app.records.action import Action
from app.records.decision import Decision
from app.services.concerns import AlreadyRecorded, RecordUnknown
from app.services.drafts import Draft
from app.workspace import Workspace
from tests.support.school import (
    DSL,
    HEAD,
    TEACHER,
    a_child,
    a_concern,
    a_decision,
    an_action,
    person_named,
    signer,
)

DUE = date(2026, 11, 25)


def test_a_decision_is_one_act_with_owner_and_actions(workspace: Workspace) -> None:
    concern = a_concern(workspace, a_child(workspace))
    before = workspace._vaults.children.head().seq
    decision = a_decision(
        workspace,
        concern,
        actions=[an_action(workspace, "Call home", DUE), an_action(workspace, "Tell class", DUE)],
    )
    entries = workspace._vaults.children.entries("e.seq > ?", (before,))
    assert [entry.kind for entry in entries] == ["decision", "assigned", "action", "action"]
    assert len({entry.act for entry in entries}) == 1
    assert entries[0].id == decision


def test_nothing_of_it_is_written_under_the_session_key(workspace: Workspace) -> None:
    concern = a_concern(workspace, a_child(workspace))
    draft = filled(workspace, concern)
    before = workspace._vaults.children.head()
    with pytest.raises(WrongStrength):
        workspace.decisions.record(draft, workspace._entered.signer)
    assert workspace._vaults.children.head() == before


def filled(workspace: Workspace, *concerns: str, **extra: object) -> Draft:
    draft = workspace.decisions.begin(new_id(), concerns)
    values = {
        "received_at": {"day": "2026-11-20", "time": "09:30:00"},
        "need": {"code": "early", "words": "Early help"},
        "decision": {"code": "refer", "words": "Refer"},
        "reasons": "There is a mark that nobody explains.",
    }
    whole = {"actions": [], "owner": workspace.me.person, **extra}
    return msgspec.structs.replace(draft, values={**draft.values, **values}, extra=whole)


def test_one_draft_is_recorded_once(workspace: Workspace) -> None:
    draft = filled(workspace, a_concern(workspace, a_child(workspace)))
    workspace.decisions.record(draft, signer(workspace))
    with pytest.raises(AlreadyRecorded):
        workspace.decisions.record(draft, signer(workspace))


def test_one_decision_answers_several_concerns(workspace: Workspace) -> None:
    one, other = a_child(workspace), a_child(workspace, "Siân", "Ŵyn")
    concerns = [a_concern(workspace, one), a_concern(workspace, other)]
    row = {**an_action(workspace, "Call both homes", DUE), "child": one.id}
    a_decision(workspace, *concerns, actions=[row])
    page = workspace.today.page()
    assert page.waiting == ()
    assert page.open_concerns == 2
    rows = workspace.standing.rows("WHERE kind = 'concern'")
    assert {row.owner for row in rows} == {workspace.me.id}


def test_each_action_is_about_one_named_child(workspace: Workspace) -> None:
    one, other = a_child(workspace), a_child(workspace, "Siân", "Ŵyn")
    concern = a_concern(workspace, one, other)
    rows = [
        {**an_action(workspace, "Call home", DUE), "child": one.id},
        {**an_action(workspace, "Talk at break", DUE), "child": other.id},
    ]
    a_decision(workspace, concern, actions=rows)
    assert [a.what for a in workspace.files.see_file(one.id).actions] == ["Call home"]
    assert [a.what for a in workspace.files.see_file(other.id).actions] == ["Talk at break"]


def test_what_is_wrong_is_named_by_row(workspace: Workspace) -> None:
    one, other = a_child(workspace), a_child(workspace, "Siân", "Ŵyn")
    concern = a_concern(workspace, one, other)
    draft = filled(workspace, concern, owner=None, actions=[{"what": ""}])
    with pytest.raises(InputError) as caught:
        workspace.decisions.check(draft)
    assert caught.value.problems == {
        "actions.0.child": "missing",
        "actions.0.what": "missing",
        "actions.0.who": "missing",
        "actions.0.due": "missing",
        "owner": "missing",
    }


@pytest.mark.parametrize(
    ("code", "needed"),
    [("none", True), ("monitor", True), ("early_help", True), ("refer", False), ("police", False)],
)
def test_not_referring_needs_its_reason(workspace: Workspace, code: str, needed: bool) -> None:  # noqa: FBT001
    concern = a_concern(workspace, a_child(workspace))
    draft = filled(workspace, concern)
    decision = workspace.settings.lists()["decisions"].choice(code)
    draft = msgspec.structs.replace(draft, values={**draft.values, "decision": decision})
    if needed:
        with pytest.raises(InputError) as caught:
            workspace.decisions.check(draft)
        assert caught.value.problems == {"why_not_referred": "missing"}
    else:
        workspace.decisions.check(draft)


def test_a_draft_begins_with_who_reported_it_and_all_children(workspace: Workspace) -> None:
    one, other = a_child(workspace), a_child(workspace, "Siân", "Ŵyn")
    draft = workspace.decisions.begin(new_id(), [a_concern(workspace, one, other)])
    assert {c.ref() for c in draft.children} == {one.id, other.id}
    assert DSL in draft.values["received_from"] or TEACHER in draft.values["received_from"]


def test_an_unknown_concern_cannot_be_decided(workspace: Workspace) -> None:
    with pytest.raises(RecordUnknown):
        workspace.decisions.begin(new_id(), ["f" * 32])


def test_a_draft_with_its_actions_comes_back_from_the_disk_as_it_was(
    workspace: Workspace,
) -> None:
    concern = a_concern(workspace, a_child(workspace))
    row = an_action(workspace, "Call home", DUE, person_named(workspace, HEAD))
    draft = filled(workspace, concern, actions=[row])
    workspace.drafts.keep(draft)
    (again,) = workspace.drafts.mine()
    workspace.decisions.record(again, signer(workspace))
    wholes = workspace._vaults.children.of_kinds(["decision", "action"])
    assert [type(w.record) for w in wholes] == [Decision, Action]
    assert workspace.standing.rows("WHERE kind = 'action'")[0].due_on == DUE


def test_each_child_can_have_a_decision_of_its_own_in_one_act(workspace: Workspace) -> None:
    one, other = a_child(workspace), a_child(workspace, "Siân", "Ŵyn")
    concern = a_concern(workspace, one, other)
    own = {
        "need": {"code": "targeted", "words": "Targeted"},
        "decision": {"code": "refer", "words": "Refer"},
        "reasons": "He has been hurt at home himself.",
    }
    rows = [{**an_action(workspace, "Ring social care", DUE), "child": other.id}]
    draft = filled(workspace, concern, each={other.id: own}, actions=rows)
    before = workspace._vaults.children.head().seq
    workspace.decisions.record(draft, signer(workspace))
    entries = workspace._vaults.children.entries("e.seq > ?", (before,))
    assert [entry.kind for entry in entries] == ["decision", "decision", "assigned", "action"]
    assert len({entry.act for entry in entries}) == 1
    wholes = workspace._vaults.children.wholes(entry.id for entry in entries)
    about = [[c.ref() for c in whole.header.children] for whole in wholes]
    assert about == [[one.id], [other.id], [one.id, other.id], [other.id]]
    decisions = [whole.record for whole in wholes if isinstance(whole.record, Decision)]
    reasons = [decision.reasons for decision in decisions]
    assert reasons == ["There is a mark that nobody explains.", own["reasons"]]
    assert wholes[3].header.links_for("part_of") == (wholes[1].entry.id,)
    assert workspace.today.page().waiting == ()


def test_what_is_wrong_with_one_childs_decision_is_named_by_the_child(
    workspace: Workspace,
) -> None:
    one, other = a_child(workspace), a_child(workspace, "Siân", "Ŵyn")
    concern = a_concern(workspace, one, other)
    draft = filled(workspace, concern, each={other.id: {"reasons": "Only watched."}})
    with pytest.raises(InputError) as caught:
        workspace.decisions.check(draft)
    start = f"each.{other.id}"
    assert caught.value.problems == {f"{start}.need": "missing", f"{start}.decision": "missing"}
    empty = msgspec.structs.replace(draft, values={})
    with pytest.raises(InputError) as caught:
        workspace.decisions.check(empty)
    assert {"received_at", "need", f"{start}.need"} <= set(caught.value.problems)
    assert f"{start}.received_at" not in caught.value.problems
