"""Carry the sealed files that lie beside the vaults into a backup, and put them back."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from app.base.clock import FIRST_US, LAST_US, Stamp
from app.vault.faults import sorting_os
from app.vault.files import NEW, move, write_atomic
from app.vault.folder import SchoolFolder
from app.vault.hashing import sha256
from app.vault.manifest import Manifest, SealedFact
from app.vault.replies import make_inside
from app.vault.sealed import (
    LIMIT,
    NOTE_UNFINISHED,
    header_of,
    is_note_name,
    kept_name,
    note_name,
    strange_name,
    write_checked,
)

FOLDER = "sealed"
#: So many are carried at most: whoever may write to the intake folder must not stop a backup.
MOST = 20_000

_ID = "[0-9a-f]{32}"
_ANSWERS = (
    ("replies", re.compile(rf"{_ID}/{_ID}\.reply")),
    ("sent", re.compile(rf"{_ID}/{_ID}\.sent")),
)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)


def waiting(folder: SchoolFolder) -> list[Path]:
    """Return everything in the intake folder, notes before what only lies there.

    To be carried before the vaults are copied: a note that is taken in meanwhile is then in the
    backup twice, never missing.
    """
    found = [path for path in _inside(folder.intake) if path.suffix != NEW]
    return sorted(found, key=lambda path: (not is_note_name(path.name), path.name))


def answered(folder: SchoolFolder) -> list[Path]:
    """Return the replies, the copies of what was sent, and what is told to whoever records.

    To be carried after the vaults were copied: the vault says which replies went out.
    """
    found = [folder.public_intake]
    for name, pattern in _ANSWERS:
        people = _inside(folder.path / name)
        inner = [path for person in people if person.is_dir() for path in _inside(person)]
        found += [p for p in inner if pattern.fullmatch(f"{p.parent.name}/{p.name}")]
    return found


def newest_waiting(folder: SchoolFolder) -> int:
    """Return when the newest file in the intake folder came (UTC, microseconds), 0 for none."""
    times = [0]
    for path in _inside(folder.intake):
        with contextlib.suppress(OSError):
            times.append(path.lstat().st_mtime_ns // 1000)
    return max(times)


def carry(
    folder: SchoolFolder,
    paths: Sequence[Path],
    backup: Path,
    *,
    begin: int = 0,
    step: Callable[[int], object] = lambda _done: None,
) -> list[SealedFact]:
    """Copy files into a backup as they are, numbered from `begin`; return what to sign of them.

    Damaged and strange ones are copied, too; links, and what vanishes, cannot be read or is longer
    than a sealed file can be, is passed over. DiskFull, ReadOnly, StorageFailed of the medium.
    """
    facts = list[SealedFact]()
    for path in paths:
        if begin + len(facts) >= MOST:
            break
        read = _read_plain(path)
        if read is None:
            continue
        data, saved_us = read
        number = f"{begin + len(facts):05d}"
        target = backup / FOLDER / number
        with sorting_os(target):
            target.parent.mkdir(exist_ok=True)
        write_atomic(target, data)
        facts.append(
            SealedFact(
                file=number,
                path=_named(folder, path, data),
                size=len(data),
                sha256=sha256(data),
                saved_us=saved_us,
            )
        )
        step(len(facts))
    return facts


def carried_path(backup: Path, fact: SealedFact) -> Path:
    """Return where a backup holds one of them."""
    return backup / FOLDER / fact.file


def carried_wrong(backup: Path, manifest: Manifest) -> tuple[str, ...]:
    """Return the paths of those that a backup does not hold as signed."""
    return tuple(
        fact.path for fact in manifest.sealed if not _as_signed(_held(backup, fact), fact)
    )


def put_back(folder: SchoolFolder, backup: Path, manifest: Manifest, aside: Path) -> None:
    """Put a backup's sealed files where they lay; what lies there already stays.

    A note that is not as signed comes back under a strange file's name, to be seen as damaged. A
    whole note takes the place of its unfinished or damaged one, which is moved to `aside`. The
    leaves of StorageFailed.
    """
    for fact in manifest.sealed:
        data = _held(backup, fact)
        if data is None:
            continue
        whole = _as_signed(data, fact)
        target = folder.path / fact.path
        if target.parent == folder.intake:
            _put_note(target if whole else _as_strange(target, data), data, fact, aside)
        elif whole and not os.path.lexists(target):
            if target.parent != folder.path:
                make_inside(folder, target.parent)
            write_checked(target, data, Stamp(fact.saved_us, 0))


def _put_note(target: Path, data: bytes, fact: SealedFact, aside: Path) -> None:
    if _stays(target, data):
        return
    if os.path.lexists(target):
        move(target, aside / target.name)
    write_checked(target, data, Stamp(fact.saved_us, 0))


def _as_strange(target: Path, data: bytes) -> Path:
    return target.with_name(strange_name(target.name, data))


def _stays(target: Path, data: bytes) -> bool:
    """Say whether what lies at a note's place is as good as the backup's."""
    if not os.path.lexists(target):
        return False
    here = _read_plain(target)
    return here is not None and _worth(target, here[0]) >= _worth(target, data)


def _worth(target: Path, data: bytes) -> int:
    header = header_of(data)
    if header is None or note_name(header.file) != target.name:
        return 0
    return 1 if header.kind == NOTE_UNFINISHED else 2


def _named(folder: SchoolFolder, path: Path, data: bytes) -> str:
    """Return where a file is to be put back: every system can have a file of that name."""
    if path.parent == folder.intake:
        return f"{folder.intake.name}/{kept_name(path.name, data)}"
    return path.relative_to(folder.path).as_posix()


def _held(backup: Path, fact: SealedFact) -> bytes | None:
    read = _read_plain(carried_path(backup, fact))
    return read[0] if read is not None else None


def _as_signed(data: bytes | None, fact: SealedFact) -> bool:
    return data is not None and len(data) == fact.size and sha256(data) == fact.sha256


def _inside(place: Path) -> list[Path]:
    """Return what lies in a folder, by name; nothing where there is none."""
    try:
        return sorted(place.iterdir())
    except OSError:
        return []


def _read_plain(path: Path) -> tuple[bytes, int] | None:
    """Return a file's content and its time (UTC, microseconds), or None where there is none.

    None, too, for links and devices, what cannot be read, and what is longer than any sealed file.
    """
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return None
        handle = os.open(path, os.O_RDONLY | _NO_FOLLOW | _NO_WAIT | _BINARY)
        with os.fdopen(handle, "rb") as file:
            facts = os.fstat(handle)
            data = file.read(LIMIT + 1) if stat.S_ISREG(facts.st_mode) else None
    except OSError:
        return None
    if data is None or len(data) > LIMIT:
        return None
    return data, min(max(facts.st_mtime_ns // 1000, FIRST_US), LAST_US)
