"""Check that an encrypted file is whole: page seals, structure, references, search index."""

from __future__ import annotations

from collections.abc import Callable

from app.base.errors import VaultError
from app.vault.sqlcipher import Row

Run = Callable[[str], list[Row]]

_SEARCH_TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"
)


def faults_of(run: Run, *, writing: bool = True) -> tuple[str, ...]:
    """Return what is wrong with the open file, in plain technical words; nothing when whole."""
    found: list[str] = []
    for check in (_page_seals, _structure, _references):
        found += _caught(check, run)
    if writing and not found:
        found += _caught(_search_index, run)
    return tuple(found)


def _caught(check: Callable[[Run], list[str]], run: Run) -> list[str]:
    """Count a check that cannot even be run as a fault."""
    try:
        return check(run)
    except VaultError as error:
        return [str(error)]


def _page_seals(run: Run) -> list[str]:
    return [str(row[0]) for row in run("PRAGMA cipher_integrity_check")]


def _structure(run: Run) -> list[str]:
    return [str(row[0]) for row in run("PRAGMA integrity_check") if row[0] != "ok"]


def _references(run: Run) -> list[str]:
    rows = run("PRAGMA foreign_key_check")
    return [f"row {row[1]} of {row[0]} refers to nothing in {row[2]}" for row in rows]


def _search_index(run: Run) -> list[str]:
    for name in search_tables(run):
        quoted = '"' + name.replace('"', '""') + '"'
        run(f"INSERT INTO {quoted}({quoted}) VALUES ('integrity-check')")  # noqa: S608 - quoted
    return []


def search_tables(run: Run) -> tuple[str, ...]:
    """Return the names of the full-text tables."""
    return tuple(str(row[0]) for row in run(_SEARCH_TABLES))
