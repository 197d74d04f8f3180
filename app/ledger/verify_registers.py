"""Check the registers: replay the entries into empty ones and compare."""

from __future__ import annotations

from app.ledger.findings import Fault, Finding
from app.ledger.ledger import Ledger
from app.ledger.registers import CHANGING_KINDS, Key, Row, register_rows, replay


def check_registers(ledger: Ledger) -> list[Finding]:
    """Return every register row that does not follow from the entries."""
    wanted: dict[Key, Row] = {}
    try:
        for whole in ledger.of_kinds(CHANGING_KINDS):
            if whole.record is not None:
                replay(wanted, whole.entry.seq, whole.header, whole.record)
    except (ValueError, LookupError):
        return [Finding(Fault.UNREADABLE, 0, "register")]
    stored = register_rows(ledger.db)
    return [
        Finding(Fault.REGISTER_DIFFERS, int((stored.get(key) or wanted[key])[1]), key[0])
        for key in stored.keys() | wanted.keys()
        if stored.get(key) != wanted.get(key)
    ]
