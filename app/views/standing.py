"""Ask what stands open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.base.clock import Stamp
from app.records.action import Action
from app.records.header import ChildAs
from app.rules.cards import ChildCard
from app.rules.today import DueAction, OpenConcern, Standing
from app.views.lines import short, typed_card
from app.views.roll import RollView
from app.views.vaults import Vaults

_STANDING = (
    "SELECT id, child, kind, seq, role, recorded_at, zone, happened_on, owner, due_on, decided,"
    " concern FROM standing"
)


class StandingView:
    """Answer what stands open, for the school or for one child."""

    def __init__(self, vaults: Vaults) -> None:
        """Take the open vaults."""
        self._ledger = vaults.children
        self._roll = RollView(vaults)

    def rows(self, where: str = "", params: Sequence[Any] = ()) -> list[Standing]:
        """Return open rows; `where` is a clause written in this program."""
        sql = " ".join((_STANDING, where, "ORDER BY coalesce(due_on, happened_on), seq"))
        return [_standing(row) for row in self._ledger.db.query(sql, params)]

    def of_child(self, child: str) -> list[Standing]:
        """Return what stands open for one child."""
        return self.rows("WHERE child = ?", (child,))

    def due_actions(self, rows: Sequence[Standing]) -> list[DueAction]:
        """Return the open actions among rows, soonest due first."""
        mine = [row for row in rows if row.kind == "action" and row.due_on]
        cards, texts = self.cards(mine), self.texts(mine)
        return [
            DueAction(
                record=row.id,
                child=cards[row.child],
                what=texts[row.id],
                owner=self.name(row.owner),
                due=row.due_on,
                concern=row.concern,
            )
            for row in mine
            if row.due_on
        ]

    def open_concerns(self, rows: Sequence[Standing]) -> list[OpenConcern]:
        """Return the open concerns among rows with owner and next action."""
        mine = [row for row in rows if row.kind == "concern"]
        actions = [row for row in rows if row.kind == "action"]
        cards, texts = self.cards(mine), self.texts([*mine, *actions])
        return [self._open_concern(row, actions, cards, texts) for row in mine]

    def _open_concern(
        self,
        row: Standing,
        actions: Sequence[Standing],
        cards: dict[str, ChildCard],
        texts: dict[str, str],
    ) -> OpenConcern:
        theirs = [a for a in actions if a.concern == row.id and a.child == row.child]
        action = min(theirs, key=lambda a: a.due_on or date.max, default=None)
        return OpenConcern(
            record=row.id,
            child=cards[row.child],
            line=texts[row.id],
            owner=self.name(row.owner),
            next_action=texts[action.id] if action else "",
            next_due=action.due_on if action else None,
            decided=row.decided,
        )

    def name(self, person: str | None) -> str:
        """Return an adult's name, empty for nobody."""
        card = self._roll.person(person)
        return card.name if card else ""

    def texts(self, rows: Sequence[Standing]) -> dict[str, str]:
        """Return one short line for each record among rows."""
        wholes = self._ledger.wholes({row.id for row in rows})
        return {
            w.entry.id: w.record.what if isinstance(w.record, Action) else short(w.record.line())
            for w in wholes
            if w.record
        }

    def cards(self, rows: Sequence[Standing]) -> dict[str, ChildCard]:
        """Return the cards of the children among rows."""
        cards: dict[str, ChildCard] = {}
        for row in rows:
            if row.child not in cards:
                cards[row.child] = self._roll.child(row.child) or self.typed(row)
        return cards

    def typed(self, row: Standing) -> ChildCard:
        """Return the card of a child who was typed by name in a record."""
        whole = self._ledger.whole(row.id)
        children: tuple[ChildAs, ...] = whole.header.children if whole else ()
        return next(typed_card(child) for child in children if child.ref() == row.child)


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
