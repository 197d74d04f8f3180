"""Look for clipped words on every screen of this feature and of decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from app.workspace import Workspace
from tests.support.record_pages import ShowPage, a_map
from tests.support.school import a_child, a_concern, a_decision, an_action
from ui.kit import theme
from ui.kit.pages import Page
from ui.kit.theme import Look

RING = 2  # pixels that the ring of a chip takes inside its edge
SIZES = ((1366, 728), (1093, 582))
Screen = Callable[[ShowPage, Workspace], QWidget]


@pytest.fixture(params=[100, 150])
def text_size(request: pytest.FixtureRequest, desk: object) -> Iterator[int]:
    theme.current().wear(Look(size=request.param, mode="light"))
    yield request.param
    theme.current().wear(Look(mode="light"))


def clipped(widget: QWidget) -> str:
    """Say what of a widget's words cannot be seen, if anything."""
    if isinstance(widget, QLabel) and widget.text() and widget.wordWrap():
        need = widget.heightForWidth(widget.width())
        if widget.height() < need:
            return f"{widget.text()!r} is {widget.height()} high, needs {need}"
    if isinstance(widget, QAbstractButton) and widget.text():
        parent = widget.parentWidget()
        inside = parent is None or parent.rect().contains(widget.geometry())
        if not inside or widget.height() < widget.sizeHint().height() - RING:
            return f"{widget.text()!r} at {widget.geometry()} in {parent}"
    if isinstance(widget, QLineEdit) and widget.height() < widget.fontMetrics().height() + 4:
        return f"line {widget.objectName()} is {widget.height()} high"
    return ""


def a_decided_concern(workspace: Workspace) -> str:
    zoe, sian = a_child(workspace), a_child(workspace, "Siân", "O’Neill")
    concern = a_concern(
        workspace,
        zoe,
        sian,
        words="I fell off my scooter on Sunday, honest.",
        opinion="She looked frightened when the bell rang; that is unlike her.",
        body_map=a_map(workspace),
        map_child=zoe.id,
    )
    row = an_action(workspace, "Ring the mother about the morning club", date(2026, 11, 25))
    a_decision(workspace, concern, actions=[{**row, "child": zoe.id}])
    return concern


def adult(show_page: ShowPage, workspace: Workspace) -> QWidget:
    page: Any = show_page("concern")
    page._on_adult()
    return page  # type: ignore[no-any-return]


def form(show_page: ShowPage, workspace: Workspace) -> QWidget:
    page: Any = show_page("concern", child=a_child(workspace).id)
    page._on_child()
    page.form.children_box._on_not_listed()
    for section in page.form.form.unopened():
        page.form.form.open_section(section.label)
    page._to_check()
    return page  # type: ignore[no-any-return]


def record(show_page: ShowPage, workspace: Workspace) -> QWidget:
    return show_page("record", record=a_decided_concern(workspace))


def decision(show_page: ShowPage, workspace: Workspace) -> QWidget:
    page: Any = show_page("decision", concerns=[a_decided_concern(workspace)])
    for section in page.form.unopened():
        page.form.open_section(section.label)
    page._on_sign()
    return page  # type: ignore[no-any-return]


def note(show_page: ShowPage, workspace: Workspace) -> QWidget:
    return show_page("note", about=a_decided_concern(workspace))


@pytest.mark.parametrize("screen", [adult, form, record, decision, note])
def test_no_words_are_clipped(
    screen: Screen, text_size: int, show_page: ShowPage, workspace: Workspace
) -> None:
    page = screen(show_page, workspace)
    assert isinstance(page, Page)
    faults: list[str] = []
    for size in SIZES:
        page.window().resize(*size)
        for _turn in range(4):
            QApplication.processEvents()
        assert page.area.horizontalScrollBar().maximum() == 0, (size, text_size)
        shown = [each for each in page.findChildren(QWidget) if each.isVisibleTo(page)]
        faults += [f"{size[0]}: {fault}" for fault in map(clipped, shown) if fault]
    assert faults == []
