from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

CALLS = 20_000


class Bell(QObject):
    """Ring."""

    rung = Signal()


def drift(call: Callable[[], object]) -> int:
    """Return how far many calls move the reference counts of the values that all code shares."""
    shared = (None, True, False)
    before = [sys.getrefcount(value) for value in shared]
    for _ in range(CALLS):
        call()
    return max(abs(sys.getrefcount(v) - b) for v, b in zip(shared, before, strict=True))


@pytest.mark.parametrize("name", ["update", "isVisible", "updateGeometry"])
def test_a_call_to_qt_keeps_reference_counts(qtbot: QtBot, name: str) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    assert drift(getattr(widget, name)) < CALLS / 100


def test_a_signal_keeps_reference_counts(qapp: object) -> None:
    assert drift(Bell().rung.emit) < CALLS / 100
