"""Say in which ways a person's name may stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.base.fold import fold
from app.documents.whole_words import atoms

Words = tuple[str, ...]

TITLES = ("mr", "mrs", "miss", "ms", "mx", "dr", "sir", "madam", "rev")
_PARTICLE_WORDS = """
al ap bin bint da das de del den der di do dos du el fitz ibn la le los mac mc san st te ten ter
van von y zu
"""
# Names that are ordinary words as well: found only with a capital, since a letter in place of
# "will" or "green" would spoil the record and give the name away.
_ORDINARY_WORDS = """
amber angel april art august autumn bell berry bill bird bishop black bloom blue bond brook
brooks brown bush butcher butler carol carter chance charity chase child christian church clay
cliff close coal cole cook coral cross crystal daisy dale dawn day dean deer destiny dove drew
duke ernest eve faith fay field fish flint flower ford forest fox frank gale garden gene gold
goodwill grace grant gray green grey guy hall harmony harper harvest hazel heath heather heaven
hill holly honey hope hunt hunter iris ivory ivy jack jasmine jay jean jewel joy june justice
king knight lake lamb lance lane law leaf lily little lock long love lucky major mark marks
marsh mason may melody mercy miles mill miller mind mine mole moon moss nick noble north olive
page park parks pat patience peace pearl penny pepper perry poppy porter potter precious prince
queen rain ray red reed rich river rob robin rock rose royal ruby sage saint sandy savage
serenity shade sharp shepherd short silver sky skye small smart smith snow star stone storm
strong summer sunny sunshine swan swift taylor temple time tommy tree trinity true valley violet
wade walker wall ward water way weaver weeks west white wild will willow winter wise wood woods
wren young
"""
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_ORDINARY = frozenset(_ORDINARY_WORDS.split())
_LEAST_ALONE = 3
_HYPHENS = re.compile("[-‐‑–]")


def is_ordinary(words: Words) -> bool:
    """Say whether a name is an ordinary word, too, or too short to be told from one."""
    return len(words) == 1 and (words[0] in _ORDINARY or len(words[0]) < _LEAST_ALONE)


def full_forms(name: str) -> Iterator[Words]:
    """Yield the ways in which a whole name is written: as it is, turned round, shortened.

    "Anne-Marie Rose O'Neill" is also "O'Neill, Anne-Marie" and "Anne-Marie O'Neill".
    """
    parts = name.split()
    yield from _spelt(parts)
    if len(parts) > 1:
        first, last = parts[0], parts[-1]
        yield from _spelt([first, last])
        yield from _spelt([last, first])
        yield from _spelt([last, *parts[:-1]])


def with_initial(name: str) -> Iterator[Words]:
    """Yield the first name with the initial of the surname."""
    parts = name.split()
    if len(parts) > 1 and (initial := fold(parts[-1])[:1]):
        for first in _spelt([parts[0]]):
            yield (*first, initial)


def single_words(name: str) -> Iterator[Words]:
    """Yield each part of a name that stands for the person by itself, particles left out."""
    for part in name.split():
        pieces = _HYPHENS.split(part)
        found = [words for piece in (part, *pieces) for words in _spelt([piece])]
        found += [(atom.folded,) for atom in atoms(part) if len(atom.folded) >= _LEAST_ALONE]
        yield from (words for words in found if words and not set(words) <= _PARTICLES)


def with_titles(name: str) -> Iterator[Words]:
    """Yield the surname with each title: "Mrs Shah"."""
    parts = name.split()
    if len(parts) > 1:
        for surname in _spelt([parts[-1]]):
            yield from ((title, *surname) for title in TITLES)


def _spelt(parts: list[str]) -> Iterator[Words]:
    """Yield the words with their hyphens and apostrophes as gaps, and without any."""
    apart = tuple(atom.folded for part in parts for atom in atoms(part))
    joined = tuple(fold(part).replace(" ", "") for part in parts)
    if apart:
        yield apart
    if joined != apart and all(joined):
        yield joined
