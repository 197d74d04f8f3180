"""Choose the sizes and greys of paper; all of it survives a black and white copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from app.documents.blocks import Align
from app.printing.faces import EM, Weight
from app.printing.ink import BLACK, MM, PAGE_WIDTH, QUIET, Ink
from app.printing.lines import Line, break_text
from app.printing.sanitise import printable

MARGIN: Final = 19 * MM
LEFT: Final = MARGIN
MEASURE: Final = PAGE_WIDTH - 2 * MARGIN
"""The width of the text, in points."""

_FOOT = 0.73  # the same for all sizes, so that a label and its value stand on one line


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Say how a text is set: sizes and distances in points."""

    size: float
    leading: float
    weight: Weight = "regular"
    grey: float = BLACK

    @property
    def foot(self) -> float:
        """Return the distance from the top of a line to the foot of its letters."""
        return self.leading * _FOOT


BODY: Final = Style(size=10.5, leading=15)
SMALL: Final = Style(size=8.5, leading=11.5, grey=QUIET)
CELL: Final = Style(size=9.5, leading=13)
CELL_HEAD: Final = Style(size=9.5, leading=13, weight="bold")
LABEL: Final = Style(size=9.5, leading=15, weight="bold")
_OPPOSITE: Final[dict[Align, Align]] = {"left": "right", "right": "left", "centre": "centre"}
HEADINGS: Final = {
    1: Style(size=19, leading=24, weight="bold"),
    2: Style(size=13, leading=17, weight="bold"),
    3: Style(size=11, leading=15, weight="bold"),
}


class Band(NamedTuple):
    """Say how far text reaches across the page: left end and width in points.

    `turns` sends text that is read backwards to the other side.
    """

    left: float = LEFT
    width: float = MEASURE
    align: Align = "left"
    turns: bool = True


def set_text(text: str, style: Style, width: float) -> list[Line]:
    """Break any text into lines at most `width` points wide."""
    return break_text(printable(text), style.weight, width * EM / style.size)


def width_of(line: Line, style: Style) -> float:
    """Return the width of a line in points, the space at its end not counted."""
    return line.width * style.size / EM


def put_lines(
    ink: Ink, lines: Sequence[Line], style: Style, band: Band, tops: Sequence[float]
) -> None:
    """Draw lines whose tops are given; a line of a script read backwards keeps to the right."""
    for line, top in zip(lines, tops, strict=True):
        spare = band.width - width_of(line, style)
        align = _OPPOSITE[band.align] if line.backwards and band.turns else band.align
        shift = {"left": 0.0, "centre": spare / 2, "right": spare}[align]
        if line.backwards:  # its last space stands at the left
            whole = sum(run.width for run in line.runs)
            shift -= (whole - line.width) * style.size / EM
        ink.line(line, (band.left + shift, top + style.foot), style.size, style.grey)
