"""Read a school's roll from one tidy CSV: nothing is added before a person has seen it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.base.errors import InputError, VaultError
from app.records.check import check, clean
from app.records.lists import shipped_lists
from app.records.register import ChildEntry

LARGEST = 4 << 20
MOST_ROWS = 5_000
COLUMNS: Mapping[str, str] = {
    "upn": "upn",
    "legal first name": "legal_first",
    "legal surname": "legal_last",
    "known first name": "known_first",
    "known surname": "known_last",
    "birth date": "born",
    "class": "class_name",
    "year": "year",
    "sex": "sex",
}
REQUIRED = ("legal first name", "legal surname", "birth date")


class NotARoll(VaultError):
    """The file cannot be read as a roll; nothing was added."""

    def __init__(self, why: str, about: str = "") -> None:
        """Say why (too_large, not_text, no_header, missing_column, double_column, too_many)."""
        super().__init__(f"{why} {about}".strip())
        self.why = why
        self.about = about


@dataclass(frozen=True, slots=True, kw_only=True)
class RollRow:
    """Hold one row that can be added: its line in the file, and the child."""

    line: int
    child: ChildEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """Hold one row that cannot be added: its line, and field -> problem code."""

    line: int
    name: str
    problems: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RollFile:
    """Hold what a file says, before anything is added.

    `said` are the fields it has columns for.
    """

    good: tuple[RollRow, ...]
    bad: tuple[BadRow, ...]
    ignored: tuple[str, ...]
    said: frozenset[str]


def read_roll(data: bytes, today: date) -> RollFile:
    """Read the bytes of a CSV (UTF-8 with or without mark, else Windows-1252), or NotARoll.

    A child who is to be born after `today` is a bad row.
    """
    if len(data) > LARGEST:
        raise NotARoll("too_large")
    lines = csv.reader(io.StringIO(_text(data), newline=""), strict=True)
    try:
        header, rows = _header(lines), list(_numbered(lines))
    except csv.Error as error:
        raise NotARoll("not_text") from error
    if len(rows) > MOST_ROWS:
        raise NotARoll("too_many")
    fields = [COLUMNS.get(name, "") for name in header]
    good: list[RollRow] = []
    bad: list[BadRow] = []
    seen: dict[str, int] = {}
    for line, cells in rows:
        answers = _answers(fields, cells)
        try:
            child = check(ChildEntry, _read(answers))
            _refuse_unborn(child, today)
            _refuse_double(child, line, seen)
            good.append(RollRow(line=line, child=child))
        except InputError as error:
            name = f"{answers.get('legal_first', '')} {answers.get('legal_last', '')}".strip()
            bad.append(BadRow(line=line, name=name, problems=error.problems))
    ignored = tuple(name for name in header if name and name not in COLUMNS)
    said = frozenset(field for field in fields if field)
    return RollFile(good=tuple(good), bad=tuple(bad), ignored=ignored, said=said)


def _text(data: bytes) -> str:
    if b"\0" in data:
        raise NotARoll("not_text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _header(lines: Iterable[list[str]]) -> list[str]:
    first = next(iter(lines), None)
    if not first:
        raise NotARoll("no_header")
    header = [" ".join(clean(name).casefold().split()) for name in first]
    for name in REQUIRED:
        if name not in header:
            raise NotARoll("missing_column", name)
    for name in COLUMNS:
        if header.count(name) > 1:
            raise NotARoll("double_column", name)
    return header


def _numbered(lines: Any) -> Iterable[tuple[int, list[str]]]:
    for cells in lines:
        if any(cell.strip() for cell in cells):
            yield lines.line_num, cells


def _answers(fields: list[str], cells: list[str]) -> dict[str, str]:
    named = zip(fields, cells, strict=False)
    return {field: clean(cell) for field, cell in named if field and clean(cell)}


def _read(answers: Mapping[str, str]) -> dict[str, Any]:
    read: dict[str, Any] = dict(answers)
    if "born" in answers:
        read["born"] = _day(answers["born"]) or answers["born"]
    if "upn" in answers:
        read["upn"] = answers["upn"].upper()
    if "sex" in answers:
        option = shipped_lists()["sexes"].option(answers["sex"][:1].upper())
        read["sex"] = option.choice() if option else answers["sex"]
    return read


def _day(text: str) -> date | None:
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _refuse_unborn(child: ChildEntry, today: date) -> None:
    if child.born > today:
        raise InputError({"born": "future"})


def _refuse_double(child: ChildEntry, line: int, seen: dict[str, int]) -> None:
    key = child.upn or f"{child.full_name()} {child.born.isoformat()}"
    if key in seen:
        raise InputError({"upn" if child.upn else "legal_last": "double_row"})
    seen[key] = line
