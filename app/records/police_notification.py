"""Record that the police told the school of domestic abuse where a child lives."""

from __future__ import annotations

from typing import Annotated

from app.base.text import N_
from app.records.fields import Moment, One, Section, Short, When, Words
from app.records.record import Record, kind

CAME = Section(N_("The notification"))
TOLD = Section(N_("What it says"))
DAY = Section(N_("In school that day"), prompt="domestic_abuse")


@kind("police_notification", 1, N_("Police notification"))
class PoliceNotification(Record):
    """Say what the police told the school about an incident at home, and what was done."""

    received_at: Annotated[
        When,
        CAME.ask(
            N_("When did it reach the school?"),
            missing=N_("Enter when it reached the school"),
            past=True,
            default="now",
        ),
    ]
    sender: Annotated[
        Short,
        CAME.ask(
            N_("Who sent it?"),
            N_("Police force and team, or the officer."),
            missing=N_("Enter who sent it"),
        ),
    ]
    way: Annotated[
        One,
        CAME.ask(N_("How did it come?"), pick="note_ways", missing=N_("Choose how it came")),
    ]
    reference: Annotated[Short | None, CAME.ask(N_("Police reference"))] = None
    incident_at: Annotated[
        When,
        TOLD.ask(
            N_("When did it happen?"),
            missing=N_("Enter when it happened, or tick “Not known”"),
            unknown=True,
            past=True,
        ),
    ]
    child_there: Annotated[
        One,
        TOLD.ask(
            N_("Was the child there?"),
            pick="yes_no_unknown",
            missing=N_("Choose whether the child was there"),
        ),
    ]
    said: Annotated[
        Words,
        TOLD.ask(
            N_("What were you told?"),
            N_("In their words: who was there, what happened, who was hurt, where the child is."),
            rows=4,
            missing=N_("Enter what you were told"),
        ),
    ]
    safely: Annotated[
        Words | None,
        TOLD.ask(N_("What must not be said, and to whom?"), N_("Such as not to ring the home.")),
    ] = None
    done: Annotated[
        Words,
        DAY.ask(
            N_("What was done that morning?"),
            N_("How the child came in, who looked out for them, what was offered."),
            missing=N_("Enter what was done that morning"),
        ),
    ]
    told: Annotated[Words | None, DAY.ask(N_("Who in school was told, and how much?"))] = None

    def happened_at(self) -> Moment:
        """Return when it happened at home, else when the school heard of it."""
        return self.incident_at if self.incident_at.known else self.received_at

    def line(self) -> str:
        """Return what the school was told."""
        return self.said
