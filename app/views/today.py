"""Ask what a DSL must do today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from app.ledger.values import Whole
from app.records.system import SystemRecord
from app.rules.cards import ChildCard
from app.rules.deadlines import newest_rules
from app.rules.history import is_history
from app.rules.today import (
    Adrift,
    Asked,
    Counts,
    Lost,
    News,
    Standing,
    Today,
    WaitingConcern,
    lost,
)
from app.views.lines import card_of, short
from app.views.roll import RollView
from app.views.standing import StandingView
from app.views.vaults import Vaults

MOST_NEWS = 50
DECIDE = "D02"
_MINUTE_US = 60_000_000
# What follows from a record that is news already, or tells nobody anything.
_QUIET = ("acknowledged", "assigned", "matched")


class TodayView:
    """Answer the first question of the day."""

    def __init__(self, vaults: Vaults) -> None:
        """Take the open vaults."""
        self._vaults = vaults
        self._ledger = vaults.children
        self._roll = RollView(vaults)
        self._standing = StandingView(vaults)

    def page(
        self,
        *,
        seen_up_to: int = 0,
        sealed_notes: int = 0,
        most: int | None = None,
        mine: bool = False,
    ) -> Today:
        """Return the page; news are entries by others after the sequence last seen.

        `most` cuts each list, `mine` leaves only the actions of the person signed in.
        """
        rows, day = self._standing.rows(), self._vaults.clock.now().day()
        concerns = [r for r in rows if r.kind == "concern"]
        waiting = sorted((r for r in concerns if not r.decided), key=lambda r: r.recorded)
        actions = [r for r in rows if r.kind == "action" and r.due_on]
        if mine:
            actions = [r for r in actions if r.owner == self._vaults.me.id]
        late = {r.id for r in waiting if day > _decide_by(r)}
        adrift = lost(concerns, self._standing.acting(), self._roll.working(day))
        return Today(
            day=day,
            waiting=tuple(self._waiting(waiting, most)),
            actions=tuple(self._standing.due_actions(actions[:most])),
            adrift=tuple(self._adrift(adrift[:most])),
            news=tuple(self._news(seen_up_to)),
            open_concerns=len(concerns),
            sealed_notes=sealed_notes,
            asked=tuple(self._asked([r for r in rows if r.kind == "reconsideration"])),
            counts=Counts(
                waiting=len({r.id for r in waiting}),
                late_waiting=len(late - self._history(late)),
                actions=len(actions),
                late_actions=sum(r.due_on < day for r in actions if r.due_on),
                adrift=len(adrift),
                open_concerns=len({r.id for r in concerns}),
            ),
        )

    def _waiting(self, rows: Sequence[Standing], most: int | None) -> list[WaitingConcern]:
        by_record: dict[str, list[Standing]] = {}
        for row in rows:
            by_record.setdefault(row.id, []).append(row)
        shown = list(by_record.values())[:most]
        wholes = {w.entry.id: w for w in self._ledger.wholes(mine[0].id for mine in shown)}
        read = {t for t, why, _e in self._ledger.pointing_at(wholes) if why == "read"}
        cards = self._standing.cards(row for mine in shown for row in mine)
        return [
            self._one_waiting(mine, wholes[mine[0].id], cards, read=mine[0].id in read)
            for mine in shown
        ]

    def _one_waiting(
        self, rows: Sequence[Standing], whole: Whole, cards: Mapping[str, ChildCard], *, read: bool
    ) -> WaitingConcern:
        row, now = rows[0], self._vaults.clock.now()
        waits = {each.child: cards[each.child] for each in rows}
        named = [child.ref() for child in whole.header.children]
        order = sorted(waits, key=lambda ref: named.index(ref) if ref in named else len(named))
        return WaitingConcern(
            record=row.id,
            child=waits[order[0]],
            line=short(whole.record.line()) if whole.record else "",
            by=whole.header.author.shown(),
            recorded=row.recorded,
            waited_minutes=max(0, now.utc_us - row.recorded.utc_us) // _MINUTE_US,
            decide_by=_decide_by(row),
            read=read or whole.header.author.id == self._vaults.me.id,
            others=len(whole.header.children) - 1,
            also=tuple(waits[ref] for ref in order[1:]),
            history=is_history(whole.record, row.recorded.day()),
        )

    def _history(self, records: Iterable[str]) -> set[str]:
        wholes = self._ledger.wholes(records)
        return {w.entry.id for w in wholes if is_history(w.record, w.entry.recorded.day())}

    def _asked(self, rows: Sequence[Standing]) -> list[Asked]:
        """Return requests for reconsideration, each once, the oldest first."""
        first = {row.id: row for row in reversed(rows)}
        if not first:
            return []
        cards = self._standing.cards(first.values())
        return [
            Asked(
                record=whole.entry.id,
                child=cards[first[whole.entry.id].child],
                line=short(whole.record.line()) if whole.record else "",
                by=whole.header.author.shown(),
                recorded=whole.entry.recorded,
                others=len(whole.header.children) - 1,
            )
            for whole in self._ledger.wholes(first)
        ]

    def _adrift(self, found: Iterable[Lost]) -> list[Adrift]:
        rows = [one.row for one in found]
        texts, cards, names = (
            self._standing.texts(rows),
            self._standing.cards(rows),
            self._roll.names(),
        )
        history = self._history({row.id for row in rows})
        return [
            Adrift(
                record=one.row.id,
                child=cards[one.row.child],
                line=texts.get(one.row.id, ""),
                owner=names.get(one.row.owner or "", ""),
                no_owner=one.no_owner,
                no_action=one.no_action,
                owner_left=one.owner_left,
                history=one.row.id in history,
            )
            for one in found
        ]

    def _news(self, seen_up_to: int) -> list[News]:
        places = ", ".join("?" * len(_QUIET))
        entries = self._ledger.entries(
            f"e.seq > ? AND e.author <> ? AND e.author <> '' AND e.kind NOT IN ({places})",
            (seen_up_to, self._vaults.me.id, *_QUIET),
            order=f"e.seq DESC LIMIT {MOST_NEWS}",
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


def _decide_by(row: Standing) -> date:
    return newest_rules().rule(DECIDE).limit_from(row.recorded.day())
