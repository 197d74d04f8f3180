"""Find children, records and actions as somebody types."""

from __future__ import annotations

from dataclasses import dataclass

from app.base.fold import fold
from app.base.text import _
from app.records.check import clean
from app.rules.cards import ChildCard
from app.views.lines import card_of, short
from app.views.roll import RollView
from app.views.vaults import Vaults

MOST_CHILDREN = 8
MOST_RECORDS = 20
LEAST = 2
"""A single letter finds children only: nearly every record has a word that begins with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Hold something found: a child (record is empty) or a record of a child."""

    sort: str
    child: ChildCard | None
    record: str
    title: str
    detail: str


class FindView:
    """Answer what is typed into the find box; what is opened from it is logged by the service."""

    def __init__(self, vaults: Vaults) -> None:
        """Take the open vaults."""
        self._ledger = vaults.children
        self._clock = vaults.clock
        self._roll = RollView(vaults)

    def hits(self, typed: str) -> list[Hit]:
        """Return children, then actions that stand open, then records, newest first."""
        words = clean(typed)
        if not fold(words):
            return []
        return [*self._children(words), *self._records(words)]

    def _children(self, typed: str) -> list[Hit]:
        today = self._clock.now().day()
        return [
            Hit(sort="child", child=card, record="", title=card.name, detail=card.identity(today))
            for card in self._roll.named(typed, most=MOST_CHILDREN)
        ]

    def _records(self, typed: str) -> list[Hit]:
        words = [word for word in fold(typed).replace('"', " ").split() if len(word) >= LEAST]
        hits = []
        for whole in self._ledger.found(words, MOST_RECORDS) if words else ():
            first = next(iter(whole.header.children), None)
            record = whole.record
            hits.append(
                Hit(
                    sort="action" if whole.entry.kind == "action" else "record",
                    child=card_of(first, self._roll) if first else None,
                    record=whole.entry.id,
                    title=_(record.kind.label) if record else whole.entry.kind,
                    detail=short(record.line()) if record else "",
                )
            )
        return sorted(hits, key=lambda hit: hit.sort)
