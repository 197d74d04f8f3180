"""Put a backup back, and settle it when the first key holder signs in afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from app.base.clock import Clock
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
from app.services.writer import PersonSigner
from app.vault.backup import list_backups
from app.vault.database import Database
from app.vault.folder import SchoolFolder
from app.vault.heads import Heads, VaultHeads
from app.vault.keyfile import KeyFile
from app.vault.keyring import Keyring, unlock
from app.vault.keystore import KeyStore
from app.vault.manifest import NAME
from app.vault.restore import Plan, examine, keys_of_today, restore
from app.views.vaults import Vaults
from app.views.witness import holds


class NoBackup(VaultError):
    """There is no backup of this school there."""


class Restoring:
    """Put one backup back into a school's folder."""

    def __init__(self, folder: SchoolFolder, medium: Path, clock: Clock) -> None:
        """Read a backup whole: `medium` is one, or a folder where the newest is taken.

        NoBackup, BackupDamaged, AnotherSchool, and the leaves of StorageFailed.
        """
        self._folder = folder
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

    def people(self) -> list[tuple[PersonId, str]]:
        """Return who may put the backup back: id and name."""
        return [(PersonId(holder.person), holder.name) for holder in self.keys.holders]

    def unlock(self, person: PersonId, passphrase: str) -> Keyring:
        """Open a person's keys: slow, any thread (WrongPassphrase)."""
        return unlock(self.keys, person, passphrase)

    def put_back(self, keyring: Keyring) -> KeyStore:
        """Put the vaults back; each is verified first (KeysDoNotOpen, BackupUnsound …)."""
        plan = Plan(
            folder=self._folder, examined=self._examined, keyring=keyring, now=self._clock.now()
        )
        return restore(plan, check=self._check, open_copy=_open_copy)

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


def _open_copy(path: Path, key: bytes) -> Database:
    return Database.open(path, key, temp_schema=SCHEMA)
