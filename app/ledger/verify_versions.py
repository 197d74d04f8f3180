"""Check that each version follows from the one it amends: same author, kind and children."""

from __future__ import annotations

from app.ledger.findings import Fault, Finding
from app.ledger.ledger import Ledger

_NAMED = """(SELECT json_group_array(n.child) FROM
  (SELECT c.child FROM child_of c WHERE c.seq = {seq} ORDER BY c.child) n)"""
_STRANGE = (
    """SELECT v.seq FROM entry v LEFT JOIN entry r ON r.id = v.root
WHERE v.id <> v.root AND (r.id IS NULL OR r.root <> r.id OR r.kind <> v.kind
  OR r.author <> v.author OR r.seq >= v.seq OR {own} <> {first}
  OR NOT EXISTS (SELECT 1 FROM link l JOIN entry b ON b.id = l.target
    WHERE l.seq = v.seq AND l.why = 'amends' AND b.root = v.root AND b.seq < v.seq))"""
).replace("{own}", _NAMED.replace("{seq}", "v.seq"))
_STRANGE = _STRANGE.replace("{first}", _NAMED.replace("{seq}", "r.seq"))


def check_versions(ledger: Ledger) -> list[Finding]:
    """Return the versions that somebody else wrote, or that do not follow from an earlier one."""
    return [Finding(Fault.VERSION_WRONG, row[0]) for row in ledger.db.query(_STRANGE)]
