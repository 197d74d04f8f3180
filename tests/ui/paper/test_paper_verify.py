from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ledger.values import short_head
from app.services.papers import Preview, Way
from app.services.restoring import Restoring
from app.workspace import Workspace
from tests.support.school import PASSPHRASE, School, a_child, a_concern, a_lone_action
from tests.support.windows import DeskAtTest, child_of
from ui.kit.banners import Notice
from ui.kit.buttons import Button
from ui.kit.items import Item
from ui.paper.comparing import differences
from ui.paper.outlets import Outlets
from ui.paper.stored_card import StoredCard
from ui.paper.verify_page import VerifyPage


@pytest.fixture
def concern(workspace: Workspace) -> str:
    return a_concern(workspace, a_child(workspace), seen="Came in without a coat.")


@pytest.fixture
def leave(workspace: Workspace, concern: str) -> Callable[..., tuple[Preview, bytes]]:
    def drawn(way: Way = "print", reason: str = "") -> tuple[Preview, bytes]:
        preview = workspace.papers.draw(workspace.sheets.record(concern))
        assert preview is not None
        return preview, workspace.papers.release(preview, way, reason=reason)

    return drawn


@pytest.fixture
def page(desk: DeskAtTest, workspace: Workspace, qtbot: QtBot, tmp_path: Path) -> VerifyPage:
    made = VerifyPage(desk, Outlets(open_path=lambda _parent: tmp_path / "sheet.pdf"))
    qtbot.addWidget(made)
    made.show()
    return made


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def answer(page: VerifyPage) -> Notice:
    return child_of(page, Notice, "answer")


def type_code(page: VerifyPage, text: str) -> None:
    page.code.setText(text)
    child_of(page, Button, "check-code").click()


@pytest.mark.parametrize("way", ["shown", "scanned", "lower", "O for 0"])
def test_a_code_is_answered_however_it_is_typed_and_never_called_genuine(
    page: VerifyPage, leave: Callable[..., tuple[Preview, bytes]], way: str
) -> None:
    preview, _data = leave("print", "Strategy meeting")
    code = preview.printed.pages[1].code
    typed = {
        "shown": "-".join((code[:4], code[4:8], code[8:12], code[12:])),
        "scanned": f"ROWAN1:{code}",
        "lower": code.lower(),
        "O for 0": code.replace("0", "O").replace("1", "I"),
    }
    type_code(page, typed[way])
    said = words(answer(page))
    count = len(preview.printed.pages)
    assert f"This code was issued for “{preview.paper.document.title}”, page 2 of {count}" in said
    assert "Printed on 20 November 2026 at 10:00 by Ruth Ellery" in said
    assert "Strategy meeting" in said
    assert "Compare the page in your hand with the page as stored" in said
    assert "genuine" not in words(page).lower()
    stored = child_of(page, QPlainTextEdit, "stored-text").toPlainText()
    assert stored == preview.printed.pages[1].text
    assert "Current" in words(child_of(page, QWidget, "since"))


def test_the_other_pages_of_a_copy_are_a_press_away(
    page: VerifyPage, leave: Callable[..., tuple[Preview, bytes]]
) -> None:
    preview, _data = leave()
    type_code(page, preview.printed.pages[0].code)
    child_of(page, Button, "turn-to-2").click()
    stored = child_of(page, QPlainTextEdit, "stored-text").toPlainText()
    assert stored == preview.printed.pages[1].text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Enter an answer"),
        ("ABC", "13 letters and figures"),
        ("!!!!", "letters and figures that are printed"),
        ("0000-0000-0000-1", "mistyped"),
    ],
)
def test_a_code_that_cannot_be_one_is_said_beside_the_field(
    page: VerifyPage, typed: str, told: str
) -> None:
    type_code(page, typed)
    assert told in page.problem.words()
    assert not page.findChildren(Notice, "answer")


def type_head(page: VerifyPage, text: str) -> str:
    page.heads.line.setText(text)
    child_of(page, Button, "check-head").click()
    shown = page.findChildren(Notice, "head-answer")
    return words(shown[-1]) if shown else ""


def test_a_head_on_a_page_stands_or_does_not(page: VerifyPage, workspace: Workspace) -> None:
    a_concern(workspace, a_child(workspace))
    head = short_head(workspace._vaults.children.head())
    assert "This head stands in the records" in type_head(page, head)
    assert "20 November 2026" in type_head(page, head)
    wrong = f"{head[:-1]}{'0' if head[-1] != '0' else '1'}"
    assert "does not stand" in type_head(page, wrong)
    assert type_head(page, "952") == ""
    assert "at least 16 figures" in page.heads.problem.words()


