"""Put a school back from a backup; what stood there is moved aside, never deleted."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import msgspec

from app.base.clock import Stamp
from app.base.errors import VaultError
from app.vault.backup import OpenCopy, differing
from app.vault.carried import put_back
from app.vault.database import Database, remove_journal
from app.vault.faults import FileMissing, WrongKey, sorting_os
from app.vault.files import (
    COPIES,
    BothCopiesDamaged,
    move,
    read_twice,
    sync_file,
    write_twice,
)
from app.vault.folder import SchoolFolder
from app.vault.hashing import sha256_of_file
from app.vault.keyfile import (
    KeyFile,
    KeyFileRefused,
    Restored,
    UnknownPerson,
    VaultFile,
    decode,
    encode,
)
from app.vault.keyring import Keyring, KeysAltered
from app.vault.keystore import KeyStore
from app.vault.manifest import Manifest, VaultCopy, read_manifest
from app.vault.sqlcipher import connect_existing

_PART = ".part"
_YEAR = re.compile("-[0-9]{4}$")

#: Given a vault's name and its restored, opened copy; raises a VaultError when it is not whole.
CheckVault = Callable[[str, Database], object]


class BackupDamaged(VaultError):
    """Files of the backup are not what its maker signed."""

    def __init__(self, backup: Path, files: tuple[str, ...]) -> None:
        super().__init__(", ".join(files))
        self.backup = backup
        self.files = files


class AnotherSchool(VaultError):
    """The backup is of another school than the one in this folder."""


class KeysDoNotOpen(VaultError):
    """The passphrase opens keys, but not those of the backup's vaults."""


class Examined(msgspec.Struct, frozen=True):
    """Hold a backup whose every file was read and found as signed.

    `known_signer` says whether its own key file knows who signed it.
    """

    path: Path
    manifest: Manifest
    content: KeyFile
    known_signer: bool


class Plan(msgspec.Struct, frozen=True):
    """Say what is to be put back where, by keys opened from today's key file or the backup's."""

    folder: SchoolFolder
    examined: Examined
    keyring: Keyring
    now: Stamp


def examine(backup: Path) -> Examined:
    """Read a whole backup and check it against its signed manifest (BackupDamaged and leaves)."""
    manifest, signer = read_manifest(backup)
    wrong = differing(backup, manifest)
    if wrong:
        raise BackupDamaged(backup, wrong)
    content = decode(read_twice(backup, SchoolFolder.KEYS).data)
    named = {f"{one.vault.name}.{one.vault.generation}.vault" for one in manifest.vaults}
    there = {file.name for file in manifest.files}
    if content.school != manifest.school or not named <= there:
        raise BackupDamaged(backup, tuple(sorted(named - there)) or (SchoolFolder.KEYS,))
    known = (manifest.person, signer) in content.known_signers()
    return Examined(path=backup, manifest=manifest, content=content, known_signer=known)


def keys_of_today(folder: SchoolFolder, examined: Examined) -> KeyFile | None:
    """Return the folder's own key file, or None when there is none to be read (AnotherSchool)."""
    try:
        content = KeyStore(folder).content
    except (FileMissing, BothCopiesDamaged, KeyFileRefused):
        return None
    if content.school != examined.content.school:
        raise AnotherSchool
    return content


def opens(examined: Examined, keyring: Keyring) -> bool:
    """Say whether a keyring opens every copy of the backup whose vault it opens today."""
    mine = [one for one in examined.manifest.vaults if one.vault.name in keyring.vaults]
    return bool(mine) and all(_opens(examined, one, keyring) for one in mine)


def keeps_today(plan: Plan, today: KeyFile | None) -> bool:
    """Say whether today's key file may stay: it gives these keys, and no vault had a new one."""
    if today is None:
        return False
    versions = {vault.name: vault.key_version for vault in today.vaults}
    copies = [one.vault for one in plan.examined.manifest.vaults]
    if any(versions.get(vault.name) != vault.key_version for vault in copies):
        return False
    try:
        return opens(plan.examined, plan.keyring.with_content(today))
    except (KeysAltered, UnknownPerson):
        return False


