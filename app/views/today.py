"""Ask what a DSL must do today."""

from __future__ import annotations

from app.ledger.values import Whole
from app.records.system import SystemRecord
from app.rules.cards import ChildCard
from app.rules.deadlines import newest_rules
from app.rules.today import News, Standing, Today, WaitingConcern, adrift
from app.views.lines import card_of, short
from app.views.roll import RollView
from app.views.standing import StandingView
from app.views.vaults import Vaults

MOST_NEWS = 50
_MINUTE_US = 60_000_000


class TodayView:
    """Answer the first question of the day."""

    def __init__(self, vaults: Vaults) -> None:
        """Take the open vaults."""
        self._vaults = vaults
        self._ledger = vaults.children
        self._roll = RollView(vaults)
        self._standing = StandingView(vaults)

    def page(self, *, seen_up_to: int = 0, sealed_notes: int = 0) -> Today:
        """Return the page; news are entries by others after the sequence last seen."""
        rows = self._standing.rows()
        waiting = [r for r in rows if r.kind == "concern" and not r.decided]
        texts, cards = self._standing.texts(rows), self._standing.cards(rows)
        day = self._vaults.clock.now().day()
        return Today(
            day=day,
            waiting=tuple(self._waiting(waiting)),
            actions=tuple(self._standing.due_actions(rows)),
            adrift=tuple(
                adrift(rows, cards.__getitem__, texts.__getitem__, self._standing.name)
            ),
            news=tuple(self._news(seen_up_to)),
            open_concerns=sum(r.kind == "concern" for r in rows),
            sealed_notes=sealed_notes,
        )

    def _waiting(self, rows: list[Standing]) -> list[WaitingConcern]:
        wholes = {w.entry.id: w for w in self._ledger.wholes({row.id for row in rows})}
        read = {t for t, why, _e in self._ledger.pointing_at(wholes) if why == "read"}
        cards = self._standing.cards(rows)
        found = [
            self._one_waiting(row, wholes[row.id], cards, read=row.id in read) for row in rows
        ]
        return sorted(found, key=lambda w: w.recorded)

    def _one_waiting(
        self, row: Standing, whole: Whole, cards: dict[str, ChildCard], *, read: bool
    ) -> WaitingConcern:
        now = self._vaults.clock.now()
        rule = newest_rules().rule("D02")
        return WaitingConcern(
            record=row.id,
            child=cards[row.child],
            line=short(whole.record.line()) if whole.record else "",
            by=whole.header.author.shown(),
            recorded=row.recorded,
            waited_minutes=max(0, now.utc_us - row.recorded.utc_us) // _MINUTE_US,
            decide_by=rule.limit_from(row.recorded.day()),
            read=read or whole.header.author.id == self._vaults.me.id,
            others=len(whole.header.children) - 1,
        )

    def _news(self, seen_up_to: int) -> list[News]:
        entries = self._ledger.entries(
            "e.seq > ? AND e.author <> ? AND e.author <> ''",
            (seen_up_to, self._vaults.me.id),
            order="e.seq DESC LIMIT 50",
        )
        wholes = self._ledger.wholes(entry.id for entry in entries)
        return [
            self._one_news(w)
            for w in reversed(wholes)
            if w.record and not isinstance(w.record, SystemRecord)
        ]

    def _one_news(self, whole: Whole) -> News:
        first = next(iter(whole.header.children), None)
        record = whole.record
        return News(
            record=whole.entry.id,
            kind=whole.entry.kind,
            label=record.kind.label if record else whole.entry.kind,
            child=card_of(first, self._roll) if first else None,
            line=short(record.line()) if record else "",
            by=whole.header.author.shown(),
            recorded=whole.entry.recorded,
        )
