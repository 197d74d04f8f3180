"""Set tables and lists of facts: heads repeat, long rows run on, nothing is clipped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import LongTable

from app.documents.blocks import Align, Facts, Table
from app.printing.faces import REGULAR
from app.printing.prose import Manner, Prose
from app.printing.setting import BODY, CELL, CELL_HEAD, EDGE, HAIRLINE, LABEL, MEASURE
from app.printing.sheet import Piece
from app.printing.tags import Element

_PAD = 3.0
_BETWEEN = 10.0
_WHOLE = 8  # rows up to so many lines are not parted
_LABEL_SHARE = 0.3
_HEAD_LIMIT = 150.0  # a head taller than this is not repeated

Cell = Sequence[Piece]
Command = tuple[Any, ...]


class Grid(LongTable):
    """Hold a set table; `start` is the least of it that may end a page."""

    keep = False
    start = 0.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 - reportlab's names
        """Return the size, and remember it for the rules above and below."""
        size = super().wrap(aW, aH)
        self.height = size[1]
        return size


def _mark(table: Any, event: str, *_where: object) -> None:
    """Mark the rules that reportlab draws between cells as no part of the text."""
    if event == "startLines":
        table.canv.begin("/Artifact <</Type /Layout>> BDC")
    elif event == "endLines":
        table.canv.end()


def _draw_ends(table: Any, event: str, *_where: object) -> None:
    """Draw a rule below each part of a table, and above it where no head stands."""
    if event == "endLines":
        table.canv.rule((0, 0, MEASURE, 0), 0.5, EDGE)
        if not table.repeatRows:
            table.canv.rule((0, table.height, MEASURE, table.height), 0.5, EDGE)
    _mark(table, event)


def set_table(block: Table, top: Element) -> Iterator[Piece | Grid]:
    """Set a table; without rows only its heads are shown."""
    if block.caption:
        yield Prose(block.caption, Manner(style=CELL_HEAD), top.add("P"), gap=8.0, keep=True)
    shares = sum(column.share for column in block.columns)
    free = MEASURE - _BETWEEN * (len(block.columns) - 1)
    widths = [free * column.share / shares for column in block.columns]
    heads, looks = (
        [_manner(style, column.align) for column in block.columns] for style in (CELL_HEAD, CELL)
    )
    table = top.add("Table")
    texts = [column.heading for column in block.columns]
    head = _row(table.add("TR"), texts, heads, widths, scope="Column")
    repeats = bool(block.rows) and max(cell.height for cell in head) <= _HEAD_LIMIT
    for cell in head:
        cell.again = repeats
    rows = [_row(table.add("TR"), row, looks, widths) for row in block.rows]
    yield _ruled([head, *rows], widths, heads=int(repeats))


def _manner(style: ParagraphStyle, align: Align = "left") -> Manner:
    """Return how a cell is set; its distance below belongs to it, for reportlab forgets its own.

    It would send an empty row to the next page where only that distance is missing.
    """
    return Manner(style=style, align=align, below=_PAD, whole=_WHOLE)


def _row(
    line: Element,
    texts: Sequence[str],
    looks: Sequence[Manner],
    widths: Sequence[float],
    scope: Literal["Column", ""] = "",
) -> list[Prose]:
    tag = "TH" if scope else "TD"
    return [
        Prose(text, look, line.add(tag, scope=scope), width=width)
        for text, look, width in zip(texts, looks, widths, strict=True)
    ]


def set_facts(block: Facts, top: Element) -> Iterator[Grid]:
    """Set labels beside their values."""
    if not block.rows:
        return
    widths = (MEASURE * _LABEL_SHARE - _BETWEEN, MEASURE * (1 - _LABEL_SHARE))
    label, value = _manner(LABEL), _manner(BODY)
    table = top.add("Table")
    rows: list[list[Prose]] = []
    for name, text in block.rows:
        line = table.add("TR")
        head = Prose(name, label, line.add("TH", scope="Row"), width=widths[0])
        rows.append([head, Prose(text, value, line.add("TD"), width=widths[1])])
    yield _ruled(rows, widths, gap=6.0)


def _ruled(
    rows: Sequence[Sequence[Prose]], widths: Sequence[float], *, heads: int = 0, gap: float = 0.0
) -> Grid:
    whole = ((0, 0), (-1, -1))
    style: list[Command] = [("TOPPADDING", *whole, _PAD), ("LINEBELOW", *whole, 0.5, HAIRLINE)]
    if heads:
        style.append(("LINEBELOW", (0, 0), (-1, 0), 0.9, EDGE))
    cells = [[[cell] for cell in row] for row in rows]
    made = grid(cells, widths, _BETWEEN, style, heads=heads, drawn=_draw_ends)
    made.start += _PAD * (heads + 1)
    made.spaceBefore = gap
    return made


def grid(
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    between: float,
    style: Sequence[Command] = (),
    *,
    heads: int = 0,
    height: float | None = None,
    drawn: Callable[..., None] = _mark,
) -> Grid:
    """Return pieces in rows and columns some points apart; a page may end within a long row.

    Rows are as tall as their pieces, or all of one height.
    """
    whole = ((0, 0), (-1, -1))
    plain: list[Command] = [
        ("FONT", *whole, REGULAR),
        ("VALIGN", *whole, "TOP"),
        *((f"{side}PADDING", *whole, 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
    ]
    made = Grid(
        [list(row) for row in rows],
        rowHeights=height,
        hAlign="LEFT",
        colWidths=[*(width + between for width in widths[:-1]), widths[-1]],
        style=[*plain, ("RIGHTPADDING", (0, 0), (-2, -1), between), *style],
        repeatRows=heads,
        # A long row runs on; where it may not be parted, the page ends above it.
        splitByRow=int(height is not None),
        splitInRow=int(height is None),
        renderCB=drawn,  # type: ignore[arg-type]  # any callable will do
    )
    made.start = sum(max(map(_start, row)) for row in rows[: heads + 1])
    return made


def _start(cell: Cell) -> float:
    return sum(piece.height for piece in cell[:-1]) + sum(piece.start for piece in cell[-1:])
