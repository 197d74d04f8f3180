"""Hold what waits in the intake tray, and say when a note has waited unread too long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal

import msgspec

from app.base.clock import Stamp
from app.records.fields import PersonAs
from app.records.header import ChildAs, Header
from app.records.record import Record
from app.rules.cards import ChildCard
from app.rules.working_days import is_working_day

Identity = Literal["confirmed", "typed", "not_confirmed"]
Origin = Literal["office", "classroom"]
Doubt = Literal["", "no_certificate", "not_in_force", "signature", "other_person"]
StrangeProblem = Literal["damaged", "another-school", "unknown-key", "unreadable", "same_number"]

UNFINISHED_DAYS = 30
"""For so long an unfinished note is shown; then it is stated as lost."""

READ_DAYS = 10
"""For so many weekdays a recorder may read their own words once they were told what came of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Count what waits, as anybody may know it: without a key, opened nothing.

    `notes` are whole ones, the urgent among them; `since` is when the oldest of them came.
    """

    notes: int = 0
    unfinished: int = 0
    strange: int = 0
    urgent: int = 0
    since: Stamp | None = None

    @property
    def total(self) -> int:
        """Return how much lies in the tray."""
        return self.notes + self.unfinished + self.strange


class IntakeAlarm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold when an unread note alarms: minutes after it came, and a time of day (HH:MM)."""

    minutes: Annotated[int, msgspec.Meta(ge=5, le=24 * 60)] = 120
    at: Annotated[str, msgspec.Meta(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")] = "15:00"

    def time(self) -> time:
        """Return the time of day."""
        return time.fromisoformat(self.at)


ALARM = "intake_alarm"
"""The name of the setting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAlarm:
    """Hold a note that nobody has read in time: when it came, and when it was due."""

    file: str
    arrived: Stamp
    due: Stamp
    urgent: bool


def read_by(arrived: Stamp, alarm: IntakeAlarm) -> Stamp:
    """Return when a note must have been read: so many minutes after it came, or at a time of day.

    Whichever comes first; a note that comes after that time of day has its minutes. What would
    fall due after midnight, at a weekend or on a bank holiday is due at nine on the next school
    day.
    """
    came = arrived.local()
    due = came + timedelta(minutes=alarm.minutes)
    limit = datetime.combine(came.date(), alarm.time(), came.tzinfo)
    if came < limit:
        due = min(due, limit)
    if is_working_day(came.date()) and due.date() == came.date():
        return Stamp.of(due)
    return Stamp.of(datetime.combine(_next_school_day(came.date()), _MORNING, came.tzinfo))


_MORNING = time(9)


def _next_school_day(day: date) -> date:
    following = day + timedelta(days=1)
    while not is_working_day(following):
        following += timedelta(days=1)
    return following


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Hold what is known of a whole note without opening it, and whether it was read."""

    file: str
    arrived: Stamp
    urgent: bool


def alarms(unread: Iterable[Unread], now: Stamp, alarm: IntakeAlarm) -> tuple[NoteAlarm, ...]:
    """Return the notes that should have been read by now, the longest due first."""
    late = [
        NoteAlarm(file=one.file, arrived=one.arrived, due=due, urgent=one.urgent)
        for one in unread
        if (due := read_by(one.arrived, alarm)).utc_us <= now.utc_us
    ]
    return tuple(sorted(late, key=lambda one: (not one.urgent, one.due)))


# ------------------------------------------------------------------ the tray


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBy:
    """Say who has read a note that waits, and when."""

    name: str
    at: Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class TrayNote:
    """Hold a note that can be opened, before it is taken in.

    `identity` says whether the author's signature was verified; `doubt` what is wrong with it.
    """

    file: str
    record: str
    kind: str
    label: str
    line: str
    urgent: bool
    arrived: Stamp
    written: Stamp
    origin: Origin
    by: PersonAs
    contact: str
    identity: Identity
    doubt: Doubt
    children: tuple[ChildAs, ...]
    read_by: tuple[ReadBy, ...] = ()
    kept_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StrangeNote:
    """Hold a file in the tray that is no note for this school, or none any more."""

    file_name: str
    arrived: Stamp
    problem: StrangeProblem
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tray:
    """Hold what waits: urgent notes first, then the oldest."""

    notes: tuple[TrayNote, ...] = ()
    unfinished: tuple[TrayNote, ...] = ()
    strange: tuple[StrangeNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRead:
    """Hold an opened note with its author's own words."""

    note: TrayNote
    header: Header
    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeIn:
    """Say how to take a note in: which child of the roll each typed child is, and who wrote it.

    A typed child left out of `children` stays "not on the roll"; `reporter` is a person's id.
    """

    file: str
    children: Mapping[str, str] = field(default_factory=dict)
    reporter: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """Count what a stick or folder brought."""

    new: int = 0
    known: int = 0
    strange: int = 0
    unfinished: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ToTell:
    """Hold a decision that the person who reported the concern must be told in person."""

    record: str
    decision: str
    reporter: PersonAs
    contact: str
    child: ChildCard | None
    words: str
    decided: Stamp
