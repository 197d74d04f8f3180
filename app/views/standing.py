"""Ask what stands open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from app.base.clock import Stamp
from app.ledger.values import Whole
from app.records.action import Action
from app.rules.cards import ChildCard
from app.rules.today import DueAction, OpenConcern, Standing
from app.views.lines import short, typed_card
from app.views.roll import RollView
from app.views.vaults import Vaults

_STANDING = (
    "SELECT id, child, kind, seq, role, recorded_at, zone, happened_on, owner, due_on, decided,"
    " concern FROM standing {where} ORDER BY coalesce(due_on, happened_on), seq"
)
# An action belongs to the concern it is about, and to every concern that its decision answers.
_ACTING = """
SELECT s.id, s.child, s.concern FROM standing s
WHERE s.kind = 'action' AND s.due_on IS NOT NULL AND s.concern IS NOT NULL
UNION
SELECT s.id, s.child, a.target FROM standing s
JOIN link p ON p.seq = s.seq AND p.why = 'part_of'
JOIN entry d ON d.id = p.target
JOIN link a ON a.seq = d.seq AND a.why = 'answers'
WHERE s.kind = 'action' AND s.due_on IS NOT NULL
"""

Acting = Mapping[tuple[str, str], frozenset[str]]
Known = Mapping[str, Whole]
NOTHING_KNOWN: Known = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Say for one child how many concerns stand open and when the next action is due."""

    open_concerns: int = 0
    next_due: date | None = None


class StandingView:
    """Answer what stands open, for the school or for one child."""

    def __init__(self, vaults: Vaults) -> None:
        """Take the open vaults."""
        self._ledger = vaults.children
        self._roll = RollView(vaults)

    def rows(self, where: str = "", params: Sequence[Any] = ()) -> list[Standing]:
        """Return open rows; `where` is a clause written in this program."""
        sql = _STANDING.replace("{where}", where)
        return [_standing(row) for row in self._ledger.db.query(sql, params)]

    def of_child(self, child: str) -> list[Standing]:
        """Return what stands open for one child."""
        mine = msgspec.json.encode(sorted(self._roll.merged_into(child))).decode()
        return self.rows("WHERE child IN (SELECT value FROM json_each(?))", (mine,))

    def by_child(self) -> dict[str, Summary]:
        """Return, for each child with something open, how much and what is next.

        What stands open for entries that are one child counts for the entry that is left.
        """
        rows = self._ledger.db.query(
            "SELECT child, sum(kind = 'concern'), min(due_on) FROM standing GROUP BY child"
        )
        cards, found = self._roll.cards(row[0] for row in rows), dict[str, Summary]()
        for child, concerns, due in rows:
            card = cards.get(child)
            now = card.id if card else child
            before = found.get(now, Summary())
            days = [before.next_due, date.fromisoformat(due) if due else None]
            found[now] = Summary(
                open_concerns=before.open_concerns + concerns,
                next_due=min((day for day in days if day), default=None),
            )
        return found

    def acting(self) -> Acting:
        """Return the open, dated actions for each (concern, child)."""
        found: dict[tuple[str, str], set[str]] = {}
        for action, child, concern in self._ledger.db.query(_ACTING):
            found.setdefault((concern, child), set()).add(action)
        return {key: frozenset(actions) for key, actions in found.items()}

    def due_actions(
        self, rows: Sequence[Standing], known: Known = NOTHING_KNOWN
    ) -> list[DueAction]:
        """Return the open actions among rows, soonest due first; `known` were read already."""
        mine = [row for row in rows if row.kind == "action" and row.due_on]
        cards, texts, names = self.cards(mine), self.texts(mine, known), self._roll.names()
        return [
            DueAction(
                record=row.id,
                child=cards[row.child],
                what=texts.get(row.id, ""),
                owner=names.get(row.owner or "", "") or self._typed_owner(row),
                due=row.due_on,
                concern=row.concern,
                owner_id=row.owner or "",
            )
            for row in mine
            if row.due_on
        ]

    def open_concerns(
        self, rows: Sequence[Standing], known: Known = NOTHING_KNOWN
    ) -> list[OpenConcern]:
        """Return the open concerns among rows with owner and next action."""
        mine = [row for row in rows if row.kind == "concern"]
        actions = {row.id: row for row in rows if row.kind == "action"}
        cards, texts = self.cards(mine), self.texts([*mine, *actions.values()], known)
        acting = self.acting() if mine else {}
        return [self._open_concern(row, acting, actions, cards, texts) for row in mine]

    def _open_concern(
        self,
        row: Standing,
        acting: Acting,
        actions: Mapping[str, Standing],
        cards: Mapping[str, ChildCard],
        texts: Mapping[str, str],
    ) -> OpenConcern:
        ids = acting.get((row.id, row.child), frozenset())
        theirs = [actions[action] for action in ids if action in actions]
        action = min(theirs, key=lambda a: (a.due_on or date.max, a.seq), default=None)
        return OpenConcern(
            record=row.id,
            child=cards[row.child],
            line=texts.get(row.id, ""),
            owner=self.name(row.owner),
            next_action=texts.get(action.id, "") if action else "",
            next_due=action.due_on if action else None,
            decided=row.decided,
        )

    def name(self, person: str | None) -> str:
        """Return an adult's name, empty for nobody."""
        card = self._roll.person(person)
        return card.name if card else ""

    def texts(self, rows: Iterable[Standing], known: Known = NOTHING_KNOWN) -> dict[str, str]:
        """Return one short line for each record among rows; `known` were read already."""
        wanted = {row.id for row in rows}
        wholes = [known[record] for record in wanted & known.keys()]
        wholes += self._ledger.wholes(wanted - known.keys())
        return {
            w.entry.id: w.record.what if isinstance(w.record, Action) else short(w.record.line())
            for w in wholes
            if w.record
        }

    def cards(self, rows: Iterable[Standing]) -> dict[str, ChildCard]:
        """Return the cards of the children among rows."""
        first = {row.child: row for row in rows}
        cards = self._roll.cards(first)
        return {child: cards.get(child) or self.typed(row) for child, row in first.items()}

    def typed(self, row: Standing) -> ChildCard:
        """Return the card of a child who was typed by name in a record."""
        whole = self._ledger.whole(row.id)
        children = whole.header.children if whole else ()
        return next(typed_card(child) for child in children if child.ref() == row.child)

    def _typed_owner(self, row: Standing) -> str:
        whole = self._ledger.whole(row.id)
        return whole.record.who.name if whole and isinstance(whole.record, Action) else ""


def _standing(row: tuple[Any, ...]) -> Standing:
    return Standing(
        id=row[0],
        child=row[1],
        kind=row[2],
        seq=row[3],
        role=row[4],
        recorded=Stamp(row[5], row[6]),
        happened_on=date.fromisoformat(row[7]) if row[7] else None,
        owner=row[8],
        due_on=date.fromisoformat(row[9]) if row[9] else None,
        decided=row[10] is not None,
        concern=row[11],
    )
