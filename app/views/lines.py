"""Turn whole records into lines of a chronology and into cards of their children."""

from __future__ import annotations

from app.base.text import _
from app.ledger.values import Whole
from app.records.concern import Concern
from app.records.fields import Choice
from app.records.header import ChildAs
from app.rules.cards import ChildCard
from app.rules.chronology import Line
from app.views.roll import RollView

LINE_LENGTH = 240


def line_of(whole: Whole, refs: frozenset[str]) -> Line:
    """Return the line that a record gives in one child's chronology.

    `refs` are all the names under which records know the child.
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
        categories=record.categories if isinstance(record, Concern) else (),
        strength=whole.strength,
        same_event=whole.header.links_for("same_event"),
    )


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
