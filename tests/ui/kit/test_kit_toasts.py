from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.kit.toasts import SECONDS, Toast, toast_of


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.resize(1000, 700)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def test_a_toast_stays_ten_seconds_at_least(window: QWidget) -> None:
    toast = Toast(window)
    toast.say("Moved to Early help.", seconds=1)
    assert toast._timer.interval() >= SECONDS * 1000
    assert SECONDS >= 10


def test_undo_undoes_once_and_closes(window: QWidget) -> None:
    toast, undone = Toast(window), list[str]()
    toast.say("Moved.", undo=lambda: undone.append("undone"))
    assert toast._undo.isVisible()
    toast._undo.click()
    assert undone == ["undone"]
    assert not toast.isVisible()


def test_undo_is_offered_only_where_it_can_be(window: QWidget) -> None:
    toast = Toast(window)
    toast.say("Saved.")
    assert not toast._undo.isVisible()
    assert toast.words() == "Saved."


def test_a_toast_keeps_clear_of_the_bar(window: QWidget) -> None:
    toast = Toast(window, lambda: 80)
    toast.say("Saved.")
    assert toast.geometry().bottom() <= window.height() - 80
    window.resize(600, 400)
    assert toast.geometry().bottom() <= 400 - 80
    assert toast.geometry().right() <= 600


def test_a_toast_with_the_focus_stays(window: QWidget, qtbot: QtBot) -> None:
    toast = Toast(window)
    toast.say("Moved.", undo=lambda: None)
    toast._undo.setFocus()
    qtbot.waitUntil(toast._undo.hasFocus)
    toast._on_time()
    assert toast.isVisible()
    window.setFocus()
    toast._close.clearFocus()
    toast._undo.clearFocus()
    toast._on_time()
    assert not toast.isVisible()


def test_a_window_has_one_toast(window: QWidget) -> None:
    inner = QWidget(window)
    assert toast_of(inner) is toast_of(window)
    assert isinstance(toast_of(inner), QObject)
