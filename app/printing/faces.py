"""Hold the letters of paper: Source Sans Pro, and FiraGO for what it does not have."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources
from io import BytesIO
from typing import Any, Final, NamedTuple

import pymupdf_fonts
import uharfbuzz as hb
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr, TTFont

REGULAR: Final = "SourceSansPro-Regular"
BOLD: Final = "SourceSansPro-Semibold"
EM: Final = 1000
"""Widths are given in thousandths of the letter size."""

_FALLBACK: Final = {REGULAR: ("FiraGO-Regular", "figo"), BOLD: ("FiraGO-Bold", "figbo")}
_FEATURES: Final = {"kern": True, "liga": False, "clig": False}
_PRIVATE: Final = range(0xE000, 0xF900)
_LAST: Final = 0xFFFF  # reportlab writes no longer numbers into the map from shapes to text
_FORMS: Final = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")  # joined forms of Arabic letters
_MAP_ROW: Final = re.compile("(?<=> <)[0-9A-F]{4}(?=>\n)")


class Glyph(NamedTuple):
    """Place one drawn shape; `char` asks reportlab for it, `place` is in thousandths."""

    char: str
    place: ShapeData


class Face(TTFont):
    """Hold one weight of one family, known to reportlab by its name."""

    def __init__(self, name: str, data: bytes) -> None:
        super().__init__(name, BytesIO(data), asciiReadable=False)
        known = (code for code in self.face.charToGlyph if code <= _LAST and code not in _PRIVATE)
        self.characters = frozenset(map(chr, known))
        self._shaper = hb.Font(self.hbFace)
        self._shaper.scale = (EM, EM)
        pdfmetrics.registerFont(self)

    def shape(self, text: str, *, backwards: bool) -> list[Glyph]:
        """Return the shapes of a text of one script, in the order of the eye."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if backwards else "ltr"
        hb.shape(self._shaper, buffer, _FEATURES)
        return [
            self._glyph(info.codepoint, text[info.cluster], info.cluster, place)
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 - reportlab's name
        """Write the letters into the file; a joined form stands for the letter itself."""
        super().addObjects(doc)
        made: dict[str, Any] = doc.idToObject
        for name, stream in made.items():
            if name.startswith("toUnicodeCMap:") and self.fontName in name:
                stream.content = _MAP_ROW.sub(_letter_in_map, stream.content)

    def _glyph(self, number: int, char: str, cluster: int, place: hb.GlyphPosition) -> Glyph:
        """Return a shape under the character it stands for, another one or a private one.

        The private one follows from the shape alone, so that the same text gives the same bytes.
        """
        face: Any = self.face
        code = ord(char)
        if face.charToGlyph.get(code) != number:
            others = [code for code in face.glyphToChar.get(number, ()) if code <= _LAST]
            code = min(others, default=_PRIVATE[number])
        if code in _PRIVATE:
            face.charToGlyph[code] = number
            face.charWidths[code] = self._shaper.get_glyph_h_advance(number)
        own = face.charWidths[code]
        moves = (place.x_advance, 0, place.x_offset, place.y_offset)
        return Glyph(chr(code), ShapeData(cluster, *moves, own))


def shown(glyphs: list[Glyph]) -> str:
    """Return what reportlab draws for shapes that stand on one height."""
    text = "".join(glyph.char for glyph in glyphs)
    places = [glyph.place._replace(y_offset=0) for glyph in glyphs]
    if all(place.x_advance == place.width and not place.x_offset for place in places):
        return text
    return ShapedStr(text, places)  # type: ignore[arg-type]  # one for each character


def tells(glyphs: list[Glyph], text: str) -> bool:
    """Say whether the shapes by themselves give the text back to a reader of the file."""
    told = "".join(_letter_of(glyph.char) for glyph in glyphs)
    level = not any(glyph.place.y_offset for glyph in glyphs)
    return level and text in {told, unicodedata.normalize("NFKC", told)}


def _letter_of(char: str) -> str:
    letter = unicodedata.normalize("NFKC", char) if _FORMS.match(char) else char
    return letter if len(letter) == 1 else char


def _letter_in_map(found: re.Match[str]) -> str:
    return f"{ord(_letter_of(chr(int(found[0], 16)))):04X}"


def source_data(name: str) -> bytes:
    """Return Source Sans Pro, which all text is set in as far as it goes."""
    return (resources.files("font_source_sans_pro") / "files" / f"{name}.ttf").read_bytes()


@cache
def fallback(name: str) -> Face:
    """Return FiraGO beside a weight of Source Sans Pro.

    It adds Arabic, Hebrew, Devanagari, Georgian and Thai.
    """
    own, key = _FALLBACK[name]
    return Face(own, pymupdf_fonts.myfont(key))
