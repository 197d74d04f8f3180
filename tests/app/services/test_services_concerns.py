from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from app.base.errors import InputError
from app.base.ids import new_id
from app.ledger.append import WrongStrength
from app.records.header import ChildAs
from app.services.concerns import AlreadyRecorded, OneRecordOnly, RecordUnknown
from app.workspace import Workspace
from tests.support.school import (
    DSL,
    HEAD,
    a_child,
    a_closure,
    a_concern,
    a_concern_draft,
    a_decision,
    an_action,
    person_named,
    signer,
)


def role(workspace: Workspace, code: str = "subject") -> Any:
    return workspace.settings.lists()["child_roles"].choice(code)


def typed(workspace: Workspace, name: str = "A girl in the red coat") -> ChildAs:
    return ChildAs(name=name, role=role(workspace), age="about 9", key=new_id())


def a_typed_concern(workspace: Workspace, *children: ChildAs) -> str:
    draft = msgspec.structs.replace(a_concern_draft(workspace), children=children)
    workspace.concerns.record(draft, signer(workspace))
    return draft.id


def test_a_concern_waits_until_it_is_decided(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    (waiting,) = workspace.today.page().waiting
    assert (waiting.record, waiting.child.id, waiting.read) == (concern, card.id, True)
    a_decision(workspace, concern)
    assert workspace.today.page().waiting == ()


def test_the_record_keeps_what_was_written_and_who_signed(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card, words="He said not to tell.")
    page = workspace.files.see_record(concern)
    record = page.record
    assert record is not None
    assert page.whole.strength == "attest"
    assert page.signer_name == DSL
    assert page.whole.header.children[0].name == "Zoë Nguyễn"
    assert msgspec.structs.asdict(record)["words"] == "He said not to tell."


def test_one_draft_is_recorded_once(workspace: Workspace) -> None:
    draft = a_concern_draft(workspace, a_child(workspace))
    workspace.concerns.record(draft, signer(workspace))
    before = workspace._vaults.children.head()
    with pytest.raises(AlreadyRecorded):
        workspace.concerns.record(draft, signer(workspace))
    assert workspace._vaults.children.head() == before


def test_a_concern_is_refused_under_the_session_key(workspace: Workspace) -> None:
    draft = a_concern_draft(workspace, a_child(workspace))
    with pytest.raises(WrongStrength):
        workspace.concerns.record(draft, workspace._entered.signer)
    assert workspace.today.page().waiting == ()


def test_all_that_is_wrong_is_said_at_once(workspace: Workspace) -> None:
    draft = a_concern_draft(workspace, seen="", place="")
    with pytest.raises(InputError) as caught:
        workspace.concerns.check(draft)
    assert caught.value.problems == {"children": "missing", "seen": "missing", "place": "missing"}


def test_a_child_is_named_once(workspace: Workspace) -> None:
    card = a_child(workspace)
    with pytest.raises(InputError) as caught:
        workspace.concerns.check(a_concern_draft(workspace, card, card))
    assert caught.value.problems == {"children": "twice"}


def test_somebody_elses_reading_is_recorded(workspace: Workspace) -> None:
    concern = a_concern(workspace, a_child(workspace))
    workspace.concerns.acknowledge(concern)
    page = workspace.files.see_record(concern)
    assert [one.why for one in page.following] == ["read"]


def test_an_owner_is_named_for_all_children_or_for_one(workspace: Workspace) -> None:
    one, other = a_child(workspace), a_child(workspace, "Siân", "Ŵyn")
    concern = a_concern(workspace, one, other)
    head = person_named(workspace, HEAD)
    workspace.concerns.assign(concern, workspace.me.person)
    workspace.concerns.assign(concern, head, only=other.id, reason="Knows the family.")
    owners = {row.child: row.owner for row in workspace.standing.rows()}
    assert owners == {one.id: workspace.me.id, other.id: head.id}


def test_an_owner_for_a_child_who_is_not_in_it_is_refused(workspace: Workspace) -> None:
    concern = a_concern(workspace, a_child(workspace))
    with pytest.raises(InputError):
        workspace.concerns.assign(concern, workspace.me.person, only="f" * 32)


def test_two_records_of_one_event_are_linked_in_every_file(workspace: Workspace) -> None:
    card = a_child(workspace)
    first, second = a_concern(workspace, card), a_concern(workspace, card)
    workspace.concerns.link_as_one([first, second], "Both stood at the gate.")
    lines = {line.record: line for line in workspace.files.see_file(card.id).chronology}
    assert lines[first].same_event == (second,)
    assert lines[second].same_event == (first,)


def test_a_third_record_of_the_event_joins_the_first_two(workspace: Workspace) -> None:
    card = a_child(workspace)
    records = [a_concern(workspace, card) for _each in range(3)]
    workspace.concerns.link_as_one(records[:2], "Both stood at the gate.")
    workspace.concerns.link_as_one(records[1:], "So did the cook.")
    lines = {line.record: line for line in workspace.files.see_file(card.id).chronology}
    for record in records:
        assert set(lines[record].same_event) == set(records) - {record}


def test_one_record_alone_is_no_pair(workspace: Workspace) -> None:
    concern = a_concern(workspace, a_child(workspace))
    with pytest.raises(OneRecordOnly):
        workspace.concerns.link_as_one([concern, concern], "The same.")


@pytest.mark.parametrize("act", ["acknowledge", "assign", "match"])
def test_what_is_not_there_cannot_be_acted_upon(workspace: Workspace, act: str) -> None:
    more: dict[str, tuple[Any, ...]] = {
        "acknowledge": (),
        "assign": (workspace.me.person,),
        "match": ("k", "c", "Asked."),
    }
    with pytest.raises(RecordUnknown):
        getattr(workspace.concerns, act)("f" * 32, *more[act])


# ------------------------------------------------------------------ typed, matched later


def test_a_child_who_is_not_listed_waits_under_the_name_typed(workspace: Workspace) -> None:
    a_typed_concern(workspace, typed(workspace))
    (waiting,) = workspace.today.page().waiting
    assert waiting.child.name == "A girl in the red coat"
    assert not waiting.child.listed


def test_once_matched_the_record_stands_in_the_childs_file(workspace: Workspace) -> None:
    card, child = a_child(workspace), typed(workspace)
    concern = a_typed_concern(workspace, child)
    workspace.concerns.match(concern, child.key, card.id, "Her teacher knew the coat.")
    file = workspace.files.see_file(card.id)
    assert [line.record for line in file.chronology] == [concern]
    assert [one.record for one in file.open_concerns] == [concern]
    assert workspace.today.page().waiting[0].child == card


def test_what_was_decided_before_the_match_counts_after_it(workspace: Workspace) -> None:
    card, child = a_child(workspace), typed(workspace)
    concern = a_typed_concern(workspace, child)
    action = an_action(workspace, "Ask her teacher", date(2026, 11, 24))
    a_decision(workspace, concern, actions=[action])
    workspace.concerns.match(concern, child.key, card.id, "Her teacher knew the coat.")
    rows = workspace.standing.of_child(card.id)
    states = sorted((row.kind, row.decided) for row in rows)
    assert states == [("action", False), ("concern", True)]
    assert workspace.today.page().adrift == ()


def test_a_decision_after_the_match_counts_too(workspace: Workspace) -> None:
    card, child = a_child(workspace), typed(workspace)
    concern = a_typed_concern(workspace, child)
    workspace.concerns.match(concern, child.key, card.id, "Her teacher knew the coat.")
    action = an_action(workspace, "Ask her teacher", date(2026, 11, 24))
    a_decision(workspace, concern, actions=[action])
    file = workspace.files.see_file(card.id)
    assert [a.what for a in file.actions] == ["Ask her teacher"]
    assert file.open_concerns[0].decided


def test_a_matched_child_can_be_closed_by_either_name(workspace: Workspace) -> None:
    card, child = a_child(workspace), typed(workspace)
    concern = a_typed_concern(workspace, child)
    a_decision(workspace, concern)
    workspace.concerns.match(concern, child.key, card.id, "Her teacher knew the coat.")
    a_closure(workspace, concern, card)
    assert workspace.standing.rows() == []
    workspace.closures.reopen(concern, [child.key], {"reason": "She came again."})
    assert [row.child for row in workspace.standing.rows()] == [card.id]


def test_a_wrong_match_is_put_right_by_another(workspace: Workspace) -> None:
    wrong, right = a_child(workspace), a_child(workspace, "Siân", "Ŵyn")
    child = typed(workspace)
    concern = a_typed_concern(workspace, child)
    for card in (wrong, right):
        workspace.concerns.match(concern, child.key, card.id, "As the register says.")
    assert workspace.files.see_file(wrong.id).chronology == ()
    assert workspace.files.see_file(right.id).chronology[0].record == concern
    assert [row.child for row in workspace.standing.rows()] == [right.id]


def test_two_typed_names_of_one_child_stand_once(workspace: Workspace, school: Any) -> None:
    card = a_child(workspace)
    one, other = typed(workspace, "Zoe"), typed(workspace, "Zo N.")
    concern = a_typed_concern(workspace, one, other)
    for child in (one, other):
        workspace.concerns.match(concern, child.key, card.id, "One and the same.")
    assert [row.child for row in workspace.standing.rows()] == [card.id]
    workspace.close(signed_out=True)
    again = school.enter()
    assert [row.child for row in again.standing.rows()] == [card.id]
    again.close(signed_out=True)


def test_a_match_with_a_child_already_named_does_not_shut_anybody_out(
    workspace: Workspace, school: Any
) -> None:
    card, child = a_child(workspace), typed(workspace)
    draft = a_concern_draft(workspace, card)
    draft = msgspec.structs.replace(draft, children=(*draft.children, child))
    workspace.concerns.record(draft, signer(workspace))
    workspace.concerns.match(draft.id, child.key, card.id, "One and the same.")
    workspace.close(signed_out=True)
    again = school.enter()
    assert [row.child for row in again.standing.rows()] == [card.id]
    again.close(signed_out=True)


def test_only_a_child_of_the_roll_can_be_matched(workspace: Workspace) -> None:
    child = typed(workspace)
    concern = a_typed_concern(workspace, child)
    with pytest.raises(RecordUnknown):
        workspace.concerns.match(concern, child.key, "f" * 32, "Nobody.")
