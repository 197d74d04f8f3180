"""Compose the signed sheet of any record: the account, how it was signed, what followed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.base.text import N_, _
from app.documents.amended import amended_blocks
from app.documents.answers import Showing, answers_and_maps
from app.documents.blocks import (
    Block,
    Column,
    Document,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Table,
)
from app.documents.follow_ups import follow_up_blocks
from app.documents.letters import Letters
from app.documents.moments import stamp_words
from app.documents.sheet_source import SheetEntry, SheetSource
from app.documents.signed import reporter_ink, second_ink, signature_block
from app.documents.timeline import TIMED, timeline
from app.records.concern import AnyConcern
from app.records.decision import Decision
from app.records.fields import show_day
from app.records.header import ChildAs
from app.rules.cards import age_on

MARKING = N_("CONFIDENTIAL – child protection")

# What a reader asks for first is shown even where nothing was answered.
_ALWAYS = {"concern": frozenset({"words", "parents"})}
_LINKS = {
    "answers": N_("Decides about"),
    "part_of": N_("Part of"),
    "about": N_("About"),
    "done": N_("Completes"),
    "reassigned": N_("Changes"),
    "redated": N_("Changes"),
    "cancelled": N_("Cancels"),
    "closes": N_("Closes"),
    "reopens": N_("Opens again"),
    "assigns": N_("Names the owner of"),
    "same_event": N_("Same event as"),
    "read": N_("Reading of"),
    "ends": N_("Ends"),
    "amends": N_("Amends"),
    "amended": N_("Amends"),
    "in_error": N_("Takes from the file"),
    "put_back": N_("Puts back on the file"),
    "replaces": N_("Replaces, filed in error,"),
    "reconsiders": N_("Asks to reconsider"),
    "settles": N_("Answers"),
}


def record_sheet(source: SheetSource) -> Document:
    """Return the sheet of a record. The key to its letters is `source.letters().key`."""
    entry, letters = source.entry, source.letters()
    kind = _(entry.record.kind.label)
    return Document(
        title=_("{kind}, record {number}").format(kind=kind, number=entry.number),
        marking=_(MARKING),
        school=source.school,
        reference=source.reference,
        record=record_words(entry),
        blocks=(
            Heading(text=kind, level=1),
            *_notice(letters),
            *_about(source, letters),
            *_account(source, letters),
            *_afterwards(source, letters),
        ),
    )


def record_words(entry: SheetEntry) -> str:
    """Return number and version of a record."""
    return _("Record {number}, version {version}").format(
        number=entry.number, version=entry.version
    )


def _notice(letters: Letters) -> Iterator[Block]:
    if not letters.key:
        return
    yield Paragraph(
        text=_(
            "This print is for the file of one child. Other children are called Child B, Child C"
            " and so on; the school keeps the key."
        ),
        style="small",
    )


def _about(source: SheetSource, letters: Letters) -> Iterator[Block]:
    """Yield what the record is, and whom it is about, as they were then."""
    entry = source.entry
    children, facts = entry.header.children, _facts(source)
    if len(children) == 1:
        yield Facts(rows=(*_child_facts(entry, letters), *facts))
        return
    if facts:
        yield Facts(rows=tuple(facts))
    if children:
        yield from [Heading(text=_("Children, as they were then"))] if facts else []
        yield _child_table(entry, letters)


def _child_facts(entry: SheetEntry, letters: Letters) -> Iterator[tuple[str, str]]:
    name, born, class_name, role = _child_cells(entry, entry.header.children[0], letters)
    yield _("Child"), name
    yield _("Born"), born
    yield from [(_("Class then"), class_name)] if class_name else []
    yield _("In this record"), role


def _child_table(entry: SheetEntry, letters: Letters) -> Table:
    return Table(
        columns=(
            Column(heading=_("Child"), share=2.4),
            Column(heading=_("Born"), share=1.8),
            Column(heading=_("Class"), share=1.1),
            Column(heading=_("In this record"), share=2.2),
        ),
        rows=tuple(_child_cells(entry, child, letters) for child in entry.header.children),
    )


def _child_cells(entry: SheetEntry, child: ChildAs, letters: Letters) -> tuple[str, ...]:
    if letters.hides(child.ref()):
        return letters.name(child), _("not shown"), _("not shown"), child.role.words
    day = entry.header.written.day()
    return child.shown(), _born(child, day), child.class_name, child.role.words


def _born(child: ChildAs, day: date) -> str:
    if child.born is None:
        typed = _("{age}, not on the roll").format(age=child.age)
        return typed if child.age else _("Not on the roll")
    age = age_on(child.born, day)
    return _("{day} (aged {age})").format(day=show_day(child.born), age=age)


def _facts(source: SheetSource) -> list[tuple[str, str]]:
    entry = source.entry
    rows = [] if isinstance(entry.record, AnyConcern) else _times(entry)
    for link in entry.header.links:
        number = source.number_of(link.to)
        if number is not None and link.why in _LINKS:
            rows.append((_(_LINKS[link.why]), _("Record {number}").format(number=number)))
    return list(dict.fromkeys(rows))


def _times(entry: SheetEntry) -> list[tuple[str, str]]:
    rows = [
        (_("Recorded by"), entry.header.author.shown()),
        (_("Written"), stamp_words(entry.header.written)),
    ]
    if entry.recorded != entry.header.written:
        rows.append((_("Entered in the record"), stamp_words(entry.recorded)))
    return rows


MAPPED = frozenset({"body_map", "map_child", "map_seen_at", "map_explained", "first_aid"})
"""What is left out of a print for a child whose marks they are not."""


def _account(source: SheetSource, letters: Letters) -> Iterator[Block]:
    """Yield the record itself and how it was signed; a body map has a page of its own."""
    entry = source.entry
    record, skip = entry.record, frozenset[str]()
    if isinstance(record, AnyConcern):
        skip = TIMED
        if record.map_child and letters.hides(record.map_child):
            skip |= MAPPED
        yield Heading(text=_("Times"))
        yield timeline(record, entry, source.shown_follow_ups())
    plain, mapped = answers_and_maps(
        record,
        Showing(
            children=entry.header.children,
            letters=letters,
            skip=skip,
            always=_ALWAYS.get(entry.header.kind, frozenset()),
        ),
    )
    yield from plain
    ink = [reporter_ink(entry)]
    ink += [] if _decided(source) else [second_ink(entry)]
    yield signature_block(entry, *ink, with_map=bool(mapped))
    if mapped:
        yield PageBreak()
        yield from mapped
    yield from amended_blocks(entry, letters, skip=skip - TIMED)


def _decided(source: SheetSource) -> bool:
    return any(isinstance(one.record, Decision) for one in source.shown_follow_ups())


def _afterwards(source: SheetSource, letters: Letters) -> Iterator[Block]:
    entries, decided = source.shown_follow_ups(), _decided(source)
    blocks = follow_up_blocks(entries, source.entry.header.children, letters)
    if blocks:
        words = {"kind": _(source.entry.record.kind.label)}
        title = _("{kind}: what was decided and done") if decided else _("{kind}: what followed")
        yield PageBreak()
        yield Heading(text=title.format(**words), level=1)
        yield Paragraph(
            text=_("Written apart from the account above, by those named with each entry."),
            style="small",
        )
        yield from blocks
    if source.left_out():
        yield Paragraph(text=_left_out(source.left_out()), style="small")


def _left_out(count: int) -> str:
    return _("Entries about other children only that are not shown here: {count}").format(
        count=count
    )
