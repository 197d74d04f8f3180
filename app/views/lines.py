"""Turn whole records into lines of a chronology and into cards of their children."""

from __future__ import annotations

from collections.abc import Sequence

from app.base.text import _
from app.ledger.values import Whole
from app.records.concern import AnyConcern, Concern
from app.records.fields import Choice, show_day
from app.records.header import ChildAs
from app.records.record import Record
from app.rules.cards import ChildCard
from app.rules.chronology import Line
from app.views.roll import RollView

LINE_LENGTH = 240


def line_of(whole: Whole, refs: frozenset[str], amended: Sequence[str] = ()) -> Line:
    """Return the line that a record gives in one child's chronology.

    `refs` are all the names under which records know the child; `amended` says why the record
    was amended.
    """
    me = next((c for c in whole.header.children if c.ref() in refs), None)
    record = whole.record
    return Line(
        seq=whole.entry.seq,
        record=whole.entry.id,
        kind=whole.entry.kind,
        label=_(record.kind.label) if record else whole.entry.kind,
        happened=record.happened_at() if record else None,
        recorded=whole.entry.recorded,
        author=whole.header.author.shown(),
        text=record.line() if record else "",
        role=me.role if me else Choice("subject", _("Child this is about")),
        others=tuple(c.shown() for c in whole.header.children if c.ref() not in refs),
        categories=record.categories if isinstance(record, AnyConcern) else (),
        detail=" ".join(filter(None, (_amended(whole, amended), _from_paper(record)))),
        strength=whole.strength,
        same_event=whole.header.links_for("same_event"),
    )


def _amended(whole: Whole, reasons: Sequence[str]) -> str:
    if whole.amended is None:
        return ""
    words = _("Amended on {day}, version {number}: {reasons}")
    return words.format(
        day=show_day(whole.amended.day()), number=whole.number, reasons=" / ".join(reasons)
    )


def _from_paper(record: Record | None) -> str:
    """Return who wrote it on paper and when, if it was entered from there."""
    if not isinstance(record, Concern) or record.paper_by is None or record.paper_at is None:
        return ""
    words = _("First written on paper by {name}, {when}")
    return words.format(name=record.paper_by.shown(), when=record.paper_at.shown())


def short(text: str) -> str:
    """Return the first line of a text, cut at a word after 240 characters."""
    first = text.strip().split("\n", 1)[0]
    if len(first) <= LINE_LENGTH:
        return first
    return first[:LINE_LENGTH].rsplit(" ", 1)[0] + " …"


def card_of(child: ChildAs, roll: RollView) -> ChildCard:
    """Return the card of a child in a record: from the roll, else as typed."""
    listed = roll.child(child.ref())
    return listed or typed_card(child)


def typed_card(child: ChildAs) -> ChildCard:
    """Return the card of a child who stands in no roll."""
    return ChildCard(
        id=child.ref(),
        legal_name=child.name,
        known_as=child.known_as,
        born=child.born,
        class_name=child.class_name,
        age=child.age,
        listed=False,
    )
