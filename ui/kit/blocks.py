"""Show the blocks of a document on the screen, in the words of the paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from app.base.text import _
from app.documents.blocks import (
    Block,
    Facts,
    Figure,
    Heading,
    Paragraph,
    Signature,
    Table,
)
from ui.kit import theme
from ui.kit.banners import Notice
from ui.kit.boxes import column, stacked
from ui.kit.details import Details
from ui.kit.figures import FigureView
from ui.kit.labels import Label
from ui.kit.pills import Pill, State


class BlocksView(QWidget):
    """Show blocks one below another; what is only for paper is left out."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        whole = column(self, gap=8)
        for block in blocks:
            make = _MAKERS.get(type(block))
            if make is not None:
                if isinstance(block, Heading) and whole.count():
                    whole.addSpacing(theme.px(6))
                whole.addWidget(make(block))


class TextTable(QWidget):
    """Show a table whose cells wrap; it is read, not chosen from."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(table.caption)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(14))
        grid.setVerticalSpacing(theme.px(5))
        for place, described in enumerate(table.columns):
            grid.setColumnStretch(place, round(described.share * 100))
            grid.addWidget(Label(described.heading, "hint"), 0, place)
        for line, row in enumerate(table.rows, start=1):
            for place, text in enumerate(row):
                cell = Label(text).selectable()
                heading = table.columns[place].heading
                cell.setAccessibleName(f"{heading}: {text}")
                grid.addWidget(cell, line, place, Qt.AlignmentFlag.AlignTop)


def _heading(block: Heading) -> QWidget:
    return Label(block.text, "heading" if block.level <= 2 else "strong")  # noqa: PLR2004 - sections


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


_MAKERS: dict[type[Any], Callable[[Any], QWidget]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Facts: _facts,
    Table: TextTable,
    Figure: _figure,
    Signature: _signature,
}
