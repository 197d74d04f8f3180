from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from tests.support.clicks import focused, words
from tests.support.concern_form import Begin, ConcernAtTest, stored
from tests.support.school import TEACHER, a_child
from tests.support.windows import DeskAtTest, child_of, open_dialog, sign
from ui.kit.dialogs import PassphraseDialog
from ui.kit.moments import MomentEdit


def test_the_check_page_shows_every_answer_and_leads_back(form: ConcernAtTest) -> None:
    form.required()
    form.check()
    step = child_of(form.page, QWidget, "check-step")
    said = words(step)
    assert "Zoë had no coat and cried when asked about home." in said
    assert "Zoë Nguyễn" in said
    form.hand.click(child_of(step, QAbstractButton, "change.done"))
    QApplication.processEvents()
    assert form.box("done").isAncestorOf(focused())
    form.hand.write(" Told the mother.")
    form.check()
    assert "rang the office. Told the mother." in words(form.page)


def test_the_check_page_offers_what_was_not_opened(form: ConcernAtTest) -> None:
    form.required()
    form.check()
    step = child_of(form.page, QWidget, "check-step")
    form.hand.click(child_of(step, QAbstractButton, "add.Body map"))
    QApplication.processEvents()
    assert form.box("body_map").isVisible()


def test_a_wrong_passphrase_signs_nothing_and_loses_nothing(
    form: ConcernAtTest, workspace: Workspace, qtbot: QtBot
) -> None:
    form.required()
    form.check()
    form.hand.click(child_of(form.page, QAbstractButton, "concern-sign"))
    dialog = open_dialog(PassphraseDialog)
    dialog.passphrase.line.setText("not these words at all")
    dialog.sign.click()
    qtbot.waitUntil(dialog.sign.isEnabled, timeout=20_000)
    assert "does not open your keys" in words(dialog)
    assert workspace.today.page().waiting == ()
    sign(qtbot)
    assert stored(workspace)[1].place == "Cloakroom"


def test_not_told_leads_to_a_screen_that_says_go_and_tell(
    form: ConcernAtTest, workspace: Workspace
) -> None:
    form.required()
    form.chip("told_dsl", "no")
    form.sign()
    assert form.page.title.text() == "Go and tell a DSL in person now"
    said = words(form.page)
    assert "Ruth Ellery" in said
    assert "Children's social care" in said
    assert "The concern is recorded" not in said
    form.hand.click(child_of(form.page, QAbstractButton, "concern-going"))
    assert "The concern is recorded" in words(form.page)


def test_after_signing_the_sheet_the_record_and_the_decision_are_offered(
    form: ConcernAtTest, workspace: Workspace, desk: DeskAtTest
) -> None:
    form.required()
    form.sign()
    header, _record = stored(workspace)
    form.hand.click(child_of(form.page, QAbstractButton, "print-sheet"))
    assert desk.last.page == "paper"
    assert header.id in desk.last.args["compose"]().records
    form.hand.click(child_of(form.page, QAbstractButton, "decide-now"))
    assert (desk.last.page, desk.last.args) == ("decision", {"concerns": [header.id]})
    form.hand.click(child_of(form.page, QAbstractButton, "open-record"))
    assert (desk.last.page, desk.last.args) == ("record", {"record": header.id})


def test_a_concern_is_recorded_without_the_mouse(
    begun: Begin, workspace: Workspace, qtbot: QtBot
) -> None:
    a_child(workspace)
    concern = begun()
    hand, page = concern.hand, concern.page
    assert child_of(page, QAbstractButton, "adult-no").hasFocus()
    hand.press(Qt.Key.Key_Space)
    concern.choose_child("nguyen")
    moment = concern.box("seen_at").findChild(MomentEdit)
    assert moment is not None
    hand.write("today", moment.day)
    for field, text in (("place", "Hall"), ("seen", "A mark"), ("done", "Told Ruth")):
        assert page.form is not None
        editor = page.form.form.group.boxes[field].editor.first_stop()
        if field == "done":
            hand.tab_to(child_of(concern.box("told_dsl"), QAbstractButton, "chip.yes"))
            hand.press(Qt.Key.Key_Space)
        hand.write(text, editor)
    page.shortcut.emit("finish")
    assert page.title.text() == "Check your answers"
    page.shortcut.emit("finish")
    sign(qtbot)
    assert stored(workspace)[1].place == "Hall"
    assert hand.clicks == 0


def test_the_reporter_may_be_any_adult(form: ConcernAtTest, workspace: Workspace) -> None:
    form.required()
    assert form.page.form is not None
    editor = form.page.form.form.group.boxes["reporter"].editor
    editor.fill({"name": TEACHER, "role": "Class teacher, Oak"})
    form.sign()
    header, record = stored(workspace)
    assert record.reporter.name == TEACHER
    assert header.author.name != TEACHER


def test_no_name_stands_in_the_window_title(form: ConcernAtTest) -> None:
    form.required()
    form.check()
    assert form.page.window().windowTitle() == "Record a concern – Rowan"
