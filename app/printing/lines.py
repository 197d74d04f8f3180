"""Break text into lines; nothing is ever cut off, however long a word is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.printing.direction import base_of, levels_of, seen_order
from app.printing.faces import EM, Weight
from app.printing.shaping import Run, clusters, shape

_LONG_WORD = 200
_WORDS = re.compile(r"(?P<word>[^ ]+)(?P<space> *)|(?P<lead> +)")
_HYPHEN = re.compile(r"(?<=[^\W\d_]-)(?=[^\W\d_])")


class Word(NamedTuple):
    """Hold what may not be broken, with the spaces after it."""

    runs: tuple[Run, ...]
    width: int
    spaces: tuple[Run, ...]


class Line(NamedTuple):
    """Hold one line: runs in the order of the eye, and its text in the order of reading.

    The text ends with a space or a line break where the source has one there. `width` does
    not count the space at the end, which hangs over.
    """

    runs: tuple[Run, ...]
    width: int
    text: str
    backwards: bool = False


def break_text(text: str, weight: Weight, width: float) -> list[Line]:
    """Break a printable text into lines at most `width` wide, in thousandths of the size."""
    lines: list[Line] = []
    limit = max(int(width), EM)
    for hard in text.split("\n"):
        if lines:
            lines[-1] = _ended(lines[-1], weight)
        lines.extend(_break_hard_line(hard, weight, limit))
    return lines


def _break_hard_line(text: str, weight: Weight, limit: int) -> list[Line]:
    levels = levels_of(text)
    backwards = bool(levels) and bool(base_of(text))
    lines: list[Line] = []
    held: list[Word] = []
    used = 0
    for word in _words(text, weight, limit, levels):
        if held and used + word.width > limit:
            lines.append(_line(held, weight, backwards=backwards))
            held, used = [], 0
        held.append(word)
        used += word.width + sum(run.width for run in word.spaces)
    if held:
        held[-1] = held[-1]._replace(spaces=())
    lines.append(_line(held, weight, backwards=backwards))
    return lines


def _words(text: str, weight: Weight, limit: int, levels: Sequence[int]) -> Iterator[Word]:
    for match in _WORDS.finditer(text):
        start, middle, end = match.start(), match.end("word"), match.end()
        if match["lead"]:
            yield Word((), 0, _shaped(match["lead"], weight, levels[start:end]))
            continue
        parts = list(_parts(match["word"], weight, limit, levels[start:middle]))
        yield from parts[:-1]
        yield parts[-1]._replace(spaces=_shaped(match["space"], weight, levels[middle:end]))


def _parts(text: str, weight: Weight, limit: int, levels: Sequence[int]) -> Iterator[Word]:
    at = 0
    for part in _HYPHEN.split(text):
        own = levels[at : at + len(part)]
        at += len(part)
        runs = _shaped(part, weight, own) if len(part) <= _LONG_WORD else ()
        if runs and _width(runs) <= limit:
            yield Word(runs, _width(runs), ())
        else:
            yield from _chopped(part, weight, limit, own)


def _chopped(text: str, weight: Weight, limit: int, levels: Sequence[int]) -> Iterator[Word]:
    """Yield pieces of a word that no line can hold, cut between letters."""
    start = end = used = 0
    for cluster in clusters(text):
        width = _width(shape(cluster, weight))
        if end > start and (used + width > limit or end - start >= _LONG_WORD):
            runs = _shaped(text[start:end], weight, levels[start:end])
            yield Word(runs, min(_width(runs), limit), ())
            start, used = end, 0
        end += len(cluster)
        used += width
    runs = _shaped(text[start:end], weight, levels[start:end])
    yield Word(runs, min(_width(runs), limit), ())


def _shaped(text: str, weight: Weight, levels: Sequence[int]) -> tuple[Run, ...]:
    return shape(text, weight, levels) if text else ()


def _width(runs: Sequence[Run]) -> int:
    return sum(run.width for run in runs)


def _line(words: Sequence[Word], weight: Weight, *, backwards: bool) -> Line:
    runs: list[Run] = []
    for word in words[:-1]:
        runs += (*word.runs, *word.spaces)
    for word in words[-1:]:
        runs += word.runs
    width = _width(runs)
    if words and words[-1].spaces:
        runs.append(_space(weight, backwards=backwards))
    return Line(_ordered(runs), width, "".join(run.text for run in runs), backwards)


def _space(weight: Weight, *, backwards: bool) -> Run:
    return shape(" ", weight)[0]._replace(level=int(backwards))


def _ordered(runs: Sequence[Run]) -> tuple[Run, ...]:
    if not any(run.level for run in runs):
        return tuple(runs)
    return tuple(seen_order(runs, lambda run: run.level))


def _ended(line: Line, weight: Weight) -> Line:
    """Close a line before a line break with a space, so that no two words run together."""
    space = _space(weight, backwards=line.backwards)
    runs = (space, *line.runs) if line.backwards else (*line.runs, space)
    return line._replace(runs=runs, text=f"{line.text}\n")
