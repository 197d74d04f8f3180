"""Set tables and lists of facts: heads repeat, long rows run on, nothing is clipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Literal, NamedTuple

from app.documents.blocks import Facts, Table
from app.printing.flow import Part, Piece, Strip, strips_of
from app.printing.ink import HAIRLINE, Ink
from app.printing.lines import Line
from app.printing.prose import Manner, Prose
from app.printing.setting import (
    BODY,
    CELL,
    CELL_HEAD,
    LABEL,
    LEFT,
    MEASURE,
    Band,
    Style,
    put_lines,
    set_text,
)
from app.printing.tags import Element

_PAD = 3.0
_BETWEEN = 10.0
_WHOLE = 8  # rows up to so many lines are not parted
_LABEL_SHARE = 0.3
_UNDER_HEAD = 1.5
_HEAD_LIMIT = 150.0  # a head taller than this is not repeated


class Cell(NamedTuple):
    """Hold one set cell, and which way it heads others, if it does."""

    lines: list[Line]
    style: Style
    scope: Literal["Column", "Row", ""] = ""


class Grid:
    """Hold a set table, one strip a line of each row."""

    def __init__(
        self, bands: Sequence[Band], head: Sequence[Cell], rows: Sequence[Sequence[Cell]]
    ) -> None:
        self._bands = bands
        self._repeats = bool(head) and _height(head) <= _HEAD_LIMIT
        self._head = head if self._repeats else ()
        self._rows = rows if self._repeats or not head else [head, *rows]
        self.head = _height(head) if self._repeats else 0.0
        self.strips: list[Strip] = []
        self._places: list[tuple[int, int]] = []
        for row, cells in enumerate(self._rows):
            self._add_row(row, cells)
        self._table: Element | None = None
        self._made: dict[int, list[Element]] = {}

    def _add_row(self, row: int, cells: Sequence[Cell]) -> None:
        count = max(len(cell.lines) for cell in cells)
        strips = strips_of(count, cells[0].style.leading, whole=_WHOLE)
        strips[0] = replace(strips[0], height=strips[0].height + _PAD)
        strips[-1] = replace(strips[-1], height=strips[-1].height + _PAD)
        self.strips += strips
        self._places += [(row, line) for line in range(count)]

    def draw(self, ink: Ink, parent: Element, part: Part) -> None:
        """Draw the rows of one page, under the head."""
        again = self._table is not None
        table = self._table = self._table or parent.add("Table")
        if self._head:
            self._draw_head(ink, table, part.tops[0] - self.head, again=again)
        else:
            _rule(ink, part.tops[0], 0.5)
        places = self._places[part.first : part.first + len(part.tops)]
        here = list(zip(places, part.tops, strict=True))
        for row, group in groupby(here, key=lambda one: one[0][0]):
            held = list(group)
            first = held[0][0][1]
            tops = [top for _place, top in held]
            if row and first == 0 and held[0] is not here[0]:
                _rule(ink, tops[0], 0.5, HAIRLINE)
            self._draw_row(ink, table, row, first, tops)
        _rule(ink, part.bottom, 0.5)

    def _draw_head(self, ink: Ink, table: Element, top: float, *, again: bool) -> None:
        row = None if again else table.add("TR")
        for band, cell in zip(self._bands, self._head, strict=True):
            leading = cell.style.leading
            tops = [top + _PAD + at * leading for at in range(len(cell.lines))]
            tag = row.add("TH", scope="Column") if row else None
            with ink.tagged(tag) if tag else ink.furniture():
                put_lines(ink, cell.lines, cell.style, band, tops)
        _rule(ink, top + self.head - _UNDER_HEAD, 0.9)

    def _draw_row(
        self, ink: Ink, table: Element, row: int, first: int, tops: Sequence[float]
    ) -> None:
        cells = self._rows[row]
        if row not in self._made:
            line = table.add("TR")
            self._made[row] = [
                line.add("TH" if cell.scope else "TD", scope=cell.scope) for cell in cells
            ]
        for band, cell, element in zip(self._bands, cells, self._made[row], strict=True):
            lines = cell.lines[first : first + len(tops)]
            down = [top + _PAD if first + at == 0 else top for at, top in enumerate(tops)]
            if lines:
                own = band._replace(turns=len(cell.lines) > 1)  # a name stays beside its label
                with ink.tagged(element):
                    put_lines(ink, lines, cell.style, own, down[: len(lines)])


def set_table(block: Table) -> list[Piece]:
    """Set a table; without rows only its heads are shown."""
    bands = _bands(block)
    head = [
        Cell(set_text(column.heading, CELL_HEAD, band.width), CELL_HEAD, "Column")
        for column, band in zip(block.columns, bands, strict=True)
    ]
    rows = [
        [
            Cell(set_text(text, CELL, band.width), CELL)
            for text, band in zip(row, bands, strict=True)
        ]
        for row in block.rows
    ]
    grid = Grid(bands, head, rows) if rows else Grid(bands, (), [head])
    return [*_caption(block.caption), grid]


def set_facts(block: Facts) -> list[Piece]:
    """Set labels beside their values."""
    if not block.rows:
        return []
    label = MEASURE * _LABEL_SHARE
    bands = (
        Band(LEFT, label - _BETWEEN),
        Band(LEFT + label, MEASURE - label),
    )
    rows = [
        (
            Cell(set_text(name, LABEL, bands[0].width), LABEL, "Row"),
            Cell(set_text(value, BODY, bands[1].width), BODY),
        )
        for name, value in block.rows
    ]
    grid = Grid(bands, (), rows)
    grid.strips[0] = replace(grid.strips[0], gap=6.0)
    return [grid]


def _bands(block: Table) -> list[Band]:
    free = MEASURE - _BETWEEN * (len(block.columns) - 1)
    shares = sum(column.share for column in block.columns)
    bands: list[Band] = []
    left = LEFT
    for column in block.columns:
        width = free * column.share / shares
        bands.append(Band(left, width, column.align))
        left += width + _BETWEEN
    return bands


def _caption(text: str) -> list[Piece]:
    if not text:
        return []
    piece = Prose(text, Manner(style=CELL_HEAD), gap=8.0, keep=True)
    piece.strips = [replace(strip, keep=True) for strip in piece.strips]
    return [piece]


def _height(cells: Sequence[Cell]) -> float:
    if not cells:
        return 0.0
    return max(len(cell.lines) * cell.style.leading for cell in cells) + 2 * _PAD + _UNDER_HEAD


def _rule(ink: Ink, top: float, width: float, grey: float = 0.3) -> None:
    with ink.furniture():
        ink.rule((LEFT, top), (LEFT + MEASURE, top), width, grey)
