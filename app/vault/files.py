"""Write small files so that a kill or a power cut leaves the old or the new, never half."""

from __future__ import annotations

import contextlib
import os
import stat
import time
from pathlib import Path

import msgspec

from app.base.errors import VaultError
from app.base.frames import frame, number
from app.vault.faults import FileMissing, StorageFailed, VaultDamaged, sorting_os
from app.vault.hashing import DIGEST_BYTES, sha256

NEW = ".new"
COPIES = (".a", ".b")
MAGIC = b"rowan/2\n"
HEADER_BYTES = len(MAGIC) + 8 + 8 + DIGEST_BYTES

# A virus scanner on Windows may hold a file for a moment after it was closed.
_MOVE_PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_BINARY = getattr(os, "O_BINARY", 0)


class TwoCopies(msgspec.Struct, frozen=True):
    """Hold what two copies gave: the newest good content, and which copies were not so."""

    data: bytes
    generation: int
    damaged: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()


class BothCopiesDamaged(VaultDamaged):
    """Neither copy of a small file can be trusted."""


def write_atomic(path: Path, data: bytes) -> None:
    """Replace a file's content durably: beside it, flushed, then renamed over it.

    DiskFull, ReadOnly, StorageFailed; the old content stands then.
    """
    new = path.with_name(path.name + NEW)
    with sorting_os(path):
        try:
            _write_flushed(new, data)
            _move(new, path)
        except OSError:
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def read_small(path: Path, limit: int) -> bytes:
    """Return a file's content; one longer than `limit` bytes is VaultDamaged."""
    with sorting_os(path), path.open("rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise VaultDamaged(path, "longer than such a file can be")
    return data


def _write_flushed(path: Path, data: bytes) -> None:
    path.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | _BINARY
    with os.fdopen(os.open(path, flags, mode_in(path.parent)), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def mode_in(folder: Path) -> int:
    """Return the rights of a new file: the owner's, and the group's where it may write there."""
    shared = bool(folder.stat().st_mode & stat.S_IWGRP)
    return 0o660 if shared else 0o600


def move(old: Path, new: Path) -> None:
    """Rename a closed file or a folder, over a file if there is one, and flush the names."""
    with sorting_os(new):
        _move(old, new)
    sync_folder(new.parent)


def _move(old: Path, new: Path) -> None:
    for pause in _MOVE_PAUSES:
        try:
            old.replace(new)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    old.replace(new)


def sync_file(path: Path) -> None:
    """Flush a closed file's content to the medium."""
    with sorting_os(path), path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Flush a folder's names to the medium, where the system can do that."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


# ------------------------------------------------------------------ two copies


def pack(name: str, data: bytes, generation: int) -> bytes:
    """Return one copy's bytes: magic, generation, length, SHA-256, data."""
    head = MAGIC + number(generation) + number(len(data))
    return head + _digest(name, data, generation) + data


def unpack(name: str, content: bytes) -> tuple[int, bytes] | None:
    """Return generation and data of one copy, or None when anything about it is wrong."""
    if len(content) < HEADER_BYTES or not content.startswith(MAGIC):
        return None
    generation = int.from_bytes(content[8:16], "big", signed=True)
    data = content[HEADER_BYTES:]
    sound = (
        int.from_bytes(content[16:24], "big", signed=True) == len(data)
        and generation > 0
        and content[24:HEADER_BYTES] == _digest(name, data, generation)
    )
    return (generation, data) if sound else None


def _digest(name: str, data: bytes, generation: int) -> bytes:
    return sha256(frame(MAGIC, name.encode(), number(generation), data))


def copy_paths(folder: Path, name: str) -> tuple[Path, ...]:
    """Return where the two copies lie."""
    return tuple(folder / (name + ending) for ending in COPIES)


def write_twice(folder: Path, name: str, data: bytes, generation: int) -> tuple[str, ...]:
    """Write both copies, one after the other, each atomically and durably.

    When the first cannot be written nothing was changed (the leaves of StorageFailed). Once it
    is, the new content counts: a second that fails is returned by name, not raised.
    """
    content = pack(name, data, generation)
    first, second = copy_paths(folder, name)
    write_atomic(first, content)
    try:
        write_atomic(second, content)
    except StorageFailed:
        return (second.name,)
    return ()


def read_twice(folder: Path, name: str, *, limit: int = 64 << 20) -> TwoCopies:
    """Return the newest good copy and say which one was damaged, missing or older.

    FileMissing when there is none; BothCopiesDamaged when none is good; ReadOnly and StorageFailed
    when none can be read at all.
    """
    good: dict[str, tuple[int, bytes]] = {}
    faults: dict[str, VaultError] = {}
    for path in copy_paths(folder, name):
        try:
            good[path.name] = _read_copy(path, name, limit)
        except (StorageFailed, VaultDamaged) as fault:
            faults[path.name] = fault
    if not good:
        raise _worst(folder / name, list(faults.values()))
    generation, data = max(good.values(), key=_generation)
    stale = tuple(file for file, copy in good.items() if copy[0] < generation)
    return TwoCopies(data=data, generation=generation, damaged=tuple(faults), stale=stale)


def _generation(copy: tuple[int, bytes]) -> int:
    return copy[0]


def _read_copy(path: Path, name: str, limit: int) -> tuple[int, bytes]:
    copy = unpack(name, read_small(path, limit + HEADER_BYTES))
    if copy is None:
        raise VaultDamaged(path)
    return copy


def _worst(path: Path, faults: list[VaultError]) -> VaultError:
    """Return what is wrong with a file of which no copy is good."""
    if all(isinstance(fault, FileMissing) for fault in faults):
        return FileMissing(path)
    unread = [one for one in faults if isinstance(one, StorageFailed)]
    return next(
        (one for one in unread if not isinstance(one, FileMissing)), BothCopiesDamaged(path)
    )
