"""Set headings and paragraphs; a quotation, an opinion and a warning each look different."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle

from app.base.text import _
from app.documents.blocks import Align, Heading, Paragraph
from app.printing.sanitise import printable
from app.printing.setting import (
    BLACK,
    BODY,
    HAIRLINE,
    HEADINGS,
    MEASURE,
    QUIET,
    SMALL,
    SMALL_LABEL,
    STRONG,
    Band,
    put_lines,
    set_text,
)
from app.printing.sheet import Piece, Sheet
from app.printing.tags import Element

_PAD = 8.0
_INDENT = 13.0
_HEADING_GAPS = {1: 4.0, 2: 17.0, 3: 11.0}
_HEADING_AFTER = {1: 6.0, 2: 4.0, 3: 2.0}
_LAST_LEVEL = 3
_ALONE = 2  # the fewest lines at either side of a page's end


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """Say what surrounds text: an indent, a rule at the left, a box, a distance below.

    Up to `whole` lines stay together.
    """

    style: ParagraphStyle = BODY
    tag: str = "P"
    indent: float = 0.0
    rule: float = 0.0
    grey: Color = BLACK
    box: float = 0.0
    below: float = 0.0
    align: Align = "left"
    whole: int = 3


_MANNERS: Final = {
    "normal": Manner(),
    "small": Manner(style=SMALL),
    "quote": Manner(tag="BlockQuote", indent=_INDENT, rule=2.2, grey=QUIET),
    "opinion": Manner(indent=_INDENT, rule=0.7, grey=HAIRLINE),
    "warning": Manner(style=STRONG, indent=_PAD + 2, box=1.2),
}
_OPINION: Final = Manner(style=SMALL_LABEL, indent=_INDENT, rule=0.7, grey=HAIRLINE)


class Prose(Piece):
    """Hold set text; between its lines a page may end.

    `again` says that it is drawn on several pages, and told on the first of them.
    """

    again = False

    def __init__(
        self,
        text: str,
        manner: Manner,
        element: Element,
        *,
        width: float = MEASURE,
        gap: float = 0.0,
        keep: bool = False,
    ) -> None:
        self._manner = manner
        self._element = element
        room = width - manner.indent * (2 if manner.box else 1)
        self.lines = set_text(text, manner.style, room)
        turns = width == MEASURE or len(self.lines) > 1  # a name stays beside its label
        self._band = Band(manner.indent, room, manner.align, turns)
        self._pad = _PAD if manner.box else 0.0
        self.keep = keep
        super().__init__(self._tall(len(self.lines)), gap=gap)

    def _tall(self, lines: int) -> float:
        return lines * self._manner.style.leading + 2 * self._pad + self._manner.below

    @property
    def start(self) -> float:
        """Return the least height that may stand at the foot of a page."""
        whole = self.keep or len(self.lines) <= self._manner.whole
        return self.height if whole else self._tall(_ALONE)

    def split(self, aW: float, aH: float) -> list[Self]:  # type: ignore[override]  # noqa: N803 - reportlab's names
        """Return what fits into the height and the rest; nothing when it may not be parted."""
        del aW
        count = len(self.lines)
        room = int((aH - self._tall(0) + 0.01) / self._manner.style.leading)
        room = min(room, count - _ALONE)
        if count <= self._manner.whole or room < _ALONE:
            return []
        return [self._part(0, room), self._part(room, count)]

    def _part(self, start: int, end: int) -> Self:
        part = copy.copy(self)
        vars(part).pop("_postponed", None)  # reportlab's note that this one had to wait for a page
        part.lines = self.lines[start:end]
        part.height = self._tall(end - start)
        return part

    def draw(self) -> None:
        """Draw lines, with what stands around them."""
        sheet = self.canv
        if self._manner.rule or self._manner.box:
            with sheet.furniture():
                self._draw_edge(sheet)
        repeated = self.again and self._element.marks
        with sheet.furniture() if repeated else sheet.tagged(self._element):
            top = self.height - self._pad
            put_lines(sheet, self.lines, self._manner.style, self._band, top)

    def _draw_edge(self, sheet: Sheet) -> None:
        manner = self._manner
        if manner.rule:
            x = manner.rule / 2 + 1
            sheet.rule((x, 0, x, self.height), manner.rule, manner.grey)
        if manner.box:
            sheet.frame((0, 0, MEASURE, self.height), manner.box, BLACK)


def set_heading(block: Heading, top: Element) -> Iterator[Piece]:
    """Set a heading, which stays with what follows."""
    level = min(max(block.level, 1), _LAST_LEVEL)
    manner = Manner(style=HEADINGS[level], below=_HEADING_AFTER[level])
    yield Prose(block.text, manner, top.add(f"H{level}"), gap=_HEADING_GAPS[level], keep=True)


def set_paragraph(block: Paragraph, top: Element) -> Iterator[Piece]:
    """Set a paragraph; empty lines in the text part it into several of the same kind."""
    text = printable(block.text).strip("\n")
    manner = _MANNERS[block.style]
    if block.style == "opinion":
        yield Prose(_("Opinion, not fact"), _OPINION, top.add("P"), gap=7.0, keep=True)
        yield Prose(text, manner, top.add(manner.tag))
    elif manner.box or manner.rule:
        yield Prose(text, manner, top.add(manner.tag), gap=7.0)
    else:
        parts = [part.strip("\n") for part in text.split("\n\n") if part.strip()] or [""]
        for part in parts:
            yield Prose(part, manner, top.add(manner.tag), gap=6.0)
