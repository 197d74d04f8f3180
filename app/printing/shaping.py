"""Shape words: which letters of which face stand where, and how a reader gets the text back."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from app.printing.direction import levels_of
from app.printing.faces import EM, Face, Glyph, fallback, shown, source_data, tells

_SIMPLE = "\u02af"  # up to here one letter is one shape
_NAME_LIMIT = 30
_NO_JOINERS = {0x200C: None, 0x200D: None}
_VIRAMA = 9
_WORDS = re.compile(" +|[^ ]+")


class Part(NamedTuple):
    """Place a piece of a run: how far from its start and above its foot, in thousandths."""

    start: float
    rise: float
    shown: str


class Run(NamedTuple):
    """Hold shaped text of one face and direction.

    `plain` says that the shapes by themselves give the text back to a reader of the file;
    otherwise the text must be written beside them. `width` is in thousandths of the size.
    """

    font: str
    text: str
    level: int
    width: float
    parts: tuple[Part, ...]
    plain: bool


class _Measuring(Face):
    """Tell reportlab how wide text really is: kerned, joined, other letters from the fallback."""

    def stringWidth(  # noqa: N802 - reportlab's name
        self, text: str, size: float, encoding: str = "utf8"
    ) -> float:
        """Return the width of a text in points."""
        del encoding
        return width_of(text, self.fontName) * size / EM


@cache
def source(font: str) -> Face:
    """Return Source Sans Pro in the weight of this name."""
    return _Measuring(font, source_data(font))


@lru_cache(maxsize=4096)
def face_for(cluster: str, font: str) -> Face | None:
    """Return the face that has every character of a letter and its marks, or None."""
    for face in (source, fallback):
        if face(font).characters.issuperset(cluster):
            return face(font)
    return None


def width_of(text: str, font: str) -> float:
    """Return the width of a text in thousandths of its size."""
    return sum(_word_width(word, font) for word in _WORDS.findall(text))


@lru_cache(maxsize=20_000)
def _word_width(word: str, font: str) -> float:
    return sum(run.width for run in shape(word, font, levels_of(word)))


def clusters(text: str) -> list[str]:
    """Cut a text into what a reader takes for single letters, marks with their bases."""
    found: list[str] = []
    for char in text:
        if found and _clings(char, found[-1]):
            found[-1] += char
        else:
            found.append(char)
    return found


def stand_in(char: str) -> str:
    """Return what is printed for a character that no face has: its name or number."""
    name = unicodedata.name(char, "").lower()
    if name and len(name) <= _NAME_LIMIT and unicodedata.category(char).startswith("S"):
        return f"‹{name}›"
    return f"‹U+{ord(char):04X}›"


def shape(text: str, font: str, levels: Sequence[int] = ()) -> Iterator[Run]:
    """Yield the runs of a text in the order of its letters; no levels: left to right."""
    for match in _WORDS.finditer(text):
        own = levels[match.start() : match.end()]
        yield from _runs(match[0], font, own) if any(own) else _shape_forwards(match[0], font)


@lru_cache(maxsize=20_000)
def _shape_forwards(word: str, font: str) -> tuple[Run, ...]:
    return tuple(_runs(word, font, [0] * len(word)))


def _clings(char: str, before: str) -> bool:
    if char <= _SIMPLE or len(before) >= _NAME_LIMIT:
        return False
    joined = before[-1] == "\u200d" or unicodedata.combining(before[-1]) == _VIRAMA
    return joined or char in "\u200c\u200d" or unicodedata.category(char).startswith("M")


def _runs(text: str, font: str, levels: Sequence[int]) -> Iterator[Run]:
    described = _described(text, font, levels)
    for (face, level, _name), group in itertools.groupby(described, key=lambda one: one[1]):
        part = "".join(char for char, _key in group)
        if face is None:
            for char in part:
                yield from _face_runs(source(font), stand_in(char), level & ~1)
        else:
            yield from _face_runs(face, part, level)


def _described(
    text: str, font: str, levels: Sequence[int]
) -> Iterable[tuple[str, tuple[Face | None, int, str]]]:
    """Yield each character with its face, level and script; marks follow their base."""
    at = 0
    for cluster in clusters(text):
        whole = face_for(cluster.translate(_NO_JOINERS), font)
        script = _script(cluster[0])
        for char in cluster:
            yield char, (whole or face_for(char, font), levels[at], script)
            at += 1


def _script(char: str) -> str:
    if char <= _SIMPLE or not unicodedata.category(char).startswith("L"):
        return ""
    return unicodedata.name(char, "").partition(" ")[0]


def _face_runs(face: Face, text: str, level: int) -> Iterator[Run]:
    """Yield one run, or one for each letter of a text that is read backwards.

    Letters drawn from right to left stand in the file as the eye meets them, as other programs
    write them, because readers put them in order themselves. Whole words of text beside them
    would be turned round twice; the logical text stands in the structure (`Element.told`).
    """
    glyphs = face.shape(text, backwards=bool(level & 1))
    if not level & 1:
        yield _run(face, text, level, glyphs)
        return
    end = len(text)
    letters: list[Run] = []
    for cluster, group in itertools.groupby(glyphs, key=lambda glyph: glyph.place.cluster):
        letters.append(_run(face, text[cluster:end], level, list(group)))
        end = cluster
    yield from letters[::-1]


def _run(face: Face, text: str, level: int, glyphs: list[Glyph]) -> Run:
    width = sum(glyph.place.x_advance for glyph in glyphs)
    parts = tuple(_parts(glyphs))
    return Run(face.fontName, text, level, width, parts, tells(glyphs, text))


def _parts(glyphs: list[Glyph]) -> Iterator[Part]:
    start = 0.0
    for rise, group in itertools.groupby(glyphs, key=lambda glyph: glyph.place.y_offset):
        held = list(group)
        yield Part(start, rise, shown(held))
        start += sum(glyph.place.x_advance for glyph in held)
