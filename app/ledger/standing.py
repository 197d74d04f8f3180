"""Keep all that stands open in one temporary table, so that lists stay flat over the years.

A concern stands for each child but a witness until closed for that child; an action stands
until it is done or cancelled, a request for reconsideration until it is answered. The newest
version counts, and nothing filed in error (`app/ledger/live.py`). The same SQL builds the table at
unlock and mends it after each append.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from app.ledger import live
from app.records.header import Header
from app.vault.database import Database

SCHEMA = (
    *live.SCHEMA,
    """CREATE TEMP TABLE standing (
        id TEXT NOT NULL, child TEXT NOT NULL, kind TEXT NOT NULL, seq INTEGER NOT NULL,
        role TEXT NOT NULL, recorded_at INTEGER NOT NULL, zone INTEGER NOT NULL,
        happened_on TEXT, owner TEXT, due_on TEXT, decided INTEGER, concern TEXT,
        PRIMARY KEY (id, child)) STRICT""",
    "CREATE INDEX temp.standing_due ON standing (kind, due_on)",
    "CREATE INDEX temp.standing_concern ON standing (concern)",
)

# What is about one child, was closed and never opened again is passed over by indexes alone.
_CONCERNS = """
WITH likely AS MATERIALIZED (
  SELECT e.seq FROM entry e WHERE e.kind = 'concern'{only}
    AND (NOT EXISTS (SELECT 1 FROM link l
      WHERE l.target = e.root AND l.why = 'closes' AND l.seq NOT IN (SELECT seq FROM hidden))
      OR EXISTS (SELECT 1 FROM link l WHERE l.target = e.root AND l.why = 'reopens')
      OR (SELECT count(*) FROM child_of c WHERE c.seq = e.seq) > 1)),
named AS MATERIALIZED (
  SELECT e.id, e.seq, c.role, e.recorded_at, e.zone,
    iif(n.seq IS NULL, e.happened_on, n.happened_on) AS happened_on,
    c.child AS ref, {child} AS child
  FROM likely x JOIN entry e ON e.seq = x.seq JOIN child_of c ON c.seq = e.seq
  LEFT JOIN amended n ON n.root = e.root
  WHERE e.id = e.root AND c.role <> 'witness' AND {stays})
INSERT OR IGNORE INTO standing
SELECT n.id, n.child, 'concern', n.seq, n.role, n.recorded_at, n.zone, n.happened_on,
  (SELECT a.owner FROM link l JOIN entry a ON a.seq = l.seq
     JOIN child_of k ON k.seq = a.seq AND k.child IN (n.ref, n.child) AND {kept}
    WHERE l.target = n.id AND l.why = 'assigns' ORDER BY a.seq DESC LIMIT 1),
  NULL,
  (SELECT max(l.seq) FROM link l JOIN child_of k ON k.seq = l.seq AND k.child IN (n.ref, n.child)
      AND {kept}
    WHERE l.target = n.id AND l.why = 'answers'),
  n.id
FROM named n
WHERE coalesce(
  (SELECT max(l.seq) FROM link l JOIN child_of k ON k.seq = l.seq AND k.child IN (n.ref, n.child)
      AND {kept}
    WHERE l.target = n.id AND l.why = 'closes'), 0)
  <= coalesce(
  (SELECT max(l.seq) FROM link l JOIN child_of k ON k.seq = l.seq AND k.child IN (n.ref, n.child)
      AND {kept}
    WHERE l.target = n.id AND l.why = 'reopens'), 0)
"""

_ACTIONS = """
INSERT OR IGNORE INTO standing
SELECT e.id, {child}, e.kind, e.seq, c.role, e.recorded_at, e.zone, e.happened_on,
  coalesce((SELECT a.owner FROM link l JOIN entry a ON a.seq = l.seq
    WHERE l.target = e.id AND l.why = 'reassigned' AND {seen}
    ORDER BY a.seq DESC LIMIT 1), e.owner),
  coalesce((SELECT a.due_on FROM link l JOIN entry a ON a.seq = l.seq
    WHERE l.target = e.id AND l.why = 'redated' AND {seen}
    ORDER BY a.seq DESC LIMIT 1), e.due_on),
  NULL,
  (SELECT l.target FROM link l WHERE l.seq = e.seq AND l.why = 'about' LIMIT 1)
