from __future__ import annotations

import pypdfium2
import segno

from app.printing.draw import draw
from tests.support.papers import blank_form, stamp

CODE = "4QX7M2HT9KDW6"
SCALE = 6
MODULES = 25

Dark = list[list[bool]]


def rendered(pdf: bytes) -> Dark:
    file = pypdfium2.PdfDocument(pdf)
    bitmap = file[0].render(scale=SCALE, grayscale=True)
    data, step = bytes(bitmap.buffer), bitmap.stride
    rows = [data[at * step : at * step + bitmap.width] for at in range(bitmap.height)]
    file.close()
    return [[pixel < 128 for pixel in row] for row in rows]


def modules(dark: Dark) -> list[str]:
    """Return the square in the lower right corner, read as a camera would."""
    below = max(at for at, row in enumerate(dark) if sum(row) > len(row) // 2) + 2
    right = len(dark[0]) * 3 // 4
    found = [
        (x, y) for y in range(below, len(dark)) for x in range(right, len(dark[0])) if dark[y][x]
    ]
    left, top = min(x for x, _y in found), min(y for _x, y in found)
    step = (max(x for x, _y in found) + 1 - left) / MODULES
    places = [int((at + 0.5) * step) for at in range(MODULES)]
    return ["".join("#" if dark[top + y][left + x] else "." for x in places) for y in places]


def square_of(text: str) -> list[str]:
    code = segno.make_qr(text, error="q", boost_error=False, mask=2)
    return ["".join("#" if module else "." for module in row) for row in code.matrix]


def test_the_square_on_the_page_is_the_code_and_nothing_else() -> None:
    seen = modules(rendered(draw(blank_form(), stamp((CODE,))).pdf))
    assert seen == square_of(f"ROWAN1:{CODE}")
    assert seen != square_of("ROWAN1:4QX7M2HT9KDW7")
