"""Put a backup back, and settle it when the first key holder signs in afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app.base.clock import Clock, Stamp
from app.base.errors import VaultError
from app.base.ids import PersonId, SchoolId, new_id
from app.ledger.append import append
from app.ledger.ledger import Ledger
from app.ledger.log import write_log
from app.ledger.standing import SCHEMA
from app.ledger.values import Writing
from app.ledger.verify import verify
from app.records.header import Header
from app.records.system import Restored
from app.services.backups import BackupUnsound
from app.services.key_changes import keep_since
from app.services.writer import PersonSigner
from app.vault.backup import list_backups
from app.vault.database import Database
from app.vault.faults import StorageFailed, VaultDamaged, sorting_os
from app.vault.folder import SchoolFolder
from app.vault.heads import Heads, VaultHeads
from app.vault.keyfile import KeyFile, KeyFileRefused, KeyFileTooNew
from app.vault.keyring import Keyring, unlock
from app.vault.keystore import KeyStore
from app.vault.manifest import NAME, read_manifest
from app.vault.places import refuse_unsafe
from app.vault.restore import Plan, examine, keys_of_today, restore
from app.views.vaults import Vaults
from app.views.witness import holds

#: Given how many steps are done, and how many there are.
Report = Callable[[int, int], object]


class NoBackup(VaultError):
    """There is no backup of this school there."""


class FolderIsBackup(VaultError):
    """The folder is a backup, or lies inside one; no school may lie there."""

    def __init__(self, path: Path) -> None:
        """Name the folder."""
        super().__init__(path.name)
        self.path = path


class FolderTaken(VaultError):
    """Other files than a school's lie in the folder."""

    def __init__(self, path: Path) -> None:
        """Name the folder."""
        super().__init__(path.name)
        self.path = path


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupFound:
    """Say what is known of a backup on a stick without any key; `size` in bytes.

    `whole`: its list of files is signed and every file is there in the right size.
    """

    path: Path
    made: Stamp
    size: int
    whole: bool
    school: SchoolId
    school_name: str


def backups_in(medium: Path) -> tuple[BackupFound, ...]:
    """Return the backups of every school in a folder, newest first; slow on a stick.

    `medium` is one backup, holds some, or holds folders that do. The leaves of StorageFailed.
    """
    with sorting_os(medium):
        medium.stat()  # the stick may not be there
        alone = (medium / NAME).exists()
        paths = [medium] if alone else [*medium.glob("rowan-*")] or [*medium.glob("*/rowan-*")]
    schools = {path: school for path in paths if (school := _school_of(path)) is not None}
    places = {(path.parent, school) for path, (school, _name) in schools.items()}
    found = [
        BackupFound(
            path=seen.path,
            made=seen.made,
            size=seen.size,
            whole=seen.whole,
            school=school,
            school_name=schools[seen.path][1],
        )
        for parent, school in places
        for seen in list_backups(parent, school)
        if seen.path in schools
    ]
    return tuple(sorted(found, key=lambda one: one.made, reverse=True))


def check_target(path: Path, backup: Path) -> bool:
    """Refuse a folder that no backup may be put back into; say whether a school lies there.

    FolderRefused for shares, synchronised and roaming folders, FolderIsBackup, FolderTaken, and
    the leaves of StorageFailed when it cannot be written. An empty or new folder is prepared.
    """
    refuse_unsafe(path)
    if (path / NAME).exists() or path.resolve().is_relative_to(backup.resolve()):
        raise FolderIsBackup(path)
    folder = SchoolFolder(path)
    with sorting_os(path):
        if path.exists() and not folder.has_school() and _strangers(folder):
            raise FolderTaken(path)
    folder.prepare()
    return folder.has_school()


class Restoring:
    """Put one backup back into a school's folder."""

    def __init__(self, folder: SchoolFolder, medium: Path, clock: Clock) -> None:
        """Read a backup whole: `medium` is one, or a folder where the newest is taken.

        NoBackup, BackupDamaged, AnotherSchool, and the leaves of StorageFailed.
        """
        self.folder = folder
        self._clock = clock
        self._examined = examine(_backup_in(medium, folder))
        self._today = keys_of_today(folder, self._examined)

    def use_backup_keys(self) -> None:
        """Let the backup's passphrases count: when today's keys do not open it (KeysDoNotOpen).

        Its key file then comes back with it, and who was let in or left since is listed for the
        next holder to settle.
        """
        self._today = None

    @property
    def keys(self) -> KeyFile:
        """Return the key file whose passphrases count: today's, else the backup's."""
        return self._today or self._examined.content

    @property
    def made(self) -> Stamp:
        """Return when the backup was made."""
        return self._examined.manifest.made

    @property
    def by_todays_keys(self) -> bool:
        """Say whether the passphrases of the school's own key file count."""
        return self._today is not None

    def people(self) -> list[tuple[PersonId, str]]:
        """Return who may put the backup back: id and name."""
        return [(PersonId(holder.person), holder.name) for holder in self.keys.holders]

    def unlock(self, person: PersonId, passphrase: str) -> Keyring:
        """Open a person's keys: slow, any thread (WrongPassphrase)."""
        return unlock(self.keys, person, passphrase)

    def put_back(self, keyring: Keyring, report: Report | None = None) -> KeyStore:
        """Put the vaults back; each is verified first (KeysDoNotOpen, BackupUnsound …)."""
        plan = Plan(
            folder=self.folder, examined=self._examined, keyring=keyring, now=self._clock.now()
        )
        tell: Report = report or (lambda _done, _total: None)
        total = 2 * len(self._examined.manifest.vaults)
        done = 0

        def check(vault: str, copy: Database) -> None:
            nonlocal done
            tell(done + 1, total)
            self._check(vault, copy)
            done += 2
            tell(done, total)

        return restore(plan, check=check, open_copy=_open_copy)

    def _check(self, vault: str, copy: Database) -> None:
        ledger = Ledger(copy, school=self.keys.school, vault=vault, clock=self._clock)
        report = verify(ledger, school_key=self.keys.school_public)
        if not report.sound:
            raise BackupUnsound(report)


