"""Turn the answers of any record into blocks, in the words of its own form."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from app.base.text import _
from app.documents.blocks import Block, Facts, Figure, Heading, Paragraph
from app.documents.bodymap import body_map_blocks
from app.documents.letters import Letters
from app.records.declared import Field, fields_of, sections_of
from app.records.fields import FieldType, PersonAs, Section, show_day
from app.records.header import ChildAs
from app.records.marks import BodyMap
from app.records.record import Record, Row
from app.records.system import SystemRecord

Style = Literal["normal", "quote", "opinion"]

_WIDE_ROWS = 4  # a question that is given so many lines on the form has the whole width here
_LONG = 400
_DIGEST = re.compile("[0-9a-f]{64}")
_VOICES: dict[str, Style] = {"child": "quote", "opinion": "opinion"}
_TEXTS = frozenset({FieldType.SHORT, FieldType.WORDS})
_WORDED: dict[FieldType, Callable[[Any], str]] = {
    FieldType.MOMENT: lambda value: str(value.shown()),
    FieldType.DAY: show_day,
    FieldType.TICK: lambda value: _("Yes") if value else "",
    FieldType.CHOICE: lambda value: str(value.words),
    FieldType.CHOICES: lambda value: ", ".join(choice.words for choice in value),
    FieldType.PERSON: lambda value: str(value.shown()),
    FieldType.NUMBER: lambda value: f"{value:,.12g}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """Say how answers are shown.

    `children` are those of the header, whom rows point at. `compact` makes one list of it,
    without the sections' headings. `skip` leaves fields out; `always` says of fields that were
    not answered that they were not.
    """

    children: Sequence[ChildAs] = ()
    letters: Letters = field(default_factory=Letters)
    compact: bool = False
    skip: frozenset[str] = frozenset()
    always: frozenset[str] = frozenset()


def answers(record: Record, showing: Showing) -> tuple[Block, ...]:
    """Return all that a record answers, section by section; what is empty is left out."""
    plain, mapped = answers_and_maps(record, showing)
    return plain + mapped


def answers_and_maps(
    record: Record, showing: Showing
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return the sections without and those with marks on a body map, each in order."""
    sections = sections_of(type(record))
    plain: list[Block] = []
    mapped: list[Block] = []
    for section in sections:
        blocks = _section_blocks(record, section, showing)
        into = mapped if any(isinstance(block, Figure) for block in blocks) else plain
        if blocks and len(sections) > 1 and not showing.compact:
            into.append(Heading(text=_(section.label), level=2))
        into += blocks
    return tuple(joined(plain)), tuple(joined(mapped))


def _section_blocks(record: Record, section: Section, showing: Showing) -> list[Block]:
    writing = _Writing(showing)
    for one in fields_of(type(record)):
        if one.ask and one.ask.section is section and one.name not in showing.skip:
            writing.add(one, getattr(record, one.name))
    return writing.blocks()


def shown(one: Field, value: Any, showing: Showing) -> str:
    """Return an answer that is no row and no body map as text; empty if there is none."""
    if value is None:
        return ""
    if one.type in _TEXTS:
        return grouped(value) if _DIGEST.fullmatch(value) else showing.letters.text(value)
    if one.type is FieldType.CHILD:
        return child_name(value, showing)
    return _WORDED[one.type](value)


def grouped(digits: str) -> str:
    """Return a long number in groups of eight, so that it can be compared and may be broken."""
    return " ".join(digits[at : at + 8] for at in range(0, len(digits), 8))


def child_name(ref: str, showing: Showing) -> str:
    """Return what the child that a row points at is called."""
    for child in showing.children:
        if child.ref() == ref:
            return showing.letters.name(child)
    return _("A child not named here")


class _Writing:
    """Gather the blocks of one section; short answers stand side by side."""

    def __init__(self, showing: Showing) -> None:
        self._showing = showing
        self._blocks: list[Block] = []
        self._facts: list[tuple[str, str]] = []

    def blocks(self) -> list[Block]:
        """Return what was gathered."""
        self._flush()
        return self._blocks

    def add(self, one: Field, value: Any) -> None:
        """Add one answer."""
        if one.type is FieldType.BODY_MAP:
            self._add_map(one, value)
        elif one.row is not None:
            self._add_rows(one, value)
        else:
            self._add_text(one, shown(one, value, self._showing))

    def _add_text(self, one: Field, text: str) -> None:
        if not text:
            self._add_missing(one)
        elif self._wide(one, text):
            self._head(_(one.label))
            style = _VOICES.get(one.ask.voice if one.ask else "", "normal")
            self._blocks.append(Paragraph(text=text, style=style))
        else:
            self._facts.append((_(one.label), text))

    def _wide(self, one: Field, text: str) -> bool:
        if one.ask is None or one.type is not FieldType.WORDS:
            return False
        roomy = one.ask.rows >= _WIDE_ROWS or len(text) > _LONG
        return bool(one.ask.voice) or (roomy and not self._showing.compact)

    def _add_map(self, one: Field, value: BodyMap | None) -> None:
        if value is None or not value.marks:
            self._add_missing(one)
            return
        self._flush()
        self._blocks += body_map_blocks(value, self._showing.letters)

    def _add_rows(self, one: Field, rows: Sequence[Row]) -> None:
        if not rows:
            self._add_missing(one)
        for number, row in enumerate(rows, start=1):
            facts = list(self._row(row))
            if len(rows) > 1 and all(f.type is not FieldType.CHILD for f in fields_of(type(row))):
                facts.insert(0, (_(one.label), str(number)))
            self._facts += facts

    def _row(self, row: Row) -> Iterator[tuple[str, str]]:
        for inner in fields_of(type(row)):
            text = shown(inner, getattr(row, inner.name), self._showing)
            if text:
                yield _(inner.label), text

    def _add_missing(self, one: Field) -> None:
        if one.name in self._showing.always:
            self._facts.append((_(one.label), _("Not provided")))

    def _head(self, text: str) -> None:
        self._flush()
        self._blocks.append(Heading(text=text, level=3))

    def _flush(self) -> None:
        if self._facts:
            self._blocks.append(Facts(rows=tuple(self._facts)))
            self._facts = []


def adults_of(records: Iterable[Record]) -> Iterator[str]:
    """Yield the names of adults whom records name as such."""
    for record in records:
        if isinstance(record, SystemRecord):
            continue
        for one in fields_of(type(record)):
            value = getattr(record, one.name)
            if one.type is FieldType.PERSON and isinstance(value, PersonAs):
                yield value.name


def joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks, facts that follow facts as one."""
    held: Facts | None = None
    for block in blocks:
        if isinstance(block, Facts):
            held = Facts(rows=(*(held.rows if held else ()), *block.rows))
            continue
        if held:
            yield held
        held = None
        yield block
    if held:
        yield held
