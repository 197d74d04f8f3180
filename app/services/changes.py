"""Say what a service changed, so that pages know what to ask again."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Hold what an act touched: kinds, children and records."""

    kinds: frozenset[str] = frozenset()
    children: frozenset[str] = frozenset()
    records: tuple[str, ...] = ()
