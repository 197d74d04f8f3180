from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from app.base.clock import Stamp
from app.records.document import MOST_BYTES
from app.views.access_log import Accessed
from app.workspace import Workspace
from tests.support.clicks import words
from tests.support.documents import a_file, a_pdf, a_picture, attach
from tests.support.school import a_child, a_concern
from tests.support.windows import DeskAtTest, child_of
from ui.concerns.note_page import NotePage
from ui.documents.attach_dialog import AttachDialog, attach_dialog
from ui.documents.choosing import Choosing
from ui.kit.attached import DocumentsTab
from ui.kit.drops import DropCover
from ui.settings.log_words import log_words


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick"


@pytest.fixture
def letter(stick: Path) -> Path:
    return a_file(stick, "Letter Odum.pdf", a_pdf())


@pytest.fixture
def concern(workspace: Workspace) -> str:
    return a_concern(workspace, a_child(workspace))


def dialog_of(
    desk: DeskAtTest, qtbot: QtBot, *paths: Path, chosen: Sequence[Path] = (), **args: Any
) -> AttachDialog:
    choosing = Choosing(files=lambda _parent: tuple(chosen))
    made = attach_dialog(desk, {**args, "paths": paths, "choosing": choosing})
    assert isinstance(made, AttachDialog)
    made.open()
    qtbot.waitExposed(made)
    return made


def read(dialog: AttachDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog._chosen is not None, timeout=10_000)


def fill(dialog: AttachDialog, workspace: Workspace) -> None:
    kinds = workspace.settings.lists()["document_kinds"]
    dialog.box("what").fill(kinds.choice("letter"))
    dialog.box("source").fill("Dr Odum, health visitor, by post")


def press(dialog: AttachDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.accepted, timeout=20_000):
        dialog.yes.click()


def test_a_file_is_attached_to_a_record_with_its_date_and_source(
    desk: DeskAtTest, workspace: Workspace, concern: str, letter: Path, qtbot: QtBot
) -> None:
    dialog = dialog_of(desk, qtbot, chosen=[letter], about=concern)
    dialog.file.choose.click()
    read(dialog, qtbot)
    assert "Letter Odum.pdf" in words(dialog)
    assert "PDF" in words(dialog)
    assert "The original file stays where it is" in words(dialog)
    assert dialog.box("title").editor.value() == "Letter Odum"
    fill(dialog, workspace)
    press(dialog, qtbot)
    (one,) = workspace.attachments.of_record(concern)
    assert one.document.title == "Letter Odum"
    assert one.document.source == "Dr Odum, health visitor, by post"
    assert one.document.received == workspace.clock.now().day()
    assert workspace.attachments.source(one).read() == letter.read_bytes()
    assert letter.exists()
    assert desk.words == ["Attached: Letter Odum"]


def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    desk: DeskAtTest, workspace: Workspace, concern: str, letter: Path, qtbot: QtBot
) -> None:
    dialog = dialog_of(desk, qtbot, about=concern)
    dialog.box("source").fill("A neighbour")
    dialog.yes.click()
    assert "Enter a title" in words(dialog)
    assert "Choose the file" in words(dialog)
    assert "Choose what it is" in words(dialog)
    dialog.box("title").fill("A letter")
    dialog.box("what").fill(workspace.settings.lists()["document_kinds"].choice("letter"))
    dialog.yes.click()
    assert "Choose the file" in words(dialog)
    dialog.take([letter])
    read(dialog, qtbot)
    assert dialog.box("title").editor.value() == "A letter"
    press(dialog, qtbot)
    (one,) = workspace.attachments.of_record(concern)
    assert (one.document.title, one.document.source) == ("A letter", "A neighbour")


def test_a_file_that_is_too_large_or_empty_is_refused_in_words(
    desk: DeskAtTest, concern: str, stick: Path, letter: Path, qtbot: QtBot
) -> None:
    empty = a_file(stick, "empty.docx", b"")
    dialog = dialog_of(desk, qtbot, empty, about=concern)
    qtbot.waitUntil(lambda: "The file is empty" in words(dialog), timeout=10_000)
    with (stick / "film.mp4").open("wb") as film:
        film.truncate(MOST_BYTES + 1)
    dialog.take([stick / "film.mp4"])
    qtbot.waitUntil(lambda: "The file is too large" in words(dialog), timeout=10_000)
    dialog.take([letter])
    read(dialog, qtbot)
    assert "too large" not in words(dialog)


def test_several_files_are_attached_one_after_another(
    desk: DeskAtTest, workspace: Workspace, concern: str, letter: Path, stick: Path, qtbot: QtBot
) -> None:
    second = a_file(stick, "Photo.png", a_picture())
    dialog = dialog_of(desk, qtbot, letter, second, about=concern)
    read(dialog, qtbot)
    assert "then 1 more" in words(dialog)
    fill(dialog, workspace)
    dialog.yes.click()
    qtbot.waitUntil(lambda: dialog.box("title").editor.value() == "Photo", timeout=20_000)
    assert dialog.box("source").editor.value() == "Dr Odum, health visitor, by post"
    press(dialog, qtbot)
    titles = {one.document.title for one in workspace.attachments.of_record(concern)}
    assert titles == {"Letter Odum", "Photo"}


