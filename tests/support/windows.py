"""Open pages and windows over a real school, as its DSL sees them."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from tests.support.school import PASSPHRASE
from ui.kit.desk import Desk, Route
from ui.kit.dialogs import PassphraseDialog
from ui.kit.tasks import TaskRunner
from ui.kit.theme import Look, current
from ui.shell.routes import embeds, routes
from ui.shell.window import RowanWindow

W = TypeVar("W", bound=QObject)


class DeskAtTest(Desk):
    """Remember which routes pages asked for and what was said, instead of going there."""

    def __init__(self, workspace: Workspace, tasks: TaskRunner) -> None:
        super().__init__(workspace, tasks, embeds(workspace))
        self.routes: list[Route] = []
        self.words: list[str] = []
        self.asked.connect(self.routes.append)
        self.said.connect(self.words.append)

    @property
    def last(self) -> Route:
        """Return the route asked for last."""
        return self.routes[-1]


@pytest.fixture(autouse=True)
def no_dialog_stays(qapp: QApplication) -> Iterator[None]:
    """Close the dialogs that a test leaves open, so that the next one sees only its own.

    Garbage is collected here, on the UI thread, as Rowan itself does it.
    """
    gc.disable()
    yield
    gc.collect(1)
    if gc.get_count()[2] > gc.get_threshold()[2]:
        gc.collect()
    for widget in qapp.topLevelWidgets():
        if isinstance(widget, QDialog) and widget.isVisible():
            widget.close()
            widget.deleteLater()
    qapp.processEvents()


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[TaskRunner]:
    """Return a worker that ends with the test."""
    runner = TaskRunner()
    yield runner
    runner.close()


@pytest.fixture
def desk(workspace: Workspace, tasks: TaskRunner) -> DeskAtTest:
    """Return a desk over the test's school, unlocked by its DSL."""
    current().wear(Look(mode="light"))
    return DeskAtTest(workspace, tasks)


@pytest.fixture
def show_page(desk: DeskAtTest, qtbot: QtBot) -> Callable[..., QWidget]:
    """Return a function that builds the page of a route and shows it in a window."""

    def show(page: str, **args: Any) -> QWidget:
        window = RowanWindow()
        qtbot.addWidget(window)
        widget = routes()[page](desk, args)
        window.show_page(widget, place=page)
        window.show()
        qtbot.waitExposed(window)
        return widget

    return show


def child_of(widget: QWidget, kind: type[W], name: str) -> W:
    """Return the one widget of a kind with an object name; the test fails when there is none."""
    found = widget.findChildren(kind, name)
    assert len(found) == 1, f"{len(found)} widgets named {name}: {_names(widget, kind)}"
    return found[0]


def _names(widget: QWidget, kind: type[QObject]) -> list[str]:
    return sorted({each.objectName() for each in widget.findChildren(kind) if each.objectName()})


def open_dialog(kind: type[W]) -> W:
    """Return the open dialog of a kind."""
    shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, kind)]
    found = [each for each in shown if isinstance(each, QDialog) and each.isVisible()]
    assert len(found) == 1, f"{len(found)} dialogs of this kind are open"
    return found[0]


def sign(qtbot: QtBot, passphrase: str = PASSPHRASE) -> None:
    """Type the passphrase into the open dialog, sign, and wait until it has closed."""
    dialog = open_dialog(PassphraseDialog)
    dialog.passphrase.line.setText(passphrase)
    with qtbot.waitSignal(dialog.accepted, timeout=20_000):
        dialog.sign.click()


def picture(widget: QWidget, path: Path) -> None:
    """Leave a picture of a widget, to be looked at."""
    path.parent.mkdir(parents=True, exist_ok=True)
    assert widget.grab().save(str(path))
