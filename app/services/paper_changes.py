"""Say of a copy that left what was amended or filed in error since."""

from __future__ import annotations

from app.ledger.copies import Copy
from app.ledger.ledger import Ledger
from app.ledger.live import amended_since, filed_now


def amended_on(ledger: Ledger, copy: Copy) -> tuple[str, ...]:
    """Return the records a copy shows that have a newer version than it does."""
    shown = [*copy.records]
    if copy.child:
        shown += [entry.id for entry in ledger.about(copy.child) if entry.seq <= copy.head_seq]
    return amended_since(ledger.db, shown, copy.head_seq)


def in_error_on(ledger: Ledger, copy: Copy) -> tuple[str, ...]:
    """Return the records a copy shows that have left the file since."""
    found = []
    for record, (_filing, children) in filed_now(ledger.db).items():
        entry = ledger.entry(record)
        shown = record in copy.records or copy.child in children
        if entry is not None and shown and entry.seq <= copy.head_seq:
            found.append(record)
    return tuple(found)
