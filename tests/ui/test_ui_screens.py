"""Open every screen with what a real school has on it, and look for the six faults."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.support.faults import faults_of
from tests.support.lived_in import copy_of, live_in
from tests.support.school import HandClock, School, close
from tests.support.screens import ALONE, STOPS, Known, Stop, furnish, is_ready, look_round
from tests.support.windows import DeskAtTest
from ui.kit.tasks import TaskRunner
from ui.kit.theme import Look, current
from ui.shell.routes import routes
from ui.shell.window import RowanWindow

LOOKS = {
    "1366 light": ((1366, 728), Look(mode="light")),
    "1093 dark": ((1093, 582), Look(mode="dark")),
    "1093 light 150 %": ((1093, 582), Look(mode="light", size=150)),
}


@pytest.fixture(scope="module")
def known(school_master: School, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Known]:
    """Return a school in which every screen has something to show."""
    school = copy_of(school_master, tmp_path_factory.mktemp("screens") / "school")
    live_in(school)
    workspace = school.enter()
    furnish(workspace)
    yield look_round(workspace)
    close(workspace)


@pytest.fixture(scope="module", params=LOOKS)
def window(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[RowanWindow]:
    size, look = LOOKS[request.param]
    current().wear(look)
    shown = RowanWindow()
    shown.set_school("Hilltop Primary School")
    shown.resize(*size)
    shown.show()
    yield shown
    shown.close()
    shown.deleteLater()
    current().wear(Look())


@pytest.fixture(scope="module")
def desk(known: Known, qapp: QApplication) -> Iterator[DeskAtTest]:
    runner = TaskRunner()
    yield DeskAtTest(known.workspace, runner)
    runner.close()


@pytest.mark.qt_log_ignore("OpenType support missing")  # said of each letter of the second font
@pytest.mark.parametrize("stop", STOPS, ids=lambda stop: stop.name)
def test_no_screen_has_a_fault(
    stop: Stop, window: RowanWindow, desk: DeskAtTest, known: Known, qtbot: QtBot
) -> None:
    page = open_stop(stop, window, desk, known, qtbot)
    faults = faults_of(page.window())
    for dialog in _dialogs():
        faults += faults_of(dialog)
        dialog.close()
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", ALONE)
def test_no_page_before_signing_in_has_a_fault(
    name: str, window: RowanWindow, desk: DeskAtTest
) -> None:
    window.show_alone(ALONE[name](HandClock(), desk.tasks))
    for _turn in range(3):
        QApplication.processEvents()
    assert faults_of(window) == []


def open_stop(stop: Stop, window: RowanWindow, desk: Any, known: Known, qtbot: QtBot) -> QWidget:
    page = routes()[stop.page](desk, dict(stop.args(known)))
    if isinstance(page, QDialog):
        page.setParent(window, page.windowFlags())
        page.open()
    else:
        window.show_page(page, place=stop.page)
    qtbot.waitUntil(lambda: is_ready(page), timeout=30_000)
    for step in stop.steps:
        step(page)
    for _turn in range(3):
        QApplication.processEvents()
    return page


def _dialogs() -> list[QDialog]:
    shown = (each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog))
    return [each for each in shown if each.isVisible()]
