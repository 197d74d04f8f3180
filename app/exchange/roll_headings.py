"""Know what the headings of rolls mean, whoever wrote them; the words are data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from app.base.fold import fold
from app.exchange.roll_table import Line, Table

WORDS = Path(__file__).resolve().parents[2] / "resources" / "roll" / "headings.toml"
NEEDED = ("legal_first", "legal_last", "born")
"""What a roll must say of a child; `full_name` may stand for both names."""
_LOOKED_AT = 40
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SIGNS = re.compile(r"[^0-9a-z]+")
# Hyphens part words here, though names are found without them.
_SIGNS_BETWEEN = re.compile(r"[-‐‑–—_./]")
_LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class RollWords:
    """Hold the words of headings by field in order of preference, and those of cells."""

    headings: Mapping[str, tuple[str, ...]]
    passed_over: frozenset[str]
    footers: tuple[str, ...]
    sexes: Mapping[str, str]
    years: Mapping[str, str]


@cache
def roll_words() -> RollWords:
    """Return the words that ship with Rowan."""
    read = tomllib.loads(WORDS.read_text("utf-8"))
    return RollWords(
        headings={field: tuple(names) for field, names in read["headings"].items()},
        passed_over=frozenset(read["passed_over"]),
        footers=tuple(read["footers"]),
        sexes={word: code for code, words in read["sexes"].items() for word in words},
        years={word: year for year, words in read["years"].items() for word in words},
    )


@cache
def _ranks() -> Mapping[str, tuple[tuple[int, str], ...]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for field, names in roll_words().headings.items():
        for rank, name in enumerate(names):
            found.setdefault(name, []).append((rank, field))
    return {name: tuple(pairs) for name, pairs in found.items()}


def plain_heading(text: str) -> str:
    """Return a heading in lower case, without signs and words that say nothing."""
    parts = _SIGNS.sub(
        " ", fold(_SIGNS_BETWEEN.sub(" ", _CAMEL.sub(" ", text[:_LONGEST])))
    ).split()
    kept = [part for part in parts if part not in roll_words().passed_over]
    return " ".join(kept or parts)


def known_headings(cells: Iterable[str]) -> int:
    """Return how many of the cells are headings that are known."""
    return len({plain for cell in cells if (plain := plain_heading(cell)) in _ranks()})


def heading_line(table: Table) -> Line | None:
    """Return the row with most headings that are known; None where no row has any.

    A first row that is taken for headings by mistake would be a child lost without a word.
    """
    head = table.lines[:_LOOKED_AT]
    best = max(head, key=lambda line: (known_headings(line.cells), -line.number))
    return best if known_headings(best.cells) else None


def guess_columns(headings: Sequence[str]) -> dict[int, str]:
    """Return column -> field, each field at most once, the best known heading first."""
    wanted = sorted(
        (rank, place, field)
        for place, heading in enumerate(headings)
        for rank, field in _ranks().get(plain_heading(heading), ())
    )
    found: dict[int, str] = {}
    for _rank, place, field in wanted:
        if place not in found and field not in found.values():
            found[place] = field
    return dict(sorted(_without_doubles(found).items()))


def missing_fields(columns: Mapping[int, str]) -> tuple[str, ...]:
    """Return what a roll must say and no column does."""
    held = set(columns.values())
    if "full_name" in held:
        held |= {"legal_first", "legal_last"}
    return tuple(field for field in NEEDED if field not in held)


def signature(headings: Sequence[str]) -> str:
    """Return what tells this layout from others: a digest, from which no heading can be read."""
    plain = "\n".join(plain_heading(heading) for heading in headings)
    return sha256(plain.encode()).hexdigest()


def _without_doubles(found: dict[int, str]) -> dict[int, str]:
    """Leave either the whole name or its parts; a name beside a surname is the first name."""
    held = set(found.values())
    if "full_name" not in held:
        return found
    if {"legal_first", "legal_last"} <= held:
        return {place: field for place, field in found.items() if field != "full_name"}
    if "legal_last" in held:
        return {p: "legal_first" if f == "full_name" else f for p, f in found.items()}
    return {place: field for place, field in found.items() if field != "legal_first"}
