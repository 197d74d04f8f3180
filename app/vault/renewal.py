"""Give vaults new keys: copied into files of a new generation, which one write lets count."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from app.base.errors import VaultError
from app.base.ids import PersonId
from app.vault.backup import PART, OpenCopy
from app.vault.database import Database, Step, remove_journal
from app.vault.faults import VaultDamaged, sorting_os
from app.vault.files import move
from app.vault.folder import SchoolFolder
from app.vault.grants import Grant
from app.vault.keyfile import IntakeKey, KeyFile, VaultFile
from app.vault.locks import new_key

#: Given a vault's name and its opened copy; raises a VaultError when it is not sound.
CheckCopy = Callable[[str, Database], object]


class SheetNotVouched(VaultError):
    """No holder's signed grant stands for a recovery sheet; no key was sealed to it."""


class FreshFile(msgspec.Struct, frozen=True):
    """Hold a vault's next file: which generation, under which version of its key, and the key."""

    vault: VaultFile
    path: Path
    key: bytes


def fresh_files(folder: SchoolFolder, content: KeyFile, names: Iterable[str]) -> list[FreshFile]:
    """Draw new keys, and file names that nothing bears yet, for some vaults."""
    found = []
    for name in names:
        now = content.vault(name)
        generation = folder.free_generation(name, at_least=now.generation + 1)
        vault = VaultFile(name=name, generation=generation, key_version=now.key_version + 1)
        found.append(FreshFile(vault, folder.vault(name, generation), new_key()))
    return found


def copy_fresh(
    fresh: FreshFile,
    database: Database,
    *,
    check: CheckCopy,
    open_copy: OpenCopy,
    step: Step | None = None,
) -> None:
    """Copy a vault that is in use under its new key and check the copy; any thread.

    VaultDamaged, what `check` raises, CopyStopped, and the leaves of StorageFailed: only a file
    that ends in `.part` is left then.
    """
    part = fresh.path.with_name(fresh.path.name + PART)
    with sorting_os(part):
        part.unlink(missing_ok=True)
    database.copy_to(part, fresh.key, step=step)
    with open_copy(part, fresh.key) as copy:
        faults = copy.faults()
        if faults:
            raise VaultDamaged(part, faults[0])
        check(fresh.vault.name, copy)
    remove_journal(part)
    move(part, fresh.path)


def renewed(
    content: KeyFile,
    fresh: Iterable[FreshFile],
    *,
    grants: Iterable[Grant],
    intake: IntakeKey | None = None,
    without: PersonId | None = None,
) -> KeyFile:
    """Return the key file that lets new files count: new grants, and nobody who left."""
    found = content if without is None else content.without_holder(without)
    for one in fresh:
        found = found.with_vault(one.vault)
    if intake is not None:
        found = msgspec.structs.replace(found, intake=(*found.intake, intake))
    for grant in grants:
        found = found.with_grant(grant)
    return found


def superseded(folder: SchoolFolder, content: KeyFile) -> list[Path]:
    """Return vault files whose generation counts no longer, or never did."""
    counting = {one.name: one.generation for one in content.vaults}
    return [
        path
        for (name, generation), path in folder.vaults_on_disk().items()
        if generation != counting.get(name.partition("-")[0], generation)
    ]


def remove_superseded(folder: SchoolFolder, content: KeyFile) -> int:
    """Remove what counts no longer, once a verified backup holds what does; return how many."""
    gone = superseded(folder, content)
    for path in gone:
        with sorting_os(path):
            path.with_name(path.name + "-journal").unlink(missing_ok=True)
            path.unlink(missing_ok=True)
    for part in sorted(folder.path.glob("*.vault" + PART)):
        with sorting_os(part):
            part.unlink(missing_ok=True)
    return len(gone)
