"""Lay the views of a body map side by side on a widget, and turn pixels into drawing units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from app.base.text import _
from app.rules.bodymap import VIEW_WORDS, VIEWS, Drawing, drawing, edge_words
from ui.kit import theme

GAP = 16
ARROW = 9
TALLEST = 580
_LEAST = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Pane:
    """Hold where one view lies: its cell, its header, and the drawing with its scale."""

    view: str
    cell: QRectF
    title: QRectF
    edges: QRectF
    figure: QRectF
    scale: float

    @property
    def drawing(self) -> Drawing:
        """Return the drawing shown."""
        return drawing(self.view)

    def to_units(self, point: QPointF) -> tuple[float, float]:
        """Return a point of the widget in drawing units."""
        return (
            (point.x() - self.figure.left()) / self.scale,
            (point.y() - self.figure.top()) / self.scale,
        )

    def to_pixels(self, x: float, y: float) -> QPointF:
        """Return a point of the drawing on the widget."""
        return QPointF(self.figure.left() + x * self.scale, self.figure.top() + y * self.scale)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLayout:
    """Hold the panes of a body map for one width; lengths are logical pixels."""

    panes: tuple[Pane, ...]
    height: float
    stacked: bool

    def pane_at(self, point: QPointF) -> Pane:
        """Return the pane whose cell holds a point, or the nearest."""
        return next((p for p in self.panes if point.x() < p.cell.right()), self.panes[-1])

    def pane(self, view: str) -> Pane:
        """Return the pane of a view; StopIteration if it is not shown."""
        return next(p for p in self.panes if p.view == view)


def lay_out(width: float, metrics: QFontMetricsF, tallest: float = TALLEST) -> SheetLayout:
    """Return where everything lies at a width; no drawing is taller than `tallest` at 100 %."""
    gap = theme.px(GAP)
    cell = (width - gap * (len(VIEWS) - 1)) / len(VIEWS)
    stacked = cell < _one_line(metrics)
    line = metrics.height() + theme.px(4)
    header = line * (3 if stacked else 2)
    panes = tuple(
        _pane(view, QRectF((cell + gap) * index, 0, cell, 0), (line, header), theme.px(tallest))
        for index, view in enumerate(VIEWS)
    )
    return SheetLayout(panes=panes, height=max(p.cell.height() for p in panes), stacked=stacked)


def _pane(view: str, cell: QRectF, lines: tuple[float, float], tallest: float) -> Pane:
    line, header = lines
    shown = drawing(view)
    scale = max(0.1, min(cell.width() / shown.width, tallest / shown.height))
    wide, tall = shown.width * scale, shown.height * scale
    left = cell.left() + (cell.width() - wide) / 2
    return Pane(
        view=view,
        cell=QRectF(cell.left(), 0, cell.width(), header + tall),
        title=QRectF(cell.left(), 0, cell.width(), line),
        edges=QRectF(cell.left(), line, cell.width(), header - line),
        figure=QRectF(left, header, wide, tall),
        scale=scale,
    )


def title_of(view: str) -> str:
    """Return the heading of a view."""
    return _(VIEW_WORDS[view])


def least_width(metrics: QFontMetricsF) -> float:
    """Return the width below which the words at the edges would be cut."""
    words = [word for view in VIEWS for edge in edge_words(view) for word in edge.split()]
    one = max(metrics.horizontalAdvance(word) for word in words) + 2 * theme.px(ARROW)
    return max(theme.px(_LEAST), len(VIEWS) * (2 * one + theme.px(8)) + theme.px(GAP))


def _one_line(metrics: QFontMetricsF) -> float:
    """Return the room that both edges of a view need on one line."""
    return max(_room(edge_words(view), metrics) for view in VIEWS)


def _room(words: Sequence[str], metrics: QFontMetricsF) -> float:
    return sum(metrics.horizontalAdvance(w) + 2 * theme.px(ARROW) for w in words) + theme.px(8)
