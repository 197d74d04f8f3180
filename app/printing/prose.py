"""Set headings and paragraphs; a quotation, an opinion and a warning each look different."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.base.text import _
from app.documents.blocks import Align, Heading, Paragraph
from app.printing.flow import Part, Strip, strips_of
from app.printing.ink import BLACK, HAIRLINE, QUIET, Ink
from app.printing.lines import Line
from app.printing.sanitise import printable
from app.printing.setting import (
    BODY,
    HEADINGS,
    LEFT,
    MEASURE,
    SMALL,
    Band,
    Style,
    put_lines,
    set_text,
)
from app.printing.tags import Element

_PAD = 8.0
_INDENT = 13.0
_HEADING_GAPS = {1: 4.0, 2: 17.0, 3: 11.0}
_HEADING_AFTER = {1: 6.0, 2: 4.0, 3: 2.0}
_LAST_LEVEL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """Say what surrounds a paragraph: an indent, a rule at the left, a box, a label on top."""

    style: Style = BODY
    tag: str = "P"
    indent: float = 0.0
    rule: float = 0.0
    grey: float = BLACK
    box: float = 0.0
    label: str = ""
    align: Align = "left"


def _manners() -> dict[str, Manner]:
    strong = replace(BODY, weight="bold")
    return {
        "normal": Manner(),
        "small": Manner(style=SMALL),
        "quote": Manner(tag="BlockQuote", indent=_INDENT, rule=2.2, grey=QUIET),
        "opinion": Manner(indent=_INDENT, rule=0.7, grey=HAIRLINE, label=_("Opinion, not fact")),
        "warning": Manner(style=strong, indent=_PAD + 2, box=1.2),
    }


class Prose:
    """Hold a set paragraph or heading, one strip a line."""

    def __init__(self, text: str, manner: Manner, *, gap: float, keep: bool = False) -> None:
        self._manner = manner
        style = manner.style
        self._lines = set_text(text, style, self._width())
        self._label: Line | None = None
        if manner.label:
            self._label = set_text(manner.label, _label_style(), MEASURE)[0]
        strips = strips_of(len(self._lines), style.leading, gap=gap, keep_last=keep)
        above = _label_style().leading if self._label else 0.0
        strips[0] = replace(strips[0], height=strips[0].height + above)
        if manner.box:
            strips[-1] = replace(strips[-1], height=strips[-1].height + _PAD)
        self.head = _PAD if manner.box else 0.0
        self._above = above
        self.strips: list[Strip] = strips
        self._element: Element | None = None

    def _width(self) -> float:
        manner = self._manner
        return MEASURE - manner.indent - (manner.indent if manner.box else 0.0)

    def draw(self, ink: Ink, parent: Element, part: Part) -> None:
        """Draw lines, with what stands around them."""
        manner = self._manner
        top = part.tops[0]
        self._edge(ink, top - self.head, part.bottom)
        if part.first == 0 and self._label is not None:
            with ink.tagged(parent.add("P")):
                self._put(ink, [self._label], _label_style(), [top])
        tops = list(part.tops)
        if part.first == 0:
            tops[0] += self._above
        if self._element is None:
            self._element = parent.add(manner.tag)
        lines = self._lines[part.first : part.first + len(tops)]
        with ink.tagged(self._element):
            self._put(ink, lines, manner.style, tops)

    def _put(self, ink: Ink, lines: list[Line], style: Style, tops: list[float]) -> None:
        band = Band(LEFT + self._manner.indent, self._width(), self._manner.align)
        put_lines(ink, lines, style, band, tops)

    def _edge(self, ink: Ink, top: float, bottom: float) -> None:
        manner = self._manner
        if manner.rule:
            middle = LEFT + manner.rule / 2 + 1
            with ink.furniture():
                ink.rule((middle, top + 1), (middle, bottom - 1), manner.rule, manner.grey)
        if manner.box:
            with ink.furniture():
                ink.frame((LEFT, top), (MEASURE, bottom - top), manner.box)


def _label_style() -> Style:
    return replace(SMALL, weight="bold")


def set_heading(block: Heading) -> list[Prose]:
    """Set a heading, which stays with what follows."""
    level = min(max(block.level, 1), _LAST_LEVEL)
    manner = Manner(style=HEADINGS[level], tag=f"H{level}")
    piece = Prose(block.text, manner, gap=_HEADING_GAPS[level], keep=True)
    after = _HEADING_AFTER[level]
    piece.strips = [replace(strip, keep=True) for strip in piece.strips]
    piece.strips[-1] = replace(piece.strips[-1], height=piece.strips[-1].height + after)
    return [piece]


def set_paragraph(block: Paragraph) -> list[Prose]:
    """Set a paragraph; empty lines in the text part it into several of the same kind."""
    text = printable(block.text).strip("\n")
    manner = _manners()[block.style]
    if manner.box or manner.rule:
        return [Prose(text, manner, gap=7.0)]
    parts = [part.strip("\n") for part in text.split("\n\n") if part.strip()] or [""]
    return [Prose(part, manner, gap=6.0) for part in parts]
