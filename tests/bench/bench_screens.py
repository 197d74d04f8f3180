"""How long screens take to come: the form, a key in Find, the start."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from statistics import median

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.workspace import Workspace
from tests.bench.measuring import in_turn, ms, p95, say, say_ratio
from tests.bench.schools import BIG, CACHE, copied, demo, enter
from tests.support.tree import ROOT
from ui.concerns.concern_page import ConcernPage
from ui.concerns.holder import HolderRecording
from ui.find.dialog import FindDialog
from ui.kit.desk import Desk
from ui.kit.tasks import TaskRunner
from ui.kit.theme import Look, current
from ui.shell.routes import embeds
from ui.shell.window import RowanWindow

PATIENCE_S = 10.0
EMPTY = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv[:1])
window = QMainWindow()
window.resize(1366, 728)
window.show()
"""
ROWAN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.application import Application
app = QApplication(sys.argv[:1])
rowan = Application(app)
rowan.start(Path(sys.argv[1]))
window = rowan.window
"""
TOLD = """
def tell():
    window.repaint()
    print("painted", flush=True)
QTimer.singleShot(0, tell)
app.exec()
"""


class Painted(QObject):
    """Notice when one of some widgets is painted."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._seen = False
        for widget in widgets:
            widget.installEventFilter(self)

    def after(self, act: Callable[[], object]) -> float:
        """Return how many seconds pass from an act until one of the widgets is painted."""
        self._seen = False
        start = time.perf_counter()
        act()
        while not self._seen:
            QApplication.processEvents()
            assert time.perf_counter() < start + PATIENCE_S, "nothing was painted"
        QApplication.processEvents()
        return time.perf_counter() - start

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Notice painting."""
        self._seen = self._seen or event.type() is QEvent.Type.Paint
        return False


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    opened = enter(copied(demo(BIG), tmp_path_factory.mktemp("large") / "school"))
    yield opened
    opened.close(signed_out=True)


@pytest.fixture(scope="module")
def desk(large: Workspace, qapp: QApplication) -> Iterator[Desk]:
    current().wear(Look(mode="light"))
    runner = TaskRunner()
    yield Desk(large, runner, embeds(large))
    runner.close()


@pytest.fixture(scope="module")
def window(qapp: QApplication) -> Iterator[RowanWindow]:
    shown = RowanWindow()
    shown.resize(1366, 728)
    shown.show()
    yield shown
    shown.close()


def test_open_the_form(desk: Desk, window: RowanWindow) -> None:
    """From pressing "No, it is about a child" to the painted form with its child."""
    child = desk.workspace.roll_view.children()[0].id
    seconds = []
    for _each in range(25):
        page = ConcernPage(HolderRecording(desk), child=child)
        window.show_page(page)
        QApplication.processEvents()
        button = page.findChildren(QAbstractButton, "adult-no")[0]
        seconds.append(Painted(page.area.viewport()).after(button.click))
    facts = f"p95 {ms(p95(seconds))}, the first {ms(seconds[0])}"
    say("open the concern form, ms", 1000 * median(seconds), 150, 300, facts)


def test_find_from_key_to_paint(desk: Desk, window: RowanWindow) -> None:
    """Each key typed into Find, its pause included, until the list is painted."""
    random, seconds = Random(1), list[float]()
    names = [card.name for card in desk.workspace.roll_view.children()]
    dialog = FindDialog(desk, window)
    dialog.open()
    painted = Painted(dialog.list.viewport(), dialog._nothing)
    for words in (*random.sample(names, 30), "coat", "hungry", "late again", "phone mother"):
        dialog.line.clear()
        QTest.qWait(60)
        seconds += [_key_to_paint(dialog, painted, letter) for letter in words]
    head = desk.workspace._vaults.children.head().seq
    facts = f"{len(seconds)} keys at {head:,} records, median {ms(median(seconds))}"
    say("find, key to paint, p95 ms", 1000 * p95(seconds), 100, 200, facts)


def _key_to_paint(dialog: FindDialog, painted: Painted, letter: str) -> float:
    looked = False

    def on_reset() -> None:
        nonlocal looked
        looked = True

    dialog.model.modelReset.connect(on_reset)
    start = time.perf_counter()
    dialog.line.insert(letter)  # keyClicks knows no letter beyond ASCII
    while not looked:
        QApplication.processEvents()
    painted.after(lambda: (dialog.list.viewport().update(), dialog._nothing.update()))
    dialog.model.modelReset.disconnect(on_reset)
    return time.perf_counter() - start


def test_start_to_sign_in(tmp_path: Path) -> None:
    """From the start of the process to the painted sign-in, against an empty main window."""
    school = copied(demo(BIG), tmp_path / "school").path
    ours, plain = in_turn(lambda: _start(ROWAN, str(school)), lambda: _start(EMPTY), 15)
    say_ratio("start to sign-in painted", ours, plain, goal=1.5, floor=2)


def _start(code: str, *arguments: str) -> None:
    environ = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "",  # compiled once, as an installed program is
        "PYTHONPYCACHEPREFIX": str(CACHE / "compiled"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    command = [sys.executable, "-c", code + TOLD, *arguments]
    process = subprocess.Popen(  # noqa: S603 - code of this file
        command, stdout=subprocess.PIPE, env=environ, cwd=ROOT
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"painted\n"
    process.kill()
    process.wait()
    process.stdout.close()