def _opens(examined: Examined, copy: VaultCopy, keyring: Keyring) -> bool:
    key = keyring.vault_key_of(copy.vault.name, copy.vault.key_version)
    if key is None:
        return False
    path = SchoolFolder(examined.path).vault(copy.vault.name, copy.vault.generation)
    try:
        connect_existing(path, key, writing=False).close()
    except WrongKey:
        return False
    return True


def restore(plan: Plan, *, check: CheckVault, open_copy: OpenCopy = Database.open) -> KeyStore:
    """Put the vaults back; the key file, one atomic write, switches to them and marks it.

    Every vault that the keyring opens is checked first, page by page and by `check`. Until the
    key file is written the school stands as it was, but for sealed files that came back: a note
    that was taken in and waits again is known to the tray, one that is missing is known to nobody.
    KeysDoNotOpen, BackupDamaged, AnotherSchool, what `check` raises, and the leaves of
    StorageFailed.
    """
    today = keys_of_today(plan.folder, plan.examined)
    if not opens(plan.examined, plan.keyring):
        raise KeysDoNotOpen
    plan.folder.prepare()
    placed = tuple(_place(plan, copy, check, open_copy) for copy in plan.examined.manifest.vaults)
    aside = _aside(plan)
    put_back(plan.folder, plan.examined.path, plan.examined.manifest, aside)
    content = _keys_afterwards(plan, today, placed)
    _write_keys(plan.folder, content, aside)
    _move_aside(plan.folder, content, aside)
    return KeyStore(plan.folder)


def _place(plan: Plan, copy: VaultCopy, check: CheckVault, open_copy: OpenCopy) -> VaultFile:
    """Copy one vault under a name that nothing bears yet, and check it there."""
    name, version = copy.vault.name, copy.vault.key_version
    source = SchoolFolder(plan.examined.path).vault(name, copy.vault.generation)
    generation = plan.folder.free_generation(name, at_least=copy.vault.generation)
    target = plan.folder.vault(name, generation)
    part = target.with_name(target.name + _PART)
    with sorting_os(part):
        shutil.copyfile(source, part)
    sync_file(part)
    if sha256_of_file(part) != plan.examined.manifest.fact(source.name).sha256:
        raise BackupDamaged(plan.examined.path, (source.name,))
    _place_years(plan, copy, generation)
    key = plan.keyring.vault_key_of(name, version)
    if key is not None:
        _check(part, key, lambda database: check(name, database), open_copy)
    move(part, target)
    return VaultFile(name=name, generation=generation, key_version=version)


def _place_years(plan: Plan, copy: VaultCopy, generation: int) -> None:
    """Copy the yearly files of a vault under the generation that the vault takes."""
    backup = SchoolFolder(plan.examined.path)
    for (name, of), source in backup.vaults_on_disk().items():
        if name.rpartition("-")[0] != copy.vault.name or of != copy.vault.generation:
            continue
        target = plan.folder.vault(name, generation)
        part = target.with_name(target.name + _PART)
        with sorting_os(part):
            shutil.copyfile(source, part)
        sync_file(part)
        if sha256_of_file(part) != _signed_digest(plan, source.name):
            raise BackupDamaged(plan.examined.path, (source.name,))
        move(part, target)


def _signed_digest(plan: Plan, name: str) -> bytes:
    try:
        return plan.examined.manifest.fact(name).sha256
    except KeyError:
        return b""  # a file that the backup's maker did not sign


def _check(
    path: Path, key: bytes, check: Callable[[Database], object], open_copy: OpenCopy
) -> None:
    with open_copy(path, key) as database:
        faults = database.faults()
        if faults:
            raise BackupDamaged(path, faults[:1])
        check(database)
    remove_journal(path)


