"""Leave room for a pen: lines to write on, boxes to tick, lines to sign."""

from __future__ import annotations

from dataclasses import replace

from app.documents.blocks import Lines, Signature, Ticks
from app.printing.flow import Part, Piece, Strip
from app.printing.ink import HAIRLINE, Ink
from app.printing.lines import Line
from app.printing.prose import Manner, Prose
from app.printing.setting import (
    BODY,
    LEFT,
    MEASURE,
    SMALL,
    Band,
    put_lines,
    set_text,
    width_of,
)
from app.printing.tags import Element

_RULING = 24.0  # 8.5 mm, as in an exercise book
_BOX = 9.0
_BOX_ROOM = 15.0
_SIGN_ROOM = 40.0
_BETWEEN = 22.0
_MOST_COLUMNS = 3


class Ruling:
    """Hold ruled lines, or a box without lines."""

    head = 0.0

    def __init__(self, block: Lines) -> None:
        self._boxed = block.boxed
        last = block.count - 1
        self.strips = [
            Strip(height=_RULING, gap=4.0 if at == 0 else 0.0, keep=at == 0 < last)
            for at in range(block.count)
        ]

    def draw(self, ink: Ink, parent: Element, part: Part) -> None:  # noqa: ARG002 - no text
        """Draw the lines of one page; they are no part of the text."""
        top = part.tops[0]
        with ink.furniture():
            if self._boxed:
                ink.frame((LEFT, top + 2), (MEASURE, part.bottom - top - 2), 0.7, 0.3)
                return
            for each in part.tops:
                foot = each + _RULING
                ink.rule((LEFT, foot), (LEFT + MEASURE, foot), 0.5, HAIRLINE)


class Options:
    """Hold options with empty boxes, in as many columns as they leave room for."""

    head = 0.0

    def __init__(self, block: Ticks) -> None:
        self._texts = [set_text(option, BODY, MEASURE - _BOX_ROOM) for option in block.options]
        widest = max(width_of(line, BODY) for lines in self._texts for line in lines)
        fitting = int((MEASURE + _BETWEEN) // (widest + _BOX_ROOM + _BETWEEN))
        self._columns = max(1, min(_MOST_COLUMNS, fitting))
        self.strips = [
            Strip(height=max(map(len, row)) * BODY.leading + 3, gap=3.0 if at == 0 else 0.0)
            for at, row in enumerate(self._rows())
        ]
        self._list: Element | None = None

    def _rows(self) -> list[list[list[Line]]]:
        texts, columns = self._texts, self._columns
        return [texts[at : at + columns] for at in range(0, len(texts), columns)]

    def draw(self, ink: Ink, parent: Element, part: Part) -> None:
        """Draw the rows of one page."""
        self._list = self._list or parent.add("L")
        rows = self._rows()[part.first : part.first + len(part.tops)]
        step = (MEASURE + _BETWEEN) / self._columns
        for row, top in zip(rows, part.tops, strict=True):
            for column, lines in enumerate(row):
                left = LEFT + column * step
                with ink.furniture():
                    ink.frame((left + 0.5, top + 3), (_BOX, _BOX), 0.8)
                tops = [top + at * BODY.leading for at in range(len(lines))]
                with ink.tagged(self._list.add("LI").add("LBody")):
                    put_lines(ink, lines, BODY, Band(left + _BOX_ROOM), tops)


class InkLines:
    """Hold lines to sign on, two beside each other, each with its label below."""

    head = 0.0

    def __init__(self, labels: tuple[str, ...]) -> None:
        self._width = (MEASURE - _BETWEEN) / 2
        self._labels = [set_text(label, SMALL, self._width) for label in labels]
        self._pairs = [self._labels[at : at + 2] for at in range(0, len(labels), 2)]
        self.strips = [
            Strip(height=_SIGN_ROOM + max(map(len, pair)) * SMALL.leading) for pair in self._pairs
        ]

    def draw(self, ink: Ink, parent: Element, part: Part) -> None:
        """Draw the pairs of one page."""
        pairs = self._pairs[part.first : part.first + len(part.tops)]
        for pair, top in zip(pairs, part.tops, strict=True):
            foot = top + _SIGN_ROOM - 3
            for column, lines in enumerate(pair):
                left = LEFT + column * (self._width + _BETWEEN)
                with ink.furniture():
                    ink.rule((left, foot), (left + self._width, foot), 0.7)
                tops = [foot + 2 + at * SMALL.leading for at in range(len(lines))]
                with ink.tagged(parent.add("P")):
                    put_lines(ink, lines, SMALL, Band(left, self._width), tops)


def set_lines(block: Lines) -> list[Piece]:
    """Set lines to write on."""
    return [Ruling(block)] if block.count > 0 else []


def set_ticks(block: Ticks) -> list[Piece]:
    """Set options to tick."""
    return [Options(block)] if block.options else []


def set_signature(block: Signature) -> list[Piece]:
    """Set how it was signed, and below it the lines for ink."""
    pieces: list[Piece] = []
    if block.signed:
        manner = Manner(indent=10.0, box=0.7)
        signed = Prose(block.signed, manner, gap=12.0, keep=bool(block.ink))
        pieces.append(signed)
    if block.ink:
        lines = InkLines(block.ink)
        lines.strips[0] = replace(lines.strips[0], gap=0.0 if block.signed else 6.0)
        pieces.append(lines)
    return pieces