def settle(keys: KeyStore, vaults: Vaults, signer: PersonSigner, seen: Heads) -> None:
    """Sign the *restored* entries; until then nothing else is appended."""
    mark = keys.content.restored
    if mark is None:
        return
    for ledger in (vaults.school, vaults.children):
        if ledger.vault in mark.vaults:
            _sign_restored(ledger, vaults, signer, mark.backup, seen.get(ledger.vault))
    keep_since(vaults, signer, mark.since)
    keys.replace(msgspec.structs.replace(keys.content, restored=None))


def lost_at_restore(vaults: Vaults, ledger: Ledger, heads: VaultHeads) -> range | None:
    """Return the sequences a person had seen that a restore took away, or None.

    The range is empty when only lines of the access log went. Heads that still stand have lost
    nothing; nor has anybody who left, and so witnessed the chain, after the restore: what they
    miss was taken away otherwise.
    """
    if holds(ledger, heads):
        return None
    for whole in reversed(ledger.of_kinds(["restored"])):
        record = whole.record
        if not isinstance(record, Restored) or record.last_seq > heads.ledger.seq:
            continue
        if _left_since_restored(vaults):
            return None
        return gap(ledger, heads, record.last_seq)
    return None


def restored_since(ledger: Ledger, seq: int) -> Stamp | None:
    """Return when the newest restore was settled that took away a sequence, or None.

    What stood at that number before the restore is lost, whatever stands there now.
    """
    for whole in reversed(ledger.of_kinds(["restored"])):
        if isinstance(whole.record, Restored) and whole.record.last_seq < seq:
            return whole.entry.recorded
    return None


def gap(ledger: Ledger, heads: VaultHeads, last: int) -> range | None:
    """Return what lies between a backup's last entry and a head seen later, or None.

    It is None when the head does not continue what the backup holds.
    """
    if last > heads.ledger.seq:
        return None
    if last == heads.ledger.seq and ledger.hash_at(last) != heads.ledger.hash:
        return None
    return range(last + 1, heads.ledger.seq + 1)


def _left_since_restored(vaults: Vaults) -> bool:
    row = vaults.school.db.row(
        "SELECT 1 FROM log l JOIN log_detail d ON d.seq = l.seq"
        " WHERE l.what IN ('locked', 'signed_out')"
        " AND l.seq > (SELECT coalesce(max(seq), 0) FROM log WHERE what = 'restored')"
        " AND json_extract(CAST(d.detail AS TEXT), '$.person') = ? LIMIT 1",
        (vaults.me.id,),
    )
    return row is not None


def _sign_restored(
    ledger: Ledger, vaults: Vaults, signer: PersonSigner, backup: str, own: VaultHeads | None
) -> None:
    name = new_id()
    record = Restored(
        backup=backup,
        last_seq=ledger.head().seq,
        own_seq=own.ledger.seq if own else 0,
        own_head=own.ledger.hash.hex() if own else "",
        by=vaults.me.person,
    )
    header = Header(
        id=name,
        kind=record.kind.code,
        version=record.kind.version,
        author=vaults.me.person,
        written=vaults.clock.now(),
        root=name,
    )
    with ledger.db.transaction():
        append(ledger, [Writing(header=header, record=record)], signer)
        write_log(ledger, "restored", {"by": vaults.me.id, "backup": backup})


def _backup_in(medium: Path, folder: SchoolFolder) -> Path:
    if (medium / NAME).exists():
        return medium
    school = KeyStore(folder).content.school if folder.has_school() else ""
    found: Sequence[Path] = [
        path for path in sorted(medium.glob(f"rowan-{school[:8]}*")) if (path / NAME).exists()
    ]
    if school:
        found = [seen.path for seen in list_backups(medium, SchoolId(school)) if seen.whole][::-1]
    if not found:
        raise NoBackup
    return found[-1]


def _school_of(backup: Path) -> tuple[SchoolId, str] | None:
    """Return id and name of a backup's school, None when it is no backup that can be read."""
    try:
        manifest, _signer = read_manifest(backup)
    except (StorageFailed, VaultDamaged):
        return None
    try:
        name = KeyStore(SchoolFolder(backup)).content.name
    except (StorageFailed, VaultDamaged, KeyFileRefused, KeyFileTooNew):
        name = ""
    return SchoolId(manifest.school), name


def _strangers(folder: SchoolFolder) -> list[Path]:
    """Return what lies in a folder and is not what a school without its key file leaves."""
    inner = (folder.drafts, folder.intake, folder.heads, folder.aside, folder.replies, folder.sent)
    notes = (folder.lock_file, folder.raise_file, folder.release_file, folder.public_intake)
    known = {*inner, *notes, *folder.path.glob("*.vault*")}
    return [path for path in folder.path.iterdir() if path not in known]


def _open_copy(path: Path, key: bytes) -> Database:
    return Database.open(path, key, temp_schema=SCHEMA)
