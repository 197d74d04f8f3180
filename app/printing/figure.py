"""Draw figures as lines on paper: side by side, scaled, told apart without colour."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil
from typing import Final, NamedTuple

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.pathobject import PDFPathObject

from app.documents.blocks import Figure, Label, Picture, Stroke
from app.printing.faces import BOLD
from app.printing.lines import Line
from app.printing.prose import Manner, Prose
from app.printing.sanitise import printable
from app.printing.setting import (
    BLACK,
    CELL_HEAD,
    MEASURE,
    SMALL,
    Band,
    grey,
    put_lines,
    set_text,
    style,
    width_in,
)
from app.printing.sheet import Piece, Sheet
from app.printing.tags import Element

_BETWEEN = 16.0
_TITLE = 17.0
_ROW_GAP = 10.0
_GOOD_SCALE = 0.75  # rather this small in one row than larger in two
_LEAST_LETTER = 7.0
_LEAST_DISC = 6.4
_CAPTION_LINES = 99  # a caption stands with its figure
_ROUND = 1  # ends and corners of lines
_COMMANDS: Final[dict[str, tuple[Callable[..., object], int]]] = {
    "M": (PDFPathObject.moveTo, 2),
    "L": (PDFPathObject.lineTo, 2),
    "C": (PDFPathObject.curveTo, 6),
    "Z": (PDFPathObject.close, 0),
}
_SOLID = grey(0.0)


class Pen(NamedTuple):
    """Say how a stroke is drawn: points, grey, dash in points."""

    width: float
    color: Color
    dash: tuple[float, ...] = ()


_PENS: Final = {
    "outline": Pen(1.0, BLACK),
    "detail": Pen(0.55, grey(0.4)),
    "region": Pen(0.4, grey(0.55), (0.4, 2.0)),
    "mark": Pen(1.9, _SOLID),
    "leader": Pen(0.7, _SOLID),
}


class Drawing(Piece):
    """Hold a set figure, which is never cut."""

    def __init__(self, block: Figure, room: float, element: Element) -> None:
        self._element = element
        self._titles = _titles(block.pictures)
        per_row, scale = _arrange(block, room)
        self._rows = [
            block.pictures[at : at + per_row] for at in range(0, len(block.pictures), per_row)
        ]
        self._tall = block.height_mm * mm * scale
        height = len(self._rows) * (self._tall + self._titles + _ROW_GAP) - _ROW_GAP
        super().__init__(height + 4, gap=8.0)
        self.keep = bool(block.caption)

    def draw(self) -> None:
        """Draw all pictures as one figure with its words for those who cannot see it."""
        sheet = self.canv
        left, bottom = sheet.absolutePosition(0, 0)
        self._element.box = (left, bottom, left + MEASURE, bottom + self.height)
        top = self.height
        with sheet.tagged(self._element):
            for row in self._rows:
                self._draw_row(sheet, row, top)
                top -= self._tall + self._titles + _ROW_GAP

    def _draw_row(self, sheet: Sheet, row: Sequence[Picture], top: float) -> None:
        scales = [self._tall / picture.height for picture in row]
        widths = [picture.width * scale for picture, scale in zip(row, scales, strict=True)]
        left = (MEASURE - sum(widths) - _BETWEEN * (len(row) - 1)) / 2
        for picture, scale, width in zip(row, scales, widths, strict=True):
            if picture.title:
                band = Band(left - _BETWEEN / 2, width + _BETWEEN, "centre")
                look = CELL_HEAD
                put_lines(sheet, [_ended(picture.title, look)], look, band, top)
            _draw_picture(sheet, picture, (left, top - self._titles), scale)
            left += width + _BETWEEN


def set_figure(block: Figure, room: float, top: Element) -> Iterator[Piece]:
    """Set a figure at most `room` points tall, its caption below."""
    if not block.pictures:
        return
    yield Drawing(block, room, top.add("Figure", alt=printable(block.alt)))
    if block.caption:
        manner = Manner(style=SMALL, align="centre", whole=_CAPTION_LINES)
        yield Prose(block.caption, manner, top.add("Caption"), gap=3.0)


def _arrange(block: Figure, room: float) -> tuple[int, float]:
    """Return how many pictures stand in a row, and the scale on their height."""
    height = block.height_mm * mm
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


def _ended(text: str, look: ParagraphStyle) -> Line:
    """Return a text as one line that ends with a space, so that labels do not run together."""
    return set_text(f"{printable(text).replace(chr(10), ' ')}\n", look, float("1e6"))[0]


def _draw_picture(sheet: Sheet, picture: Picture, at: tuple[float, float], scale: float) -> None:
    sheet.saveState()
    sheet.transform(scale, 0, 0, -scale, *at)
    sheet.setLineCap(_ROUND)
    sheet.setLineJoin(_ROUND)
    for stroke in picture.strokes:
        _draw_stroke(sheet, stroke, scale)
    sheet.restoreState()
    for label in picture.labels:
        middle = (at[0] + label.x * scale, at[1] - label.y * scale)
        if label.round:
            _draw_disc(sheet, label, middle, scale)
        else:
            _draw_label(sheet, label, middle, scale)


def _draw_stroke(sheet: Sheet, stroke: Stroke, scale: float) -> None:
    pen = _PENS[stroke.style]
    sheet.setLineWidth(pen.width / scale)
    sheet.setStrokeColor(pen.color)
    sheet.setDash([length / scale for length in pen.dash])
    path = sheet.beginPath()
    for command, *values in stroke.path:
        method, count = _COMMANDS[str(command)]
        if len(values) != count:
            raise ValueError(f"{command} takes {count} numbers")
        method(path, *map(float, values))
    sheet.drawPath(path)


def _draw_label(sheet: Sheet, label: Label, at: tuple[float, float], scale: float) -> None:
    size = max(label.size * scale, _LEAST_LETTER)
    look = style(size, size, textColor=grey(0.2))
    line = _ended(label.text, look)
    shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[label.align] * width_in(line, look)
    sheet.put_line(line, (at[0] - shift, at[1]), look)


def _draw_disc(sheet: Sheet, label: Label, at: tuple[float, float], scale: float) -> None:
    radius = max(label.size * scale * 0.75, _LEAST_DISC)
    look = style(radius * 1.35, radius, fontName=BOLD, textColor=grey(1.0))
    line = _ended(label.text, look)
    half = width_in(line, look) / 2
    sheet.setFillColor(_SOLID)
    sheet.circle(*at, max(radius, half + 2), stroke=0, fill=1)
    sheet.put_line(line, (at[0] - half, at[1] - look.fontSize * 0.325), look)
