"""Record that a concern is closed for a child, or opened again; and that two are one event."""

from __future__ import annotations

from typing import Annotated

from app.base.text import N_
from app.records.fields import One, Section, Short, Words
from app.records.record import Record, kind

CLOSING = Section(N_("Closing"))


@kind("closure", 1, N_("Closed"))
class Closure(Record):
    """Close a concern for the children named, with the reason."""

    reason: Annotated[
        One,
        CLOSING.ask(
            N_("Why is it closed?"), pick="closure_reasons", missing=N_("Choose why it is closed")
        ),
    ]
    outcome: Annotated[
        Words,
        CLOSING.ask(
            N_("What came of it for the child?"), missing=N_("Enter what came of it for the child")
        ),
    ]

    def line(self) -> str:
        """Return the reason and the outcome."""
        return f"{self.reason.words}: {self.outcome}"


@kind("reopening", 1, N_("Opened again"))
class Reopening(Record):
    """Open a closed concern again for the children named, with the reason."""

    reason: Annotated[
        Words, CLOSING.ask(N_("Why is it opened again?"), missing=N_("Enter the reason"))
    ]

    def line(self) -> str:
        """Return the reason."""
        return self.reason


@kind("same_event", 1, N_("Linked as one event"))
class SameEvent(Record):
    """Say that several records tell of the same event."""

    reason: Annotated[Short, CLOSING.ask(N_("How do you know?"), missing=N_("Enter how you know"))]

    def line(self) -> str:
        """Return the reason."""
        return self.reason


@kind("matched", 1, N_("Child matched with the roll"))
class Matched(Record):
    """Say which child of the roll somebody typed by name was."""

    key: Annotated[Short, CLOSING.ask(N_("Child as typed"), missing=N_("Choose the child"))]
    reason: Annotated[Short, CLOSING.ask(N_("How do you know?"), missing=N_("Enter how you know"))]

    def line(self) -> str:
        """Return the reason."""
        return self.reason
