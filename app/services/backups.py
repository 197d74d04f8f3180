"""Back up to a folder or stick, and say how old the newest verified backup is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.base.clock import Clock, Stamp
from app.base.errors import VaultError
from app.ledger.findings import Report
from app.ledger.ledger import Ledger
from app.ledger.log import write_log
from app.ledger.standing import SCHEMA
from app.ledger.verify import verify
from app.services.settings import Settings
from app.vault.backup import (
    BackupSeen,
    Order,
    Progress,
    Source,
    Stopped,
    list_backups,
    make_backup,
)
from app.vault.carried import newest_waiting
from app.vault.database import Database
from app.vault.heads import VaultHeads
from app.vault.keep import prune
from app.vault.keyring import Keyring
from app.vault.keystore import KeyStore
from app.vault.renewal import remove_superseded
from app.views.vaults import Vaults
from app.views.witness import heads_of

FOLDER = "backup_folder"
LAST = "backup_last"


class BackupUnsound(VaultError):
    """The copy's chain or signatures are not sound; the copy does not count."""

    def __init__(self, report: Report) -> None:
        """Keep what verify found."""
        super().__init__(report.vault)
        self.report = report


class NoBackupFolder(VaultError):
    """No folder for backups has been chosen yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Hold everything a backup needs; `run` may be called in a worker thread."""

    order: Order
    sources: tuple[Source, ...]
    school_key: bytes
    clock: Clock

    def run(self, report: Callable[[Progress], bool] | None = None) -> Path | None:
        """Copy, check and sign; return the backup's folder, None when stopped."""

        def check(vault: str, copy: Database) -> VaultHeads:
            def step(_done: int, _total: int) -> None:
                if report is not None and not report(Progress(vault, 1, 1)):
                    raise Stopped

            return self._check(vault, copy, step)

        return make_backup(
            self.order, self.sources, check=check, report=report, open_copy=_open_copy
        )

    def _check(self, vault: str, copy: Database, step: Callable[[int, int], None]) -> VaultHeads:
        school = self.order.content.school
        ledger = Ledger(copy, school=school, vault=vault, clock=self.clock)
        found = verify(ledger, school_key=self.school_key, progress=step)
        if not found.sound:
            raise BackupUnsound(found)
        return heads_of(ledger)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupAge:
    """Say where backups go and when the newest verified one was made; None when there is none."""

    folder: str
    made: Stamp | None
    hours: int | None


class Backups:
    """Prepare backups and remember the newest verified one."""

    def __init__(
        self, vaults: Vaults, keys: KeyStore, keyring: Keyring, settings: Settings
    ) -> None:
        """Take the open vaults, the key file and the open keys."""
        self._vaults = vaults
        self._keys = keys
        self._keyring = keyring
        self._settings = settings

    def folder(self) -> str:
        """Return the chosen folder, empty when none was chosen."""
        return self._settings.get(FOLDER, str, "")

    def choose_folder(self, folder: Path) -> None:
        """Choose where backups go; a share is allowed."""
        self._settings.put(FOLDER, str(folder))

    def job(self, destination: Path | None = None) -> Job:
        """Return a backup ready to run (NoBackupFolder)."""
        chosen = destination or (Path(self.folder()) if self.folder() else None)
        if chosen is None:
            raise NoBackupFolder
        order = Order(
            destination=chosen,
            content=self._keys.content,
            key_generation=self._keys.generation,
            made=self._vaults.clock.now(),
            person=self._keyring.person,
            signer=self._keyring.session,
        )
        ledgers = (self._vaults.school, self._vaults.children)
        sources = tuple(
            Source(self._keys.content.vault(one.vault), one.db, self._keyring.vault_key(one.vault))
            for one in ledgers
        )
        return Job(
            order=order,
            sources=sources,
            school_key=self._keys.content.school_public,
            clock=self._vaults.clock,
        )

    def finished(self, job: Job) -> None:
        """Log a backup that was verified, remember it and remove those past keeping."""
        school = self._vaults.school
        with school.db.transaction():
            write_log(school, "backed_up", {"by": self._vaults.me.id})
        self._settings.put(LAST, job.order.made.utc_us)
        remove_superseded(self._keys.folder, self._keys.content)
        prune(job.order.destination, self._keyring.school, self._vaults.clock.now())

    def age(self) -> BackupAge:
        """Return how old the newest verified backup is."""
        last = self._settings.get(LAST, int, 0)
        now = self._vaults.clock.now()
        made = Stamp(last, now.offset_min) if last else None
        hours = max(0, now.utc_us - last) // 3_600_000_000 if last else None
        return BackupAge(folder=self.folder(), made=made, hours=hours)

    def seen(self, destination: Path) -> tuple[BackupSeen, ...]:
        """Return this school's backups in a folder, newest first."""
        return list_backups(destination, self._keyring.school)

    def due(self) -> bool:
        """Say whether an hour has passed since the last backup and something changed."""
        age = self.age()
        if not age.folder:
            return False
        return age.hours is None or (age.hours >= 1 and self._changed_since(age.made))

    def needed(self) -> bool:
        """Say whether a folder is chosen and something changed since the newest backup."""
        age = self.age()
        return bool(age.folder) and self._changed_since(age.made)

    def _changed_since(self, made: Stamp | None) -> bool:
        if made is None:
            return True
        # That a backup was made is itself an entry of *school*; it calls for no other backup.
        questions = (
            (self._vaults.children, "SELECT recorded_at FROM entry ORDER BY seq DESC LIMIT 1"),
            (
                self._vaults.school,
                (
                    "SELECT recorded_at FROM entry WHERE seq NOT IN"
                    " (SELECT seq FROM setting WHERE name = 'backup_last')"
                    " ORDER BY seq DESC LIMIT 1"
                ),
            ),
        )
        rows = [ledger.db.row(sql) for ledger, sql in questions]
        entered = any(row and row[0] and row[0] > made.utc_us for row in rows)
        return entered or newest_waiting(self._keys.folder) > made.utc_us


def _open_copy(path: Path, key: bytes) -> Database:
    return Database.open(path, key, temp_schema=SCHEMA)
