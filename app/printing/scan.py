"""Put pages of foreign documents on paper as pictures: nothing in them can be clicked or run."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from reportlab.lib.utils import ImageReader

from app.documents.blocks import Scan
from app.printing.sanitise import printable
from app.printing.setting import HAIRLINE, LEFT, MEASURE
from app.printing.sheet import Piece
from app.printing.tags import Element


class Scanned(Piece):
    """Hold a picture of a page, as large as the room allows."""

    def __init__(self, block: Scan, room: float, element: Element) -> None:
        self._element = element
        self._picture = ImageReader(BytesIO(block.jpeg))
        scale = min(MEASURE / block.width, room / block.height)
        self._wide, tall = block.width * scale, block.height * scale
        super().__init__(tall, gap=6.0)

    def draw(self) -> None:
        """Draw the picture in the middle, with a thin edge."""
        sheet = self.canv
        inset = (MEASURE - self._wide) / 2
        left, bottom = sheet.absolutePosition(0, 0)
        left = LEFT + inset if left < LEFT else left + inset
        self._element.box = (left, bottom, left + self._wide, bottom + self.height)
        with sheet.tagged(self._element):
            sheet.drawImage(self._picture, inset, 0, self._wide, self.height)
        with sheet.furniture():
            sheet.frame((inset, 0, self._wide, self.height), 0.4, HAIRLINE)


def set_scan(block: Scan, room: float, top: Element) -> Iterator[Piece]:
    """Set a page of a foreign document at most `room` points tall."""
    yield Scanned(block, room, top.add("Figure", alt=printable(block.alt)))
