"""Look for clipped and overlapping words on every screen of the gallery."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.support.gallery import LOOKS, SCREENS, SIZES, a_window
from ui.kit import theme
from ui.kit.buttons import WrappingButton
from ui.kit.flow import flowing
from ui.kit.labels import Label
from ui.kit.pages import Page
from ui.kit.theme import Look
from ui.shell.rail import RailButton

PAGES = ("form", "error", "answers", "kit", "table", "end", "chips")


@pytest.fixture(scope="module", params=["light", "150", "200"])
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    theme.current().wear(LOOKS[request.param])
    yield request.param
    theme.current().wear(Look())


@pytest.mark.parametrize("screen", PAGES)
def test_no_words_are_clipped(look: str, screen: str, qtbot: QtBot) -> None:
    window = a_window(SCREENS[screen]())
    window.show()
    faults: list[str] = []
    for size in SIZES.values():
        window.resize(*size)
        for _turn in range(3):
            QApplication.processEvents()
        shown = [each for each in window.findChildren(QWidget) if each.isVisibleTo(window)]
        page = window.page()
        assert isinstance(page, Page)
        assert page.area.horizontalScrollBar().maximum() == 0, size
        faults += [f"{size[0]}: {fault}" for fault in map(clipped, shown) if fault]
    delete(window)
    assert faults == []


def clipped(widget: QWidget) -> str:
    """Say what of a widget's words cannot be seen, if anything."""
    if isinstance(widget, QLabel) and widget.text():
        need = widget.heightForWidth(widget.width()) if widget.wordWrap() else 0
        need = need if need > 0 else widget.sizeHint().height()
        wide = 0 if widget.wordWrap() else widget.sizeHint().width()
        if widget.height() < need or widget.width() < wide:
            return f"{widget.text()!r} {widget.size()} needs {wide}×{need}"
    if isinstance(widget, QAbstractButton) and widget.text():
        hint = widget.sizeHint()
        if isinstance(widget, WrappingButton):
            hint = QSize(0, widget.heightForWidth(widget.width()))
        if isinstance(widget, RailButton) and not widget.shows_words:
            hint = QSize(24, 24)
        if widget.width() < hint.width() or widget.height() < hint.height():
            return f"{widget.text()!r} {widget.size()} needs {hint}"
    if isinstance(widget, QLineEdit) and widget.height() < widget.fontMetrics().height() + 4:
        return f"line {widget.objectName()} is {widget.height()} high"
    return ""


def test_the_look_for_clipped_words_finds_them(qtbot: QtBot) -> None:
    label = Label("These words do not fit into so little room")
    qtbot.addWidget(label)
    label.setFixedSize(60, 12)
    label.show()
    assert clipped(label)


def test_flowing_widgets_never_overlap(qtbot: QtBot) -> None:
    labels = [Label(f"Label number {n}", wrap=False) for n in range(20)]
    holder = flowing(*labels)
    qtbot.addWidget(holder)
    holder.resize(420, 400)
    holder.show()
    qtbot.waitExposed(holder)
    boxes: list[QRect] = [label.geometry() for label in labels]
    pairs = [(a, b) for n, a in enumerate(boxes) for b in boxes[n + 1 :]]
    assert not [pair for pair in pairs if pair[0].intersects(pair[1])]
    assert max(box.right() for box in boxes) <= 420
