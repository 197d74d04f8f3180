"""Put widgets in rows and columns to the program's rhythm of eight."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QMargins, QSize
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.kit import theme

L = TypeVar("L", bound=QBoxLayout)
_GIVEN = "given-gap-and-edges"


class Scrolled(QWidget):
    """Hold what a scroll area shows, as tall as its width asks for and no taller.

    Wrapped words ask for the height of a narrow column at least; a page would end in blank space.
    """

    def minimumSizeHint(self) -> QSize:
        """Leave the height to the width, where what is inside follows it."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), 0) if self.hasHeightForWidth() else hint


def column(
    parent: QWidget | None = None, *, gap: int = 8, edge: int | tuple[int, int, int, int] = 0
) -> QVBoxLayout:
    """Return a column; gap and edges (all, or left, top, right, bottom) are lengths at 100 %."""
    return _spaced(QVBoxLayout(parent) if parent else QVBoxLayout(), gap, edge)


def row(
    parent: QWidget | None = None, *, gap: int = 8, edge: int | tuple[int, int, int, int] = 0
) -> QHBoxLayout:
    """Return a row; gap and edges are lengths at 100 %."""
    return _spaced(QHBoxLayout(parent) if parent else QHBoxLayout(), gap, edge)


def beside(*widgets: QWidget | None, gap: int = 8) -> QWidget:
    """Return widgets side by side; None is the elastic space."""
    holder = QWidget()
    line = row(holder, gap=gap)
    for widget in widgets:
        if widget is None:
            line.addStretch(1)
        else:
            line.addWidget(widget)
    return holder


def stacked(*widgets: QWidget, gap: int = 8) -> QWidget:
    """Return widgets one below another."""
    holder = QWidget()
    line = column(holder, gap=gap)
    for widget in widgets:
        line.addWidget(widget)
    return holder


def hairline() -> QFrame:
    """Return a thin line across."""
    line = QFrame()
    line.setProperty("role", "rule")
    line.setFixedHeight(1)
    return line


def empty(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        inner = item.layout()
        if inner is not None:
            empty(inner)
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()


def fill(layout: QBoxLayout, widgets: Iterable[QWidget]) -> None:
    """Put widgets into a layout in place of what it holds."""
    empty(layout)
    for widget in widgets:
        layout.addWidget(widget)


def respace(root: QWidget) -> None:
    """Give gaps and edges the size that letters have now, where nobody changed them since."""
    for layout in root.findChildren(QBoxLayout):
        given = layout.property(_GIVEN)
        if given is None:
            continue
        gap, edges, spacing, margins = given
        if (layout.spacing(), layout.contentsMargins()) == (spacing, margins):
            _spaced(layout, gap, edges)


def _spaced(layout: L, gap: int, edge: int | tuple[int, int, int, int]) -> L:
    edges = (edge,) * 4 if isinstance(edge, int) else edge
    spacing, margins = theme.px(gap), QMargins(*(theme.px(side) for side in edges))
    layout.setSpacing(spacing)
    layout.setContentsMargins(margins)
    layout.setProperty(_GIVEN, (gap, edges, spacing, margins))
    return layout
