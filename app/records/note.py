"""Record a call, an e-mail, a visit or a meeting about a child."""

from __future__ import annotations

from typing import Annotated

from app.base.text import N_
from app.records.fields import Moment, One, Section, Short, When, Words
from app.records.record import Record, kind

NOTE = Section(N_("Note"))


@kind("note", 1, N_("Note"))
class Note(Record):
    """Say who was spoken to about a child, and what was said."""

    way: Annotated[
        One, NOTE.ask(N_("What was it?"), pick="note_ways", missing=N_("Choose what it was"))
    ]
    with_whom: Annotated[
        Short, NOTE.ask(N_("With whom?"), N_("Name and role."), missing=N_("Enter with whom"))
    ]
    at: Annotated[
        When, NOTE.ask(N_("When?"), past=True, default="now", missing=N_("Enter when it was"))
    ]
    said: Annotated[
        Words, NOTE.ask(N_("What was said?"), rows=4, missing=N_("Enter what was said"))
    ]
    agreed: Annotated[Words | None, NOTE.ask(N_("What was agreed?"))] = None

    def happened_at(self) -> Moment:
        """Return when it was."""
        return self.at

    def line(self) -> str:
        """Return the way, the person and what was said."""
        return f"{self.way.words}, {self.with_whom}: {self.said}"
