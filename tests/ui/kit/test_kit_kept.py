from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.first_paint import FirstPaint
from ui.kit.kept import Kept


@pytest.fixture
def program(qapp: QApplication) -> QObject:
    return QObject()


def test_the_newest_object_is_found_while_the_program_has_it(program: QObject) -> None:
    kept: Kept[QObject] = Kept()
    assert kept.of(program) is None
    kept.keep(QObject(program))
    newest = QObject(program)
    kept.keep(newest)
    assert kept.of(program) is newest
    assert kept.of(QObject()) is None
    assert kept.of(None) is None


def test_an_object_that_was_given_away_is_not_found(program: QObject) -> None:
    kept: Kept[QObject] = Kept()
    gone = QObject(program)
    kept.keep(gone)
    gone.setParent(None)
    assert kept.of(program) is None


def test_the_first_paint_is_told_once(qtbot: QtBot) -> None:
    told: list[bool] = []
    window = QWidget()
    label = QLabel("Sign in", window)
    qtbot.addWidget(window)
    FirstPaint(label, lambda: told.append(True))
    assert told == []
    window.show()
    qtbot.waitUntil(lambda: told == [True])
    label.repaint()
    qtbot.wait(20)
    assert told == [True]
