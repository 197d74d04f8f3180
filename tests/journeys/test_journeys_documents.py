"""Attach a letter by dropping it, read it, print it with its sheet, lock; nothing is left."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QTabBar, QWidget

from tests.support.canaries import find_words
from tests.support.documents import a_file, a_pdf
from tests.support.rowan import RowanAtTest
from tests.support.school import a_child, a_concern
from tests.support.windows import child_of, open_dialog
from ui.children.file_page import DOCUMENTS, ChildFilePage
from ui.documents.attach_dialog import AttachDialog
from ui.documents.document_page import DocumentPage
from ui.kit.attached import DocumentsTab
from ui.kit.buttons import Button
from ui.kit.desk import Route
from ui.paper.page import PaperPage

P = TypeVar("P", bound=QWidget)


def page_of(rowan: RowanAtTest, kind: type[P]) -> P:
    page = rowan.window.page()
    assert isinstance(page, kind)
    return page


def drop(target: QWidget, path: Path) -> None:
    """Drag a file over a page and let it fall."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, held, keys = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(target, QDragEnterEvent(QPoint(50, 50), copy, data, held, keys))
    QApplication.sendEvent(target, QDropEvent(QPointF(50, 50), copy, data, held, keys))


def attach_by_dropping(rowan: RowanAtTest, path: Path) -> None:
    """Drop a file onto the page shown, answer what is asked, and wait until it is attached."""
    drop(rowan.window.page(), path)
    dialog = open_dialog(AttachDialog)
    title = dialog.box("title").editor
    rowan.qtbot.waitUntil(lambda: title.value() == path.stem, timeout=10_000)
    kinds = rowan.unlocked.workspace.settings.lists()["document_kinds"]
    dialog.box("what").fill(kinds.choice("letter"))
    dialog.box("source").fill("Dr Odum, health visitor, by post")
    with rowan.qtbot.waitSignal(dialog.accepted, timeout=20_000):
        dialog.yes.click()


def test_a_dropped_letter_is_read_printed_and_gone_from_sight_at_the_lock(
    unlocked: RowanAtTest, tmp_path: Path
) -> None:
    rowan, marker = unlocked, "Quillonbrake" + os.urandom(8).hex()
    letter = a_file(tmp_path / "desktop", "Letter.pdf", a_pdf(2) + f"\n% {marker}".encode())
    workspace = rowan.unlocked.workspace
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    rowan.unlocked.go(Route("record", {"record": concern}))
    attach_by_dropping(rowan, letter)
    (one,) = workspace.attachments.of_record(concern)

    rowan.unlocked.go(Route("child", {"child": card.id}))
    file = page_of(rowan, ChildFilePage)
    child_of(file, QTabBar, "file-tabs").setCurrentIndex(DOCUMENTS)
    child_of(file, DocumentsTab, "documents").table.opened.emit(one.record)
    page = page_of(rowan, DocumentPage)
    rowan.qtbot.waitUntil(lambda: bool(page.pages and page.pages.idle), timeout=20_000)
    process = page.reader._process
    assert process is not None

    child_of(page, Button, "print-document").click()
    paper = page_of(rowan, PaperPage)
    rowan.qtbot.waitUntil(lambda: paper.preview is not None, timeout=30_000)
    assert paper.preview is not None
    assert len(paper.preview.printed.pages) >= 4
    rowan.unlocked.back()
    rowan.unlocked.lock()
    assert process.poll() is not None
    assert rowan.leavings
    assert [path for path, _word in find_words(tmp_path, (marker,))] == [letter]  # the control
    letter.unlink()
    assert not list(find_words(tmp_path, (marker,)))


def test_a_lock_while_a_document_is_drawn_does_not_wait(
    unlocked: RowanAtTest, tmp_path: Path
) -> None:
    rowan = unlocked
    workspace = rowan.unlocked.workspace
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    rowan.unlocked.go(Route("record", {"record": concern}))
    attach_by_dropping(rowan, a_file(tmp_path, "Letter.pdf", a_pdf(1)))
    (one,) = workspace.attachments.of_record(concern)
    rowan.unlocked.go(Route("document", {"record": one.record}))
    page = page_of(rowan, DocumentPage)
    rowan.unlocked.lock()
    process = page.reader._process
    assert process is None or process.poll() is not None
    assert rowan.leavings
