from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.base.errors import InputError
from app.records.header import ChildAs
from app.rules.cards import ChildCard
from app.services.concerns import RecordUnknown
from app.workspace import Workspace
from tests.support.school import a_child, a_concern


def subject(workspace: Workspace, card: ChildCard) -> ChildAs:
    return card.as_in_record(workspace.settings.lists()["child_roles"].choice("subject"))


def a_call(workspace: Workspace, **answers: Any) -> dict[str, Any]:
    known = {
        "way": workspace.settings.lists()["note_ways"].choice("call"),
        "with_whom": "Mother",
        "at": {"day": "2026-11-20", "time": "09:00:00"},
        "said": "Was glad of the call.",
    }
    return {**known, **answers}


def test_a_note_stands_in_the_file_without_a_passphrase(workspace: Workspace) -> None:
    card = a_child(workspace)
    workspace.notes.write([subject(workspace, card)], a_call(workspace))
    (line,) = workspace.files.see_file(card.id).chronology
    assert (line.kind, line.strength) == ("note", "session")
    assert "Mother: Was glad of the call." in line.text


def test_a_note_about_a_concern_follows_it(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    workspace.notes.write([subject(workspace, card)], a_call(workspace), about=concern)
    assert [one.why for one in workspace.files.see_record(concern).following] == ["about"]


@pytest.mark.parametrize("missing", ["way", "with_whom", "at", "said"])
def test_a_note_needs_its_answers(workspace: Workspace, missing: str) -> None:
    child = subject(workspace, a_child(workspace))
    with pytest.raises(InputError) as caught:
        workspace.notes.write([child], a_call(workspace, **{missing: None}))
    assert caught.value.problems == {missing: "missing"}


def test_a_note_names_a_child(workspace: Workspace) -> None:
    with pytest.raises(InputError) as caught:
        workspace.notes.write([], a_call(workspace))
    assert caught.value.problems == {"children": "missing"}


# ------------------------------------------------------------------ what is dated


def a_contact(workspace: Workspace, **answers: Any) -> dict[str, Any]:
    mother = workspace.settings.lists()["relations"].choice("mother")
    return {"name": "Bích Nguyễn", "relation": mother, "phone": "01632 960111", **answers}


def test_a_contact_ends_and_stays_in_the_file(workspace: Workspace) -> None:
    card = a_child(workspace)
    child = subject(workspace, card)
    change = workspace.family.add("contact", [child], a_contact(workspace))
    (held,) = workspace.files.see_file(card.id).contacts
    assert (held.value.name, held.ended) == ("Bích Nguyễn", None)
    workspace.family.end(change.records[0], {"on": date(2026, 11, 19), "reason": "Moved."})
    (ended,) = workspace.files.see_file(card.id).contacts
    assert ended.ended == date(2026, 11, 19)


def test_a_status_of_today_is_shown_and_one_that_ended_is_not(workspace: Workspace) -> None:
    card = a_child(workspace)
    child, lists = subject(workspace, card), workspace.settings.lists()["statuses"]
    since = date(2026, 9, 1)
    for code, until in (("cin", None), ("cp", date(2026, 11, 1)), ("ehcp", date(2027, 7, 1))):
        answers = {"status": lists.choice(code), "since": since, "until": until}
        workspace.family.add("status", [child], answers)
    now = workspace.files._files.statuses_now(card.id)
    assert {status.status.code for status in now} == {"cin", "ehcp"}


def test_siblings_share_one_household_entry(workspace: Workspace) -> None:
    one, other = a_child(workspace), a_child(workspace, "Minh", "Nguyễn")
    children = [subject(workspace, card) for card in (one, other)]
    relation = workspace.settings.lists()["relations"].choice("grandparent")
    workspace.family.add("household", children, {"name": "Bà Nguyễn", "relation": relation})
    held = [workspace.files.see_file(card.id).households for card in (one, other)]
    assert held[0] == held[1]
    assert workspace.files.see_file(one.id).connected == (other,)


@pytest.mark.parametrize("kind", ["contact", "household", "status"])
def test_what_is_dated_names_a_child(workspace: Workspace, kind: str) -> None:
    with pytest.raises(InputError) as caught:
        workspace.family.add(kind, [], a_contact(workspace))
    assert caught.value.problems == {"children": "missing"}


def test_an_end_before_the_start_is_refused(workspace: Workspace) -> None:
    child = subject(workspace, a_child(workspace))
    answers = a_contact(workspace, since=date(2026, 11, 1), until=date(2026, 10, 1))
    with pytest.raises(InputError) as caught:
        workspace.family.add("contact", [child], answers)
    assert caught.value.problems == {"until": "before_start"}


def test_only_what_is_dated_can_end(workspace: Workspace) -> None:
    concern = a_concern(workspace, a_child(workspace))
    for record in (concern, "f" * 32):
        with pytest.raises(RecordUnknown):
            workspace.family.end(record, {"on": date(2026, 11, 19)})