def test_what_a_restore_took_away_is_said_for_a_code_and_a_head(
    page: VerifyPage, workspace: Workspace, school: School, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    job = workspace.backups.job(stick)
    job.run()
    workspace.backups.finished(job)
    a_concern(workspace, a_child(workspace))
    head = short_head(workspace._vaults.children.head())
    workspace.close(signed_out=True)
    restoring = Restoring(school.folder, stick, school.clock)
    restoring.put_back(restoring.unlock(school.made.person, PASSPHRASE))
    page._desk.workspace = page.heads._desk.workspace = school.enter()
    said = type_head(page, head)
    assert "Issued from entries lost at the restore of 20 November 2026" in said
    type_code(page, "0000-0000-0000-0")
    assert "lost at the restore of 20 November 2026" in words(answer(page))
    page._desk.workspace.close(signed_out=True)


def test_a_code_that_never_left_is_not_known(page: VerifyPage) -> None:
    type_code(page, "0000-0000-0000-0")
    assert "No page with this code left this Rowan" in words(answer(page))
    assert not page.findChildren(StoredCard)


def test_a_file_is_this_very_one_or_it_is_not(
    page: VerifyPage,
    leave: Callable[..., tuple[Preview, bytes]],
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    _preview, data = leave("save")
    said = {}
    for name, content in (("same", data), ("longer", data + b" "), ("other", b"%PDF-1.7")):
        (tmp_path / "sheet.pdf").write_bytes(content)
        said[name] = _chosen(page, qtbot)
    assert "This exact file was made by Rowan on 20 November 2026 at 10:00" in said["same"]
    for name in ("longer", "other"):
        assert "This exact file was not made by this Rowan" in said[name]


def _chosen(page: VerifyPage, qtbot: QtBot) -> str:
    before = page.findChildren(Notice, "answer")
    child_of(page, Button, "choose-pdf").click()
    qtbot.waitUntil(lambda: page.findChildren(Notice, "answer") != before, timeout=10_000)
    return words(answer(page))


def test_a_file_may_be_dropped_on_the_page(
    page: VerifyPage,
    leave: Callable[..., tuple[Preview, bytes]],
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    _preview, data = leave("save")
    path = tmp_path / "dropped.pdf"
    path.write_bytes(data)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)
    qtbot.waitUntil(lambda: bool(page.findChildren(Notice, "answer")), timeout=10_000)
    assert "This exact file was made by Rowan" in words(answer(page))


def test_either_answer_adds_what_was_recorded_since(
    workspace: Workspace,
    desk: DeskAtTest,
    page: VerifyPage,
    concern: str,
    leave: Callable[..., tuple[Preview, bytes]],
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    preview, data = leave("save")
    card = workspace.files.see_record(concern).children[0]
    a_lone_action(workspace, card, "Call home", date(2026, 11, 25), concern=concern)
    type_code(page, preview.printed.pages[0].code)
    since = child_of(page, QWidget, "since")
    assert "1 entry was recorded since" in words(since)
    item = since.findChildren(Item)[0]
    child_of(item, Button, item.title.objectName()).click()
    assert desk.last.page == "record"
    (tmp_path / "sheet.pdf").write_bytes(data)
    child_of(page, Button, "choose-pdf").click()
    qtbot.waitUntil(
        lambda: "exact file" in words(child_of(page, Notice, "answer")), timeout=10_000
    )
    assert "1 entry was recorded since" in words(child_of(page, QWidget, "since"))


def test_the_register_lists_copies_newest_first_and_opens_one(
    page: VerifyPage, leave: Callable[..., tuple[Preview, bytes]]
) -> None:
    leave("print", "First")
    second, _data = leave("save", "Second")
    page.register.ask_again()
    model = page.register.table.model
    reasons = [str(model.index(row, 6).data()) for row in range(2)]
    assert reasons == ["Second", "First"]
    assert [str(model.index(row, 2).data()) for row in range(2)] == ["2", "1"]
    page.register.table.opened.emit(model.key(0))
    stored = child_of(page, QPlainTextEdit, "stored-text").toPlainText()
    assert stored == second.printed.pages[0].text


def test_one_altered_word_stands_out_in_the_comparison(
    page: VerifyPage, leave: Callable[..., tuple[Preview, bytes]]
) -> None:
    preview, _data = leave()
    at = next(page for page in preview.printed.pages if "coat" in page.text)
    type_code(page, at.code)
    card = page.findChildren(StoredCard)[0]
    card.given.setPlainText(at.text.replace("\n", "   "))
    child_of(card, Button, "compare").click()
    child_of(card, Notice, "same-words")
    card.given.setPlainText(at.text.replace("coat", "shirt"))
    child_of(card, Button, "compare").click()
    said = words(child_of(card, Notice, "different-words"))
    assert "differ in 1 place" in said
    assert "stored: “coat.”  given: “shirt.”" in said


def test_differences_name_what_is_gone_added_and_changed() -> None:
    found = differences("a b c d", "a x c d e")
    assert [(one.stored, one.given) for one in found] == [("b", "x"), ("", "e")]
    assert differences("a  b\nc", "a b c") == ()


def test_blank_forms_are_printed_from_here(desk: DeskAtTest, page: VerifyPage) -> None:
    for name in ("print-blank-concern", "print-blank-adult"):
        child_of(page, Button, name).click()
        assert desk.last.page == "paper"
        assert desk.last.args["compose"]().document.blocks
