"""Show the blocks of a document on the screen, in the words of the paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from app.base.text import _
from app.documents.blocks import (
    Block,
    Changed,
    Facts,
    Figure,
    Heading,
    Paragraph,
    Signature,
    Table,
)
from ui.kit import theme
from ui.kit.banners import Notice
from ui.kit.boxes import column, hairline, stacked
from ui.kit.details import Details
from ui.kit.diffs import DiffLabel
from ui.kit.figures import FigureView
from ui.kit.labels import Label
from ui.kit.pills import Pill, State

SECTION = 2
_CELL = 72  # the least width of a column that can still be read


class BlocksView(QWidget):
    """Show blocks one below another on a card; what is only for paper is left out."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        whole = column(self, gap=6)
        for block in blocks:
            make = _MAKERS.get(type(block))
            if make is None:
                continue
            if _opens(block) and whole.count():
                whole.addSpacing(theme.px(6))
                whole.addWidget(hairline())
                whole.addSpacing(theme.px(2))
            whole.addWidget(make(block))


class TextTable(QWidget):
    """Show a table whose cells wrap; where it is narrow, each row becomes one line."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(table.caption)
        self._least = theme.px(_CELL * len(table.columns))
        self._wide = _grid(table)
        self._narrow = stacked(*(_line_of(table, line) for line in table.rows), gap=6)
        whole = column(self)
        whole.addWidget(self._wide)
        whole.addWidget(self._narrow)
        self._wide.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the columns where there is room for them."""
        super().resizeEvent(event)
        wide = event.size().width() >= self._least
        self._wide.setVisible(wide)
        self._narrow.setVisible(not wide)


def _grid(table: Table) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(14))
    grid.setVerticalSpacing(theme.px(5))
    for place, described in enumerate(table.columns):
        grid.setColumnStretch(place, round(described.share * 100))
        grid.addWidget(Label(described.heading, "hint"), 0, place)
    for line, cells in enumerate(table.rows, start=1):
        for place, text in enumerate(cells):
            cell = Label(text).selectable()
            cell.setAccessibleName(f"{table.columns[place].heading}: {text}")
            grid.addWidget(cell, line, place, Qt.AlignmentFlag.AlignTop)
    return holder


def _line_of(table: Table, cells: tuple[str, ...]) -> QWidget:
    line = Label(" · ".join(text for text in cells if text)).selectable()
    pairs = zip((one.heading for one in table.columns), cells, strict=True)
    line.setAccessibleName(". ".join(f"{heading}: {text}" for heading, text in pairs if text))
    return line


def _opens(block: Block) -> bool:
    return isinstance(block, Heading) and block.level <= SECTION


def _heading(block: Heading) -> QWidget:
    return Label(block.text, "strong" if block.level <= SECTION else "muted")


def _paragraph(block: Paragraph) -> QWidget:
    if block.style == "small":
        return Label(block.text, "hint").selectable()
    if block.style == "warning":
        return Notice(block.text, tone="warn")
    words = Label(block.text).selectable()
    if block.style == "normal":
        return words
    frame = QFrame()
    frame.setProperty("role", "row")
    frame.setObjectName(block.style)
    inside = column(frame, gap=4, edge=(12, 2, 0, 2))
    if block.style == "opinion":
        inside.addWidget(Pill(State(_("Opinion"), "warn", "")))
        words.setAccessibleName(_("Opinion: {text}").format(text=block.text))
    else:
        quoted = block.text.startswith(("“", '"', "‘", "'"))
        words.show_text(block.text if quoted else _("“{text}”").format(text=block.text))
    inside.addWidget(words)
    return frame


def _facts(block: Facts) -> QWidget:
    return Details(block.rows)


def _figure(block: Figure) -> QWidget:
    return stacked(FigureView(block), Label(block.caption, "hint"), gap=4)


def _signature(block: Signature) -> QWidget:
    return Label(block.signed, "muted").selectable()


def _changed(block: Changed) -> QWidget:
    shown = DiffLabel(block)
    return stacked(Label(block.label, "muted"), shown, gap=2)


_MAKERS: dict[type[Any], Callable[[Any], QWidget]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Facts: _facts,
    Table: TextTable,
    Figure: _figure,
    Signature: _signature,
    Changed: _changed,
}
