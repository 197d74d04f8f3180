from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.workspace import Workspace
from tests.support.clicks import words
from tests.support.documents import a_file, a_pdf, a_picture, attach
from tests.support.school import a_child, a_concern
from tests.support.windows import DeskAtTest, child_of, open_dialog
from ui.documents.choosing import Choosing
from ui.documents.document_page import DocumentPage
from ui.kit.buttons import Button
from ui.kit.dialogs import Confirm

Open = Callable[..., DocumentPage]


@pytest.fixture
def read(desk: DeskAtTest, workspace: Workspace, tmp_path: Path, qtbot: QtBot) -> Iterator[Open]:
    opened: list[DocumentPage] = []

    def make(name: str, data: bytes, *, target: Path | None = None) -> DocumentPage:
        card = a_child(workspace)
        one = attach(workspace, card, a_file(tmp_path / "stick", name, data))
        choosing = Choosing(target=lambda _parent, _name: target)
        page = DocumentPage(desk, one.record, choosing)
        page.resize(900, 640)
        page.show()
        qtbot.waitExposed(page)
        opened.append(page)
        return page

    yield make
    for page in opened:
        if isValid(page):
            page.close()
            page.deleteLater()


def drawn(page: DocumentPage, number: int = 0) -> QImage | None:
    held = page.pages._pictures.get(number) if page.pages else None
    return held[1] if held else None


def test_a_pdf_is_read_page_by_page_inside_rowan(
    read: Open, workspace: Workspace, qtbot: QtBot
) -> None:
    page = read("letter.pdf", a_pdf(3))
    qtbot.waitUntil(lambda: drawn(page) is not None, timeout=20_000)
    assert page.preview.page_count == 3
    picture = drawn(page)
    assert picture is not None
    rows = range(0, picture.height(), 2)
    shades = {picture.pixelColor(x, y).lightness() for x in range(60, 400, 3) for y in rows}
    assert len(shades) > 1  # words, not an empty sheet
    page.preview.show_page(2)
    qtbot.waitUntil(lambda: drawn(page, 2) is not None, timeout=20_000)
    lines = [line.what for line in workspace.access_log.newest()]
    assert lines.count("document_opened") == 1


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF"])
def test_pictures_are_shown(read: Open, qtbot: QtBot, kind: str) -> None:
    page = read(f"photo.{kind.lower()}", a_picture(kind))
    qtbot.waitUntil(lambda: drawn(page) is not None, timeout=20_000)
    picture = drawn(page)
    assert picture is not None
    left = picture.pixelColor(picture.width() // 4, picture.height() // 2)
    right = picture.pixelColor(3 * picture.width() // 4, picture.height() // 2)
    assert left.red() > 150 > left.green()
    assert right.lightness() > 240


def test_zooming_draws_the_page_anew(read: Open, qtbot: QtBot) -> None:
    page = read("letter.pdf", a_pdf(1))
    qtbot.waitUntil(lambda: drawn(page) is not None, timeout=20_000)
    before = drawn(page)
    assert before is not None
    wide = before.width()
    page.preview.zoom_in()

    def larger() -> bool:
        now = drawn(page)
        return now is not None and now.width() > wide

    qtbot.waitUntil(larger, timeout=20_000)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("broken.pdf", b"%PDF-1.7\nnothing follows", "The document cannot be drawn"),
        ("broken.png", b"\x89PNG\r\n\x1a\n cut", "The document cannot be drawn"),
        ("minutes.docx", b"PK\x03\x04 word/document.xml", "Rowan keeps this file sealed"),
        ("photo.heic", b"\0\0\0\x18ftypheic" + b"\0" * 64, "Rowan keeps this file sealed"),
    ],
    ids=["pdf", "png", "docx", "heic"],
)
def test_what_is_not_drawn_is_said_and_can_be_saved(
    read: Open, qtbot: QtBot, name: str, data: bytes, said: str
) -> None:
    page = read(name, data)
    qtbot.waitUntil(lambda: said in words(page), timeout=20_000)
    assert child_of(page, Button, "save-copy-here").isVisible()


def test_a_copy_is_saved_after_a_warning_and_logged(
    read: Open, workspace: Workspace, desk: DeskAtTest, tmp_path: Path, qtbot: QtBot
) -> None:
    target = tmp_path / "saved.docx"
    data = b"PK\x03\x04 word/document.xml"
    page = read("minutes.docx", data, target=target)
    child_of(page, Button, "save-copy").click()
    asked = open_dialog(Confirm)
    assert "without encryption" in words(asked)
    assert not target.exists()
    asked.yes.click()
    qtbot.waitUntil(lambda: bool(desk.words), timeout=10_000)
    assert target.read_bytes() == data
    assert desk.words == ["Saved: saved.docx. It is not protected there."]
    (line,) = [line for line in workspace.access_log.newest() if line.what == "document_saved"]
    assert line.detail is not None
    assert line.detail["to"] == str(target)


def test_going_back_saves_nothing(read: Open, workspace: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "saved.docx"
    page = read("minutes.docx", b"PK\x03\x04 word/", target=target)
    child_of(page, Button, "save-copy").click()
    open_dialog(Confirm).no.click()
    assert not target.exists()
    assert "document_saved" not in {line.what for line in workspace.access_log.newest()}


def test_leaving_the_page_ends_the_process(read: Open, qtbot: QtBot) -> None:
    page = read("letter.pdf", a_pdf(1))
    qtbot.waitUntil(lambda: drawn(page) is not None, timeout=20_000)
    process = page.reader._process
    assert process is not None
    assert process.poll() is None
    page.deleteLater()
    qtbot.waitUntil(lambda: process.poll() is not None, timeout=10_000)


def test_a_lock_ends_the_process(read: Open, workspace: Workspace, qtbot: QtBot) -> None:
    page = read("letter.pdf", a_pdf(1))
    qtbot.waitUntil(lambda: drawn(page) is not None, timeout=20_000)
    process = page.reader._process
    assert process is not None
    workspace.close(signed_out=False)
    assert process.poll() is not None


def test_the_record_it_belongs_to_is_one_click_away(
    desk: DeskAtTest, workspace: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    path = a_file(tmp_path / "stick", "minutes.docx", b"PK\x03\x04 word/")
    one = attach(workspace, card, path, about=concern)
    page = DocumentPage(desk, one.record)
    qtbot.addWidget(page)
    child_of(page, Button, "attached-to").click()
    assert (desk.last.page, desk.last.args) == ("record", {"record": concern})
    child_of(page, Button, "its-record").click()
    assert desk.last.args == {"record": one.record}
