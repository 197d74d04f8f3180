from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.documents.blocks import Block, Document, Paragraph
from app.printing.draw import draw
from app.services.papers import Preview
from app.workspace import Workspace
from tests.support.pdf_reader import common_text, joined
from tests.support.rowan import RowanAtTest
from tests.support.school import a_child, a_concern, a_decision
from tests.support.windows import child_of, open_dialog
from ui.find.dialog import FindDialog
from ui.kit.banners import Notice
from ui.kit.buttons import Button
from ui.kit.dialogs import Confirm
from ui.paper.page import PaperPage
from ui.paper.stored_card import StoredCard
from ui.paper.verify_page import VerifyPage

P = TypeVar("P", bound=QWidget)
SEEN = "Came in without a coat and would not say who brought him."
FORGED = "Came in without a scarf and would not say who brought him."


def page_of(rowan: RowanAtTest, kind: type[P]) -> P:
    page = rowan.window.page()
    assert isinstance(page, kind)
    return page


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def workspace_of(rowan: RowanAtTest) -> Workspace:
    return rowan.unlocked.workspace


def a_decided_concern(rowan: RowanAtTest) -> str:
    workspace = workspace_of(rowan)
    rowan.school.clock.forward(minutes=1)
    concern = a_concern(workspace, a_child(workspace), seen=SEEN)
    a_decision(workspace, concern)
    rowan.unlocked.desk.changed.emit(_nothing(workspace))
    return concern


def _nothing(workspace: Workspace) -> object:
    return workspace.settings.put("school_name", workspace.settings.school_name())


def open_sheet(rowan: RowanAtTest, concern: str) -> PaperPage:
    """From Today: open the record, ask for its sheet, wait until it is drawn."""
    button = rowan.window.page().findChildren(Button, f"open-{concern}-" + _child(rowan, concern))
    (button or rowan.window.page().findChildren(Button, f"open-{concern}"))[0].click()
    child_of(rowan.window.page(), Button, "print-sheet").click()
    page = page_of(rowan, PaperPage)
    rowan.qtbot.waitUntil(lambda: page.preview is not None, timeout=30_000)
    return page


def _child(rowan: RowanAtTest, concern: str) -> str:
    return workspace_of(rowan).files.see_record(concern).children[0].id


