"""Work out what an import of a roll would do, without a connection: any thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import msgspec

from app.base.fold import fold
from app.exchange.roll_headings import guess_columns, missing_fields, signature
from app.exchange.roll_read import read_table
from app.exchange.roll_rows import BadRow, Reading, RollFile, RollRow, guess_reading, read_rows
from app.exchange.roll_table import Line, Table
from app.exchange.roll_values import year_words
from app.records.register import ChildEntry
from app.rules.roll_matching import Matched, Named, Near, match_rows

NEW, LEAVE_OUT = "new", "leave_out"
"""What may be answered besides the id of a child of the roll."""
COMPARED = (
    "legal_first",
    "legal_last",
    "known_first",
    "known_last",
    "born",
    "upn",
    "class_name",
    "year",
    "sex",
    "left_on",
)
_MANY, _PART, _CLASS = 5, 0.3, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Hold a file that was opened: its table, and how it is to be read."""

    table: Table
    reading: Reading

    def headings(self) -> tuple[str, ...]:
        """Return the headings, empty ones too, as wide as the table."""
        line = self.table.line(self.reading.heading)
        cells = line.cells if line else ()
        return (*cells, *("" for _n in range(self.table.width() - len(cells))))

    def sample(self, most: int = 5) -> tuple[Line, ...]:
        """Return the first rows below the headings."""
        below = (line for line in self.table.lines if line.number > self.reading.heading)
        return tuple(line for _n, line in zip(range(most), below, strict=False))

    def missing(self) -> tuple[str, ...]:
        """Return the fields that no column says and every roll must."""
        return missing_fields(self.reading.columns)

    def layout(self) -> str:
        """Return what tells this layout from others; no heading can be read from it."""
        return signature(self.headings())

    def with_column(self, place: int, meaning: str) -> Opened:
        """Say what a column means, "" for not read; no other column means the same then."""
        columns = {p: m for p, m in self.reading.columns.items() if p != place and m != meaning}
        if meaning:
            columns[place] = meaning
        return self._read(replace(self.reading, columns=dict(sorted(columns.items()))))

    def with_heading(self, number: int) -> Opened:
        """Say in which row the headings stand, 0 for none; the columns are guessed anew."""
        line = self.table.line(number)
        columns = guess_columns(line.cells) if line else {}
        return self._read(Reading(heading=line.number if line else 0, columns=columns))

    def with_columns(self, columns: Mapping[int, str]) -> Opened:
        """Say what all columns mean, as it was remembered; those that are not there are not."""
        width = self.table.width()
        held = {place: meaning for place, meaning in columns.items() if place < width}
        return self._read(replace(self.reading, columns=held))

    def with_orders(self, *, day_first: bool | None, last_first: bool | None) -> Opened:
        """Say in which order days and whole names are written; None where nobody has said."""
        return self._read(replace(self.reading, day_first=day_first, last_first=last_first))

    def _read(self, reading: Reading) -> Opened:
        return replace(self, reading=reading)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """Hold a known child and what a row changes: the new entry, and (field, old, new)."""

    child: str
    line: int
    entry: ChildEntry
    differences: tuple[tuple[str, object, object], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Ask whether a row is one of some children of the roll; `answer` is "" until it is given."""

    row: RollRow
    near: tuple[Near, ...]
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """Hold the roll as it stands: entries by id, leavers too, and its newest place."""

    entries: Mapping[str, ChildEntry]
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Hold what a person has said: row -> answer, and whether the file is the whole school."""

    answers: Mapping[int, str] = field(default_factory=dict)
    whole_school: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Hold what an import would do, before anything is added.

    `missing` are children on the roll who do not stand in the file; `partial` says why the file
    may hold only a part of the school (classes, many), "" where it seems whole.
    """

    opened: Opened
    roll: Roll
    file: RollFile
    new: tuple[RollRow, ...]
    changed: tuple[Changed, ...]
    same: int
    questions: tuple[Question, ...]
    missing: tuple[str, ...]
    partial: str
    left_out: int

    def open_questions(self) -> int:
        """Return how many questions wait for an answer."""
        return len(self.file.asks) + sum(not one.answer for one in self.questions)


def open_roll(data: bytes) -> Opened:
    """Open a file and guess how it is read (NotARoll)."""
    table = read_table(data)
    return Opened(table=table, reading=guess_reading(table))


def plan_import(opened: Opened, roll: Roll, told: Told, today: date) -> Plan:
    """Compare a file with the roll as it stands; what is only alike is asked."""
    file = read_rows(opened.table, opened.reading, today)
    if opened.missing():
        file = replace(file, good=(), bad=())
    matched = _matched(file, roll)
    questions = _questions(file, matched, told)
    sure = {int(line): child for line, child in matched.sure.items()}
    sure |= {q.row.line: q.answer for q in questions if q.answer not in ("", NEW, LEAVE_OUT)}
    asked = {q.row.line for q in questions if q.answer in ("", LEAVE_OUT)}
    changed, same = _compared(file, roll, sure)
    fresh = [row for row in file.good if row.line not in sure and row.line not in asked]
    new, gone = _without_leavers(fresh, today)
    missing = _missing(file, roll, questions, set(sure.values()))
    return Plan(
        opened=opened,
        roll=roll,
        file=replace(file, bad=tuple(sorted((*file.bad, *gone), key=lambda row: row.line))),
        new=new,
        changed=changed,
        same=same,
        questions=questions,
        missing=missing,
        partial=_partial(roll, missing) if told.whole_school is None else "",
        left_out=sum(q.answer == LEAVE_OUT for q in questions),
    )


def _matched(file: RollFile, roll: Roll) -> Matched:
    rows = [_named(str(row.line), row.child) for row in file.good]
    return match_rows(rows, [_named(child, entry) for child, entry in roll.entries.items()])


def _named(key: str, entry: ChildEntry) -> Named:
    return Named(
        key=key,
        first=entry.legal_first,
        last=entry.legal_last,
        known_first=entry.known_first or "",
        known_last=entry.known_last or "",
        born=entry.born,
        upn=entry.upn or "",
    )


def _questions(file: RollFile, matched: Matched, told: Told) -> tuple[Question, ...]:
    """Return what is asked; a child can be the answer once."""
    taken: set[str] = set()
    questions = []
    for row in file.good:
        near = matched.near.get(str(row.line), ())
        answer = told.answers.get(row.line, "")
        known = {one.child for one in near} - taken
        if not near:
            continue
        if answer not in (NEW, LEAVE_OUT) and answer not in known:
            answer = ""
        taken.add(answer)
        questions.append(Question(row=row, near=near, answer=answer))
    return tuple(questions)


def _compared(
    file: RollFile, roll: Roll, sure: Mapping[int, str]
) -> tuple[tuple[Changed, ...], int]:
    changed, same = [], 0
    for row in file.good:
        child = sure.get(row.line)
        if child is None:
            continue
        before = roll.entries[child]
        after = told_entry(before, row.child, file.said)
        differences = _differences(before, after)
        if differences:
            changed.append(
                Changed(child=child, line=row.line, entry=after, differences=differences)
            )
        else:
            same += 1
    return tuple(changed), same


def told_entry(entry: ChildEntry, row: ChildEntry, said: Iterable[str]) -> ChildEntry:
    """Return a known child as a file tells of them.

    A column that the file lacks says nothing, nor does an empty cell; whoever stands in the file
    has not left, unless it gives the day.
    """
    told = {name: value for name in said if (value := getattr(row, name)) is not None}
    if "year" in told and entry.year and year_words(entry.year) == told["year"]:
        del told["year"]
    return _tidy(msgspec.structs.replace(entry, **{"left_on": None, **told}))


def _tidy(entry: ChildEntry) -> ChildEntry:
    """Drop known names that are the legal ones: exports often repeat them."""
    return msgspec.structs.replace(
        entry,
        known_first=None if entry.known_first == entry.legal_first else entry.known_first,
        known_last=None if entry.known_last == entry.legal_last else entry.known_last,
    )


def _differences(before: ChildEntry, after: ChildEntry) -> tuple[tuple[str, object, object], ...]:
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in COMPARED)
    return tuple((name, old, new) for name, old, new in pairs if old != new)


def _without_leavers(
    fresh: Iterable[RollRow], today: date
) -> tuple[tuple[RollRow, ...], list[BadRow]]:
    """Leave out who left before ever standing on the roll here."""
    new, gone = [], []
    for row in fresh:
        left = row.child.left_on
        if left is not None and left <= today:
            problems = {"left_on": "left_already"}
            gone.append(BadRow(line=row.line, name=row.child.full_name(), problems=problems))
        else:
            new.append(replace(row, child=_tidy(row.child)))
    return tuple(new), gone


def _missing(
    file: RollFile, roll: Roll, questions: Iterable[Question], met: set[str]
) -> tuple[str, ...]:
    """Return who is on the roll and not in the file, not even perhaps or in a bad row."""
    perhaps = {near.child for q in questions if q.answer != NEW for near in q.near}
    named = {_set_of_words(row.name) for row in file.bad}
    left = (
        child
        for child, entry in roll.entries.items()
        if entry.left_on is None
        and child not in met | perhaps
        and _set_of_words(entry.full_name()) not in named
    )
    return tuple(sorted(left, key=lambda child: fold(roll.entries[child].full_name())))


def _set_of_words(name: str) -> frozenset[str]:
    return frozenset(fold(name.replace(",", " ")).split())


def _partial(roll: Roll, missing: tuple[str, ...]) -> str:
    here = {child: e for child, e in roll.entries.items() if e.left_on is None}
    whole = Counter(entry.class_name for entry in here.values())
    gone = Counter(here[child].class_name for child in missing)
    if any(name and count >= _CLASS and whole[name] == count for name, count in gone.items()):
        return "classes"
    return "many" if len(missing) > max(_MANY, _PART * len(here)) else ""
