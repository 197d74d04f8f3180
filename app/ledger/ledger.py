"""Hold one vault's ledger: whose it is, where its chain stands, and how entries are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from app.base.clock import Clock, Stamp
from app.ledger.chain import NOTHING
from app.ledger.values import Entry, Whole
from app.records.header import Header
from app.records.kinds import of_version
from app.vault.database import Database
from app.vault.heads import Head

_NARROW = (
    "e.seq, e.id, e.act, e.kind, e.version, e.root, e.author, e.recorded_at, e.zone,"
    " e.happened_on, e.due_on, e.owner"
)
_ENTRIES = "SELECT {narrow} FROM entry e WHERE {where} ORDER BY {order}".replace(
    "{narrow}", _NARROW
)
_POINTING = (
    "SELECT l.target, l.why, {narrow} FROM link l JOIN entry e ON e.seq = l.seq"
    " WHERE l.target IN (SELECT value FROM json_each(?)) ORDER BY e.seq"
).replace("{narrow}", _NARROW)
_WHOLES = (
    "SELECT {narrow}, b.header, b.body, a.strength, a.certificate FROM entry e"
    " JOIN body b ON b.seq = e.seq JOIN act a ON a.id = e.act"
    " WHERE {where} ORDER BY e.seq"
).replace("{narrow}", _NARROW)
_BY_ID = _WHOLES.replace("{where}", "e.id IN (SELECT value FROM json_each(?))")
_ABOUT = _WHOLES.replace(
    "{where}",
    "e.seq IN (SELECT seq FROM child_of WHERE child IN (SELECT value FROM json_each(?1)))"
    " AND (?2 = '[]' OR e.kind IN (SELECT value FROM json_each(?2)))",
)


class Ledger:
    """Read one vault's entries; appending is in `append`."""

    def __init__(self, db: Database, *, school: str, vault: str, clock: Clock) -> None:
        """Take an open vault that holds the ledger of one school."""
        self.db = db
        self.school = school
        self.vault = vault
        self.clock = clock

    def head(self) -> Head:
        """Return where the chain stands; an empty ledger stands at 0 with 32 zero bytes."""
        row = self.db.row("SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1")
        return Head(*row) if row else Head(0, NOTHING)

    def hash_at(self, seq: int) -> bytes | None:
        """Return the chain's hash at a place, or None where there is no entry."""
        row = self.db.row("SELECT hash FROM entry WHERE seq = ?", (seq,))
        return row[0] if row else None

    def entry(self, record: str) -> Entry | None:
        """Return the narrow row of a record."""
        rows = self.entries("e.id = ?", (record,))
        return rows[0] if rows else None

    def entries(
        self, where: str, params: Sequence[Any] = (), *, order: str = "e.seq"
    ) -> list[Entry]:
        """Return the narrow rows that fulfil a condition over `entry e`, in order.

        `where` and `order` are written in this program, never by a person.
        """
        sql = _ENTRIES.replace("{where}", where).replace("{order}", order)
        return [_entry(row) for row in self.db.query(sql, params)]

    def about(self, child: str) -> list[Entry]:
        """Return every entry that names a child, oldest first."""
        return self.entries("e.seq IN (SELECT seq FROM child_of WHERE child = ?)", (child,))

    def pointing_at(self, records: Iterable[str]) -> list[tuple[str, str, Entry]]:
        """Return (target, why, entry) for every entry linked to one of the records."""
        rows = self.db.query(_POINTING, (_listed(records),))
        return [(row[0], row[1], _entry(row[2:])) for row in rows]

    def matched(self, typed: Iterable[str]) -> dict[str, str]:
        """Return, for children typed by name, the child of the roll each was matched with last."""
        rows = self.db.query(
            "SELECT w.target, m.target FROM link w JOIN link m ON m.seq = w.seq"
            " WHERE w.why = 'was' AND m.why = 'matches'"
            " AND w.target IN (SELECT value FROM json_each(?)) ORDER BY w.seq",
            (_listed(typed),),
        )
        return dict(rows)

    def whole(self, record: str) -> Whole | None:
        """Return a record with its header and body."""
        return next(iter(self.wholes([record])), None)

    def wholes(self, records: Iterable[str]) -> list[Whole]:
        """Return records with their headers and bodies, oldest first."""
        return [_whole(row) for row in self.db.query(_BY_ID, (_listed(records),))]

    def wholes_about(self, children: Iterable[str], *kinds: str) -> list[Whole]:
        """Return every record that names one of the children, of some kinds or of all."""
        rows = self.db.query(_ABOUT, (_listed(children), _listed(kinds)))
        return [_whole(row) for row in rows]

    def of_kinds(self, kinds: Iterable[str], *, since_seq: int = 0) -> list[Whole]:
        """Return every record of some kinds after a place in the chain, oldest first."""
        ids = self.db.query(
            "SELECT id FROM entry WHERE kind IN (SELECT value FROM json_each(?)) AND seq > ?",
            (_listed(kinds), since_seq),
        )
        return self.wholes(row[0] for row in ids)


def _listed(values: Iterable[str]) -> str:
    return msgspec.json.encode(list(values)).decode()


def _entry(row: Sequence[Any]) -> Entry:
    return Entry(
        seq=row[0],
        id=row[1],
        act=row[2],
        kind=row[3],
        version=row[4],
        root=row[5],
        author=row[6],
        recorded=Stamp(row[7], row[8]),
        happened_on=row[9],
        due_on=row[10],
        owner=row[11],
    )


def _whole(row: Sequence[Any]) -> Whole:
    entry = _entry(row)
    cls = of_version(entry.kind, entry.version)
    return Whole(
        entry=entry,
        header=msgspec.json.decode(row[12], type=Header),
        record=msgspec.json.decode(row[13], type=cls) if cls else None,
        plain=msgspec.json.decode(row[13]) if cls is None else {},
        strength=row[14],
        certificate=row[15],
    )
