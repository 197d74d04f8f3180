"""Show records and answer the small dialogs that act upon them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.records.marks import BodyMap, Mark, Place
from app.rules.bodymap import drawing, empty_map
from app.workspace import Workspace
from tests.support.clicks import Hand
from tests.support.windows import DeskAtTest, open_dialog
from ui.concerns.record_page import RecordPageView
from ui.kit.record_dialog import RecordDialog
from ui.kit.tasks import TaskRunner
from ui.shell.window import RowanWindow

ShowPage = Callable[..., QWidget]
Show = Callable[..., RecordPageView]
PageOver = Callable[[Workspace, str], RecordPageView]


@pytest.fixture
def shown(show_page: ShowPage) -> Show:
    """Return a function that shows a record's page."""

    def show(record: str, **args: Any) -> RecordPageView:
        page = show_page("record", record=record, **args)
        assert isinstance(page, RecordPageView)
        return page

    return show


@pytest.fixture
def page_over(qtbot: QtBot) -> Iterator[PageOver]:
    """Return a function that shows a record over a workspace of the test's own."""
    kept: list[QObject] = []
    runner = TaskRunner()

    def show(workspace: Workspace, record: str) -> RecordPageView:
        desk, window = DeskAtTest(workspace, runner), RowanWindow()
        qtbot.addWidget(window)
        page = RecordPageView(desk, record)
        window.show_page(page)
        window.show()
        kept.extend((desk, window))
        return page

    yield show
    runner.close()


def answer(**values: Any) -> RecordDialog:
    """Fill in the open dialog and press its verb."""
    dialog = open_dialog(RecordDialog)
    for name, value in values.items():
        dialog.box(name).editor.fill(value)
    Hand().click(dialog.yes)
    QApplication.processEvents()
    return dialog


def a_map(workspace: Workspace) -> BodyMap:
    """Return a body map with one bruise on the left forearm."""
    lists = workspace.settings.lists()
    region = next(r for r in drawing("child.front").regions if r.id.endswith("forearm.left"))
    x, y = drawing("child.front").centre_of(region.id)
    mark = Mark(
        number=1,
        view="child.front",
        version=1,
        place=Place(x, y),
        regions=(region.region(),),
        kind=lists["mark_kinds"].choice("bruise"),
        length_cm=2,
        width_cm=1,
        size_by="measured",
        shape=lists["mark_shapes"].choice("oval"),
        colours=(lists["mark_colours"].choice("purple"),),
    )
    return BodyMap(drawings=empty_map().drawings, marks=(mark,))
