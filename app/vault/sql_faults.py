"""Sort what SQLite raises: apart from `faults`, which a first picture needs without SQLCipher."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from app.vault.faults import sorted_fault

#: What SQLite raises; only tests and `app.vault` have a use for it.
SqlError: type[Exception] = dbapi2.Error


@contextmanager
def sorting_sql(path: Path) -> Iterator[None]:
    """Raise the VaultError for a fault of the machine; let bugs through unchanged."""
    try:
        yield
    except dbapi2.Error as error:
        known = sorted_fault(error, path)
        if known is None:
            raise
        raise known from error
