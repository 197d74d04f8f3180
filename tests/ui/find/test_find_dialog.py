from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from tests.support.school import a_child, a_concern, a_lone_action
from tests.support.windows import DeskAtTest
from ui.find.dialog import FindDialog, Veil
from ui.find.hits import sort_words, title_of


@pytest.fixture
def find(desk: DeskAtTest, qtbot: QtBot) -> Callable[[], FindDialog]:
    window = QWidget()
    window.resize(1000, 700)
    qtbot.addWidget(window)
    window.show()

    def opened() -> FindDialog:
        dialog = FindDialog(desk, window)
        dialog.open()
        return dialog

    return opened


def found(dialog: FindDialog) -> list[tuple[str, str]]:
    return [(sort_words(hit), title_of(hit)) for hit in dialog.model.hits]


def typed(dialog: FindDialog, text: str) -> list[tuple[str, str]]:
    dialog.line.setText(text)  # a test's keys have Latin letters only
    dialog.look()
    return found(dialog)


@pytest.mark.parametrize("text", ["nguyen", "Nguyễn", "zoe", "ng zo"])
def test_a_child_is_found_without_accents(
    workspace: Workspace, find: Callable[[], FindDialog], text: str
) -> None:
    a_child(workspace)
    a_child(workspace, "Siân", "Ŵyn")
    assert typed(find(), text) == [("Child’s file", "Zoë Nguyễn")]


def test_children_come_first_then_actions_then_records(
    workspace: Workspace, find: Callable[[], FindDialog]
) -> None:
    card = a_child(workspace)
    a_concern(workspace, card, seen="Zoë slept in class.")
    a_lone_action(workspace, card, "Ask Zoë about sleep", date(2026, 11, 25))
    assert typed(find(), "zoe") == [
        ("Child’s file", "Zoë Nguyễn"),
        ("Action", "Zoë Nguyễn"),
        ("Concern", "Zoë Nguyễn"),
    ]


def test_it_looks_as_somebody_types_and_says_when_there_is_nothing(
    workspace: Workspace, find: Callable[[], FindDialog], qtbot: QtBot
) -> None:
    a_child(workspace)
    dialog = find()
    QTest.keyClicks(dialog.line, "zo")
    qtbot.waitUntil(lambda: len(dialog.model.hits) == 1, timeout=5_000)
    QTest.keyClicks(dialog.line, "xyz")
    qtbot.waitUntil(lambda: not dialog.model.hits, timeout=5_000)


def test_arrows_choose_and_enter_opens_a_record_as_found(
    workspace: Workspace, desk: DeskAtTest, find: Callable[[], FindDialog], qtbot: QtBot
) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card, seen="Zoë slept in class.")
    dialog = find()
    typed(dialog, "zoe")
    QTest.keyClick(dialog.line, Qt.Key.Key_Down)
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert (desk.last.page, desk.last.args) == ("record", {"record": concern, "found": True})


def test_enter_at_once_opens_the_first_child(
    workspace: Workspace, desk: DeskAtTest, find: Callable[[], FindDialog], qtbot: QtBot
) -> None:
    card = a_child(workspace)
    dialog = find()
    QTest.keyClicks(dialog.line, "zoe")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert (desk.last.page, desk.last.args) == ("child", {"child": card.id})


def test_closing_forgets_what_was_typed_and_clears_the_window(
    workspace: Workspace, find: Callable[[], FindDialog], qtbot: QtBot
) -> None:
    a_child(workspace)
    dialog = find()
    window = dialog.parentWidget()
    assert window is not None
    typed(dialog, "zoe")
    assert window.findChildren(Veil)
    line, model = dialog.line, dialog.model
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    QTest.keyClick(dialog.line, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert line.text() == ""
    assert model.hits == []
    qtbot.waitUntil(lambda: not window.findChildren(Veil), timeout=5_000)


def test_looking_alone_is_not_logged(workspace: Workspace, find: Callable[[], FindDialog]) -> None:
    a_concern(workspace, a_child(workspace))
    before = [line.what for line in workspace.access_log.newest()]
    typed(find(), "zoe")
    assert [line.what for line in workspace.access_log.newest()] == before