FROM entry e JOIN child_of c ON c.seq = e.seq
WHERE e.kind = 'action' AND e.id = e.root{only} AND {stays}
  AND NOT EXISTS (SELECT 1 FROM link l
    WHERE l.target = e.id AND l.why IN ('done', 'cancelled') AND {seen})
"""

_REQUESTS = """
INSERT OR IGNORE INTO standing
SELECT e.id, {child}, e.kind, e.seq, c.role, e.recorded_at, e.zone, NULL, NULL, NULL, NULL,
  (SELECT l.target FROM link l WHERE l.seq = e.seq AND l.why = 'reconsiders' LIMIT 1)
FROM entry e JOIN child_of c ON c.seq = e.seq
WHERE e.kind = 'reconsideration' AND e.id = e.root{only} AND {stays}
  AND NOT EXISTS (SELECT 1 FROM link l
    WHERE l.target = e.id AND l.why = 'settles' AND {seen})
"""
_ALL = (_CONCERNS, _ACTIONS, _REQUESTS)


STANDING_KINDS = frozenset({"concern", "action", "reconsideration"})
_MOVING = frozenset(
    {
        "answers",
        "assigns",
        "closes",
        "reopens",
        "done",
        "cancelled",
        "reassigned",
        "redated",
        "about",
        "settles",
    }
)
# A child typed by name counts under the child of the roll they were matched with.
_CHILD = """coalesce((SELECT m.target FROM link w
  JOIN link m ON m.seq = w.seq AND m.why = 'matches'
  WHERE w.target = c.child AND w.why = 'was' AND w.seq NOT IN (SELECT seq FROM hidden)
  ORDER BY w.seq DESC LIMIT 1), c.child)"""
_NAMING = """SELECT DISTINCT e.root FROM child_of c JOIN entry e ON e.seq = c.seq
WHERE c.child IN (SELECT value FROM json_each(?))
  AND e.kind IN ('concern', 'action', 'reconsideration')"""
# What has left a child's file stands for them no more, nor does what acted upon it.
_STAYS = "NOT EXISTS (SELECT 1 FROM gone g WHERE g.seq = c.seq AND g.child = c.child)"
_KEPT = "NOT EXISTS (SELECT 1 FROM gone g WHERE g.seq = k.seq AND g.child = k.child)"
_SEEN = "l.seq NOT IN (SELECT seq FROM hidden)"
_ONLY = " AND e.root IN (SELECT value FROM json_each(?))"


def build_standing(db: Database) -> None:
    """Fill the table anew from the whole ledger (about 0.2 s at 120,000 entries)."""
    live.build_live(db)
    _fill(db)


def _fill(db: Database) -> None:
    db.execute("DELETE FROM standing")
    for sql in _ALL:
        db.execute(_filled(sql, ""))


def stand(db: Database, headers: Sequence[Header]) -> None:
    """Mend the table for the entries of an act: themselves and all they link to."""
    if live.keep_live(db, headers):
        _fill(db)
        return
    names: set[str] = set()
    for header in headers:
        if header.kind in STANDING_KINDS:
            names.add(header.root)
        names.update(link.to for link in header.links if link.why in _MOVING)
    typed = [link.to for header in headers for link in header.links if link.why == "was"]
    if typed:
        names.update(row[0] for row in db.query(_NAMING, (_listed(typed),)))
    if not names:
        return
    touched = _listed(sorted(names))
    db.execute("DELETE FROM standing WHERE id IN (SELECT value FROM json_each(?))", (touched,))
    for sql in _ALL:
        db.execute(_filled(sql, _ONLY), (touched,))


def _filled(sql: str, only: str) -> str:
    parts = {"child": _CHILD, "only": only, "stays": _STAYS, "kept": _KEPT, "seen": _SEEN}
    for name, text in parts.items():
        sql = sql.replace(f"{{{name}}}", text)
    return sql


def _listed(values: Sequence[str]) -> str:
    return msgspec.json.encode(values).decode()