def save_sheet(
    rowan: RowanAtTest, page: PaperPage, path: Path, monkeypatch: pytest.MonkeyPatch
) -> Preview:
    preview = page.preview
    assert preview is not None
    chosen = staticmethod(lambda *_args: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    child_of(page, Button, "save-pdf").click()
    open_dialog(Confirm).yes.click()
    assert path.read_bytes() == preview.printed.pdf
    return preview


def papers(rowan: RowanAtTest) -> VerifyPage:
    rowan.window.rail.button("papers").click()
    return page_of(rowan, VerifyPage)


def check_file(rowan: RowanAtTest, path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    page = page_of(rowan, VerifyPage)
    before = page.findChildren(Notice, "answer")
    chosen = staticmethod(lambda *_args: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", chosen)
    child_of(page, Button, "choose-pdf").click()
    rowan.qtbot.waitUntil(lambda: page.findChildren(Notice, "answer") != before, timeout=20_000)
    return words(child_of(page, Notice, "answer"))


def forged(preview: Preview) -> bytes:
    """Draw the very same sheet again, codes and all, with one word changed."""
    document = preview.paper.document
    blocks = tuple(_altered(block) for block in document.blocks)
    assert blocks != document.blocks
    other: Document = replace(document, blocks=blocks)
    codes = tuple(page.code for page in preview.printed.pages)
    return draw(other, preview.paper.stamp, lambda _count: codes).pdf


def _altered(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=block.text.replace(SEEN, FORGED))
    return block


@pytest.mark.capability("002-067")
def test_a_sheet_is_dated_and_signed_with_places_for_ink(
    unlocked: RowanAtTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_sheet(unlocked, a_decided_concern(unlocked))
    save_sheet(unlocked, page, tmp_path / "sheet.pdf", monkeypatch)
    told = joined("\n".join(common_text((tmp_path / "sheet.pdf").read_bytes())))
    assert joined(SEEN) in told
    assert told.count(joined("Signed in Rowan by Ruth Ellery on 20 November 2026 at 10:01")) == 2
    assert joined("with their passphrase") in told
    assert joined("signature and date") in told.replace("Signature", "signature")
    assert joined("Miriam Okafor") in told


def test_a_sheet_is_verified_both_ways_and_one_altered_word_both_ways_shows(
    unlocked: RowanAtTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, false = tmp_path / "sheet.pdf", tmp_path / "false.pdf"
    sheet = open_sheet(unlocked, a_decided_concern(unlocked))
    preview = save_sheet(unlocked, sheet, path, monkeypatch)
    false.write_bytes(forged(preview))
    verify = papers(unlocked)
    said = check_file(unlocked, path, monkeypatch)
    assert "This exact file was made by Rowan on 20 November 2026 at 10:01" in said
    said = check_file(unlocked, false, monkeypatch)
    assert "This exact file was not made by this Rowan" in said
    # The forged page bears a code that was issued: the page as stored shows the true word.
    at = next(page for page in preview.printed.pages if SEEN in page.text)
    text = common_text(false.read_bytes())[at.number - 1]
    assert "scarf" in text
    verify.code.setText(at.code)
    QTest.keyClick(verify.code, Qt.Key.Key_Return)
    assert "This code was issued for" in words(child_of(verify, Notice, "answer"))
    assert "genuine" not in words(verify).lower()
    stored = child_of(verify, QPlainTextEdit, "stored-text").toPlainText()
    assert SEEN in stored
    card = verify.findChildren(StoredCard)[0]
    card.given.setPlainText(at.text.replace(SEEN, FORGED))
    child_of(card, Button, "compare").click()
    found = words(child_of(card, Notice, "different-words"))
    assert "stored: “coat”  given: “scarf”" in found
    assert "differ in 1 place" in found


def test_a_sheet_is_two_presses_from_today_and_its_printing_is_in_the_log(
    unlocked: RowanAtTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    concern = a_decided_concern(unlocked)
    page = open_sheet(unlocked, concern)
    save_sheet(unlocked, page, tmp_path / "sheet.pdf", monkeypatch)
    logged = [line.what for line in workspace_of(unlocked).access_log.newest()]
    assert logged[:2] == ["copy", "record_opened"]
    child_of(page, Button, "close").click()
    child_of(unlocked.window.page(), Button, "print-sheet")


def test_a_record_found_is_opened_and_logged_as_found(unlocked: RowanAtTest) -> None:
    concern = a_decided_concern(unlocked)
    unlocked.unlocked.desk.go("find")
    dialog = open_dialog(FindDialog)
    QTest.keyClicks(dialog.line, "scarf coat")
    dialog.look()
    assert not dialog.model.hits
    dialog.line.setText("coat")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    line = workspace_of(unlocked).access_log.newest()[0]
    assert line.what == "record_opened"
    assert line.detail is not None
    assert (line.detail["record"], line.detail["found"]) == (concern, True)
    child_of(unlocked.window.page(), Button, "print-sheet")


def test_ctrl_k_finds_from_anywhere(unlocked: RowanAtTest, qtbot: QtBot) -> None:
    a_child(workspace_of(unlocked))
    unlocked.school.clock.forward(minutes=1)
    unlocked.window.show()
    unlocked.window.asked.emit("find-now")
    dialog = open_dialog(FindDialog)
    QTest.keyClicks(dialog.line, "nguyen")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    page = unlocked.window.page()
    assert page.objectName() == "child-file-page"
    assert workspace_of(unlocked).access_log.newest()[0].what == "file_opened"
