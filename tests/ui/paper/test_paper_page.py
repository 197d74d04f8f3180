from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from tests.support.pdf_reader import opened
from tests.support.school import a_child, a_concern
from tests.support.windows import DeskAtTest, child_of, open_dialog
from ui.kit.banners import Notice
from ui.kit.buttons import Button
from ui.kit.dialogs import Confirm, ProblemDialog
from ui.paper.outlets import Outlets
from ui.paper.page import PaperPage
from ui.paper.password_dialog import PasswordDialog


@dataclass
class Chosen:
    """Answer where papers go, and remember the names that were offered."""

    folder: Path
    names: list[str] = field(default_factory=list)
    nowhere: bool = False

    def printer(self, _parent: QWidget, _pages: int) -> QPrinter | None:
        if self.nowhere:
            return None
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.folder / "from-the-printer.pdf"))
        return printer

    def save_path(self, _parent: QWidget, name: str) -> Path | None:
        self.names.append(name)
        return None if self.nowhere else self.folder / name


@pytest.fixture
def chosen(tmp_path: Path) -> Chosen:
    folder = tmp_path / "out"
    folder.mkdir()
    return Chosen(folder)


Open = Callable[[], PaperPage]


@pytest.fixture
def concern(workspace: Workspace) -> str:
    return a_concern(workspace, a_child(workspace))


@pytest.fixture
def paper(
    desk: DeskAtTest, workspace: Workspace, concern: str, chosen: Chosen, qtbot: QtBot
) -> Iterator[PaperPage]:
    outlets = Outlets(printer=chosen.printer, save_path=chosen.save_path)
    page = PaperPage(desk, lambda: workspace.sheets.record(concern), "Concern", outlets)
    qtbot.addWidget(page)
    page.show()
    ready(page, qtbot)
    yield page
    workspace.worker.close()


def ready(page: PaperPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.preview is not None, timeout=30_000)


def copies(workspace: Workspace) -> list[Any]:
    return [copy for _at, copy in workspace.papers.copies()]


def status(page: PaperPage) -> str:
    labels = [label for label in page.findChildren(QLabel) if label.property("role") == "status"]
    return labels[0].text()


def test_a_preview_enters_nothing_and_says_so(workspace: Workspace, paper: PaperPage) -> None:
    assert paper.preview is not None
    count = len(paper.preview.printed.pages)
    assert paper.view.pages.page_count == paper.view.page_list.count() == count >= 2
    assert f"{count} pages" in paper.identity.text()
    assert "copy 1" in paper.identity.text()
    assert status(paper) == "Not printed yet: nothing was entered"
    assert copies(workspace) == []


def test_the_list_of_pages_turns_the_preview(paper: PaperPage) -> None:
    bar = paper.view.pages.area.verticalScrollBar()
    QApplication.processEvents()
    paper.view.page_list.setCurrentRow(1)
    assert bar.value() > 0
    paper.view.pages.zoom_in()
    paper.view.page_list.setCurrentRow(0)
    assert bar.value() == 0


def test_printing_enters_the_copy_first_and_composes_the_next(
    workspace: Workspace, desk: DeskAtTest, paper: PaperPage, chosen: Chosen, qtbot: QtBot
) -> None:
    assert paper.preview is not None
    codes = [page.code for page in paper.preview.printed.pages]
    paper.view.reason.setText("For the strategy meeting")
    child_of(paper, Button, "print").click()
    assert [one.way for one in copies(workspace)] == ["print"]
    ready(paper, qtbot)
    entered = copies(workspace)[0]
    assert [page.code for page in entered.pages] == codes
    assert entered.reason == "For the strategy meeting"
    with opened((chosen.folder / "from-the-printer.pdf").read_bytes()) as printed:
        assert len(printed.pages) == len(codes)
    assert "Copy 1 printed" in status(paper)
    assert "copy 2" in paper.identity.text()
    assert [page.code for page in paper.preview.printed.pages] != codes
    assert "register" in desk.words[-1]


def test_going_back_from_the_printer_enters_nothing(
    workspace: Workspace, paper: PaperPage, chosen: Chosen
) -> None:
    chosen.nowhere = True
    child_of(paper, Button, "print").click()
    child_of(paper, Button, "save-encrypted").click()
    assert copies(workspace) == []
    assert list(chosen.folder.iterdir()) == []


