"""Copy a school to another medium; only what was checked there bears a backup's name."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Sequence
from datetime import UTC
from pathlib import Path

import msgspec

from app.base.clock import Stamp
from app.base.errors import VaultError
from app.base.ids import PersonId, SchoolId, new_id
from app.vault.attachments import YearFile, copy_year, year_files
from app.vault.carried import answered, carried_path, carried_wrong, carry, waiting
from app.vault.database import CopyStopped, Database, remove_journal
from app.vault.faults import StorageFailed, VaultDamaged, sorting_os
from app.vault.files import copy_paths, move, pack, sync_folder, write_atomic
from app.vault.folder import SchoolFolder
from app.vault.hashing import sha256_of_file
from app.vault.heads import VaultHeads
from app.vault.keyfile import KeyFile, VaultFile, encode
from app.vault.manifest import (
    FileFact,
    Manifest,
    SealedFact,
    VaultCopy,
    read_manifest,
    write_manifest,
)
from app.vault.signing import Signer

PART = ".part"
_NAME = re.compile(r"rowan-[0-9a-f]{8}-\d{8}T\d{6}Z-[0-9a-f]{4}(\.part)?")


class BackupFailed(VaultError):
    """The copy is not what it should be; no backup was made of it."""

    def __init__(self, file: str, fault: str) -> None:
        super().__init__(f"{file}: {fault}")
        self.file = file
        self.fault = fault


class Progress(msgspec.Struct, frozen=True):
    """Say how far the copy of one vault is, in pages."""

    vault: str
    done: int
    total: int


#: Called after every slice; False stops the backup.
Report = Callable[[Progress], bool]
#: Given a vault's name and its opened copy; returns the heads, or raises a VaultError.
Check = Callable[[str, Database], VaultHeads]
OpenCopy = Callable[[Path, bytes], Database]


class Source(msgspec.Struct, frozen=True):
    """Name one vault to copy: which file counts, its open database, its key."""

    vault: VaultFile
    database: Database
    key: bytes


class Order(msgspec.Struct, frozen=True):
    """Say what is to be backed up where, by whom and when; plain values for a worker thread."""

    destination: Path
    content: KeyFile
    key_generation: int
    made: Stamp
    person: PersonId
    signer: Signer


class Stopped(Exception):
    """The person asked for the backup to stop."""


class _Run(msgspec.Struct, frozen=True):
    order: Order
    folder: Path
    check: Check
    report: Report | None
    open_copy: OpenCopy


def make_backup(
    order: Order,
    sources: Sequence[Source],
    *,
    check: Check,
    report: Report | None = None,
    open_copy: OpenCopy = Database.open,
) -> Path | None:
    """Copy, check, sign and read back; return the backup's folder, or None when stopped.

    May run in a worker thread while the vaults are in use. A kill at any moment leaves at most a
    folder ending in `.part`, which the next backup to the same place removes. BackupFailed, what
    `check` raises, and the leaves of StorageFailed; nothing bears the final name then.
    """
    name = backup_name(SchoolId(order.content.school), order.made)
    part = order.destination / (name + PART)
    clear_parts(order.destination, SchoolId(order.content.school))
    run = _Run(order=order, folder=part, check=check, report=report, open_copy=open_copy)
    try:
        with sorting_os(part):
            part.mkdir()  # never the destination itself: the stick may not be there
        _fill(run, sources)
        done = order.destination / name
        move(part, done)
    except BaseException as error:
        shutil.rmtree(part, ignore_errors=True)
        if isinstance(error, Stopped | CopyStopped):
            return None
        raise
    return done


def backup_name(school: SchoolId, made: Stamp) -> str:
    """Return the name of a backup's folder: school, UTC time, and what keeps two apart."""
    moment = made.local().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return f"rowan-{school[:8]}-{moment}-{new_id()[:4]}"


def clear_parts(destination: Path, school: SchoolId) -> None:
    """Remove what interrupted backups of this school left behind."""
    for path in destination.glob(f"rowan-{school[:8]}-*{PART}"):
        if _NAME.fullmatch(path.name) and path.is_dir():
            shutil.rmtree(path, ignore_errors=True)


def _fill(run: _Run, sources: Sequence[Source]) -> None:
    school = SchoolFolder(sources[0].database.path.parent)
    sealed = _carry(run, school, waiting(school))
    copies = [_copy(run, source) for source in sources]
    sealed += _carry(run, school, answered(school), len(sealed))
    content = pack(SchoolFolder.KEYS, encode(run.order.content), run.order.key_generation)
    for path in copy_paths(run.folder, SchoolFolder.KEYS):
        write_atomic(path, content)
    files = tuple(_fact(path) for path in sorted(run.folder.iterdir()) if path.is_file())
    manifest = Manifest(
        format=2,
        backup=new_id(),
        school=run.order.content.school,
        made=run.order.made,
        person=run.order.person,
        vaults=tuple(copies),
        files=files,
        sealed=tuple(sealed),
    )
    write_manifest(run.folder, manifest, run.order.signer)
    sync_folder(run.folder)
    for fact in manifest.sealed:
        _forget_cached(carried_path(run.folder, fact))
    wrong = (*differing(run.folder, manifest), *carried_wrong(run.folder, manifest))
    if wrong:
        raise BackupFailed(wrong[0], "differs when read back")


