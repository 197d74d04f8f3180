"""Keep the registers and settings as the entries say: children, people, agencies, settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from app.base.fold import fold
from app.records.header import Header
from app.records.record import Record
from app.records.register import AgencyEntry, ChildEntry, ChildMerged, PersonEntry
from app.records.roll import ChildRemoved
from app.records.system import SettingChanged
from app.vault.database import Database

Row = tuple[Any, ...]
Key = tuple[str, str]

CHANGING_KINDS = (
    "child.entry",
    "child.merged",
    "child.removed",
    "person.entry",
    "agency.entry",
    "setting",
)
_READ = {
    "child": "SELECT * FROM child WHERE id = ?",
    "person": "SELECT * FROM person WHERE id = ?",
    "agency": "SELECT * FROM agency WHERE id = ?",
    "setting": "SELECT * FROM setting WHERE name = ?",
}
_WRITE = {
    "child": "INSERT OR REPLACE INTO child VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "person": "INSERT OR REPLACE INTO person VALUES (?, ?, ?, ?, ?, ?, ?)",
    "agency": "INSERT OR REPLACE INTO agency VALUES (?, ?, ?, ?, ?, ?)",
    "setting": "INSERT OR REPLACE INTO setting VALUES (?, ?, ?)",
}
_ADD = {table: sql.replace(" OR REPLACE", "") for table, sql in _WRITE.items()}
_ALL = {
    "child": "SELECT * FROM child",
    "person": "SELECT * FROM person",
    "agency": "SELECT * FROM agency",
    "setting": "SELECT * FROM setting",
}


def apply_to_registers(db: Database, seq: int, header: Header, record: Record) -> None:
    """Change the registers as one entry says; most entries change nothing."""
    key = key_of(header, record)
    if key is None:
        return
    table, name = key
    before = db.row(_READ[table], (name,))
    row = row_after(seq, header, record, before)
    if row is None:
        db.execute("DELETE FROM child WHERE id = ?", (name,))
    else:
        # To replace what is not there takes twice as long.
        db.execute(_WRITE[table] if before else _ADD[table], row)


def register_rows(db: Database) -> dict[Key, Row]:
    """Return every row of the registers by (table, id)."""
    return {(table, row[0]): row for table, sql in _ALL.items() for row in db.query(sql)}


def replay(rows: dict[Key, Row], seq: int, header: Header, record: Record) -> None:
    """Change rows held in memory as one entry says."""
    key = key_of(header, record)
    if key is None:
        return
    row = row_after(seq, header, record, rows.get(key))
    if row is None:
        rows.pop(key, None)
    else:
        rows[key] = row


def key_of(header: Header, record: Record) -> Key | None:
    """Return (table, id) of the row that an entry changes, or None."""
    table = _TABLES.get(type(record))
    if table is None:
        return None
    name = record.name if isinstance(record, SettingChanged) else subject_of(header)
    return table, name


def subject_of(header: Header) -> str:
    """Return the id in the register that an entry is about."""
    return header.links_for("about")[0]


def row_after(seq: int, header: Header, record: Record, before: Row | None) -> Row | None:
    """Return a register's row as it stands after an entry; None takes it away."""
    return _CHANGES[type(record)](seq, header, record, before)


def _child(seq: int, header: Header, record: Any, before: Row | None) -> Row:
    names = (record.legal_first, record.legal_last, record.known_first, record.known_last)
    merged = before[12] if before else None
    return (
        *(subject_of(header), seq, *names, record.born.isoformat(), record.upn),
        *(record.class_name, record.year, record.sex.code if record.sex else None),
        record.left_on.isoformat() if record.left_on else None,
        *(merged, fold(" ".join(name for name in names if name))),
    )


def _merged(seq: int, header: Header, _record: Any, before: Row | None) -> Row:
    if before is None:
        raise LookupError(subject_of(header))
    return (before[0], seq, *before[2:12], header.links_for("same_child")[0], before[13])


def _removed(_seq: int, _header: Header, _record: Any, _before: Row | None) -> None:
    return None


def _person(seq: int, header: Header, record: Any, _before: Row | None) -> Row:
    left = record.left_on.isoformat() if record.left_on else None
    roles = msgspec.json.encode(record.roles).decode()
    return (subject_of(header), seq, record.name, record.job, roles, record.phone, left)


def _agency(seq: int, header: Header, record: Any, _before: Row | None) -> Row:
    parts = (record.name, record.phone, record.hours, record.details)
    return (subject_of(header), seq, *parts)


def _setting(seq: int, _header: Header, record: Any, _before: Row | None) -> Row:
    return (record.name, seq, record.new)


_TABLES: Mapping[type[Record], str] = {
    ChildEntry: "child",
    ChildMerged: "child",
    ChildRemoved: "child",
    PersonEntry: "person",
    AgencyEntry: "agency",
    SettingChanged: "setting",
}
_CHANGES: Mapping[type[Record], Callable[[int, Header, Any, Row | None], Row | None]] = {
    ChildEntry: _child,
    ChildMerged: _merged,
    ChildRemoved: _removed,
    PersonEntry: _person,
    AgencyEntry: _agency,
    SettingChanged: _setting,
}
