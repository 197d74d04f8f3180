from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton

from app.workspace import Workspace
from tests.support.clicks import words
from tests.support.concern_form import Begin, entries
from tests.support.windows import DeskAtTest, child_of


def test_about_an_adult_nothing_is_written(
    begun: Begin, workspace: Workspace, desk: DeskAtTest
) -> None:
    before = entries(workspace)
    concern = begun()
    concern.hand.click(child_of(concern.page, QAbstractButton, "adult-yes"))
    said = words(concern.page)
    assert "headteacher" in said
    assert "LADO" in said
    concern.page.flush()
    assert concern.page.draft_id == ""
    assert list(workspace.folder.drafts.iterdir()) == []
    assert entries(workspace) == before
    concern.hand.click(child_of(concern.page, QAbstractButton, "adult-sheet"))
    assert desk.last.page == "paper"
    assert desk.last.args["compose"] == workspace.sheets.blank_adult


def test_back_from_the_stop_leads_to_the_question(begun: Begin) -> None:
    concern = begun()
    concern.hand.click(child_of(concern.page, QAbstractButton, "adult-yes"))
    concern.hand.click(child_of(concern.page, QAbstractButton, "adult-back"))
    assert child_of(concern.page, QAbstractButton, "adult-no").hasFocus()
