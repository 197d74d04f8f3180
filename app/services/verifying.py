"""Verify copies of the vaults in a worker, so that people can work meanwhile and stop it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.base.clock import Clock
from app.ledger.findings import Report
from app.ledger.ledger import Ledger
from app.ledger.standing import SCHEMA
from app.ledger.verify import verify
from app.vault.attachments import generation_of
from app.vault.database import CopyStopped, Database
from app.vault.faults import sorting_os
from app.vault.folder import SchoolFolder
from app.vault.heads import VaultHeads
from app.vault.locks import new_key


@dataclass(frozen=True, slots=True)
class Going:
    """Say how far the check of one vault is: pages copied, then entries and signatures."""

    vault: str
    copying: bool
    done: int
    total: int


#: Called after every slice; False stops the check.
Tell = Callable[[Going], bool]


class _Stopped(Exception):
    """The person asked for the check to stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Hold everything a check of both vaults needs; `run` may be called in a worker thread.

    A copy is made by the backup interface while the vault is in use, beside it, where its
    documents lie, under a key that is kept nowhere. `witnessed` are heads that must stand.
    """

    folder: SchoolFolder
    ledgers: Sequence[Ledger]
    witnessed: Sequence[VaultHeads | None]
    school_key: bytes
    clock: Clock

    def run(self, tell: Tell) -> tuple[Report, ...] | None:
        """Copy and go through each vault; None when stopped (the leaves of StorageFailed …)."""
        try:
            pairs = zip(self.ledgers, self.witnessed, strict=True)
            return tuple(self._check(ledger, heads, tell) for ledger, heads in pairs)
        except (_Stopped, CopyStopped):
            return None

    def _check(self, live: Ledger, heads: VaultHeads | None, tell: Tell) -> Report:
        path, key = self._place(live), new_key()

        def told(*, copying: bool) -> Callable[[int, int], None]:
            def step(done: int, total: int) -> None:
                if not tell(Going(live.vault, copying, done, total)):
                    raise _Stopped

            return step

        self._remove(live)
        try:
            live.db.copy_to(path, key, step=told(copying=True))
            with Database.open(path, key, temp_schema=SCHEMA) as db:
                copy = Ledger(db, school=live.school, vault=live.vault, clock=self.clock)
                return verify(
                    copy,
                    school_key=self.school_key,
                    heads=[heads.ledger] if heads else [],
                    log_heads=[heads.log] if heads else [],
                    progress=told(copying=False),
                )
        finally:
            self._remove(live)

    def _place(self, live: Ledger) -> Path:
        return self.folder.verifying(live.vault, generation_of(live.db.path))

    def _remove(self, live: Ledger) -> None:
        path = self._place(live)
        with sorting_os(path):
            for left in path.parent.glob(f"{path.name}*"):
                left.unlink(missing_ok=True)
