"""Sort what the machine does wrong: known faults become `VaultError`, the rest is a bug."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.base.errors import VaultError


class StorageFailed(VaultError):
    """The disk or stick did not do what was asked."""

    def __init__(self, path: Path, detail: str = "") -> None:
        super().__init__(f"{path.name}: {detail or 'input/output error'}")
        self.path = path
        self.detail = detail


class DiskFull(StorageFailed):
    """No space is left."""


class ReadOnly(StorageFailed):
    """The folder or the medium cannot be written."""


class FileMissing(StorageFailed):
    """A file that should be there is not."""


class VaultInUse(VaultError):
    """Another program holds the vault open."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.name)
        self.path = path


class VaultDamaged(VaultError):
    """The file is not whole: a page, its seal, its structure or its settings are wrong."""

    def __init__(self, path: Path, detail: str = "") -> None:
        super().__init__(f"{path.name}: {detail or 'damaged'}")
        self.path = path
        self.detail = detail


class WrongKey(VaultError):
    """The file does not open with this key, or its first page is damaged."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.name)
        self.path = path


class VaultTooNew(VaultError):
    """The file was written by a newer Rowan; it was not touched."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(f"{path.name}: version {found}, this Rowan knows {known}")
        self.path = path
        self.found = found
        self.known = known


class VaultTooOld(VaultError):
    """The file was written by an older Rowan and may only be read: copy it to where it can be."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(f"{path.name}: version {found}, this Rowan knows {known}")
        self.path = path
        self.found = found
        self.known = known


# SQLite's primary result codes (the lowest byte of what it reports).
_BUSY = frozenset({5, 6})
_READ_ONLY = frozenset({3, 8})
_DAMAGED = frozenset({11, 26})
_FULL = 13
_FAILED = frozenset({10, 14, 22})
_PRIMARY = 0xFF


def sorted_fault(error: Exception, path: Path) -> VaultError | None:
    """Return the VaultError that an error of SQLite stands for, or None when it is a bug."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    primary = int(code) & _PRIMARY
    name = str(getattr(error, "sqlite_errorname", ""))
    if primary in _BUSY:
        return VaultInUse(path)
    if primary in _DAMAGED:
        return VaultDamaged(path, name)
    storage = {_FULL: DiskFull, **dict.fromkeys(_READ_ONLY, ReadOnly)}
    storage |= dict.fromkeys(_FAILED, StorageFailed)
    return storage[primary](path, name) if primary in storage else None


def copy_fault(error: Exception, *, source: Path, target: Path) -> Exception:
    """Return what a failed copy stands for: damage is the source's, all else the target's."""
    if isinstance(sorted_fault(error, source), VaultDamaged):
        return VaultDamaged(source)
    return sorted_fault(error, target) or error


_FULL_ERRNO = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_READ_ONLY_ERRNO = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_MISSING_ERRNO = frozenset({errno.ENOENT, errno.ENOTDIR})


def storage_fault(error: OSError, path: Path) -> StorageFailed:
    """Return the leaf that an error of the operating system stands for."""
    name = errno.errorcode.get(error.errno or 0, "")
    if error.errno in _FULL_ERRNO:
        return DiskFull(path, name)
    if error.errno in _READ_ONLY_ERRNO:
        return ReadOnly(path, name)
    if error.errno in _MISSING_ERRNO:
        return FileMissing(path, name)
    return StorageFailed(path, name)


@contextmanager
def sorting_os(path: Path) -> Iterator[None]:
    """Raise the StorageFailed leaf for an error of the operating system."""
    try:
        yield
    except OSError as error:
        raise storage_fault(error, path) from error
