"""Read days and times as people type them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time, timedelta

from app.base.fold import fold

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_AHEAD = 20
_SHORTEST = 3

_NUMBERS = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})(?:[\s./-]+(\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s./-]*([a-z]{3,9})\.?(?:[\s./-]*(\d{4}|\d{2}))?")
_NAMED_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:\s+(\d{4}|\d{2}))?")
_TIME = re.compile(r"(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?")
_DIGITS = re.compile(r"(\d{1,2})(\d{2})\s*(am|pm)?")


def read_day(text: str, today: date) -> date | None:
    """Return the day that a text names, or None if it names none.

    Reads 3/3/26, 3.3.2026, 3 Mar 2026, March 3, 2026-03-03, today, yesterday, tomorrow and
    weekdays (the last one that was). Without a year it is the nearest such day to today.
    """
    words = text.strip().casefold()
    named = _words_day(words, today)
    if named is not None:
        return named
    bare = _without_weekday(words)
    if found := _ISO.fullmatch(bare):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    for pattern, order in _PATTERNS:
        if found := pattern.fullmatch(bare):
            return order(found, today)
    return None


def read_time(text: str) -> time | None:
    """Return the time that a text names, or None: 14:05, 1405, 2.05 pm, 9, noon, midnight."""
    words = text.strip().casefold()
    fixed = {"noon": time(12), "midday": time(12), "midnight": time(0)}
    if words in fixed:
        return fixed[words]
    found = _TIME.fullmatch(words) or _DIGITS.fullmatch(words)
    if found is None:
        return None
    return _time(int(found[1]), int(found[2] or 0), (found[3] or "").replace(".", ""))


def write_day(day: date) -> str:
    """Return a day as a field shows it: 3 March 2026."""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def write_time(moment: time) -> str:
    """Return a time as a field shows it: 14:05."""
    return moment.strftime("%H:%M")


def _words_day(words: str, today: date) -> date | None:
    near = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if words in near:
        return today + timedelta(days=near[words])
    bare = words.removeprefix("last ").removeprefix("on ")
    if len(bare) < _SHORTEST:
        return None
    for number, name in enumerate(WEEKDAYS):
        if name.startswith(bare):
            return today - timedelta(days=(today.weekday() - number) % 7 or 7)
    return None


def _without_weekday(words: str) -> str:
    first, _gap, rest = words.replace(",", " ").strip().partition(" ")
    bare = fold(first)
    is_weekday = len(bare) >= _SHORTEST and any(name.startswith(bare) for name in WEEKDAYS)
    return rest.strip() if is_weekday and rest else " ".join(words.replace(",", " ").split())


def _from_numbers(found: re.Match[str], today: date) -> date | None:
    return _nearest(int(found[1]), int(found[2]), found[3], today)


def _from_named(found: re.Match[str], today: date) -> date | None:
    return _nearest(int(found[1]), _month(found[2]), found[3], today)


def _from_named_first(found: re.Match[str], today: date) -> date | None:
    return _nearest(int(found[2]), _month(found[1]), found[3], today)


_Order = Callable[[re.Match[str], date], date | None]
_PATTERNS: tuple[tuple[re.Pattern[str], _Order], ...] = (
    (_NUMBERS, _from_numbers),
    (_NAMED, _from_named),
    (_NAMED_FIRST, _from_named_first),
)


def _month(name: str) -> int:
    for number, month in enumerate(MONTHS, start=1):
        if month.startswith(name) or (name == "sept" and number == 9):  # noqa: PLR2004 - September
            return number
    return 0


def _nearest(day: int, month: int, year: str | None, today: date) -> date | None:
    if year is not None:
        return _day(_whole_year(int(year), today), month, day)
    near = [_day(today.year + step, month, day) for step in (-1, 0, 1)]
    known = [found for found in near if found is not None]
    return min(known, key=lambda found: abs(found - today), default=None)


def _whole_year(year: int, today: date) -> int:
    if year >= 100:  # noqa: PLR2004 - four digits
        return year
    whole = today.year - today.year % 100 + year
    return whole - 100 if whole > today.year + _AHEAD else whole


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time(hour: int, minute: int, half: str) -> time | None:
    if half:
        if not 1 <= hour <= 12:  # noqa: PLR2004 - a clock face
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None
