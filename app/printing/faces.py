"""Hold the letters of paper: Source Sans Pro, and FiraGO for what it does not have."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import Final, Literal, NamedTuple

import pymupdf_fonts
import uharfbuzz as hb

Weight = Literal["regular", "bold"]

EM: Final = 1000
"""Widths are given in thousandths of the letter size."""

_FORMS = "\ufb50"  # from here on Unicode names the joined forms of Arabic
_FEATURES = {"kern": True, "liga": False, "clig": False}
_DROPPED_TABLES = ("BASE", "DSIG", "GDEF", "GPOS", "GSUB", "OS/2", "cmap", "name", "post")
_SOURCE = {"regular": "SourceSansPro-Regular", "bold": "SourceSansPro-Semibold"}
_FALLBACK = {"regular": ("FiraGO-Regular", "figo"), "bold": ("FiraGO-Bold", "figbo")}


class Glyph(NamedTuple):
    """Place one drawn shape; `cluster` is the index of the first character it stands for."""

    number: int
    cluster: int
    advance: int
    dx: int
    dy: int


class Face:
    """Hold one weight of one family: what it covers, how it shapes text, how it is embedded."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self._face = hb.Face(hb.Blob(data))
        self._font = hb.Font(self._face)
        self._font.scale = (EM, EM)
        self._advances: dict[int, int] = {}

    @cached_property
    def characters(self) -> frozenset[str]:
        """Hold every character that has a shape of its own."""
        return frozenset(chr(code) for code in self._face.unicodes)

    @cached_property
    def texts(self) -> dict[int, str]:
        """Map shapes to the character that a reader of the file takes each of them for.

        A joined form of one Arabic letter stands for the letter itself.
        """
        found: dict[int, str] = {}
        for char in sorted(self.characters):
            found.setdefault(self._font.get_nominal_glyph(ord(char)), char)
        return {number: _letter_of(char) for number, char in found.items()}

    @cached_property
    def metrics(self) -> tuple[int, int, tuple[int, int, int, int]]:
        """Hold ascent, descent (negative) and the box around all shapes."""
        extents = self._font.get_font_extents("ltr")
        head = self._face.reference_table("head").data
        box = [int.from_bytes(head[at : at + 2], "big", signed=True) for at in (36, 38, 40, 42)]
        left, bottom, right, top = (side * EM // self._face.upem for side in box)
        return extents.ascender, extents.descender, (left, bottom, right, top)

    def advance(self, number: int) -> int:
        """Return the width of a shape when nothing stands beside it."""
        if number not in self._advances:
            self._advances[number] = self._font.get_glyph_h_advance(number)
        return self._advances[number]

    def shape(self, text: str, *, backwards: bool) -> tuple[Glyph, ...]:
        """Return the shapes of a text of one script, in the order of the eye."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if backwards else "ltr"
        hb.shape(self._font, buffer, _FEATURES)
        return tuple(
            Glyph(info.codepoint, info.cluster, place.x_advance, place.x_offset, place.y_offset)
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        )

    def subset(self, numbers: Iterable[int]) -> bytes:
        """Return a TrueType file with these shapes only, under their old numbers."""
        wanted = hb.SubsetInput()
        glyphs = wanted.glyph_set
        for number in numbers:
            glyphs.add(number)
        dropped = wanted.drop_table_tag_set
        for tag in _DROPPED_TABLES:
            dropped.add(int.from_bytes(tag.encode(), "big"))
        flags = hb.SubsetFlags
        wanted.flags = flags.RETAIN_GIDS | flags.NO_HINTING | flags.NOTDEF_OUTLINE
        return bytes(hb.subset(self._face, wanted).blob.data)


def _letter_of(char: str) -> str:
    if char < _FORMS:
        return char
    letter = unicodedata.normalize("NFKC", char)
    return letter if len(letter) == 1 else char


@cache
def source(weight: Weight) -> Face:
    """Return Source Sans Pro, which all text is set in as far as it goes."""
    name = _SOURCE[weight]
    file = resources.files("font_source_sans_pro") / "files" / f"{name}.ttf"
    return Face(name, file.read_bytes())


@cache
def fallback(weight: Weight) -> Face:
    """Return FiraGO, which adds Arabic, Hebrew, Devanagari, Georgian and Thai."""
    name, key = _FALLBACK[weight]
    return Face(name, pymupdf_fonts.myfont(key))


@lru_cache(maxsize=4096)
def face_for(cluster: str, weight: Weight) -> Face | None:
    """Return the face that has every character of a letter and its marks, or None."""
    for face in (source, fallback):
        if face(weight).characters.issuperset(cluster):
            return face(weight)
    return None
