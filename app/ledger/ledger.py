"""Hold one vault's ledger: whose it is, where its chain stands, and how entries are read.

Readers get the newest version of a record under the id of its first, and nothing that was filed
in error (`app/ledger/live.py`); `entry`, `versions`, `in_error` and `everything` look further.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from app.base.clock import Clock, Stamp
from app.ledger.chain import NOTHING
from app.ledger.values import Entry, Whole
from app.records.header import Header
from app.records.kinds import of_version
from app.records.words import search_words
from app.vault.database import Database
from app.vault.heads import Head

_TOKEN = re.compile(r"\w+")
_NARROW = (
    "e.seq, e.id, e.act, e.kind, e.version, e.root, e.author, e.recorded_at, e.zone,"
    " e.happened_on, e.due_on, e.owner"
)
_ENTRIES = "SELECT {narrow} FROM entry e WHERE {where} ORDER BY {order}".replace(
    "{narrow}", _NARROW
)
_LIVE = "e.id = e.root AND e.seq NOT IN (SELECT seq FROM hidden)"
_POINTING = (
    "SELECT l.target, l.why, {narrow} FROM link l JOIN entry e ON e.seq = l.seq"
    " WHERE l.target IN (SELECT value FROM json_each(?)) AND {live} ORDER BY e.seq"
).replace("{narrow}", _NARROW)
_POINTING = _POINTING.replace("{live}", _LIVE)
_NAMING = (
    "SELECT c.seq FROM child_of c WHERE c.child IN (SELECT value FROM json_each(?1))"
    " AND NOT EXISTS (SELECT 1 FROM gone g WHERE g.seq = c.seq AND g.child = c.child)"
)
_WHOLES = (
    "SELECT {narrow}, b.header, b.body, a.strength, a.certificate,"
    " n.seq, n.version, n.strength, n.certificate, n.number, n.recorded_at, n.zone FROM entry e"
    " JOIN body b ON b.seq = e.seq JOIN act a ON a.id = e.act"
    " LEFT JOIN amended n ON n.root = e.id"
    " WHERE {where} ORDER BY e.seq"
).replace("{narrow}", _NARROW)
_BY_ID = _WHOLES.replace("{where}", "e.id IN (SELECT value FROM json_each(?)) AND {live}").replace(
    "{live}", _LIVE
)
_OF_KINDS = _WHOLES.replace(
    "{where}", "e.kind IN (SELECT value FROM json_each(?)) AND e.seq > ? AND {live}"
).replace("{live}", _LIVE)
_EVEN_IN_ERROR = _WHOLES.replace("{where}", "e.id IN (SELECT value FROM json_each(?))")
_VERSIONS = _WHOLES.replace("{where}", "e.root = ?").replace("n.root = e.id", "0")
_ABOUT = (
    _WHOLES.replace(
        "{where}",
        "e.seq IN ({naming}) AND {live}"
        " AND (?2 = '[]' OR e.kind IN (SELECT value FROM json_each(?2)))",
    )
    .replace("{naming}", _NAMING)
    .replace("{live}", _LIVE)
)
_FOUND = (
    "SELECT e.id FROM search s JOIN entry v ON v.seq = s.rowid JOIN entry e ON e.id = v.root"
    " LEFT JOIN amended n ON n.root = v.root"
    " WHERE search MATCH ? AND v.seq = ifnull(n.seq, e.seq)"
    " AND e.seq NOT IN (SELECT seq FROM hidden) ORDER BY s.rowid DESC LIMIT ?"
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
        """Return the narrow row of exactly this record or version, filed in error or not."""
        rows = self.db.query(_ENTRIES.format(where="e.id = ?", order="e.seq"), (record,))
        return _entry(rows[0]) if rows else None

    def everything(self) -> list[Entry]:
        """Return the narrow rows of every entry: all versions, and what was filed in error."""
        rows = self.db.query(_ENTRIES.format(where="1", order="e.seq"))
        return [_entry(row) for row in rows]

    def entries(
        self, where: str, params: Sequence[Any] = (), *, order: str = "e.seq"
    ) -> list[Entry]:
        """Return the narrow rows of records that fulfil a condition over `entry e`, in order.

        `where` and `order` are written in this program, never by a person.
        """
        sql = _ENTRIES.format(where=f"({where}) AND {_LIVE}", order=order)
        return [_entry(row) for row in self.db.query(sql, params)]

    def about(self, child: str) -> list[Entry]:
        """Return every record that names a child, oldest first."""
        return self.entries(f"e.seq IN ({_NAMING})", (_listed([child]),))

    def pointing_at(self, records: Iterable[str]) -> list[tuple[str, str, Entry]]:
        """Return (target, why, entry) for every record linked to one of the records."""
        rows = self.db.query(_POINTING, (_listed(records),))
        return [(row[0], row[1], _entry(row[2:])) for row in rows]

    def matched(self, typed: Iterable[str]) -> dict[str, str]:
        """Return, for children typed by name, the child of the roll each was matched with last."""
        rows = self.db.query(
            "SELECT w.target, m.target FROM link w JOIN link m ON m.seq = w.seq"
            " WHERE w.why = 'was' AND m.why = 'matches' AND w.seq NOT IN (SELECT seq FROM hidden)"
            " AND w.target IN (SELECT value FROM json_each(?)) ORDER BY w.seq",
            (_listed(typed),),
        )
        return dict(rows)

    def whole(self, record: str) -> Whole | None:
        """Return a record with its header and its newest body; None if it was filed in error."""
        return next(iter(self.wholes([record])), None)

    def wholes(self, records: Iterable[str]) -> list[Whole]:
        """Return records with their headers and newest bodies, oldest first."""
        return self._read(_BY_ID, (_listed(records),))

    def wholes_about(self, children: Iterable[str], *kinds: str) -> list[Whole]:
        """Return every record that names one of the children, of some kinds or of all."""
        return self._read(_ABOUT, (_listed(children), _listed(kinds)))

    def of_kinds(self, kinds: Iterable[str], *, since_seq: int = 0) -> list[Whole]:
        """Return every record of some kinds after a place in the chain, oldest first."""
        return self._read(_OF_KINDS, (_listed(kinds), since_seq))

    def versions(self, record: str) -> list[Whole]:
        """Return every version as it was signed, oldest first; none if it was filed in error."""
        if self.whole(record) is None:
            return []
        rows = self.db.query(_VERSIONS, (record,))
        return [_whole(row) for row in rows]

    def in_error(self, records: Iterable[str]) -> list[Whole]:
        """Return records even if they were filed in error: for the page Errors alone."""
        rows = self.db.query(_EVEN_IN_ERROR, (_listed(records),))
        return [self._newest(row) for row in rows]

    def found(self, words: Sequence[str], most: int) -> list[Whole]:
        """Return the records whose newest version has words that begin so, newest first."""
        match = " ".join(f'"{word}"*' for word in words)
        wanted = [row[0] for row in self.db.query(_FOUND, (match, most))]
        held = {whole.entry.id: whole for whole in self.wholes(wanted)}
        left = self._left()
        return [
            held[record]
            for record in wanted
            if held[record].entry.seq not in left or _says(held[record], words)
        ]

    def _read(self, sql: str, params: Sequence[Any]) -> list[Whole]:
        rows = self.db.query(sql, params)
        left = self._left()
        if not left:
            return [self._newest(row) for row in rows]
        hidden = frozenset(row[0] for row in self.db.query("SELECT root FROM hidden"))
        return [_without(self._newest(row), left, hidden) for row in rows]

    def _left(self) -> dict[int, frozenset[str]]:
        """Return, by place in the chain, the children whose files entries have left."""
        found: dict[int, set[str]] = {}
        for seq, child in self.db.query("SELECT seq, child FROM gone"):
            found.setdefault(seq, set()).add(child)
        return {seq: frozenset(children) for seq, children in found.items()}

    def _newest(self, row: Sequence[Any]) -> Whole:
        if row[16] is None:
            return _whole(row)
        body = self.db.row("SELECT header, body FROM body WHERE seq = ?", (row[16],))
        if body is None:
            return _whole(row)
        number, amended = row[20], Stamp(row[21], row[22])
        parts = [*row[:4], row[17], *row[5:13], body[1], row[18], row[19]]
        return msgspec.structs.replace(_whole(parts), number=number, amended=amended)


def _says(whole: Whole, words: Iterable[str]) -> bool:
    """Say whether a record has words that begin so; the index has the children who left it."""
    if whole.record is None:
        return False
    has = _TOKEN.findall(search_words(whole.header, whole.record))
    wanted = [part for word in words for part in _TOKEN.findall(word)]
    return all(any(one.startswith(part) for one in has) for part in wanted)


def _without(whole: Whole, left: Mapping[int, frozenset[str]], hidden: frozenset[str]) -> Whole:
    """Return a record without the children whose file it has left, and without dead links."""
    header, off = whole.header, left.get(whole.entry.seq, frozenset())
    children = tuple(child for child in header.children if child.ref() not in off)
    links = tuple(link for link in header.links if link.to not in hidden or link.why == "replaces")
    if len(children) == len(header.children) and len(links) == len(header.links):
        return whole
    header = msgspec.structs.replace(header, children=children, links=links)
    left_by = tuple(child for child in whole.header.children if child.ref() in off)
    return msgspec.structs.replace(whole, header=header, off=left_by)


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
