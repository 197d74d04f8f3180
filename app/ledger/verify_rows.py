"""Check one entry against its own header and body: everything lifted must follow from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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

_ROWS = """
SELECT e.seq, e.id, e.act, e.kind, e.version, e.root, e.author, e.recorded_at, e.zone,
  e.happened_on, e.due_on, e.owner, e.digest, e.hash, b.salt, b.header, b.body,
  (SELECT json_group_array(json_array(c.child, c.role) ORDER BY c.child, c.role)
     FROM child_of c WHERE c.seq = e.seq),
  (SELECT json_group_array(json_array(l.target, l.why) ORDER BY l.target, l.why)
     FROM link l WHERE l.seq = e.seq),
  (SELECT s.words FROM search s WHERE s.rowid = e.seq)
FROM entry e LEFT JOIN body b ON b.seq = e.seq WHERE e.seq > ? ORDER BY e.seq LIMIT ?
"""


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
    children: str
    links: str
    words: str | None


def stored_rows(ledger: Ledger, size: int, after: int = 0) -> Iterator[list[StoredRow]]:
    """Yield the entries after a place in slices, in order."""
    while rows := ledger.db.query(_ROWS, (after, size)):
        yield [_stored(row) for row in rows]
        after = rows[-1][0]


def _stored(row: Sequence[Any]) -> StoredRow:
    parts = [*row[:7], Stamp(row[7], row[8]), *row[9:]]
    return StoredRow(*parts)


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
    if _pairs(row.children) != lifted.children:
        yield Finding(Fault.CHILDREN_DIFFER, row.seq)
    if _pairs(row.links) != lifted.links:
        yield Finding(Fault.LINKS_DIFFER, row.seq)
    if (row.words or "") != lifted.words:
        yield Finding(Fault.WORDS_DIFFER, row.seq)


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(msgspec.json.decode(text, type=list[tuple[str, str]])))


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
        ("search", "SELECT rowid FROM search WHERE rowid NOT IN (SELECT seq FROM entry)"),
    )
    return [
        Finding(Fault.STRAY_ROW, row[0], table)
        for table, question in sql
        for row in ledger.db.query(question)
    ]