def _carry(
    run: _Run, school: SchoolFolder, paths: Sequence[Path], begin: int = 0
) -> list[SealedFact]:
    """Copy sealed files that lie beside the vaults, numbered from `begin`."""

    def after_each(done: int) -> None:
        if run.report is not None and not run.report(Progress("sealed", done, len(paths))):
            raise Stopped

    return carry(school, paths, run.folder, begin=begin, step=after_each)


def _copy(run: _Run, source: Source) -> VaultCopy:
    vault = source.vault
    path = SchoolFolder(run.folder).vault(vault.name, vault.generation)
    part = path.with_name(path.name + PART)

    def after_slice(done: int, total: int) -> None:
        if run.report is not None and not run.report(Progress(vault.name, done, total)):
            raise Stopped

    source.database.copy_to(part, source.key, step=after_slice)
    with run.open_copy(part, source.key) as copy:
        faults = copy.faults()
        if faults:
            raise BackupFailed(path.name, faults[0])
        for year in year_files(copy, vault.name):
            _copy_year(run, source, year)
        heads = run.check(vault.name, copy)
    remove_journal(part)
    move(part, path)
    return VaultCopy(vault=vault, heads=heads)


def _copy_year(run: _Run, source: Source, year: YearFile) -> None:
    """Copy a year's documents byte for byte, or share those of the newest backup there.

    The vault was copied before, so that every document its entries name is in the file by now.
    """
    there = year.path(SchoolFolder(source.database.path.parent))
    path = year.path(SchoolFolder(run.folder))
    if not there.exists():
        return

    def after_slice(done: int, total: int) -> None:
        if run.report is not None and not run.report(Progress(year.name, done, total)):
            raise Stopped

    copy_year(there, path, year.key, earlier=_earlier(run, path.name), step=after_slice)


def _earlier(run: _Run, name: str) -> Path | None:
    """Return a year's file in the newest whole backup beside this one, if it has one."""
    backups = list_backups(run.order.destination, SchoolId(run.order.content.school))
    newest = next((one.path / name for one in backups if one.whole), None)
    return newest if newest is not None and newest.exists() else None


def _fact(path: Path) -> FileFact:
    with sorting_os(path):
        return FileFact(name=path.name, size=path.stat().st_size, sha256=sha256_of_file(path))


def differing(folder: Path, manifest: Manifest) -> tuple[str, ...]:
    """Read a backup's vaults and keys from its medium; return the names of those that differ."""
    wrong = []
    for fact in manifest.files:
        path = folder / fact.name
        try:
            _forget_cached(path)
            same = _fact(path) == fact
        except StorageFailed:
            same = False
        if not same:
            wrong.append(fact.name)
    return tuple(wrong)


def _forget_cached(path: Path) -> None:
    """Ask the system to read the file from the medium again, where it can be asked."""
    if hasattr(os, "posix_fadvise"):
        with sorting_os(path), path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


# ------------------------------------------------------------------ what there is


class BackupSeen(msgspec.Struct, frozen=True):
    """Say what is known of a backup without any key.

    `whole`: its manifest is signed and every file it names is there in the right size. A backup
    had to be checked and read back to get its name.
    """

    path: Path
    made: Stamp
    size: int
    whole: bool


def list_backups(destination: Path, school: SchoolId) -> tuple[BackupSeen, ...]:
    """Return this school's backups in a folder, newest first; those without manifest are none."""
    with sorting_os(destination):
        destination.stat()  # the stick may not be there
        folders = [
            path
            for path in destination.glob(f"rowan-{school[:8]}-*")
            if _NAME.fullmatch(path.name) and not path.name.endswith(PART)
        ]
    seen = [one for one in (_seen(path, school) for path in folders) if one is not None]
    return tuple(sorted(seen, key=lambda one: one.made, reverse=True))


def _seen(path: Path, school: SchoolId) -> BackupSeen | None:
    try:
        manifest, _ = read_manifest(path)
    except (StorageFailed, VaultDamaged):
        return None
    if manifest.school != school:
        return None
    sizes = {file.name: _size(path / file.name) for file in manifest.files}
    whole = all(sizes[file.name] == file.size for file in manifest.files)
    size = sum(sizes.values()) + sum(fact.size for fact in manifest.sealed)
    return BackupSeen(path=path, made=manifest.made, size=size, whole=whole)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
