"""Write small files so that a kill or a power cut leaves the old or the new, never half."""

from __future__ import annotations

import contextlib
import os
import stat
import time
from pathlib import Path

import msgspec

from app.base.frames import frame, number
from app.vault.faults import FileMissing, VaultDamaged, sorting_os
from app.vault.hashing import DIGEST_BYTES, sha256

NEW = ".new"
COPIES = (".a", ".b")
MAGIC = b"rowan/2\n"
HEADER_BYTES = len(MAGIC) + 8 + 8 + DIGEST_BYTES

# A virus scanner on Windows may hold a file for a moment after it was closed.
_REPLACE_PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4)
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
            _replace(new, path)
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


def _replace(new: Path, path: Path) -> None:
    for pause in _REPLACE_PAUSES:
        try:
            new.replace(path)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    new.replace(path)


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


def write_twice(folder: Path, name: str, data: bytes, generation: int) -> None:
    """Write both copies, one after the other, each atomically and durably."""
    content = pack(name, data, generation)
    for path in copy_paths(folder, name):
        write_atomic(path, content)


def read_twice(folder: Path, name: str, *, limit: int = 64 << 20) -> TwoCopies:
    """Return the newest good copy and say which one was damaged, missing or older.

    FileMissing when there is none; BothCopiesDamaged when none is good.
    """
    good: dict[str, tuple[int, bytes]] = {}
    damaged: list[str] = []
    for path in copy_paths(folder, name):
        copy = _read_copy(path, name, limit)
        if copy is None:
            damaged.append(path.name)
        else:
            good[path.name] = copy
    if not good:
        if not any(path.exists() for path in copy_paths(folder, name)):
            raise FileMissing(folder / name)
        raise BothCopiesDamaged(folder / name)
    generation, data = max(good.values(), key=_generation)
    stale = tuple(file for file, copy in good.items() if copy[0] < generation)
    return TwoCopies(data=data, generation=generation, damaged=tuple(damaged), stale=stale)


def _generation(copy: tuple[int, bytes]) -> int:
    return copy[0]


def _read_copy(path: Path, name: str, limit: int) -> tuple[int, bytes] | None:
    try:
        return unpack(name, read_small(path, limit + HEADER_BYTES))
    except (VaultDamaged, FileMissing):
        return None
