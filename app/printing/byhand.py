"""Leave room for a pen: lines to write on, boxes to tick, lines to sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.documents.blocks import Lines, Signature, Ticks
from app.printing.grid import Cell, Grid, grid
from app.printing.prose import Manner, Prose
from app.printing.setting import BLACK, BODY, EDGE, HAIRLINE, MEASURE, SMALL, set_text, width_in
from app.printing.sheet import Piece
from app.printing.tags import Element

_RULING = 24.0  # 8.5 mm, as in an exercise book
_BOX = 9.0
_BOX_ROOM = 15.0
_SIGN_ROOM = 40.0
_BETWEEN = 22.0
_MOST_COLUMNS = 3
_HALF = (MEASURE - _BETWEEN) / 2


class Tick(Piece):
    """Hold an empty box."""

    def __init__(self) -> None:
        super().__init__(BODY.leading)

    def draw(self) -> None:
        """Draw the box, which is no part of the text."""
        with self.canv.furniture():
            self.canv.frame((0.5, self.height - 3 - _BOX, _BOX, _BOX), 0.8, BLACK)


class InkLine(Piece):
    """Hold a line to sign on."""

    def __init__(self) -> None:
        super().__init__(_SIGN_ROOM)

    def draw(self) -> None:
        """Draw the line, which is no part of the text."""
        with self.canv.furniture():
            self.canv.rule((0, 3, _HALF, 3), 0.7, BLACK)


def set_lines(block: Lines, _top: Element) -> Iterator[Grid]:
    """Set lines to write on, or a box without lines; they are no part of the text."""
    if block.count <= 0:
        return
    whole = ((0, 0), (-1, -1))
    look = ("BOX", *whole, 0.7, EDGE) if block.boxed else ("LINEBELOW", *whole, 0.5, HAIRLINE)
    made = grid([[[]]] * block.count, [MEASURE], 0.0, [look], height=_RULING)
    made.start = min(block.count, 2) * _RULING
    made.spaceBefore = 4.0
    yield made


def set_ticks(block: Ticks, top: Element) -> Iterator[Grid]:
    """Set options to tick, in as many columns as they leave room for."""
    if not block.options:
        return
    lines = [set_text(option, BODY, MEASURE - _BOX_ROOM) for option in block.options]
    widest = max(width_in(line, BODY) for option in lines for line in option)
    fitting = int((MEASURE + _BETWEEN) // (widest + _BOX_ROOM + _BETWEEN))
    columns = max(1, min(_MOST_COLUMNS, fitting))
    width = (MEASURE + _BETWEEN) / columns - _BETWEEN - _BOX_ROOM
    group = top.add("L")
    cells: list[Cell] = []
    for option in block.options:
        text = Prose(option, Manner(below=3.0), group.add("LI").add("LBody"), width=width)
        cells += [[Tick()], [text]]
    widths = [_BOX_ROOM, width + _BETWEEN] * columns
    widths[-1] = width
    made = grid(_rows(cells, 2 * columns), widths, 0.0)
    made.spaceBefore = 3.0
    yield made


def set_signature(block: Signature, top: Element) -> Iterator[Piece | Grid]:
    """Set how it was signed, and below it the lines for ink."""
    if block.signed:
        manner = Manner(indent=10.0, box=0.7)
        yield Prose(block.signed, manner, top.add("P"), gap=12.0, keep=bool(block.ink))
    if block.ink:
        small = Manner(style=SMALL)
        cells = [
            [InkLine(), Prose(label, small, top.add("P"), width=_HALF)] for label in block.ink
        ]
        made = grid(_rows(cells, 2), [_HALF, _HALF], _BETWEEN)
        made.spaceBefore = 0.0 if block.signed else 6.0
        yield made


def _rows(cells: Sequence[Cell], columns: int) -> list[list[Cell]]:
    rows = [[*cells[at : at + columns]] for at in range(0, len(cells), columns)]
    rows[-1] += [[]] * (columns - len(rows[-1]))
    return rows
