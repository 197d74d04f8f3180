"""Draw a page's code as a square that a camera reads."""

from __future__ import annotations

import segno

Box = tuple[float, float, float, float]

_MASK = 2  # a fixed mask saves trying all eight, and the same code looks the same each time
_QUIET = 4


def square(text: str, *, left: float, top: float, side: float) -> list[Box]:
    """Return the dark runs of a QR code as left, top, width, height; the quiet edge is inside."""
    code = segno.make_qr(text, error="q", boost_error=False, mask=_MASK)
    step = side / (len(code.matrix) + 2 * _QUIET)
    boxes: list[Box] = []
    for row, modules in enumerate(code.matrix, start=_QUIET):
        start = 0
        while start < len(modules):
            end = start
            while end < len(modules) and modules[end]:
                end += 1
            if end > start:
                x = left + (start + _QUIET) * step
                boxes.append((x, top + row * step, (end - start) * step, step))
            start = end + 1
    return boxes
