"""Break text into lines; nothing is ever cut off, however long a word is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from app.printing.direction import base_of, levels_of, seen_order
from app.printing.faces import EM
from app.printing.shaping import Run, clusters, shape, source, width_of

_LONG_WORD = 200
_NO_BREAK_SPACE = "\u00a0"
_HYPHEN = re.compile(r"(?<=[^\W\d_]-)(?=[^\W\d_])")
_FURTHER_SPACES = re.compile("^ +|(?<= ) +")


class Line(NamedTuple):
    """Hold one line: runs in the order of the eye, and its text in the order of reading.

    The text ends with a space or a line break where the source has one there. `width`, in
    thousandths of the size, does not count the space at the end, which hangs over.
    """

    runs: tuple[Run, ...]
    width: float
    text: str
    backwards: bool = False


def break_text(text: str, style: ParagraphStyle, width: float) -> list[Line]:
    """Break a printable text into lines at most `width` points wide."""
    hard_lines = text.split("\n")
    lines: list[Line] = []
    for number, hard in enumerate(hard_lines, start=1):
        levels = levels_of(hard)
        backwards = bool(levels) and bool(base_of(hard))
        last = "" if number == len(hard_lines) else "\n"
        start = 0
        for end in _ends(hard, style, max(width, style.fontSize)):
            body = hard[start:end].rstrip(" ")
            tail = last if end == len(hard) else " " if len(body) < end - start else ""
            own = levels[start : start + len(body)]
            lines.append(_line(body, tail, style.fontName, own, backwards=backwards))
            start = end
    return lines


def _line(body: str, tail: str, font: str, levels: Sequence[int], *, backwards: bool) -> Line:
    runs = list(shape(body, font, levels))
    width = sum(run.width for run in runs)
    text = "".join(run.text for run in runs) + tail
    if tail:  # a space, so that no two words run together for a reader of the file
        runs += [run._replace(level=int(backwards)) for run in shape(" ", font)]
    if any(run.level for run in runs):
        runs = seen_order(runs, lambda run: run.level)
    return Line(tuple(runs), width, text, backwards)


def _ends(text: str, style: ParagraphStyle, width: float) -> Iterator[int]:
    """Yield where each line of a text ends, the spaces after it included.

    reportlab says how many letters go on a line; the text itself never takes its way through
    the markup and back.
    """
    limit = width * EM / style.fontSize
    source(style.fontName)
    if len(text) <= _LONG_WORD and width_of(text, style.fontName) <= limit:
        yield len(text)
        return
    markup = escape(_breakable(text.rstrip(" "), style.fontName, limit))
    broken = Paragraph(markup, style).breakLines(width)
    end = 0
    for line in broken.lines[:-1]:
        letters = _letters(line)
        while letters and end < len(text):
            letters -= not text[end].isspace()
            end += 1
        while text[end : end + 1] == " ":
            end += 1
        yield end
    yield len(text)


def _letters(line: object) -> int:
    """Return how many characters other than spaces reportlab puts on a line."""
    words = line[1] if isinstance(line, tuple) else [word.text for word in line.words]  # type: ignore[attr-defined]
    return sum(not char.isspace() for word in words for char in word)


def _breakable(text: str, font: str, limit: float) -> str:
    """Return a text with spaces wherever a line may end, and none where it may not.

    That is also after a hyphen between letters, and within a word that no line can hold.
    """
    glued = _FURTHER_SPACES.sub(lambda found: _NO_BREAK_SPACE * len(found[0]), text)
    words = _HYPHEN.sub(" ", glued).split(" ")
    return " ".join(
        word
        if len(word) <= _LONG_WORD and width_of(word, font) <= limit
        else _chopped(word, font, limit)
        for word in words
    )


def _chopped(word: str, font: str, limit: float) -> str:
    pieces: list[str] = []
    used = limit
    for cluster in clusters(word):
        width = width_of(cluster, font)
        if used + width > limit or len(pieces[-1]) >= _LONG_WORD:
            pieces.append("")
            used = 0.0
        pieces[-1] += cluster
        used += width
    return " ".join(pieces)
