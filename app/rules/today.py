"""Answer the DSL's first question: what must I do today?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from app.base.clock import Stamp
from app.rules.cards import ChildCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Hold something that stands open for one child."""

    id: str
    child: str
    kind: str
    seq: int
    role: str
    recorded: Stamp
    happened_on: date | None
    owner: str | None
    due_on: date | None
    decided: bool
    concern: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingConcern:
    """Hold a concern nobody has decided about yet, for one child."""

    record: str
    child: ChildCard
    line: str
    by: str
    recorded: Stamp
    waited_minutes: int
    decide_by: date
    read: bool
    others: int = 0

    def late(self, today: date) -> bool:
        """Say whether a decision is overdue."""
        return today > self.decide_by


@dataclass(frozen=True, slots=True, kw_only=True)
class DueAction:
    """Hold an open action about one child."""

    record: str
    child: ChildCard
    what: str
    owner: str
    due: date
    concern: str | None

    def late(self, today: date) -> bool:
        """Say whether the action is overdue."""
        return today > self.due


@dataclass(frozen=True, slots=True, kw_only=True)
class Adrift:
    """Hold a decided concern that lacks an owner, a next action or a date (001-001)."""

    record: str
    child: ChildCard
    line: str
    owner: str
    no_owner: bool
    no_action: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Hold something others recorded since this person last signed in."""

    record: str
    kind: str
    label: str
    child: ChildCard | None
    line: str
    by: str
    recorded: Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenConcern:
    """Hold a concern that stands open, with its owner and next action."""

    record: str
    child: ChildCard
    line: str
    owner: str
    next_action: str
    next_due: date | None
    decided: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """Hold the whole page Today."""

    day: date
    waiting: tuple[WaitingConcern, ...]
    actions: tuple[DueAction, ...]
    adrift: tuple[Adrift, ...]
    news: tuple[News, ...]
    open_concerns: int
    sealed_notes: int = 0


def adrift(
    standing: Iterable[Standing], card: Callable[[str], ChildCard], line: Callable[[str], str],
    name: Callable[[str | None], str],
) -> list[Adrift]:
    """Return decided concerns without an owner or without an open, dated action."""
    rows = list(standing)
    acted = {(row.concern, row.child) for row in rows if row.kind == "action" and row.due_on}
    found = []
    for row in rows:
        if row.kind != "concern" or not row.decided:
            continue
        no_owner, no_action = row.owner is None, (row.id, row.child) not in acted
        if no_owner or no_action:
            found.append(
                Adrift(
                    record=row.id,
                    child=card(row.child),
                    line=line(row.id),
                    owner=name(row.owner),
                    no_owner=no_owner,
                    no_action=no_action,
                )
            )
    return found

