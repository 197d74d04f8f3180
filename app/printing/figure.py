"""Draw figures as lines on paper: side by side, scaled, told apart without colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil
from typing import Final, NamedTuple

from app.documents.blocks import Figure, Label, Picture, Stroke
from app.printing.flow import Part, Piece, Strip
from app.printing.ink import BLACK, MM, PAGE_HEIGHT, Ink, number
from app.printing.lines import Line
from app.printing.prose import Manner, Prose
from app.printing.sanitise import printable
from app.printing.setting import (
    CELL_HEAD,
    LEFT,
    MEASURE,
    SMALL,
    Band,
    Style,
    put_lines,
    set_text,
    width_of,
)
from app.printing.tags import Element

_BETWEEN = 16.0
_TITLE = 17.0
_ROW_GAP = 10.0
_GOOD_SCALE = 0.75  # rather this small in one row than larger in two
_LEAST_LETTER = 7.0
_LEAST_DISC = 6.4
_COMMANDS: Final = {"M": ("m", 2), "L": ("l", 2), "C": ("c", 6), "Z": ("h", 0)}


class Pen(NamedTuple):
    """Say how a stroke is drawn: points, grey, dash in points."""

    width: float
    grey: float
    dash: tuple[float, ...] = ()


_PENS: Final = {
    "outline": Pen(1.0, BLACK),
    "detail": Pen(0.55, 0.4),
    "region": Pen(0.4, 0.55, (0.4, 2.0)),
    "mark": Pen(1.9, 0.0),
    "leader": Pen(0.7, 0.0),
}


class Drawing:
    """Hold a set figure: one strip, because a figure is never cut."""

    head = 0.0

    def __init__(self, block: Figure, room: float, *, keep: bool) -> None:
        self._block = block
        self._per_row, self._scale = _arrange(block, room)
        self._rows = [
            block.pictures[at : at + self._per_row]
            for at in range(0, len(block.pictures), self._per_row)
        ]
        height = len(self._rows) * (self._tall() + _ROW_GAP) - _ROW_GAP
        self.strips = [Strip(height=height + 4, gap=8.0, keep=keep)]

    def _tall(self) -> float:
        return self._block.height_mm * MM * self._scale + _titles(self._block.pictures)

    def draw(self, ink: Ink, parent: Element, part: Part) -> None:
        """Draw all pictures as one figure with its words for those who cannot see it."""
        top = part.tops[0]
        element = parent.add("Figure", alt=printable(self._block.alt))
        box = (LEFT, PAGE_HEIGHT - part.bottom, LEFT + MEASURE, PAGE_HEIGHT - top)
        element.box = box
        with ink.tagged(element):
            for row in self._rows:
                self._draw_row(ink, row, top)
                top += self._tall() + _ROW_GAP

    def _draw_row(self, ink: Ink, row: Sequence[Picture], top: float) -> None:
        height = self._block.height_mm * MM * self._scale
        widths = [picture.width * height / picture.height for picture in row]
        left = LEFT + (MEASURE - sum(widths) - _BETWEEN * (len(row) - 1)) / 2
        for picture, width in zip(row, widths, strict=True):
            down = top + _titles(self._block.pictures)
            if picture.title:
                band = Band(left - _BETWEEN / 2, width + _BETWEEN, "centre")
                put_lines(ink, [_ended(picture.title, CELL_HEAD)], CELL_HEAD, band, [top])
            _draw_picture(ink, picture, (left, down), height / picture.height)
            left += width + _BETWEEN


def set_figure(block: Figure, room: float) -> list[Piece]:
    """Set a figure at most `room` points tall, its caption below."""
    if not block.pictures:
        return []
    drawing = Drawing(block, room, keep=bool(block.caption))
    if not block.caption:
        return [drawing]
    caption = Prose(block.caption, Manner(style=SMALL, tag="Caption", align="centre"), gap=3.0)
    caption.strips = [replace(strip, keep=True) for strip in caption.strips[:-1]] + [
        caption.strips[-1]
    ]
    return [drawing, caption]


def _arrange(block: Figure, room: float) -> tuple[int, float]:
    """Return how many pictures stand in a row, and the scale on their height."""
    height = block.height_mm * MM
    widths = [picture.width * height / picture.height for picture in block.pictures]
    best = (len(widths), 0.0)
    for rows in range(1, len(widths) + 1):
        per_row = ceil(len(widths) / rows)
        widest = max(
            sum(widths[at : at + per_row]) / (MEASURE - _BETWEEN * (per_row - 1))
            for at in range(0, len(widths), per_row)
        )
        free = room / rows - _titles(block.pictures) - _ROW_GAP
        scale = min(1.0, 1 / widest, free / height)
        if scale > best[1]:
            best = (per_row, scale)
        if best[1] >= _GOOD_SCALE:
            break
    return best


def _titles(pictures: Sequence[Picture]) -> float:
    return _TITLE if any(picture.title for picture in pictures) else 0.0


def _ended(text: str, style: Style) -> Line:
    """Return a text as one line that ends with a space, so that labels do not run together."""
    return set_text(f"{printable(text).replace(chr(10), ' ')}\n", style, float("1e6"))[0]


def _draw_picture(ink: Ink, picture: Picture, at: tuple[float, float], scale: float) -> None:
    place = f"{number(at[0])} {number(PAGE_HEIGHT - at[1])}"
    strokes = (operator for stroke in picture.strokes for operator in _stroke(stroke, scale))
    ink.drawing([f"{scale:.5f} 0 0 {-scale:.5f} {place} cm 1 J 1 j", *strokes])
    for label in picture.labels:
        middle = (at[0] + label.x * scale, at[1] + label.y * scale)
        if label.round:
            _draw_disc(ink, label, middle, scale)
        else:
            _draw_label(ink, label, middle, scale)


def _stroke(stroke: Stroke, scale: float) -> Iterator[str]:
    pen = _PENS[stroke.style]
    dash = " ".join(number(length / scale) for length in pen.dash)
    yield f"{pen.width / scale:.3f} w {number(pen.grey)} G [{dash}] 0 d"
    for command, *values in stroke.path:
        operator, count = _COMMANDS[str(command)]
        if len(values) != count:
            raise ValueError(f"{command} takes {count} numbers")
        yield " ".join([*(number(float(value)) for value in values), operator])
    yield "S"


def _draw_label(ink: Ink, label: Label, at: tuple[float, float], scale: float) -> None:
    size = max(label.size * scale, _LEAST_LETTER)
    style = Style(size=size, leading=size, grey=0.2)
    line = _ended(label.text, style)
    shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[label.align] * width_of(line, style)
    ink.line(line, (at[0] - shift, at[1]), size, style.grey)


def _draw_disc(ink: Ink, label: Label, at: tuple[float, float], scale: float) -> None:
    radius = max(label.size * scale * 0.75, _LEAST_DISC)
    style = Style(size=radius * 1.35, leading=radius, weight="bold", grey=1.0)
    line = _ended(label.text, style)
    ink.disc(at, max(radius, width_of(line, style) / 2 + 2), 0.0)
    foot = at[1] + style.size * 0.325
    ink.line(line, (at[0] - width_of(line, style) / 2, foot), style.size, style.grey)
