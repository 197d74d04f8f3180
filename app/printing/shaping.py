"""Shape words: which letters of which face stand where, and how a reader gets the text back."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from app.printing.faces import Face, Glyph, Weight, face_for, source

_SIMPLE = "\u02af"  # up to here one letter is one shape
_NAME_LIMIT = 30
_NO_BREAK_SPACE = "\u00a0"
_NO_JOINERS = {0x200C: None, 0x200D: None}
_VIRAMA = 9


class Part(NamedTuple):
    """Hold a piece of a run at one height: operands of TJ, and the height in thousandths."""

    rise: int
    shown: str


class Run(NamedTuple):
    """Hold shaped text of one face and direction.

    `plain` says that the shapes by themselves give the text back to a reader of the file;
    otherwise the text must be written beside them. `width` is in thousandths of the size.
    """

    face: Face
    text: str
    level: int
    width: int
    parts: tuple[Part, ...]
    glyphs: frozenset[int]
    plain: bool


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


def shape(text: str, weight: Weight, levels: Sequence[int] = ()) -> tuple[Run, ...]:
    """Return the runs of a word in the order of its letters; no levels: left to right."""
    if levels:
        return tuple(_runs(text, weight, levels))
    return _shape_forwards(text, weight)


@lru_cache(maxsize=20_000)
def _shape_forwards(text: str, weight: Weight) -> tuple[Run, ...]:
    return tuple(_runs(text, weight, [0] * len(text)))


def _clings(char: str, before: str) -> bool:
    if char <= _SIMPLE or len(before) >= _NAME_LIMIT:
        return False
    joined = before[-1] == "\u200d" or unicodedata.combining(before[-1]) == _VIRAMA
    return joined or char in "\u200c\u200d" or unicodedata.category(char).startswith("M")


def _runs(text: str, weight: Weight, levels: Sequence[int]) -> Iterator[Run]:
    described = _described(text, weight, levels)
    for (face, level, _name), group in itertools.groupby(described, key=lambda one: one[1]):
        part = "".join(char for char, _key in group)
        if face is None:
            for char in part:
                yield from _missing(char, weight, level)
        else:
            yield from _face_runs(face, part, level)


def _described(
    text: str, weight: Weight, levels: Sequence[int]
) -> Iterable[tuple[str, tuple[Face | None, int, str]]]:
    """Yield each character with its face, level and script; marks follow their base."""
    at = 0
    for cluster in clusters(text):
        whole = face_for(cluster.translate(_NO_JOINERS), weight)
        script = _script(cluster[0])
        for char in cluster:
            yield char, (whole or face_for(char, weight), levels[at], script)
            at += 1


def _script(char: str) -> str:
    if char <= _SIMPLE or not unicodedata.category(char).startswith("L"):
        return ""
    return unicodedata.name(char, "").partition(" ")[0]


def _missing(char: str, weight: Weight, level: int) -> Iterator[Run]:
    return _face_runs(source(weight), stand_in(char), level & ~1)


def _face_runs(face: Face, text: str, level: int) -> Iterator[Run]:
    """Yield one run, or one for each letter where a backwards text is not told by its shapes.

    Letters drawn from right to left stand in the file as the eye meets them, as other programs
    write them, because readers put them in order themselves. Whole words of text beside them
    would be turned round twice; the logical text stands in the structure (`Element.told`).
    """
    glyphs = face.shape(text, backwards=bool(level & 1))
    if not level & 1:
        yield _run(face, text, level, glyphs, plain=_tells(face, text, glyphs))
        return
    letters = [
        _run(face, letter, level, held, plain=_tells(face, letter, held[::-1]))
        for letter, held in _letters(text, glyphs)
    ]
    if all(letter.plain for letter in letters):
        yield _run(face, text, level, glyphs, plain=True)
    else:
        yield from letters


def _run(face: Face, text: str, level: int, glyphs: Sequence[Glyph], *, plain: bool) -> Run:
    return Run(
        face=face,
        text=text,
        level=level,
        width=sum(glyph.advance for glyph in glyphs),
        parts=tuple(_parts(face, glyphs)),
        glyphs=frozenset(glyph.number for glyph in glyphs),
        plain=plain,
    )


def _letters(text: str, glyphs: Sequence[Glyph]) -> list[tuple[str, list[Glyph]]]:
    """Return each cluster of a backwards text with its shapes, first letter first."""
    end = len(text)
    found: list[tuple[str, list[Glyph]]] = []
    for cluster, group in itertools.groupby(glyphs, key=lambda glyph: glyph.cluster):
        found.append((text[cluster:end], list(group)))
        end = cluster
    return found[::-1]


def _tells(face: Face, text: str, glyphs: Sequence[Glyph]) -> bool:
    told = "".join(face.texts.get(glyph.number, "") for glyph in glyphs)
    shown = text.replace(_NO_BREAK_SPACE, " ")
    return shown in {told, unicodedata.normalize("NFKC", told)}


def _parts(face: Face, glyphs: Sequence[Glyph]) -> Iterator[Part]:
    """Yield operands of TJ: shapes in hexadecimal, with moves against the pen between them."""
    for rise, group in itertools.groupby(glyphs, key=lambda glyph: glyph.dy):
        shown: list[str] = []
        letters = ""
        for glyph in group:
            after = glyph.advance - glyph.dx - face.advance(glyph.number)
            if glyph.dx:
                shown += [f"<{letters}>" if letters else "", str(-glyph.dx)]
                letters = ""
            letters += f"{glyph.number:04X}"
            if after:
                shown += [f"<{letters}>", str(-after)]
                letters = ""
        if letters:
            shown.append(f"<{letters}>")
        yield Part(rise, " ".join(filter(None, shown)))