def _keys_afterwards(plan: Plan, today: KeyFile | None, placed: tuple[VaultFile, ...]) -> KeyFile:
    """Return the key file that counts from now on, marked until a key holder has settled it."""
    backup = plan.examined.content
    keep = keeps_today(plan, today)
    content = today if keep and today is not None else backup
    earlier = None if today is None else today.restored  # a restore that nobody has settled yet
    mark = Restored(
        backup=plan.examined.manifest.backup,
        made_us=plan.examined.manifest.made.utc_us,
        restored_us=plan.now.utc_us,
        vaults=tuple(vault.name for vault in placed),
        old_keys=not keep or (earlier is not None and earlier.old_keys),
        since=() if earlier is None else earlier.since,
    )
    if not keep and today is not None:
        since = dict.fromkeys((*mark.since, *differences(today, backup)))
        mark = msgspec.structs.replace(mark, since=tuple(since))
    for vault in placed:
        content = content.with_vault(vault)
    return msgspec.structs.replace(content, restored=mark)


def _aside(plan: Plan) -> Path:
    moment = plan.now.local().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    path = plan.folder.aside / moment
    number = 1
    while path.exists():
        number += 1
        path = plan.folder.aside / f"{moment}-{number}"
    with sorting_os(path):
        path.mkdir(parents=True)
    return path


def _write_keys(folder: SchoolFolder, content: KeyFile, aside: Path) -> None:
    try:
        generation = read_twice(folder.path, folder.KEYS).generation
    except (FileMissing, BothCopiesDamaged):
        generation = 0
    for ending in COPIES:
        old = folder.path / (folder.KEYS + ending)
        if old.exists():
            with sorting_os(old):
                shutil.copyfile(old, aside / old.name)
    write_twice(folder.path, folder.KEYS, encode(content), generation + 1)


def _move_aside(folder: SchoolFolder, content: KeyFile, aside: Path) -> None:
    counting = {(one.name, one.generation) for one in content.vaults}
    kept = {
        path.name
        for (name, generation), path in folder.vaults_on_disk().items()
        if (_YEAR.sub("", name), generation) in counting
    }
    for path in sorted(folder.path.glob("*.vault*")):
        if path.name.removesuffix("-journal") not in kept:
            move(path, aside / path.name)


def differences(today: KeyFile, backup: KeyFile) -> tuple[str, ...]:
    """Name what today's key file said and the backup's does not: for a holder to settle.

    Each is a word and ids: `joined`, `left`, `new-keys` with a person; `granted`, `withdrawn`
    with a holder, purpose, vault and version; `intake-key` and `sheet` with a number; `vault`
    with the name of one that the backup does not hold, which was moved aside.
    """
    return (
        *_people(today, backup),
        *_lines("granted", _grants(today) - _grants(backup)),
        *_lines("withdrawn", _grants(backup) - _grants(today)),
        *_lines("intake-key", _intake(today) - _intake(backup)),
        *_lines("sheet", _sheets(today) - _sheets(backup)),
        *_lines("vault", _vaults(today) - _vaults(backup)),
    )


def _people(today: KeyFile, backup: KeyFile) -> list[str]:
    now = {holder.person: holder.keys for holder in today.holders}
    then = {holder.person: holder.keys for holder in backup.holders}
    changed = {person for person in now.keys() & then.keys() if now[person] != then[person]}
    return [
        *_lines("joined", now.keys() - then.keys()),
        *_lines("left", then.keys() - now.keys()),
        *_lines("new-keys", changed),
    ]


def _grants(content: KeyFile) -> set[str]:
    everyone = [grant for holder in content.holders for grant in holder.grants]
    return {
        f"{one.holder} {one.given.purpose} {one.given.vault} {one.given.version}"
        for one in everyone
    }


def _intake(content: KeyFile) -> set[str]:
    return {str(one.version) for one in content.intake}


def _vaults(content: KeyFile) -> set[str]:
    return {vault.name for vault in content.vaults}


def _sheets(content: KeyFile) -> set[str]:
    return {str(one.number) for one in content.sheets}


def _lines(word: str, facts: set[str]) -> list[str]:
    return [f"{word} {fact}" for fact in sorted(facts)]
