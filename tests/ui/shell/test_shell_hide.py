from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import theme
from ui.kit.boxes import stacked
from ui.kit.dialogs import Confirm, Question
from ui.shell.hide import BACK_WITHIN_S, Cover, HideScreen

CANARY = "Zoë Łukasz Nguyễn"


class Watch:
    """Stand for the stopwatch."""

    def __init__(self) -> None:
        self.ms = 0

    def __call__(self) -> int:
        return self.ms


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def hiding(qapp: QApplication, watch: Watch) -> Iterator[HideScreen]:
    theme.current()
    made = HideScreen(qapp, watch)
    made.watch()
    yield made
    if made.is_hidden:
        made.show()
    qapp.removeEventFilter(made)


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    line = QLineEdit()
    made.setCentralWidget(stacked(QLabel(CANARY), line))
    made.setWindowTitle("Record a concern – Rowan")
    made.resize(500, 300)
    made.show()
    qtbot.waitActive(made)
    line.setFocus()
    return made


def line_of(window: QMainWindow) -> QLineEdit:
    found = window.findChild(QLineEdit)
    assert found is not None
    return found


def colours(widget: QWidget) -> set[str]:
    picture = widget.grab().toImage()
    width, height = picture.width(), picture.height()
    spots = [(x, y) for x in range(2, width, 40) for y in range(2, height // 4, 20)]
    return {QColor(picture.pixel(x, y)).name() for x, y in spots}


def test_f9_covers_the_window_before_anything_else_happens(
    window: QMainWindow, hiding: HideScreen
) -> None:
    hiding.toggle()  # no event is processed between this and the picture
    cover = window.findChild(Cover)
    assert cover is not None
    assert cover.geometry() == window.rect()
    assert colours(window) == {theme.colour("rail").name()}


def test_every_window_of_ours_is_covered(
    window: QMainWindow, hiding: HideScreen, qtbot: QtBot
) -> None:
    dialog = Confirm(window, Question(title=CANARY, body=CANARY, yes="Yes", no="No"))
    dialog.open()
    second = QWidget()
    qtbot.addWidget(second)
    second.show()
    hiding.hide()
    for each in (window, dialog, second):
        assert each.findChild(Cover) is not None
    hiding.show()
    assert dialog.isVisible()
    dialog.reject()


def test_nothing_can_be_read_or_typed_meanwhile(
    window: QMainWindow, hiding: HideScreen, qtbot: QtBot
) -> None:
    hiding.hide()
    assert window.windowTitle() == "Rowan"
    qtbot.waitUntil(lambda: not line_of(window).isVisible())
    qtbot.keyClicks(line_of(window), "abc")
    qtbot.keyClicks(window, "abc")
    assert line_of(window).text() == ""
    labels = [each for each in window.findChildren(QLabel) if each.isVisible()]
    assert CANARY not in {each.text() for each in labels}


def test_the_same_key_brings_everything_back(
    window: QMainWindow, hiding: HideScreen, watch: Watch, qtbot: QtBot
) -> None:
    hiding.hide()
    qtbot.waitUntil(lambda: not line_of(window).isVisible())
    watch.ms = BACK_WITHIN_S * 1000
    cover = window.findChild(Cover)
    assert cover is not None
    qtbot.keyClick(cover, Qt.Key.Key_F9)
    assert not hiding.is_hidden
    assert line_of(window).isVisible()
    assert window.windowTitle() == "Record a concern – Rowan"
    assert window.focusWidget() is line_of(window)


def test_after_a_minute_it_asks_to_be_locked(
    window: QMainWindow, hiding: HideScreen, watch: Watch, qtbot: QtBot
) -> None:
    hiding.hide()
    watch.ms = BACK_WITHIN_S * 1000 + 1
    cover = window.findChild(Cover)
    assert cover is not None
    with qtbot.waitSignal(hiding.expired):
        qtbot.keyClick(cover, Qt.Key.Key_F9)
    assert hiding.is_hidden
    assert hiding._limit.interval() == BACK_WITHIN_S * 1000


def test_three_times_shift_hides(window: QMainWindow, hiding: HideScreen, qtbot: QtBot) -> None:
    for _press in range(2):
        qtbot.keyClick(line_of(window), Qt.Key.Key_Shift)
    assert not hiding.is_hidden
    qtbot.keyClick(line_of(window), Qt.Key.Key_Shift)
    assert hiding.is_hidden


def test_shift_for_capitals_does_not_hide(
    window: QMainWindow, hiding: HideScreen, qtbot: QtBot
) -> None:
    for _press in range(4):
        qtbot.keyClick(line_of(window), "A", Qt.KeyboardModifier.ShiftModifier)
    assert not hiding.is_hidden
    assert line_of(window).text() == "AAAA"


def test_the_cover_grows_with_its_window(window: QMainWindow, hiding: HideScreen) -> None:
    hiding.hide()
    window.resize(900, 700)
    cover = window.findChild(Cover)
    assert cover is not None
    assert cover.size() == window.size()
