from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.support.windows import child_of
from ui.shell.idle import IdleWatch, StayDialog


class Seconds:
    """Count seconds by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def line(qtbot: QtBot) -> QLineEdit:
    shown = QLineEdit()
    qtbot.addWidget(shown)
    shown.show()
    return shown


@pytest.fixture
def watch(qapp: QApplication, seconds: Seconds, line: QLineEdit) -> Iterator[IdleWatch]:
    made = IdleWatch(qapp, lambda: line, minutes=10, seconds=seconds)
    made.start()
    yield made
    made.stop()
    made.deleteLater()


@pytest.fixture
def expired(watch: IdleWatch) -> list[bool]:
    heard: list[bool] = []
    watch.expired.connect(lambda: heard.append(True))
    return heard


def later(watch: IdleWatch, seconds: Seconds, by: float) -> None:
    seconds.now += by
    watch.look()


def countdown(watch: IdleWatch) -> StayDialog:
    assert watch.dialog is not None
    return watch.dialog


def test_nothing_is_said_before_the_last_half_minute(watch: IdleWatch, seconds: Seconds) -> None:
    later(watch, seconds, 569)
    assert watch.dialog is None


def test_the_last_half_minute_is_counted(
    watch: IdleWatch, seconds: Seconds, expired: list[bool]
) -> None:
    later(watch, seconds, 570)
    assert isinstance(watch.dialog, StayDialog)
    assert watch.dialog.words.text() == "Rowan locks in 30 seconds."
    later(watch, seconds, 29)
    assert watch.dialog.words.text() == "Rowan locks in 1 second."
    assert not expired


def test_it_locks_when_the_time_is_over(
    watch: IdleWatch, seconds: Seconds, expired: list[bool]
) -> None:
    later(watch, seconds, 570)
    later(watch, seconds, 30)
    assert expired == [True]
    assert watch.dialog is None


def test_stay_begins_anew(watch: IdleWatch, seconds: Seconds, expired: list[bool]) -> None:
    later(watch, seconds, 590)
    child_of(countdown(watch), QPushButton, "stay").click()
    assert watch.dialog is None
    later(watch, seconds, 569)
    assert watch.dialog is None
    assert not expired


def test_escape_stays(watch: IdleWatch, seconds: Seconds, qtbot: QtBot) -> None:
    later(watch, seconds, 590)
    assert watch.dialog is not None
    qtbot.keyClick(watch.dialog, Qt.Key.Key_Escape)
    assert watch.left() == 600


def test_lock_now_locks(watch: IdleWatch, seconds: Seconds, expired: list[bool]) -> None:
    later(watch, seconds, 590)
    assert watch.dialog is not None
    child_of(watch.dialog, QPushButton, "lock-now").click()
    assert expired == [True]


def test_a_key_counts(watch: IdleWatch, seconds: Seconds, line: QLineEdit, qtbot: QtBot) -> None:
    seconds.now += 500
    qtbot.keyClick(line, Qt.Key.Key_A)
    assert watch.left() == 600


def test_the_mouse_counts(
    watch: IdleWatch, seconds: Seconds, line: QLineEdit, qtbot: QtBot
) -> None:
    seconds.now += 500
    qtbot.mouseMove(line)
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert watch.left() == 600


def test_a_key_during_the_countdown_does_not_hide_it(
    watch: IdleWatch, seconds: Seconds, line: QLineEdit, qtbot: QtBot
) -> None:
    later(watch, seconds, 580)
    qtbot.keyClick(line, Qt.Key.Key_A)
    assert watch.left() == 20
