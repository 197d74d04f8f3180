"""Check what is new since somebody last looked, in slices that a worker can take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.ledger.certificates import certificates
from app.ledger.findings import Finding
from app.ledger.ledger import Ledger
from app.ledger.verify_acts import (
    StoredAct,
    Trust,
    check_place,
    check_signature,
    stored_acts,
)
from app.ledger.verify_rows import StoredRow, check_rows, stored_rows
from app.vault.heads import Head

SLICE = 300


@dataclass(frozen=True, slots=True)
class FreshSlice:
    """Hold some new entries with their acts and the place before them; plain values."""

    before: Head
    rows: tuple[StoredRow, ...]
    acts: tuple[StoredAct, ...]
    trust: Trust

    def findings(self) -> list[Finding]:
        """Check the slice; any thread."""
        found = check_rows(self.rows, self.before)
        for act in self.acts:
            found += check_place(act)
            found += check_signature(self.trust, act)
        return found


def fresh_slices(ledger: Ledger, since: Head) -> Iterator[FreshSlice]:
    """Yield what came after a head that stands in the chain, slice by slice.

    Each step reads one slice on the vault's own thread; checking it needs no vault.
    """
    trust = Trust(ledger.school, ledger.vault, certificates(ledger))
    before = since
    for rows in stored_rows(ledger, SLICE, since.seq):
        last = rows[-1]
        acts = stored_acts(ledger, before.seq, last.seq)
        yield FreshSlice(before, tuple(rows), tuple(acts), trust)
        before = Head(last.seq, last.hash)
