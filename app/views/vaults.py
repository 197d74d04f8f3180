"""Hold the open ledgers and the person who opened them: what every view asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import msgspec

from app.base.clock import Clock
from app.ledger.ledger import Ledger
from app.records.fields import PersonAs


class SchoolOpen(Protocol):
    """Hold at least the ledger of *school*."""

    @property
    def school(self) -> Ledger:
        """Return the ledger of *school*."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    """Hold who is signed in: as records name them, and with which roles."""

    person: PersonAs
    id: str
    roles: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Vaults:
    """Hold the ledgers of the vaults that are open; they are never attached to one another.

    Only `me` changes, by `act_as`: a deputy says at sign-in for whom they act.
    """

    school: Ledger
    children: Ledger
    clock: Clock
    me: Me

    def act_as(self, role: str) -> None:
        """Name the person's role otherwise in all that is written from now on."""
        person = msgspec.structs.replace(self.me.person, role=role)
        self.me = Me(person=person, id=self.me.id, roles=self.me.roles)
