from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from app.records.fields import Choice
from app.workspace import Workspace
from tests.support.clicks import press, words
from tests.support.correction_pages import choose, fill
from tests.support.school import (
    a_child,
    a_concern,
    a_decision,
)
from tests.support.windows import DeskAtTest, child_of, open_dialog
from ui.concerns.record_page import RecordPageView
from ui.kit.dialogs import ProblemDialog

ShowPage = Callable[..., Any]


@pytest.mark.capability("002-051")
def test_a_request_for_reconsideration_is_asked_and_answered(
    show_page: ShowPage, desk: DeskAtTest, workspace: Workspace
) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    decision = a_decision(workspace, concern)
    record = show_page("record", record=decision)
    choose(record, "reconsider")
    page = show_page(desk.last.page, **desk.last.args)
    press(page, "asking-save")
    assert "Enter why it should be looked at again" in words(page)
    fill(page.form, why="He came without a coat again.", wanted="Call social care.")
    press(page, "asking-save")
    assert desk.last.page == "back"
    today = show_page("today")
    asked = child_of(today, QWidget, "asked")
    assert "He came without a coat again." in words(asked)
    (row,) = workspace.today.page().asked
    press(asked, f"answer-{row.record}")
    answer = show_page(desk.last.page, **desk.last.args)
    assert "Anybody may refer" in words(answer)
    stands = Choice("stands", "The decision stands")
    fill(answer.form, outcome=stands, reasons="The aunt takes her now.")
    press(answer, "asking-save")
    assert workspace.today.page().asked == ()
    said = words(show_page("record", record=concern))
    assert "He came without a coat again." in said
    assert "The aunt takes her now." in said
    assert "Anybody may refer" in said
    kinds = [line.kind for line in workspace.files.see_file(card.id).chronology]
    assert {"reconsideration", "reconsideration.answer"} <= set(kinds)


def test_deciding_again_leads_to_the_decision(
    show_page: ShowPage, desk: DeskAtTest, workspace: Workspace
) -> None:
    concern = a_concern(workspace, a_child(workspace))
    decision = a_decision(workspace, concern)
    asked = workspace.reconsidering.ask(decision, {"why": "New facts.", "wanted": "Refer."})
    page = show_page("reconsideration.answer", record=asked.records[0])
    changed = Choice("changed", "I will decide again")
    fill(page.form, outcome=changed, reasons="New facts are grave.")
    press(page, "asking-save")
    assert (desk.last.page, desk.last.args["concerns"]) == ("decision", [concern])


def test_a_request_is_answered_once(show_page: ShowPage, workspace: Workspace) -> None:
    concern = a_concern(workspace, a_child(workspace))
    asked = workspace.reconsidering.ask(concern, {"why": "Nobody decided.", "wanted": "Do."})
    page = show_page("reconsideration.answer", record=asked.records[0])
    stands = Choice("stands", "The decision stands")
    given = {"outcome": stands, "reasons": "Soon."}
    workspace.reconsidering.answer(asked.records[0], given)
    fill(page.form, **given)
    press(page, "asking-save")
    assert "answered already" in words(open_dialog(ProblemDialog))


def test_a_record_of_any_kind_takes_notes(
    show_page: ShowPage, desk: DeskAtTest, workspace: Workspace
) -> None:
    concern = a_concern(workspace, a_child(workspace))
    decision = a_decision(workspace, concern)
    page = show_page("record", record=decision)
    assert isinstance(page, RecordPageView)
    press(page, "note")
    assert (desk.last.page, desk.last.args["about"]) == ("note", decision)
