from __future__ import annotations

import pytest

from app.base.errors import InputError
from app.records.fields import Choice
from app.services.concerns import RecordUnknown
from app.services.reconsidering import AlreadyAnswered
from app.workspace import Workspace
from tests.support.corrections import file_away, sound, write_note
from tests.support.school import (
    HEAD,
    School,
    a_child,
    a_concern,
    a_decision,
    a_second_holder,
    close,
)

WHY = {"why": "He came without a coat again.", "wanted": "Call social care."}
STANDS = {"outcome": Choice("stands", "The decision stands"), "reasons": "The aunt takes her."}


def test_a_request_stands_until_it_is_answered(school: School, workspace: Workspace) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    decision = a_decision(workspace, concern)
    a_second_holder(workspace)
    close(workspace)
    head = school.enter(person=HEAD)
    (request,) = head.reconsidering.ask(decision, WHY).records
    close(head)
    again = school.enter()
    (asked,) = again.today.page().asked
    assert (asked.record, asked.child.id, asked.by) == (
        request,
        card.id,
        "Owen Marsh (Headteacher)",
    )
    assert [
        one.why
        for one in again.files.see_record(concern).following
        if one.whole.entry.id == request
    ] == ["reconsiders"]
    again.reconsidering.answer(request, STANDS)
    assert again.today.page().asked == ()
    with pytest.raises(AlreadyAnswered):
        again.reconsidering.answer(request, STANDS)
    again.reconsidering.ask(decision, WHY)
    assert len(again.today.page().asked) == 1
    assert sound(again)
    close(again)


def test_a_concern_that_nobody_decided_is_asked_about_too(workspace: Workspace) -> None:
    concern = a_concern(workspace, a_child(workspace), a_child(workspace, "Siân", "O’Neill"))
    (request,) = workspace.reconsidering.ask(concern, WHY).records
    (asked,) = workspace.today.page().asked
    assert (asked.record, asked.others) == (request, 1)
    assert workspace.reconsidering.concern_of(request) == concern
    decision = a_decision(workspace, concern)
    (other,) = workspace.reconsidering.ask(decision, WHY).records
    assert workspace.reconsidering.concern_of(other) == concern


def test_why_and_what_for_have_to_be_said(workspace: Workspace) -> None:
    concern = a_concern(workspace, a_child(workspace))
    with pytest.raises(InputError) as caught:
        workspace.reconsidering.ask(concern, {})
    assert caught.value.problems == {"why": "missing", "wanted": "missing"}
    (request,) = workspace.reconsidering.ask(concern, WHY).records
    with pytest.raises(InputError) as caught:
        workspace.reconsidering.answer(request, {})
    assert caught.value.problems == {"outcome": "missing", "reasons": "missing"}


def test_only_decisions_and_concerns_are_reconsidered(workspace: Workspace) -> None:
    concern = a_concern(workspace, a_child(workspace))
    note = write_note(workspace, concern, "Said.")
    with pytest.raises(RecordUnknown):
        workspace.reconsidering.ask(note, WHY)
    with pytest.raises(RecordUnknown):
        workspace.reconsidering.answer(concern, STANDS)


def test_a_request_leaves_with_its_concern(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    decision = a_decision(workspace, concern)
    workspace.reconsidering.ask(decision, WHY)
    file_away(workspace, concern, card.id)
    assert workspace.today.page().asked == ()
    assert "without a coat again" not in repr(workspace.files.see_file(card.id))


def test_both_stand_on_the_sheet_and_in_the_chronology(workspace: Workspace) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    (request,) = workspace.reconsidering.ask(concern, WHY).records
    workspace.reconsidering.answer(request, STANDS)
    preview = workspace.papers.draw(workspace.sheets.record(concern))
    assert preview is not None
    text = "\n".join(page.text for page in preview.printed.pages)
    assert WHY["why"] in text
    assert "The aunt takes her." in text
    said = [line.text for line in workspace.files.see_file(card.id).chronology]
    assert any(WHY["why"] in line for line in said)
    assert any("The decision stands: The aunt takes her." in line for line in said)
