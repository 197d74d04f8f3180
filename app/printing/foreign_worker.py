"""Draw one foreign file, page by page, inside a process that may do nothing else.

Only this process parses foreign PDFs and pictures. It has limits of memory and time, writes no
file, runs no script that a file holds, and ends with its standard input.
"""

from __future__ import annotations

import contextlib
import os
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import IO, Any, Final, Protocol

import pypdfium2
from PIL import Image, ImageOps, ImageSequence

from app.printing import foreign_wire as wire
from app.printing.confine import allow_time, confine_myself

MOST_PIXELS: Final = 120_000_000
MOST_DRAWN: Final = 16_000_000
MOST_PAGES: Final = 2_000
MOST_POINTS: Final = 14_400.0  # the largest page of the format, 200 inches
_LONGEST_SIDE: Final = 842.0  # points: a picture is shown no larger than A4
_POINTS: Final = 72
_SCREEN_DPI: Final = 96
_QUALITY: Final = 85
_FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")
_PDF: Final = "application/pdf"


class Refusal(Exception):
    """The file or page cannot be drawn."""

    def __init__(self, reason: wire.Reason) -> None:
        super().__init__(reason)
        self.reason: wire.Reason = reason


class Drawn(Protocol):
    """What can be drawn page by page."""

    sizes: tuple[tuple[float, float], ...]

    def image(self, page: int, scale: float) -> Image.Image:
        """Return a page as RGB at so many pixels a point."""


class PdfPages:
    """Draw the pages of a PDF, filled-in fields included; nothing in it is run."""

    def __init__(self, data: bytes) -> None:
        try:
            self._document: Any = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            locked = "password" in str(error).lower()
            raise Refusal("locked" if locked else "broken") from error
        with contextlib.suppress(pypdfium2.PdfiumError):
            self._document.init_forms()
        count = len(self._document)
        if count == 0:
            raise Refusal("broken")
        if count > MOST_PAGES:
            raise Refusal("too_large")
        self.sizes = tuple(_sane(self._document.get_page_size(n)) for n in range(count))

    def image(self, page: int, scale: float) -> Image.Image:
        """Return a page as RGB."""
        try:
            held = self._document[page]
            drawn: Image.Image = held.render(scale=scale).to_pil().convert("RGB")
            held.close()
        except pypdfium2.PdfiumError as error:
            raise Refusal("broken") from error
        return drawn


class Pictures:
    """Draw a picture: the first of a moving one, every page of a TIFF, upright as it was taken."""

    def __init__(self, data: bytes) -> None:
        self._image = _opened(data)
        pages = getattr(self._image, "n_frames", 1) if self._image.format == "TIFF" else 1
        if pages > MOST_PAGES:
            raise Refusal("too_large")
        self._page, self._whole = -1, self._image
        sizes = []
        for page in range(pages):
            self._seek(page)
            sizes.append(_points_of(self._turned_size()))
        self.sizes: tuple[tuple[float, float], ...] = tuple(sizes)

    def image(self, page: int, scale: float) -> Image.Image:
        """Return a page as RGB on white."""
        if page != self._page:
            self._seek(page)
            self._whole = _on_white(ImageOps.exif_transpose(self._image))
            self._page = page
        wide, tall = self.sizes[page]
        size = max(round(wide * scale), 1), max(round(tall * scale), 1)
        return self._whole.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)

    def _seek(self, page: int) -> None:
        with contextlib.suppress(EOFError):
            self._image.seek(page)
        wide, tall = self._image.size
        if wide * tall > MOST_PIXELS:
            raise Refusal("too_large")

    def _turned_size(self) -> tuple[int, int]:
        wide, tall = self._image.size
        turned = self._image.getexif().get(0x0112, 1) in {5, 6, 7, 8}
        return (tall, wide) if turned else (wide, tall)


def serve() -> None:
    """Draw the file that comes in on standard input until that ends."""
    confine_myself()
    allow_time()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("ignore")
    with _own_pipes() as (incoming, outgoing):
        held: Drawn | None = None
        while (message := wire.receive(incoming)) is not None:
            allow_time()
            try:
                if isinstance(message, wire.Open):
                    held = _open(message)
                    reply: wire.Message = wire.Pages(held.sizes)
                elif isinstance(message, wire.Draw) and held is not None:
                    reply = draw(held, message)
                else:
                    reply = wire.Refused("unknown")
            except Refusal as refusal:
                reply = wire.Refused(refusal.reason)
            except MemoryError:
                reply = wire.Refused("too_large")
            except Exception:  # noqa: BLE001 - whatever a library says of a foreign file
                reply = wire.Refused("broken")
            wire.send(outgoing, reply)


def draw(held: Drawn, asked: wire.Draw) -> wire.Picture:
    """Return a page as asked for, with no more pixels than may be drawn."""
    if not 0 <= asked.page < len(held.sizes):
        raise Refusal("unknown")
    wide, tall = held.sizes[asked.page]
    scale = max(asked.dpi, 1.0) / _POINTS
    scale = min(scale, (MOST_DRAWN / (wide * tall)) ** 0.5)
    image = held.image(asked.page, scale)
    if asked.jpeg:
        out = BytesIO()
        image.save(out, "JPEG", quality=_QUALITY)
        content = out.getvalue()
    else:
        content = image.tobytes("raw", "BGRX")
    return wire.Picture(image.width, image.height, content)


def _open(message: wire.Open) -> Drawn:
    return PdfPages(message.data) if message.media == _PDF else Pictures(message.data)


def _opened(data: bytes) -> Image.Image:
    try:
        image = Image.open(BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError as error:
        raise Refusal("too_large") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise Refusal("broken") from error
    if image.format == "GIF":
        return next(iter(ImageSequence.Iterator(image))).copy()
    return image


def _on_white(image: Image.Image) -> Image.Image:
    """Return a picture as RGB; what lets light through shows white."""
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256).convert("L")
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        whole = image.convert("RGBA")
        white = Image.new("RGBA", whole.size, "white")
        return Image.alpha_composite(white, whole).convert("RGB")
    return image.convert("RGB")


def _sane(size: tuple[float, float]) -> tuple[float, float]:
    wide, tall = size
    if not (0 < wide <= MOST_POINTS and 0 < tall <= MOST_POINTS):
        raise Refusal("too_large" if max(wide, tall) > MOST_POINTS else "broken")
    return wide, tall


def _points_of(size: tuple[int, int]) -> tuple[float, float]:
    wide, tall = (side * _POINTS / _SCREEN_DPI for side in size)
    smaller = min(1.0, _LONGEST_SIDE / max(wide, tall))
    return max(wide * smaller, 1.0), max(tall * smaller, 1.0)


@contextlib.contextmanager
def _own_pipes() -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Give the pipes to nobody else: what a library prints must not mix with the answers."""
    outgoing = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    with os.fdopen(os.dup(0), "rb") as incoming, outgoing, contextlib.suppress(BrokenPipeError):
        yield incoming, outgoing


if __name__ == "__main__":
    serve()
