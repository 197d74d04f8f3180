"""Ask for a child's file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from app.ledger.live import filed_now
from app.ledger.values import Whole
from app.records.concern import AnyConcern
from app.records.family import Contact, Ended, Household, Status
from app.records.header import ChildAs
from app.records.record import Record
from app.rules.cards import ChildCard
from app.rules.child_file import ChildFile, Dated, FiledAway, SeenMark
from app.rules.chronology import Line, in_order
from app.views.corrections import amended_words
from app.views.lines import line_of
from app.views.roll import RollView
from app.views.standing import StandingView
from app.views.vaults import Vaults

T = TypeVar("T", Contact, Household, Status)
_QUIET = frozenset({"acknowledged", "matched", "amendment"})


class ChildFileView:
    """Answer what a child's file holds. The service logs the opening before it asks."""

    def __init__(self, vaults: Vaults) -> None:
        """Take the open vaults."""
        self._vaults = vaults
        self._ledger = vaults.children
        self._roll = RollView(vaults)
        self._standing = StandingView(vaults)

    def file(self, card: ChildCard) -> ChildFile:
        """Return the whole file of a child."""
        refs = self.refs(card.id)
        wholes = self._ledger.wholes_about(refs)
        known = {whole.entry.id: whole for whole in wholes}
        rows = self._standing.of_child(card.id)
        ended = _ended(wholes)
        today = self._vaults.clock.now().day()
        return ChildFile(
            card=card,
            opened_on=wholes[0].entry.recorded.day() if wholes else None,
            open_concerns=tuple(self._standing.open_concerns(rows, known)),
            actions=tuple(self._standing.due_actions(rows, known)),
            chronology=tuple(self._lines(wholes, refs)),
            statuses=tuple(_dated(wholes, Status, ended, today)),
            households=tuple(_dated(wholes, Household, ended, today)),
            contacts=tuple(_dated(wholes, Contact, ended, today)),
            marks=tuple(_marks(wholes, refs)),
            connected=tuple(self._connected(wholes, refs)),
            filed_away=tuple(self._filed_away(refs)),
        )

    def statuses_now(self, child: str) -> list[Status]:
        """Return the statuses a child has today (002-028: shown on every concern)."""
        wholes = self._ledger.wholes_about(self.refs(child), Status.kind.code, Ended.kind.code)
        today = self._vaults.clock.now().day()
        held = _dated(wholes, Status, _ended(wholes), today)
        return [dated.value for dated in held if dated.ended is None]

    def named_with(self, child: str) -> tuple[ChildAs, ...]:
        """Return every child, as they were then, in the headers of a child's records."""
        wholes = self._ledger.wholes_about(self.refs(child))
        return tuple(
            {c.ref(): c for whole in wholes for c in (*whole.header.children, *whole.off)}.values()
        )

    def refs(self, child: str) -> frozenset[str]:
        """Return every name under which records know a child: the roll's and typed ones."""
        mine = self._roll.merged_into(child)
        matched = [e.id for _t, why, e in self._ledger.pointing_at(mine) if why == "matches"]
        keys = [key for w in self._ledger.wholes(matched) for key in w.header.links_for("was")]
        now = self._ledger.matched(keys)
        return frozenset({*mine, *(key for key in keys if now[key] in mine)})

    def _lines(self, wholes: Iterable[Whole], refs: frozenset[str]) -> list[Line]:
        held = list(wholes)
        told, why = _told_together(held), amended_words(held)
        shown = (w for w in held if w.entry.kind not in _QUIET)
        lines = (line_of(w, refs, amended=why.get(w.entry.id, ())) for w in shown)
        return in_order(
            replace(line, same_event=tuple(sorted(told[line.record] - {line.record})))
            if line.record in told
            else line
            for line in lines
        )

    def _filed_away(self, refs: frozenset[str]) -> list[FiledAway]:
        filed = filed_now(self._ledger.db)
        mine = [record for record, (_by, children) in filed.items() if children & refs]
        return [
            FiledAway(record=w.entry.id, recorded=w.entry.recorded)
            for w in self._ledger.in_error(mine)
        ]

    def _connected(self, wholes: Iterable[Whole], refs: frozenset[str]) -> list[ChildCard]:
        others = {c.ref() for w in wholes for c in w.header.children} - refs
        cards = [card for other in others if (card := self._roll.child(other))]
        return sorted(cards, key=lambda card: card.name)


def _told_together(wholes: Iterable[Whole]) -> dict[str, set[str]]:
    """Return, for each record linked as one event, all the records of that event."""
    told: dict[str, set[str]] = {}
    for whole in wholes:
        event: set[str] = set(whole.header.links_for("same_event"))
        for record in tuple(event):
            event |= told.get(record, set())
        told.update(dict.fromkeys(event, event))
    return told


def _ended(wholes: Iterable[Whole]) -> dict[str, date]:
    return {
        target: whole.record.on
        for whole in wholes
        if isinstance(whole.record, Ended)
        for target in whole.header.links_for("ends")
    }


def _dated(
    wholes: Iterable[Whole], cls: type[T], ended: dict[str, date], today: date
) -> list[Dated[T]]:
    found: list[Dated[T]] = []
    for whole in wholes:
        value: Record | None = whole.record
        if isinstance(value, cls):
            end = ended.get(whole.entry.id, value.until)
            past = end if end is not None and end <= today else None
            found.append(Dated(record=whole.entry.id, value=value, ended=past))
    return found


def _marks(wholes: Iterable[Whole], refs: frozenset[str]) -> list[SeenMark]:
    return [
        SeenMark(
            record=whole.entry.id,
            mark=mark,
            seen=(whole.record.map_seen_at or whole.record.seen_at).shown(),
            recorded=whole.entry.recorded,
        )
        for whole in wholes
        if isinstance(whole.record, AnyConcern) and whole.record.body_map
        if whole.record.map_child is None or whole.record.map_child in refs
        for mark in whole.record.body_map.marks
    ]
