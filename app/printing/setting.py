"""Choose the sizes and greys of paper; all of it survives a black and white copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from reportlab.lib.colors import Color
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from app.documents.blocks import Align
from app.printing.faces import BOLD, EM, REGULAR
from app.printing.lines import Line, break_text
from app.printing.sanitise import printable
from app.printing.sheet import Sheet

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT: Final = 19 * mm
MEASURE: Final = PAGE_WIDTH - 2 * LEFT
"""The width of the text, in points."""

_FOOT = 0.73  # the same for all sizes, so that a label and its value stand on one line


def grey(lightness: float) -> Color:
    """Return a grey, 0 for black and 1 for white."""
    return Color(lightness, lightness, lightness)


BLACK: Final = grey(0.08)
QUIET: Final = grey(0.33)
HAIRLINE: Final = grey(0.62)
EDGE: Final = grey(0.3)


def style(size: float, leading: float, **others: Any) -> ParagraphStyle:
    """Return a style of reportlab: sizes in points, Source Sans Pro in black unless told."""
    told = {"fontName": REGULAR, "textColor": BLACK, **others}
    return ParagraphStyle("", fontSize=size, leading=leading, spaceShrinkage=0, **told)


BODY: Final = style(10.5, 15)
STRONG: Final = style(10.5, 15, fontName=BOLD)
SMALL: Final = style(8.5, 11.5, textColor=QUIET)
SMALL_LABEL: Final = style(8.5, 11.5, textColor=QUIET, fontName=BOLD)
CELL: Final = style(9.5, 13)
CELL_HEAD: Final = style(9.5, 13, fontName=BOLD)
LABEL: Final = style(9.5, 15, fontName=BOLD)
HEADINGS: Final = {
    1: style(19, 24, fontName=BOLD),
    2: style(13, 17, fontName=BOLD),
    3: style(11, 15, fontName=BOLD),
}
_OPPOSITE: Final[dict[Align, Align]] = {"left": "right", "right": "left", "centre": "centre"}


class Band(NamedTuple):
    """Say how far text reaches across the page: left end and width in points.

    `turns` sends text that is read backwards to the other side.
    """

    left: float = 0.0
    width: float = MEASURE
    align: Align = "left"
    turns: bool = True


def set_text(text: str, look: ParagraphStyle, width: float) -> list[Line]:
    """Break any text into lines at most `width` points wide."""
    return break_text(printable(text), look, width)


def width_in(line: Line, look: ParagraphStyle) -> float:
    """Return the width of a line in points, the space at its end not counted."""
    return line.width * look.fontSize / EM


def put_lines(
    sheet: Sheet, lines: Sequence[Line], look: ParagraphStyle, band: Band, top: float
) -> None:
    """Draw lines from a top downwards; a line of a script read backwards keeps to the right."""
    for line in lines:
        spare = band.width - width_in(line, look)
        align = _OPPOSITE[band.align] if line.backwards and band.turns else band.align
        shift = {"left": 0.0, "centre": spare / 2, "right": spare}[align]
        if line.backwards:  # its last space stands at the left
            whole = sum(run.width for run in line.runs)
            shift -= (whole - line.width) * look.fontSize / EM
        sheet.put_line(line, (band.left + shift, top - look.leading * _FOOT), look)
        top -= look.leading
