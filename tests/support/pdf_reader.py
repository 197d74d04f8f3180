"""Read PDFs as other programs do: by their tags, by their operators, and by a common library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2

_FILLS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh"}
_PAINTS = _FILLS | {"Do", "Tj", "TJ", "'", '"', "EI"}
_ROW = re.compile(rb"<([0-9A-F]{2})> <([0-9A-F]{4})>\n")


@dataclass
class Piece:
    """Hold one outermost marked piece of a page, with its text as it is drawn."""

    tag: str
    number: int | None
    text: str = ""


@dataclass
class Page:
    """Hold the pieces of a page, and how much was painted outside them."""

    pieces: list[Piece] = field(default_factory=list)
    unmarked: int = 0
    operators: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Told:
    """Hold one element of the structure that was drawn: what a screen reader says of it."""

    tag: str
    text: str
    alt: str = ""


def opened(pdf: bytes) -> pikepdf.Pdf:
    """Return the file for a look at its objects."""
    return pikepdf.open(BytesIO(pdf))


def pages(pdf: bytes) -> list[Page]:
    """Read every page by its operators."""
    with opened(pdf) as file:
        return [_read(page) for page in file.pages]


def structure(pdf: bytes) -> list[Told]:
    """Return the elements with marks, in the order of reading."""
    found = [{piece.number: piece for piece in page.pieces} for page in pages(pdf)]
    with opened(pdf) as file:
        places = {page.obj.objgen: at for at, page in enumerate(file.pages)}
        return list(_told(file.Root.StructTreeRoot.K, places, found))


def tags(pdf: bytes) -> list[str]:
    """Return the tags of all elements, depth first."""
    with opened(pdf) as file:
        return list(_tags(file.Root.StructTreeRoot.K))


def common_text(pdf: bytes) -> list[str]:
    """Return the text of each page as pdfium finds it."""
    file = pypdfium2.PdfDocument(pdf)
    try:
        return [_common(page) for page in file]
    finally:
        file.close()


def squeezed(text: str) -> str:
    """Return a text with every run of white space as one space."""
    return " ".join(text.split())


def joined(text: str) -> str:
    """Return a text without white space: pdfium guesses it from distances."""
    return "".join(text.split())


def _common(page: pypdfium2.PdfPage) -> str:
    words = page.get_textpage()
    text: str = words.get_text_range()
    words.close()
    page.close()
    return text


def _told(element: Any, places: dict[Any, int], found: list[dict[Any, Piece]]) -> Iterator[Told]:
    text = ""
    for kid in element.K:
        if isinstance(kid, int):
            text += found[places[element.Pg.objgen]][kid].text
        elif kid.get("/Type") == "/MCR":
            text += found[places[kid.Pg.objgen]][int(kid.MCID)].text
        else:
            yield from _told(kid, places, found)
    if text or "/Alt" in element:
        own = str(element.get("/ActualText", text))
        yield Told(str(element.S)[1:], own, str(element.get("/Alt", "")))


def _tags(element: Any) -> Iterator[str]:
    yield str(element.S)[1:]
    for kid in element.K:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _tags(kid)


def _read(page: pikepdf.Page) -> Page:
    reading = _Reading(page)
    for instruction in pikepdf.parse_content_stream(page):
        reading.take(str(instruction.operator), instruction.operands)
    return reading.page


class _Reading:
    def __init__(self, page: pikepdf.Page) -> None:
        fonts = page.obj.Resources.Font.items()
        self._maps = {name: _characters(font) for name, font in fonts}
        self._font = ""
        self._open: list[str] = []  # the ActualText of each open piece, or nothing
        self.page = Page()

    def take(self, operator: str, operands: Any) -> None:
        self.page.operators.add(operator)
        if operator in _PAINTS and not self._open:
            self.page.unmarked += 1
        if operator == "BDC":
            self._begin(str(operands[0])[1:], operands[1])
        elif operator == "EMC":
            self._open.pop()
        elif operator == "Tf":
            self._font = str(operands[0])
        elif operator in {"Tj", "TJ"} and self._open and not any(self._open[1:]):
            shown = operands if operator == "Tj" else operands[0]
            self.page.pieces[-1].text += _shown(shown, self._maps[self._font])

    def _begin(self, tag: str, own: Any) -> None:
        self._open.append(str(own.get("/ActualText", "")))
        if len(self._open) == 1:
            self.page.pieces.append(Piece(tag, own.get("/MCID")))
        else:
            self.page.pieces[-1].text += self._open[-1]


def _shown(operand: Any, characters: dict[int, str]) -> str:
    strings = (bytes(one) for one in operand if isinstance(one, pikepdf.String))
    return "".join(characters[code] for string in strings for code in string)


def _characters(font: Any) -> dict[int, str]:
    rows = _ROW.findall(font.ToUnicode.read_bytes())
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in rows}
