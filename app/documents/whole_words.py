"""Exchange whole words of a text, however they are accented, hyphenated or capitalised."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from app.base.fold import fold

_GAP = re.compile(r"[\s'’‘\u02bc`\u00b4\-‐‑–]{1,3}")
_JOINED = re.compile(r"['’‘\u02bc`\u00b4\-‐‑][^\W\d_]")
_SPACES = re.compile(r"[\s\-‐‑]+")

_PLANE = 0x10000  # the plane of Unicode in which accents are


class Atom(NamedTuple):
    """Hold a run of letters and digits: where it stands, and how it is compared."""

    start: int
    end: int
    folded: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Hold words to look for, and what is written instead; None leaves them as they are.

    `capital` finds them only where each has a capital; `apart` not where more is joined on.
    """

    words: tuple[str, ...]
    instead: str | None
    capital: bool = False
    apart: bool = False


class _Found(NamedTuple):
    start: int
    end: int
    instead: str


def atoms(text: str) -> list[Atom]:
    """Return the runs of letters and digits of a text, with the accents they carry."""
    found = (Atom(m.start(), m.end(), _folded(m[0])) for m in _runs().finditer(text))
    return [atom for atom in found if atom.folded]


def _folded(run: str) -> str:
    return run.lower() if run.isascii() else fold(run)


@cache
def _runs() -> re.Pattern[str]:
    """Return what finds letters, digits and the accents that stand on them."""
    marks = (chr(code) for code in range(_PLANE) if unicodedata.category(chr(code))[0] == "M")
    return re.compile(f"(?:[^\\W_]|[{''.join(marks)}])+")


class WordSwap:
    """Exchange phrases; where several begin at one place, the longest counts."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        """Take the phrases; of two with the same words the first counts."""
        self._starting: dict[str, dict[tuple[str, ...], Phrase]] = {}
        for phrase in phrases:
            if phrase.words:
                self._starting.setdefault(phrase.words[0], {}).setdefault(phrase.words, phrase)

    def swapped(self, text: str) -> str:
        """Return the text with every phrase exchanged; neighbours that say the same are one."""
        pieces: list[str] = []
        at = 0
        for found in _merged(self._found(text), text):
            pieces += [text[at : found.start], found.instead]
            at = found.end
        return "".join([*pieces, text[at:]])

    def _found(self, text: str) -> list[_Found]:
        words, found, place = atoms(text), list[_Found](), 0
        while place < len(words):
            phrase = self._longest(text, words, place)
            if phrase is None:
                place += 1
                continue
            last = words[place + len(phrase.words) - 1]
            if phrase.instead is not None:
                found.append(_Found(words[place].start, last.end, phrase.instead))
            place += len(phrase.words)
        return found

    def _longest(self, text: str, words: list[Atom], place: int) -> Phrase | None:
        known = self._starting.get(words[place].folded, {})
        fitting = [
            phrase
            for phrase in known.values()
            if _fits(phrase, text, words[place : place + len(phrase.words)])
        ]
        return max(fitting, key=lambda phrase: len(phrase.words), default=None)


def _fits(phrase: Phrase, text: str, words: list[Atom]) -> bool:
    if tuple(word.folded for word in words) != phrase.words:
        return False
    if phrase.capital and not all(_has_capital(text, word) for word in words):
        return False
    if phrase.apart and _JOINED.match(text, words[-1].end):
        return False
    gaps = (text[a.end : b.start] for a, b in pairwise(words))
    return all(_GAP.fullmatch(gap) for gap in gaps)


def _has_capital(text: str, word: Atom) -> bool:
    return any(letter.isupper() for letter in text[word.start : word.end])


def _merged(found: Iterable[_Found], text: str) -> list[_Found]:
    merged: list[_Found] = []
    for one in found:
        last = merged[-1] if merged else None
        if last and last.instead == one.instead and _SPACES.fullmatch(text[last.end : one.start]):
            merged[-1] = last._replace(end=one.end)
        else:
            merged.append(one)
    return merged
