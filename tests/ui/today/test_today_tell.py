from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.rules.intake import TakeIn
from app.workspace import Workspace
from tests.support.clicks import Hand, words
from tests.support.notes import leave_note
from tests.support.school import School, a_child, a_decision, signer
from tests.support.windows import child_of, open_dialog
from ui.kit.record_dialog import RecordDialog

ShowPage = Callable[..., QWidget]


def test_whoever_wrote_without_an_account_is_told_and_that_is_recorded(
    school: School, workspace: Workspace, show_page: ShowPage
) -> None:
    child = a_child(workspace)
    leave_note(school)
    (note,) = workspace.intake.tray().notes
    choice = TakeIn(file=note.file, children={note.children[0].ref(): child.id})
    (record,) = workspace.intake.take_in([choice], signer(workspace)).records
    a_decision(workspace, record, feedback="Her mother is coming in on Monday.")
    page = show_page("today")
    card = child_of(page, QWidget, "to-tell")
    assert "Her mother is coming in on Monday." in words(card)
    (told,) = workspace.feedback.to_tell()
    title = child_of(card, QAbstractButton, f"open-tell-{told.decision}")
    assert title.text() == "Hamza Lindqvist"
    Hand().click(child_of(card, QAbstractButton, f"told-{told.decision}"))
    dialog = open_dialog(RecordDialog)
    way = workspace.settings.lists()["feedback_ways"].options[0].choice()
    dialog.box("way").editor.fill(way)
    dialog.yes.click()
    QApplication.processEvents()
    assert workspace.feedback.to_tell() == []
    assert not card.isVisible()
