"""Draw a page's code as a square that a camera reads."""

from __future__ import annotations

from itertools import groupby

import segno
from reportlab.pdfgen.canvas import Canvas

_MASK = 2  # a fixed mask saves trying all eight, and the same code looks the same each time
_QUIET = 4


def draw_square(canvas: Canvas, text: str, corner: tuple[float, float], side: float) -> None:
    """Draw a QR code as one path, its quiet edge included; `corner` is the lower left one."""
    code = segno.make_qr(text, error="q", boost_error=False, mask=_MASK)
    step = side / (len(code.matrix) + 2 * _QUIET)
    canvas.saveState()
    canvas.transform(step, 0, 0, -step, corner[0], corner[1] + side)
    canvas.setFillGray(0)
    path = canvas.beginPath()
    for row, modules in enumerate(code.matrix, start=_QUIET):
        start = _QUIET
        for dark, group in groupby(modules):
            length = len(list(group))
            if dark:
                path.rect(start, row, length, 1)
            start += length
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.restoreState()
