from __future__ import annotations

import errno
from pathlib import Path

import pytest

from app.base.errors import VaultError
from app.vault.faults import (
    DiskFull,
    FileMissing,
    ReadOnly,
    StorageFailed,
    VaultDamaged,
    VaultInUse,
    copy_fault,
    sorted_fault,
    sorting_os,
    storage_fault,
)
from app.vault.sql_faults import SqlError, sorting_sql

PATH = Path("children.1.vault")


def coded(code: int) -> Exception:
    """Make what SQLite raises."""
    error = SqlError("words")
    vars(error).update(sqlite_errorcode=code, sqlite_errorname="SQLITE_WORDS")
    return error


@pytest.mark.parametrize(
    ("code", "leaf"),
    [
        (5, VaultInUse),
        (6, VaultInUse),
        (8, ReadOnly),
        (8 | 3 << 8, ReadOnly),
        (10, StorageFailed),
        (10 | 3 << 8, StorageFailed),
        (11, VaultDamaged),
        (26, VaultDamaged),
        (13, DiskFull),
        (14, StorageFailed),
    ],
)
def test_faults_of_the_machine_are_sorted(code: int, leaf: type[VaultError]) -> None:
    with pytest.raises(VaultError) as caught, sorting_sql(PATH):
        raise coded(code)
    assert type(caught.value) is leaf
    assert caught.value.path == PATH  # type: ignore[attr-defined]


@pytest.mark.parametrize("code", [1, 2, 7, 19, 20, 21, 23, 25, 1811])
def test_what_is_our_own_fault_stays_a_bug(code: int) -> None:
    with pytest.raises(SqlError), sorting_sql(PATH):
        raise coded(code)


@pytest.mark.parametrize(
    ("code", "leaf", "whose"),
    [(11, VaultDamaged, "source"), (26, VaultDamaged, "source"), (13, DiskFull, "target")],
)
def test_a_failed_copy_is_told_by_whose_fault_it_was(
    code: int, leaf: type[VaultError], whose: str
) -> None:
    fault = copy_fault(coded(code), source=Path("source"), target=Path("target"))
    assert type(fault) is leaf
    assert fault.path == Path(whose)  # type: ignore[attr-defined]
    bug = coded(1)
    assert copy_fault(bug, source=Path("source"), target=Path("target")) is bug


def test_an_error_without_a_code_is_a_bug() -> None:
    assert sorted_fault(SqlError("words"), PATH) is None


@pytest.mark.parametrize(
    ("number", "leaf"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, ReadOnly),
        (errno.EACCES, ReadOnly),
        (errno.ENOENT, FileMissing),
        (errno.EIO, StorageFailed),
        (errno.EFBIG, StorageFailed),
    ],
)
def test_errors_of_the_system_are_sorted(number: int, leaf: type[StorageFailed]) -> None:
    with pytest.raises(StorageFailed) as caught, sorting_os(PATH):
        raise OSError(number, "words")
    assert type(caught.value) is leaf
    assert caught.value.detail == errno.errorcode[number]


def test_no_leaf_says_where_the_files_lie() -> None:
    fault = storage_fault(OSError(errno.EIO, "words"), Path("/srv/somebody/Oakfield/keys.a"))
    assert "somebody" not in str(fault)
