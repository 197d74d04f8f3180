"""Record who lives with a child, whom to call, and what status the child has, with dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from app.base.text import N_
from app.records.fields import Day, Moment, One, Section, Short, Tick, Words
from app.records.record import Record, kind

HOME = Section(N_("Household"))
CONTACT = Section(N_("Contact"))
STATUS = Section(N_("Status"))


def _ends_before_start(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    start, end = values.get("since"), values.get("until")
    if start and end and end < start:
        yield "until", "before_start"


@kind("household", 1, N_("Household member"))
class Household(Record):
    """Say who lives with a child, since when and until when."""

    name: Annotated[Short, HOME.ask(N_("Name"), missing=N_("Enter the name"))]
    relation: Annotated[
        One,
        HOME.ask(N_("Relation to the child"), pick="relations", missing=N_("Choose the relation")),
    ]
    born: Annotated[Day | None, HOME.ask(N_("Born"), past=True)] = None
    responsible: Annotated[Tick, HOME.ask(N_("Has parental responsibility"))] = False
    since: Annotated[Day | None, HOME.ask(N_("Lives there since"))] = None
    until: Annotated[Day | None, HOME.ask(N_("Until"))] = None
    details: Annotated[Words | None, HOME.ask(N_("Details"))] = None

    def happened_at(self) -> Moment | None:
        """Return the day it began."""
        return Moment(self.since) if self.since else None

    def line(self) -> str:
        """Return the name and the relation."""
        return f"{self.name} ({self.relation.words})"

    @classmethod
    def cross_check(cls, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield an end before the start."""
        yield from _ends_before_start(values)


@kind("contact", 1, N_("Contact"))
class Contact(Record):
    """Say whom to call about a child, and how."""

    name: Annotated[Short, CONTACT.ask(N_("Name"), missing=N_("Enter the name"))]
    relation: Annotated[
        One,
        CONTACT.ask(
            N_("Relation to the child"), pick="relations", missing=N_("Choose the relation")
        ),
    ]
    phone: Annotated[Short | None, CONTACT.ask(N_("Telephone"))] = None
    email: Annotated[Short | None, CONTACT.ask(N_("E-mail"))] = None
    address: Annotated[Words | None, CONTACT.ask(N_("Address"))] = None
    responsible: Annotated[Tick, CONTACT.ask(N_("Has parental responsibility"))] = False
    since: Annotated[Day | None, CONTACT.ask(N_("Since"))] = None
    until: Annotated[Day | None, CONTACT.ask(N_("Until"))] = None
    details: Annotated[
        Words | None, CONTACT.ask(N_("Details"), N_("Such as who may not collect."))
    ] = None

    def happened_at(self) -> Moment | None:
        """Return the day it began."""
        return Moment(self.since) if self.since else None

    def line(self) -> str:
        """Return the name, the relation and the telephone number."""
        parts = (f"{self.name} ({self.relation.words})", self.phone)
        return ", ".join(part for part in parts if part)

    @classmethod
    def cross_check(cls, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield an end before the start, or no way to reach the person."""
        yield from _ends_before_start(values)
        if not (values.get("phone") or values.get("email") or values.get("address")):
            yield "phone", "no_way_to_reach"


@kind("status", 1, N_("Status"))
class Status(Record):
    """Say which status a child has, since when and until when."""

    status: Annotated[
        One, STATUS.ask(N_("Status"), pick="statuses", missing=N_("Choose the status"))
    ]
    since: Annotated[Day, STATUS.ask(N_("Since"), missing=N_("Enter the day it began"))]
    until: Annotated[Day | None, STATUS.ask(N_("Until"))] = None
    details: Annotated[
        Words | None,
        STATUS.ask(
            N_("Details"), N_("Such as communication needs: what helps this child to be heard.")
        ),
    ] = None

    def happened_at(self) -> Moment:
        """Return the day it began."""
        return Moment(self.since)

    def line(self) -> str:
        """Return the status and its details."""
        return f"{self.status.words}: {self.details}" if self.details else self.status.words

    @classmethod
    def cross_check(cls, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield an end before the start."""
        yield from _ends_before_start(values)


@kind("ended", 1, N_("Ended"))
class Ended(Record):
    """End a dated record: the household member, contact or status it is about."""

    on: Annotated[Day, STATUS.ask(N_("Ended on"), missing=N_("Enter the day it ended"))]
    reason: Annotated[Short | None, STATUS.ask(N_("Why?"))] = None

    def happened_at(self) -> Moment:
        """Return the day it ended."""
        return Moment(self.on)

    def line(self) -> str:
        """Return the reason."""
        return self.reason or ""