def test_an_open_file_is_saved_only_after_a_warning_under_a_name_without_names(
    workspace: Workspace, paper: PaperPage, chosen: Chosen
) -> None:
    assert paper.preview is not None
    drawn = paper.preview.printed.pdf
    child_of(paper, Button, "save-pdf").click()
    assert list(chosen.folder.iterdir()) == []
    open_dialog(Confirm).yes.click()
    number = workspace.files.see_record(copies(workspace)[0].records[0]).whole.entry.seq
    assert chosen.names == [f"record-{number}-2026-11-20.pdf"]
    assert (chosen.folder / chosen.names[0]).read_bytes() == drawn
    assert [one.way for one in copies(workspace)] == ["save"]


def test_a_locked_file_opens_with_the_password_shown_once(
    workspace: Workspace, paper: PaperPage, chosen: Chosen
) -> None:
    child_of(paper, Button, "save-encrypted").click()
    dialog = open_dialog(PasswordDialog)
    password = dialog.line.text()
    assert len(password.replace("-", "")) == 16
    data = (chosen.folder / chosen.names[0]).read_bytes()
    assert b"/Encrypt" in data
    answer = workspace.papers.answer_file(data)
    assert (answer.exact, answer.copy.way if answer.copy else "") == (True, "save_encrypted")
    with pytest.raises(Exception, match="password"):
        opened(data)
    assert _opens(data, password)


def _opens(data: bytes, password: str) -> bool:
    import io  # noqa: PLC0415 - used here only

    import pikepdf  # noqa: PLC0415 - used here only

    with pikepdf.open(io.BytesIO(data), password=password) as file:
        return len(file.pages) > 0


def test_each_locked_file_has_a_password_of_its_own(paper: PaperPage, qtbot: QtBot) -> None:
    seen = set()
    for _each in range(2):
        child_of(paper, Button, "save-encrypted").click()
        dialog = open_dialog(PasswordDialog)
        seen.add(dialog.line.text())
        dialog.accept()
        ready(paper, qtbot)
    assert len(seen) == 2


def test_what_cannot_be_saved_is_said_and_nothing_is_entered(
    workspace: Workspace, paper: PaperPage, chosen: Chosen
) -> None:
    chosen.folder = chosen.folder / "gone"
    child_of(paper, Button, "save-encrypted").click()
    assert open_dialog(ProblemDialog).accessibleName() == "The file cannot be saved there"
    assert copies(workspace) == []


def test_a_record_in_the_meantime_composes_the_pages_again(
    workspace: Workspace, paper: PaperPage, chosen: Chosen, qtbot: QtBot
) -> None:
    before = paper.preview
    a_concern(workspace, a_child(workspace, "Siân", "Ŵyn"))
    child_of(paper, Button, "print").click()
    assert copies(workspace) == []
    assert not (chosen.folder / "from-the-printer.pdf").exists()
    child_of(paper, Notice, "composed-again")
    ready(paper, qtbot)
    assert paper.preview is not before
    child_of(paper, Button, "print").click()
    assert len(copies(workspace)) == 1


def test_the_same_while_saving_leaves_no_file(
    workspace: Workspace, paper: PaperPage, chosen: Chosen, qtbot: QtBot
) -> None:
    a_concern(workspace, a_child(workspace, "Siân", "Ŵyn"))
    child_of(paper, Button, "save-encrypted").click()
    assert list(chosen.folder.iterdir()) == []
    ready(paper, qtbot)
    assert copies(workspace) == []


def test_characters_that_no_font_has_are_said_before_printing(
    desk: DeskAtTest, workspace: Workspace, qtbot: QtBot
) -> None:
    record = a_concern(workspace, a_child(workspace), seen="Drew 😔 on the desk.")
    page = PaperPage(desk, lambda: workspace.sheets.record(record), "Concern")
    qtbot.addWidget(page)
    ready(page, qtbot)
    notice = child_of(page, Notice, "missing-characters")
    assert "U+1F614" in "\n".join(label.text() for label in notice.findChildren(QLabel))
    workspace.worker.close()


def test_drawing_can_be_stopped_and_begun_again(
    desk: DeskAtTest, workspace: Workspace, concern: str, qtbot: QtBot
) -> None:
    page = PaperPage(desk, lambda: workspace.sheets.record(concern), "Concern")
    qtbot.addWidget(page)
    page.show()
    assert not child_of(page, Button, "print").isEnabled()
    again = child_of(page, Button, "draw-again")

    def stop() -> bool:
        child_of(page, Button, "cancel-drawing").click()
        return not again.isHidden()

    qtbot.waitUntil(stop, timeout=20_000)
    assert "Nothing was entered" in page.view.waiting.words.text()
    again.click()
    ready(page, qtbot)
    assert child_of(page, Button, "print").isEnabled()
    workspace.worker.close()


def test_close_goes_back(desk: DeskAtTest, paper: PaperPage) -> None:
    child_of(paper, Button, "close").click()
    assert desk.last.page == "back"
