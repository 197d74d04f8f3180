from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from typing import ClassVar

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.kit.garbage import GarbageCollector


class Kept:
    """Hold itself, and say on which thread it died."""

    died: ClassVar[list[int]] = []

    def __init__(self) -> None:
        self.myself = self

    def __del__(self) -> None:
        Kept.died.append(threading.get_ident())


@pytest.fixture
def collector() -> Iterator[GarbageCollector]:
    was = gc.isenabled()
    Kept.died.clear()
    yield GarbageCollector()
    if was:
        gc.enable()


def busy_elsewhere() -> None:
    """Make enough garbage on another thread for Python to collect there, if it may."""

    def work() -> None:
        for _each in range(5_000):
            one: list[object] = []
            one.append(one)

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()


def test_nothing_dies_on_another_thread(collector: GarbageCollector) -> None:
    Kept()
    busy_elsewhere()
    assert Kept.died == []
    assert collector.look() > 0
    assert Kept.died == [threading.get_ident()]


def test_python_itself_would_let_it_die_there(collector: GarbageCollector) -> None:
    gc.enable()
    Kept()
    busy_elsewhere()
    assert Kept.died
    assert Kept.died != [threading.get_ident()]


def test_it_looks_by_itself(collector: GarbageCollector, qtbot: QtBot) -> None:
    Kept()
    busy_elsewhere()
    qtbot.waitUntil(lambda: bool(Kept.died), timeout=5_000)
    assert isinstance(collector, QObject)
