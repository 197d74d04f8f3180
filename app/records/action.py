"""Record what is to be done, by whom and by when, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from app.base.text import N_
from app.records.fields import Adult, Day, Moment, Section, Short, When, Words
from app.records.record import Record, kind

WORK = Section(N_("Action"))
ENDINGS = frozenset({"action.done", "action.cancelled"})


@kind("action", 1, N_("Action"), waits_for=ENDINGS)
class Action(Record):
    """Say what is to be done about a child, by whom and by when."""

    what: Annotated[
        Short, WORK.ask(N_("What is to be done?"), missing=N_("Enter what is to be done"))
    ]
    who: Annotated[
        Adult, WORK.ask(N_("Who does it?"), missing=N_("Choose who does it"), default="author")
    ]
    due: Annotated[
        Day, WORK.ask(N_("By when?"), missing=N_("Enter the day it is due"), default="today")
    ]

    def due_on(self) -> date:
        """Return the day it is due."""
        return self.due

    def owner(self) -> str | None:
        """Return the id of the person who does it."""
        return self.who.id

    def line(self) -> str:
        """Return what is to be done."""
        return self.what


@kind("action.done", 1, N_("Action done"))
class ActionDone(Record):
    """Say that an action was done, and what came of it."""

    at: Annotated[When | None, WORK.ask(N_("When was it done?"), past=True, default="now")] = None
    outcome: Annotated[Words | None, WORK.ask(N_("What came of it?"))] = None

    def happened_at(self) -> Moment | None:
        """Return when it was done."""
        return self.at

    def line(self) -> str:
        """Return what came of it."""
        return self.outcome or ""


@kind("action.reassigned", 1, N_("Action given to somebody else"))
class ActionReassigned(Record):
    """Give an action to somebody else, with the reason."""

    who: Annotated[Adult, WORK.ask(N_("Who does it now?"), missing=N_("Choose who does it now"))]
    reason: Annotated[Short, WORK.ask(N_("Why?"), missing=N_("Enter the reason"))]

    def owner(self) -> str | None:
        """Return the id of the person who does it now."""
        return self.who.id

    def line(self) -> str:
        """Return who does it now, and why."""
        return f"{self.who.name}: {self.reason}"


@kind("action.redated", 1, N_("Action given a new date"))
class ActionRedated(Record):
    """Give an action a new date, with the reason; the old date stays visible."""

    due: Annotated[Day, WORK.ask(N_("New date"), missing=N_("Enter the new date"))]
    was: Annotated[Day, WORK.ask(N_("Old date"), missing=N_("Enter the old date"))]
    reason: Annotated[Short, WORK.ask(N_("Why?"), missing=N_("Enter the reason"))]

    def due_on(self) -> date:
        """Return the new day."""
        return self.due

    def line(self) -> str:
        """Return the reason."""
        return self.reason


@kind("action.cancelled", 1, N_("Action cancelled"))
class ActionCancelled(Record):
    """Cancel an action, with the reason."""

    reason: Annotated[Short, WORK.ask(N_("Why is it not needed?"), missing=N_("Enter the reason"))]

    def line(self) -> str:
        """Return the reason."""
        return self.reason


@kind("assigned", 1, N_("Owner named"))
class Assigned(Record):
    """Name who looks after a concern."""

    who: Annotated[
        Adult, WORK.ask(N_("Who looks after it?"), missing=N_("Choose who looks after it"))
    ]
    reason: Annotated[Short | None, WORK.ask(N_("Why?"))] = None

    def owner(self) -> str | None:
        """Return the id of the owner."""
        return self.who.id

    def line(self) -> str:
        """Return the owner's name."""
        return self.who.name