def test_of_several_children_only_those_chosen_get_it(
    desk: DeskAtTest, workspace: Workspace, letter: Path, qtbot: QtBot
) -> None:
    zoe, sian = a_child(workspace), a_child(workspace, "Siân", "Ŵyn")
    concern = a_concern(workspace, zoe, sian)
    dialog = dialog_of(desk, qtbot, letter, about=concern)
    read(dialog, qtbot)
    fill(dialog, workspace)
    chosen = dialog.box("whose").editor.value()
    assert [choice.code for choice in chosen] == [zoe.id, sian.id]
    dialog.box("whose").fill([chosen[1]])
    press(dialog, qtbot)
    assert workspace.attachments.of_child(zoe.id) == ()
    assert len(workspace.attachments.of_child(sian.id)) == 1


def dragged(target: QWidget, *paths: Path) -> tuple[QMimeData, QDragEnterEvent]:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(40, 40), Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(target, enter)
    return data, enter


def drop(target: QWidget, data: QMimeData) -> None:
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at = QPointF(40, 40)
    QApplication.sendEvent(target, QDropEvent(at, Qt.DropAction.CopyAction, data, buttons, keys))


@pytest.mark.parametrize("page", ["record", "child"])
def test_files_dropped_onto_a_page_are_offered_to_be_attached(
    desk: DeskAtTest,
    workspace: Workspace,
    show_page: Callable[..., QWidget],
    letter: Path,
    page: str,
) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    shown = show_page(page, **{"record": {"record": concern}, "child": {"child": card.id}}[page])
    cover = child_of(shown, DropCover, "drop-cover")
    assert not cover.isVisible()
    data, enter = dragged(shown, letter)
    assert enter.isAccepted()
    assert cover.isVisible()
    assert "Drop to attach" in words(shown)
    QApplication.sendEvent(shown, QDragLeaveEvent())
    assert not cover.isVisible()
    dragged(shown, letter)
    drop(shown, data)
    assert not cover.isVisible()
    assert desk.last.page == "attach"
    assert desk.last.args["paths"] == (letter,)
    wanted = {"record": ("", concern), "child": (card.id, "")}[page]
    assert (desk.last.args["child"], desk.last.args["about"]) == wanted


def test_a_folder_or_words_dragged_over_a_page_are_left_alone(
    desk: DeskAtTest, show_page: Callable[..., QWidget], concern: str, tmp_path: Path
) -> None:
    shown = show_page("record", record=concern)
    _data, enter = dragged(shown, tmp_path)
    assert not child_of(shown, DropCover, "drop-cover").isVisible()
    assert not enter.isAccepted() or not desk.routes


def test_documents_stand_in_the_childs_file_and_on_the_record(
    desk: DeskAtTest,
    workspace: Workspace,
    show_page: Callable[..., QWidget],
    letter: Path,
    qtbot: QtBot,
) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    one = attach(workspace, card, letter, about=concern)
    attach(workspace, card, letter, title="Report of the paediatrician")
    file = show_page("child", child=card.id)
    tabs = child_of(file, QTabBar, "file-tabs")
    assert tabs.tabText(3) == "Documents (2)"
    tabs.setCurrentIndex(3)
    tab = child_of(file, DocumentsTab, "documents")
    rows = {row.document.title: row for row in tab.table.model.rows}
    assert set(rows) == {"Letter from the health visitor", "Report of the paediatrician"}
    tab.table.opened.emit(one.record)
    assert (desk.last.page, desk.last.args) == ("document", {"record": one.record})
    record = show_page("record", record=concern)
    assert "Letter from the health visitor" in _texts(record)
    own = show_page("record", record=one.record)
    assert "Letter Odum.pdf" in words(own)


def _texts(page: QWidget) -> list[str]:
    return [button.text() for button in page.findChildren(QAbstractButton)]


def test_a_note_is_saved_and_a_document_attached_to_it(
    desk: DeskAtTest,
    workspace: Workspace,
    show_page: Callable[..., QWidget],
    letter: Path,
) -> None:
    card = a_child(workspace)
    page = show_page("note", child=card.id, about="")
    assert isinstance(page, NotePage)
    page.form.set_values(
        {
            "way": workspace.settings.lists()["note_ways"].choice("call"),
            "with_whom": "Mother",
            "at": {"day": "2026-11-20"},
            "said": "Sends the letter of the clinic.",
        }
    )
    data, _enter = dragged(page, letter)
    drop(page, data)
    assert "Attached after you save the note" in words(page)
    child_of(page, QAbstractButton, "entry-attach").click()
    note = next(e for e in workspace._vaults.children.entries("e.kind = 'note'"))
    assert (desk.last.page, desk.last.args) == ("attach", {"about": note.id, "paths": (letter,)})


def test_the_access_log_says_what_was_opened_saved_and_removed() -> None:
    def told(what: str, **detail: Any) -> str:
        line = Accessed(
            vault="children", seq=1, what=what, at=Stamp(0, 0), who="", child=None, detail=detail
        )
        return log_words(line)

    assert told("document_opened", record="r") == "Opened a document of a child"
    assert told("document_saved", to="/stick/a.pdf").endswith("outside Rowan: /stick/a.pdf")
    assert told("attachments_removed", count=2) == "Removed files that no record names: 2"
