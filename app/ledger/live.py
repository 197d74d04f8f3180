"""Know what every reader must know: the newest version of a record, and what was filed in error.

Three temporary tables hold it: `amended` (the newest version of each record that has more than
one), `gone` (a record, by its first version's place, with a child whose file it has left) and
`hidden` (records that have left every file they were in). They are built at unlock and kept up
by append; all reading of entries goes through `Ledger`, which heeds them, so that a later view
cannot forget.

What acts only upon a record leaves with it: a decision about it, that decision's actions, notes
about it. Only links that tell of the past rather than act (NOT_ACTING) carry nothing along.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from app.records.header import Header
from app.vault.database import Database

SCHEMA = (
    """CREATE TEMP TABLE amended (
        root TEXT PRIMARY KEY, seq INTEGER NOT NULL, number INTEGER NOT NULL,
        version INTEGER NOT NULL, strength TEXT NOT NULL, certificate TEXT NOT NULL,
        recorded_at INTEGER NOT NULL, zone INTEGER NOT NULL,
        happened_on TEXT, due_on TEXT, owner TEXT) STRICT, WITHOUT ROWID""",
    """CREATE TEMP TABLE gone (
        seq INTEGER NOT NULL, child TEXT NOT NULL,
        PRIMARY KEY (seq, child)) STRICT, WITHOUT ROWID""",
    "CREATE TEMP TABLE hidden (seq INTEGER PRIMARY KEY, root TEXT NOT NULL) STRICT",
    "CREATE UNIQUE INDEX temp.hidden_root ON hidden (root)",
)
NOT_ACTING = frozenset({"amends", "replaces", "was", "matches"})

_AMENDED = """
INSERT INTO amended
SELECT e.root, e.seq, (SELECT count(*) FROM entry o WHERE o.root = e.root), e.version,
  a.strength, a.certificate, e.recorded_at, e.zone, e.happened_on, e.due_on, e.owner
FROM entry e JOIN act a ON a.id = e.act
WHERE e.id <> e.root AND e.root IN ({roots})
  AND NOT EXISTS (SELECT 1 FROM entry o WHERE o.root = e.root AND o.seq > e.seq)
"""
_EVERY_ROOT = """SELECT l.target FROM entry k JOIN link l ON l.seq = k.seq AND l.why = 'amended'
WHERE k.kind = 'amendment'"""
_GIVEN = "SELECT value FROM json_each(?)"
_FORGET = "DELETE FROM amended WHERE root IN (SELECT value FROM json_each(?))"
_FILED = """SELECT l.target, c.child, l.why = 'in_error', k.id FROM entry k
JOIN link l ON l.seq = k.seq AND l.why IN ('in_error', 'put_back')
JOIN child_of c ON c.seq = k.seq
WHERE k.kind IN ('filed_in_error', 'put_back') ORDER BY l.seq"""
_MATCHED = """SELECT w.target, m.target FROM entry k
JOIN link w ON w.seq = k.seq AND w.why = 'was' JOIN link m ON m.seq = k.seq AND m.why = 'matches'
WHERE k.kind = 'matched' ORDER BY k.seq"""
_FOLLOWERS = """SELECT DISTINCT e.id, l.why FROM link l JOIN entry e ON e.seq = l.seq
WHERE l.target IN (SELECT value FROM json_each(?)) AND e.id = e.root"""
_ANY_GONE = """SELECT 1 FROM entry e JOIN gone g ON g.seq = e.seq
WHERE e.id IN (SELECT value FROM json_each(?)) LIMIT 1"""

Pair = tuple[str, str]


def build_live(db: Database) -> None:
    """Fill the tables anew from the whole ledger; the cost follows the number of corrections."""
    db.execute("DELETE FROM amended")
    db.execute(_AMENDED.replace("{roots}", _EVERY_ROOT))
    _build_gone(db)


def keep_live(db: Database, headers: Sequence[Header]) -> bool:
    """Mend the tables for the entries of an act; say whether any file gained or lost an entry."""
    roots = sorted({header.root for header in headers if header.root != header.id})
    if roots:
        db.execute(_FORGET, (_listed(roots),))
        db.execute(_AMENDED.replace("{roots}", _GIVEN), (_listed(roots),))
    links = [link for header in headers for link in header.links]
    if any(link.why in {"in_error", "put_back"} for link in links) or _touch_gone(
        db, (link.to for link in links)
    ):
        _build_gone(db)
        return True
    return False


def gone_now(db: Database) -> set[Pair]:
    """Return every (record, child) whose record has left that child's file."""
    rows = db.query("SELECT e.id, g.child FROM gone g JOIN entry e ON e.seq = g.seq")
    return {(row[0], row[1]) for row in rows}


def filed_now(db: Database) -> dict[str, tuple[str, frozenset[str]]]:
    """Return what is filed in error: for each record, the newest filing and the children."""
    standing: dict[Pair, str] = {}
    for target, child, filed, by in db.query(_FILED):
        if filed:
            standing[target, child] = by
        else:
            standing.pop((target, child), None)
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for (target, child), by in standing.items():
        children = found[target][1] if target in found else frozenset[str]()
        found[target] = (by, children | {child})
    return found


