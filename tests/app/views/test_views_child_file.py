from __future__ import annotations

from datetime import date

import pytest

from app.rules.chronology import Filter, narrowed
from app.services.files import ChildUnknown
from app.workspace import Workspace
from tests.support.school import (
    TEACHER,
    a_child,
    a_concern,
    a_decision,
    an_action,
)

DUE = date(2026, 11, 25)
MARK = {
    "number": 1,
    "view": "child.front",
    "version": 1,
    "regions": [{"id": "child.front.cheek.left", "words": "left cheek"}],
    "kind": {"code": "bruise", "words": "Bruise"},
    "size_unknown": True,
    "shape": {"code": "round", "words": "Round"},
    "colours": [{"code": "red", "words": "Red"}],
}


def test_an_empty_file(workspace: Workspace) -> None:
    card = a_child(workspace)
    file = workspace.files.see_file(card.id)
    assert (file.card, file.opened_on, file.chronology) == (card, None, ())


def test_a_file_holds_all_that_is_open_and_all_that_was(workspace: Workspace) -> None:
    card, other = a_child(workspace), a_child(workspace, "Siân", "Ŵyn")
    concern = a_concern(workspace, card, other)
    row = {**an_action(workspace, "Call home", DUE), "child": card.id}
    a_decision(workspace, concern, actions=[row])
    file = workspace.files.see_file(card.id)
    assert [line.kind for line in file.chronology] == ["concern", "decision", "assigned", "action"]
    (one,) = file.open_concerns
    assert (one.record, one.next_action, one.next_due, one.decided) == (
        concern, "Call home", DUE, True,
    )  # fmt: skip
    assert file.opened_on == date(2026, 11, 20)
    assert file.connected == (other,)
    assert file.chronology[0].others == ("Siân Ŵyn",)


def test_marks_stand_with_the_record_they_are_from(workspace: Workspace) -> None:
    card = a_child(workspace)
    record = a_concern(workspace, card, body_map={"marks": [MARK]})
    (seen,) = workspace.files.see_file(card.id).marks
    assert (seen.record, seen.mark.site()) == (record, "left cheek")
    assert seen.seen == "20 November 2026 at 08:50"


def test_what_nobody_asks_for_later_is_no_line(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    workspace.concerns.acknowledge(concern)
    kinds = [line.kind for line in workspace.files.see_file(card.id).chronology]
    assert kinds == ["concern"]


def test_an_event_of_last_week_stands_before_what_was_written_first(workspace: Workspace) -> None:
    card = a_child(workspace)
    today = a_concern(workspace, card)
    older = a_concern(workspace, card, seen_at={"day": "2026-11-12"})
    assert [line.record for line in workspace.files.see_file(card.id).chronology] == [older, today]


def test_a_real_chronology_is_narrowed_by_category_day_and_word(workspace: Workspace) -> None:
    card = a_child(workspace)
    neglect = workspace.settings.lists()["categories"].choice("neglect")
    cold = a_concern(workspace, card, seen="No coat again.", categories=[neglect])
    a_concern(workspace, card, seen="Was hungry.", seen_at={"day": "2026-11-12"})
    lines = workspace.files.see_file(card.id).chronology
    for wanted in (
        Filter(categories=frozenset({"neglect"})),
        Filter(since=date(2026, 11, 13)),
        Filter(words="coat"),
    ):
        assert [line.record for line in narrowed(lines, wanted)] == [cold]


def test_opening_a_file_is_logged_and_looking_again_is_not(workspace: Workspace) -> None:
    card = a_child(workspace)
    workspace.files.open_file(card.id)
    workspace.files.see_file(card.id)
    opened = [one for one in workspace.access_log.newest() if one.what == "file_opened"]
    assert [(one.child, one.who) for one in opened] == [(card, workspace.me.person.name)]


def test_opening_a_record_says_whether_it_was_found(workspace: Workspace) -> None:
    card = a_child(workspace)
    record = a_concern(workspace, card)
    workspace.files.open_record(record, found=True)
    workspace.files.open_record(record)
    opened = [one for one in workspace.access_log.newest() if one.what == "record_opened"]
    assert [one.detail and one.detail["found"] for one in reversed(opened)] == [True, False]
    assert {one.child for one in opened} == {card}


def test_a_list_of_everything_is_logged_and_says_no_words(workspace: Workspace) -> None:
    record = a_concern(workspace, a_child(workspace))
    listing = workspace.files.listing()
    assert record in {entry.id for entry in listing}
    assert "listed" in {one.what for one in workspace.access_log.newest()}


@pytest.mark.parametrize("act", ["open_file", "see_file"])
def test_who_is_not_on_the_roll_has_no_file(workspace: Workspace, act: str) -> None:
    with pytest.raises(ChildUnknown):
        getattr(workspace.files, act)("f" * 32)
    assert "file_opened" not in {one.what for one in workspace.access_log.newest()}


def test_the_page_of_a_record_shows_what_came_of_it(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    a_decision(workspace, concern, actions=[an_action(workspace, "Call home", DUE)])
    action = workspace.today.page().actions[0].record
    workspace.actions.done(action, {"outcome": "Spoken to."})
    page = workspace.files.see_record(concern)
    assert [one.whole.entry.kind for one in page.following] == [
        "decision", "assigned", "action", "action.done",
    ]  # fmt: skip
    assert page.open_for == (card.id,)
    assert page.whole.header.author.name != TEACHER
