"""Put a child's entries in order and say each in one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.base.clock import Stamp
from app.base.fold import fold
from app.records.fields import Choice, Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Hold one line of a chronology; `same_event` are other records that tell of the same."""

    seq: int
    record: str
    kind: str
    label: str
    happened: Moment | None
    recorded: Stamp
    author: str
    text: str
    role: Choice
    others: tuple[str, ...] = ()
    categories: tuple[Choice, ...] = ()
    detail: str = ""
    strength: str = "session"
    same_event: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        """Return the day under which the line stands: when it happened, else when written."""
        known = self.happened.day if self.happened else None
        return known or self.recorded.day()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Narrow a chronology: kinds, categories, days (inclusive), authors, words."""

    kinds: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None
    author: str = ""
    words: str = ""


def in_order(lines: Iterable[Line]) -> list[Line]:
    """Return lines by the day it happened, then by time, then as written."""
    return sorted(lines, key=_place)


def narrowed(lines: Iterable[Line], wanted: Filter) -> list[Line]:
    """Return the lines that fulfil every part of a filter."""
    return [line for line in lines if _fits(line, wanted)]


def _fits(line: Line, wanted: Filter) -> bool:
    codes = {choice.code for choice in line.categories}
    tests = (
        not wanted.kinds or line.kind in wanted.kinds,
        not wanted.categories or bool(codes & wanted.categories),
        wanted.since is None or line.day >= wanted.since,
        wanted.until is None or line.day <= wanted.until,
        not wanted.author or line.author == wanted.author,
        not wanted.words or fold(wanted.words) in fold(f"{line.label} {line.text} {line.detail}"),
    )
    return all(tests)


def _place(line: Line) -> tuple[date, str, int]:
    told = line.happened
    if told and told.day and told.time:
        return told.day, told.time.isoformat(), line.seq
    written = line.recorded.local()
    day = told.day if told else None
    return day or written.date(), written.time().isoformat(), line.seq
