"""Turn the rows of a table into children, or say row by row what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.base.errors import InputError
from app.exchange.roll_headings import guess_columns, heading_line, plain_heading
from app.exchange.roll_table import Line, Table
from app.exchange.roll_values import (
    day_order,
    is_footer,
    read_birth,
    read_upn,
    sex_code,
    split_name,
    year_words,
)
from app.records.check import check
from app.records.lists import shipped_lists
from app.records.register import ChildEntry

FIELDS = (
    "upn",
    "legal_first",
    "legal_last",
    "known_first",
    "known_last",
    "full_name",
    "born",
    "class_name",
    "year",
    "sex",
    "left_on",
)
"""What a column may mean, in the order offered."""
_FEW, _SOME = 2, 3
_UNREADABLE = "\ufffd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Say how a table is read: the row of headings, column -> field, and two orders.

    `heading` 0 means that the table has no headings. `day_first` and `last_first` are None until
    somebody has said so, or the file shows it.
    """

    heading: int
    columns: Mapping[int, str] = field(default_factory=dict)
    day_first: bool | None = None
    last_first: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RollRow:
    """Hold one row that can be read: its number in the file, and the child."""

    line: int
    child: ChildEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """Hold one row that cannot be taken in: its number, whom it names, field -> problem code."""

    line: int
    name: str
    problems: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RollFile:
    """Hold what a file says of children, before anything is compared.

    `said` are the fields it has columns for, `ignored` the headings of columns that are not read,
    `passed` the rows that are totals or headings again. `asks` names what only a person can tell:
    day_order, name_order.
    """

    good: tuple[RollRow, ...]
    bad: tuple[BadRow, ...]
    ignored: tuple[str, ...]
    said: frozenset[str]
    passed: tuple[int, ...]
    asks: tuple[str, ...]


def guess_reading(table: Table) -> Reading:
    """Return how a table is most likely read."""
    head = heading_line(table)
    if head is None:
        return Reading(heading=0)
    return Reading(heading=head.number, columns=guess_columns(head.cells))


def read_rows(table: Table, reading: Reading, today: date) -> RollFile:
    """Read every row below the headings; nothing is guessed that `asks` names."""
    head = table.line(reading.heading)
    body = [line for line in table.lines if line.number > reading.heading]
    told = _Order.of(body, reading)
    good: list[RollRow] = []
    bad: list[BadRow] = []
    passed: list[int] = []
    seen: set[str] = set()
    for line in body:
        answers = _answers(line, reading.columns)
        if _is_no_child(line, answers, head):
            passed.append(line.number)
            continue
        row = _row(line.number, answers, told, today, seen)
        (good if isinstance(row, RollRow) else bad).append(row)  # type: ignore[arg-type]
    return RollFile(
        good=tuple(good),
        bad=tuple(bad),
        ignored=_ignored(head, reading.columns),
        said=_said(reading.columns),
        passed=tuple(passed),
        asks=told.asks,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    day_first: bool
    last_first: bool
    asks: tuple[str, ...]

    @classmethod
    def of(cls, body: Iterable[Line], reading: Reading) -> _Order:
        places = {meaning: place for place, meaning in reading.columns.items()}
        days = {day_order(_cell(line, places.get("born"))) for line in body} - {""}
        names = {_cell(line, places.get("full_name")) for line in body}
        asks = []
        day_first, shown = reading.day_first, days - {"either"}
        if day_first is None and len(shown) == 1:
            day_first = shown == {"first"}
        elif day_first is None and days:
            asks.append("day_order")
        bare = any(" " in name and "," not in name for name in names)
        if reading.last_first is None and bare:
            asks.append("name_order")
        return cls(
            day_first=day_first is not False,
            last_first=bool(reading.last_first),
            asks=tuple(asks),
        )


def _cell(line: Line, place: int | None) -> str:
    return line.cells[place] if place is not None and place < len(line.cells) else ""


def _answers(line: Line, columns: Mapping[int, str]) -> dict[str, str]:
    named = ((meaning, _cell(line, place)) for place, meaning in columns.items())
    return {meaning: words for meaning, words in named if words}


def _is_no_child(line: Line, answers: Mapping[str, str], head: Line | None) -> bool:
    if head is not None and _plain(line) == _plain(head):
        return True
    filled = [cell for cell in line.cells if cell]
    return "born" not in answers and (
        (len(filled) <= _SOME and is_footer(filled[0]))
        or (len(filled) <= _FEW and _no_words(filled))
    )


def _plain(line: Line) -> list[str]:
    return [plain_heading(cell) for cell in line.cells]


def _no_words(filled: list[str]) -> bool:
    """Say whether a short row holds no name: figures or signs only."""
    return not any(char.isalpha() for cell in filled for char in cell)


def _row(
    number: int, answers: Mapping[str, str], order: _Order, today: date, seen: set[str]
) -> RollRow | BadRow:
    try:
        child = check(ChildEntry, _draft(answers, order, today))
        _refuse_unlikely(child, answers, today)
        _refuse_double(child, seen)
    except InputError as error:
        return BadRow(line=number, name=_name(answers), problems=error.problems)
    return RollRow(line=number, child=child)


def _draft(answers: Mapping[str, str], order: _Order, today: date) -> dict[str, Any]:
    draft: dict[str, Any] = {k: v for k, v in answers.items() if k != "full_name"}
    if "full_name" in answers:
        first, last = split_name(answers["full_name"], last_first=order.last_first)
        draft = {"legal_first": first, "legal_last": last, **draft}
    for name in ("born", "left_on"):
        if name in answers:
            day = read_birth(answers[name], today, day_first=order.day_first)
            draft[name] = day or answers[name]
    if "upn" in answers:
        draft["upn"] = read_upn(answers["upn"])
    if "year" in answers:
        draft["year"] = year_words(answers["year"])
    if "sex" in answers:
        code = sex_code(answers["sex"])
        draft["sex"] = shipped_lists()["sexes"].choice(code) if code else code
        draft["sex"] = answers["sex"] if code is None else draft["sex"]
    return draft


def _refuse_unlikely(child: ChildEntry, answers: Mapping[str, str], today: date) -> None:
    broken = [name for name, words in answers.items() if _UNREADABLE in words]
    if broken:
        name = "legal_last" if broken[0] == "full_name" else broken[0]
        raise InputError({name: "unreadable"})
    if child.born > today:
        raise InputError({"born": "future"})
    if child.left_on and child.left_on < child.born:
        raise InputError({"left_on": "left_before_born"})


def _refuse_double(child: ChildEntry, seen: set[str]) -> None:
    keys = {f"{child.full_name().casefold()} {child.born.isoformat()}"}
    if child.upn:
        # Two children of one name and birthday with UPNs of their own are two children.
        keys = {child.upn}
    if keys & seen:
        raise InputError({"upn" if child.upn else "legal_last": "double_row"})
    seen |= keys


def _name(answers: Mapping[str, str]) -> str:
    whole = answers.get("full_name", "")
    parts = (answers.get("legal_first", ""), answers.get("legal_last", ""))
    return " ".join(part for part in parts if part) or whole


def _ignored(head: Line | None, columns: Mapping[int, str]) -> tuple[str, ...]:
    cells = head.cells if head else ()
    return tuple(cell for place, cell in enumerate(cells) if cell and place not in columns)


def _said(columns: Mapping[int, str]) -> frozenset[str]:
    held = set(columns.values())
    if "full_name" in held:
        held = (held - {"full_name"}) | {"legal_first", "legal_last"}
    return frozenset(held)
