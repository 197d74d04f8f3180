"""Hold a child's file as the screen and the front sheet show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from app.base.clock import Stamp
from app.records.family import Contact, Household, Status
from app.records.marks import Mark
from app.rules.cards import ChildCard
from app.rules.chronology import Line
from app.rules.today import DueAction, OpenConcern

T = TypeVar("T", Contact, Household, Status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(Generic[T]):
    """Hold a dated record with the day it ended, if it has."""

    record: str
    value: T
    ended: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenMark:
    """Hold a mark with the record it stands in and when it was seen."""

    record: str
    mark: Mark
    seen: str
    recorded: Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledAway:
    """Say without content that an entry of a day was filed in error; for the screen alone."""

    record: str
    recorded: Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildFile:
    """Hold everything a child's file shows."""

    card: ChildCard
    opened_on: date | None
    open_concerns: tuple[OpenConcern, ...]
    actions: tuple[DueAction, ...]
    chronology: tuple[Line, ...]
    statuses: tuple[Dated[Status], ...]
    households: tuple[Dated[Household], ...]
    contacts: tuple[Dated[Contact], ...]
    marks: tuple[SeenMark, ...]
    connected: tuple[ChildCard, ...] = ()
    filed_away: tuple[FiledAway, ...] = ()
