"""Hold the open ledgers and the person who opened them: what every view asks."""

from __future__ import annotations

from dataclasses import dataclass

from app.base.clock import Clock
from app.ledger.ledger import Ledger
from app.records.fields import PersonAs


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    """Hold who is signed in: as records name them, and with which roles."""

    person: PersonAs
    id: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vaults:
    """Hold the ledgers of the vaults that are open; they are never attached to one another."""

    school: Ledger
    children: Ledger
    clock: Clock
    me: Me
