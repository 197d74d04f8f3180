"""Answer the first question of the day: what has a DSL to do today."""

from __future__ import annotations

from collections.abc import Container, Iterable
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
    """Hold a concern nobody has decided about yet.

    `child` and `also` are the children it waits for; `others` counts all who stand in it besides
    the first. `history` was written on paper long before it was entered.
    """

    record: str
    child: ChildCard
    line: str
    by: str
    recorded: Stamp
    waited_minutes: int
    decide_by: date
    read: bool
    others: int = 0
    also: tuple[ChildCard, ...] = ()
    history: bool = False

    def late(self, today: date) -> bool:
        """Say whether a decision is overdue; no clock runs for history."""
        return not self.history and today > self.decide_by


@dataclass(frozen=True, slots=True, kw_only=True)
class DueAction:
    """Hold an open action about one child."""

    record: str
    child: ChildCard
    what: str
    owner: str
    due: date
    concern: str | None
    owner_id: str = ""

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
    owner_left: bool = False
    history: bool = False


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
class Asked:
    """Hold a request for reconsideration that nobody has answered yet."""

    record: str
    child: ChildCard
    line: str
    by: str
    recorded: Stamp
    others: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Count what waits, whether or not a list shows all of it."""

    waiting: int = 0
    late_waiting: int = 0
    actions: int = 0
    late_actions: int = 0
    adrift: int = 0
    open_concerns: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """Hold the whole page Today; the lists may be cut, `counts` never are."""

    day: date
    waiting: tuple[WaitingConcern, ...]
    actions: tuple[DueAction, ...]
    adrift: tuple[Adrift, ...]
    news: tuple[News, ...]
    open_concerns: int
    sealed_notes: int = 0
    asked: tuple[Asked, ...] = ()
    counts: Counts = Counts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """Hold a decided concern that stands open and what it lacks, before it is put in words."""

    row: Standing
    no_owner: bool
    no_action: bool
    owner_left: bool = False


def lost(
    rows: Iterable[Standing], acting: Container[tuple[str, str]], here: Container[str]
) -> list[Lost]:
    """Return the decided concerns without an owner who works here, or without a dated action.

    `acting` holds (concern, child) wherever a dated action stands open; `here` the people.
    """
    found = []
    for row in rows:
        if row.kind != "concern" or not row.decided:
            continue
        left = row.owner is not None and row.owner not in here
        one = Lost(
            row=row,
            no_owner=row.owner is None or left,
            no_action=(row.id, row.child) not in acting,
            owner_left=left,
        )
        if one.no_owner or one.no_action:
            found.append(one)
    return found