def gone_with(db: Database, record: str) -> set[str]:
    """Return the records that left files because one was filed in error there."""
    filed = filed_now(db)
    if record not in filed:
        return set()
    pairs = {(record, child) for child in filed[record][1]}
    return {one for one, _child in _Spread(db).from_pairs(pairs)} - {record}


def would_go(db: Database, record: str, children: Iterable[str]) -> set[str]:
    """Return the records that would leave files together with one filed in error there."""
    before = gone_now(db)
    pairs = _Spread(db).from_pairs(before | {(record, child) for child in children})
    return {one for one, _child in pairs - before} - {record}


def amended_since(db: Database, records: Sequence[str], seq: int) -> tuple[str, ...]:
    """Return which of some records have a version that entered after a place in the chain."""
    rows = db.query(
        "SELECT root FROM amended WHERE seq > ?1 AND root IN (SELECT value FROM json_each(?2))"
        " ORDER BY seq",
        (seq, _listed(list(dict.fromkeys(records)))),
    )
    return tuple(row[0] for row in rows)


def hidden_among(db: Database, records: Iterable[str]) -> frozenset[str]:
    """Return which of some records were filed in error for every child they name."""
    sql = "SELECT root FROM hidden WHERE root IN (SELECT value FROM json_each(?))"
    return frozenset(row[0] for row in db.query(sql, (_listed(list(records)),)))


def _touch_gone(db: Database, targets: Iterable[str]) -> bool:
    if db.row("SELECT 1 FROM gone LIMIT 1") is None:
        return False
    return db.row(_ANY_GONE, (_listed(list(targets)),)) is not None


def _build_gone(db: Database) -> None:
    db.execute("DELETE FROM gone")
    db.execute("DELETE FROM hidden")
    filed = {(one, child) for one, (_by, children) in filed_now(db).items() for child in children}
    if not filed:
        return
    for record, child in sorted(_Spread(db).from_pairs(filed)):
        db.execute(
            "INSERT OR IGNORE INTO gone SELECT seq, ? FROM entry WHERE id = ?", (child, record)
        )
    db.execute(
        "INSERT INTO hidden SELECT e.seq, e.root FROM entry e"
        " WHERE e.seq IN (SELECT seq FROM gone) AND NOT EXISTS (SELECT 1 FROM child_of c"
        " WHERE c.seq = e.seq AND NOT EXISTS"
        " (SELECT 1 FROM gone g WHERE g.seq = c.seq AND g.child = c.child))"
    )


class _Spread:
    """Find all that leaves with records: step by step, until nothing more follows."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._roll: dict[str, str] = dict(db.query(_MATCHED))
        self._named: dict[str, frozenset[str]] = {}
        self._gone: set[Pair] = set()

    def from_pairs(self, filed: Iterable[Pair]) -> set[Pair]:
        """Return the pairs with all that acts only upon them."""
        self._gone = set(filed)
        frontier = {record for record, _child in self._gone}
        while frontier:
            rows = self._db.query(_FOLLOWERS, (_listed(sorted(frontier)),))
            followers = {record for record, why in rows if why not in NOT_ACTING}
            frontier = {record for record in followers if self._follow(record)}
        return self._gone

    def _follow(self, record: str) -> bool:
        """Let go of a record what goes with its targets; say whether anything went."""
        targets = self._targets(record)
        going = {
            (record, child)
            for child in self._children(record)
            if self._goes(self._one(child), targets)
        } - self._gone
        self._gone |= going
        return bool(going)

    def _goes(self, child: str, targets: Sequence[str]) -> bool:
        naming = [t for t in targets if child in map(self._one, self._children(t))]
        if naming:
            return all(self._left(target, child) for target in naming)
        return bool(targets) and all(self._hidden(target) for target in targets)

    def _left(self, record: str, child: str) -> bool:
        return all(
            (record, ref) in self._gone
            for ref in self._children(record)
            if self._one(ref) == child
        )

    def _hidden(self, record: str) -> bool:
        children = self._children(record)
        return bool(children) and all((record, child) in self._gone for child in children)

    def _one(self, ref: str) -> str:
        """Return the child of the roll that a ref names, so that one child is not two."""
        return self._roll.get(ref, ref)

    def _children(self, record: str) -> frozenset[str]:
        if record not in self._named:
            rows = self._db.query(
                "SELECT c.child FROM entry e JOIN child_of c ON c.seq = e.seq WHERE e.id = ?",
                (record,),
            )
            self._named[record] = frozenset(row[0] for row in rows)
        return self._named[record]

    def _targets(self, record: str) -> list[str]:
        """Return the records that one acts upon; what is no record of this ledger counts not."""
        rows = self._db.query(
            "SELECT l.target, l.why FROM entry e JOIN link l ON l.seq = e.seq"
            " JOIN entry t ON t.id = l.target WHERE e.id = ?",
            (record,),
        )
        return [target for target, why in rows if why not in NOT_ACTING]


def _listed(values: Sequence[str]) -> str:
    return msgspec.json.encode(values).decode()
