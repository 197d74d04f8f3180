"""Read what cells of a roll say: days, years, sexes and names, as schools write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from app.base.fold import fold
from app.exchange.roll_headings import roll_words

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?")
_PACKED = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_FIGURES = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[t ]\d.*)?")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]*([a-z]{3,9})[-/. ,]*(\d{4}|\d{2})")
_SERIAL = re.compile(r"([2-6]\d{4})(?:\.\d+)?")
_EXCEL_BEGINS = date(1899, 12, 30)
_MOST_MONTHS = 12
_YEAR_FIGURES = re.compile(r"(?:year|yr|y|nc)?\s*0*(\d{1,2})", re.IGNORECASE)
_LAST_YEAR = 14
_TITLES = re.compile(r"^(?:mr|miss|ms|mrs|master|mx)\.?\s+", re.IGNORECASE)


def read_birth(text: str, today: date, *, day_first: bool = True) -> date | None:
    """Return the day a cell names, or None; two figures of a year are read as not to come."""
    words = text.strip().casefold()
    if found := _FIGURES.fullmatch(words):
        one, two = int(found[1]), int(found[2])
        day, month = (one, two) if day_first else (two, one)
        return _day(found[3], month, day, today)
    if found := _NAMED.fullmatch(words):
        return _day(found[3], _month(found[2]), int(found[1]), today)
    return _machine_day(words, today)


def _machine_day(words: str, today: date) -> date | None:
    """Return a day as programs write it: year first, or a spreadsheet's count of days."""
    if found := _ISO.fullmatch(words) or _PACKED.fullmatch(words):
        return _day(found[1], int(found[2]), int(found[3]), today)
    if found := _SERIAL.fullmatch(words):
        return _EXCEL_BEGINS + timedelta(days=int(found[1]))
    return None


def day_order(text: str) -> str:
    """Return which part of a date in figures is the day: first, second, either, or "" for none."""
    found = _FIGURES.fullmatch(text.strip())
    if not found:
        return ""
    one, two = int(found[1]), int(found[2])
    if one > _MOST_MONTHS:
        return "first"
    if two > _MOST_MONTHS:
        return "second"
    return "either" if one != two else ""


def year_words(text: str) -> str:
    """Return a year as Rowan writes it (Nursery, Reception, Year 4); others stay as they are."""
    bare = " ".join(text.split())
    known = roll_words().years.get(" ".join(bare.casefold().split()))
    if known:
        return known
    found = _YEAR_FIGURES.fullmatch(bare)
    if found and 0 < int(found[1]) <= _LAST_YEAR:
        return f"Year {int(found[1])}"
    return bare


def sex_code(text: str) -> str | None:
    """Return F, M, "" for not known, or None for a word that is none of them."""
    code = roll_words().sexes.get(" ".join(text.casefold().replace(".", "").split()))
    return "" if code == "none" else code


def read_upn(text: str) -> str:
    """Return a UPN in capitals without blanks."""
    return "".join(text.split()).upper()


def split_name(text: str, *, last_first: bool) -> tuple[str, str]:
    """Return first names and surname of a whole name; a comma tells, else the order asked for."""
    bare = _TITLES.sub("", " ".join(text.split()))
    last, comma, first = bare.partition(",")
    if comma:
        return _TITLES.sub("", first.strip()), last.strip()
    words = bare.split()
    if len(words) < 2:  # noqa: PLR2004 - a name of one word
        return "", bare
    if last_first:
        return " ".join(words[1:]), words[0]
    return " ".join(words[:-1]), words[-1]


def is_footer(text: str) -> bool:
    """Say whether a row begins like a total or a footer of a report."""
    begun = fold(text)
    return any(begun == word or begun.startswith((f"{word} ", f"{word}:")) for word in _footers())


def _footers() -> tuple[str, ...]:
    return roll_words().footers


def _day(year: str, month: int, day: int, today: date) -> date | None:
    whole = int(year)
    if len(year) == 2:  # noqa: PLR2004 - two figures
        whole += today.year - today.year % 100
        whole -= 100 if whole > today.year else 0
    try:
        return date(whole, month, day)
    except ValueError:
        return None


def _month(name: str) -> int:
    begun = name[:3]
    whole = ("january", "february", "march", "april", "may", "june", "july", "august")
    more = ("september", "october", "november", "december", "sept")
    fits = any(month.startswith(name) for month in (*whole, *more))
    return _MONTHS.index(begun) + 1 if fits and begun in _MONTHS else 0
