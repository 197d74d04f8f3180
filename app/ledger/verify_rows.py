"""Check one entry against its own header and body: everything lifted must follow from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from app.base.clock import Stamp
from app.ledger.chain import entry_hash, record_digest
from app.ledger.findings import Fault, Finding
from app.ledger.ledger import Ledger
from app.ledger.lifted import Lifted, lift
from app.records.header import Header
from app.records.kinds import of_version
from app.vault.heads import Head

# The words of an index entry lie in the search index's own table; to ask the index is slow.
_ROWS = """
SELECT e.seq, e.id, e.act, e.kind, e.version, e.root, e.author, e.recorded_at, e.zone,
  e.happened_on, e.due_on, e.owner, e.digest, e.hash, b.salt, b.header, b.body, s.c0
FROM entry e LEFT JOIN body b ON b.seq = e.seq LEFT JOIN search_content s ON s.id = e.seq
WHERE e.seq > ? ORDER BY e.seq LIMIT ?
"""
_CHILDREN = "SELECT seq, child, role FROM child_of WHERE seq > ? AND seq <= ?"
_LINKS = "SELECT seq, target, why FROM link WHERE seq > ? AND seq <= ?"

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StoredRow:
    """Hold an entry as it lies in the vault, with all that was lifted from it."""

    seq: int
    id: str
    act: str
    kind: str
    version: int
    root: str
    author: str
    at: Stamp
    happened_on: str | None
    due_on: str | None
    owner: str | None
    digest: bytes
    hash: bytes
    salt: bytes | None
    header: bytes | None
    body: bytes | None
    words: str | None
    children: Pairs
    links: Pairs


def stored_rows(ledger: Ledger, size: int, after: int = 0) -> Iterator[list[StoredRow]]:
    """Yield the entries after a place in slices, in order."""
    while rows := ledger.db.query(_ROWS, (after, size)):
        last = rows[-1][0]
        children = _pairs(ledger.db.query(_CHILDREN, (after, last)))
        links = _pairs(ledger.db.query(_LINKS, (after, last)))
        yield [_stored(row, children.get(row[0], ()), links.get(row[0], ())) for row in rows]
        after = last


def _pairs(rows: Iterable[Sequence[Any]]) -> dict[int, Pairs]:
    found: dict[int, list[tuple[str, str]]] = {}
    for seq, one, other in rows:
        found.setdefault(seq, []).append((one, other))
    return {seq: tuple(sorted(pairs)) for seq, pairs in found.items()}


def _stored(row: Sequence[Any], children: Pairs, links: Pairs) -> StoredRow:
    parts = [*row[:7], Stamp(row[7], row[8]), *row[9:], children, links]
    return StoredRow(*parts)


def check_rows(rows: Iterable[StoredRow], before: Head) -> list[Finding]:
    """Return what is wrong with rows that follow a place in the chain; any thread."""
    found: list[Finding] = []
    previous, expected = before.hash, before.seq + 1
    for row in rows:
        found += check_row(row)
        found += check_link(row, expected, previous)
        previous, expected = row.hash, row.seq + 1
    return found


def check_row(row: StoredRow) -> Iterator[Finding]:
    """Yield what in a row does not follow from its header and body."""
    if row.header is None or row.body is None:
        return
    cls = of_version(row.kind, row.version)
    try:
        header = msgspec.json.decode(row.header, type=Header)
        record = msgspec.json.decode(row.body, type=cls) if cls else None
    except ValueError:
        yield Finding(Fault.UNREADABLE, row.seq)
        return
    if header.id != row.id:
        yield Finding(Fault.COLUMN_DIFFERS, row.seq, "id")
    if record is not None:
        yield from _check_lifted(row, lift(header, record))


def _check_lifted(row: StoredRow, lifted: Lifted) -> Iterator[Finding]:
    for name in ("kind", "version", "root", "author", "happened_on", "due_on", "owner"):
        if getattr(row, name) != getattr(lifted, name):
            yield Finding(Fault.COLUMN_DIFFERS, row.seq, name)
    if row.children != lifted.children:
        yield Finding(Fault.CHILDREN_DIFFER, row.seq)
    if row.links != lifted.links:
        yield Finding(Fault.LINKS_DIFFER, row.seq)
    if (row.words or "") != lifted.words:
        yield Finding(Fault.WORDS_DIFFER, row.seq)


def check_link(row: StoredRow, expected: int, previous: bytes) -> Iterator[Finding]:
    """Yield what is wrong with a row's place in the chain and with its digest."""
    if row.seq != expected:
        yield Finding(Fault.MISSING_ENTRY, expected)
    link = entry_hash(
        previous=previous,
        seq=row.seq,
        act=row.act,
        digest=row.digest,
        kind=row.kind,
        version=row.version,
        at=row.at,
        happened_on=row.happened_on,
        due_on=row.due_on,
    )
    if link != row.hash:
        yield Finding(Fault.CHAIN_BROKEN, row.seq)
    if row.body is None or row.header is None or row.salt is None:
        yield Finding(Fault.BODY_MISSING, row.seq)
    elif record_digest(row.salt, row.header, row.body) != row.digest:
        yield Finding(Fault.BODY_CHANGED, row.seq)


def stray_rows(ledger: Ledger) -> list[Finding]:
    """Return rows that belong to no entry."""
    sql = (
        ("body", "SELECT seq FROM body WHERE seq NOT IN (SELECT seq FROM entry)"),
        ("child_of", "SELECT seq FROM child_of WHERE seq NOT IN (SELECT seq FROM entry)"),
        ("link", "SELECT seq FROM link WHERE seq NOT IN (SELECT seq FROM entry)"),
        ("search", "SELECT id FROM search_content WHERE id NOT IN (SELECT seq FROM entry)"),
    )
    return [
        Finding(Fault.STRAY_ROW, row[0], table)
        for table, question in sql
        for row in ledger.db.query(question)
    ]
