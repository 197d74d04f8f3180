"""Change a vault from outside Rowan, as somebody with its key and a database tool could."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import msgspec
from sqlcipher3 import dbapi2

from app.base.clock import Stamp
from app.ledger.chain import entry_hash, log_digest, log_hash, record_digest

Connection = Any


@dataclass(frozen=True)
class Attack:
    """Name a way of tampering and how it is done; it returns False where it found no target."""

    name: str
    change: Callable[[Connection, Random], bool]


def tamper(path: Path, key: bytes, change: Callable[[Connection], bool]) -> bool:
    """Open a vault with its raw key, take its guards away, change it and close it."""
    with closing(dbapi2.connect(str(path), isolation_level=None)) as db:
        db.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for setting in ("synchronous = OFF", "journal_mode = MEMORY", "foreign_keys = OFF"):
            db.execute(f"PRAGMA {setting}")
        db.execute("BEGIN")
        for (name,) in db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            db.execute(f'DROP TRIGGER "{name}"')
        done = change(db)
        db.execute("COMMIT")
        return done


def rehash(db: Connection) -> None:
    """Make digests and chain fit the changed bodies, as a clever attacker would."""
    previous = bytes(32)
    rows = db.execute(
        "SELECT e.seq, e.act, e.kind, e.version, e.recorded_at, e.zone, e.happened_on, e.due_on,"
        " e.digest, b.salt, b.header, b.body FROM entry e LEFT JOIN body b ON b.seq = e.seq"
        " ORDER BY e.seq"
    ).fetchall()
    for seq, act, kind, version, at, zone, happened, due, digest, salt, header, body in rows:
        sound = record_digest(salt, header, body) if salt else digest
        link = entry_hash(
            previous=previous,
            seq=seq,
            act=act,
            digest=sound,
            kind=kind,
            version=version,
            at=Stamp(at, zone),
            happened_on=happened,
            due_on=due,
        )
        db.execute("UPDATE entry SET digest = ?, hash = ? WHERE seq = ?", (sound, link, seq))
        db.execute("UPDATE act SET previous = ? WHERE first_seq = ?", (previous, seq))
        previous = link


def rehash_log(db: Connection) -> None:
    """Make the access log's digests and chain fit its changed details."""
    previous = bytes(32)
    rows = db.execute(
        "SELECT l.seq, l.what, l.recorded_at, l.zone, d.salt, d.detail FROM log l"
        " JOIN log_detail d ON d.seq = l.seq ORDER BY l.seq"
    ).fetchall()
    for seq, what, at, zone, salt, detail in rows:
        digest = log_digest(salt, detail)
        link = log_hash(previous=previous, seq=seq, what=what, at=Stamp(at, zone), digest=digest)
        db.execute("UPDATE log SET digest = ?, hash = ? WHERE seq = ?", (digest, link, seq))
        previous = link


def _one(db: Connection, random: Random, sql: str) -> Any:
    rows = db.execute(sql).fetchall()
    return random.choice(rows) if rows else None


def _edit(db: Connection, seq: int, column: str, change: Callable[[dict[str, Any]], None]) -> None:
    (stored,) = db.execute(f"SELECT {column} FROM body WHERE seq = ?", (seq,)).fetchone()
    plain = msgspec.json.decode(stored)
    change(plain)
    db.execute(f"UPDATE body SET {column} = ? WHERE seq = ?", (msgspec.json.encode(plain), seq))


_CONCERN = "SELECT seq FROM entry WHERE kind = 'concern'"


def _seen_otherwise(plain: dict[str, Any]) -> None:
    plain["seen"] = plain["seen"] + " Nothing more."


def change_body(db: Connection, random: Random) -> bool:
    """Change what was seen."""
    (seq,) = _one(db, random, _CONCERN)
    _edit(db, seq, "body", _seen_otherwise)
    return True


def change_some_body(db: Connection) -> bool:
    """Change what was seen in one record, always the same one."""
    return change_body(db, Random(1))


def change_body_and_rehash(db: Connection, random: Random) -> bool:
    """Change what was seen, and every digest and link after it."""
    change_body(db, random)
    rehash(db)
    return True


def change_author(db: Connection, random: Random) -> bool:
    """Put another name to a record, and make the chain fit."""
    (seq,) = _one(db, random, _CONCERN)
    _edit(db, seq, "header", lambda header: header["author"].update(name="Somebody Else"))
    rehash(db)
    return True


def change_time(db: Connection, random: Random) -> bool:
    """Make a whole act a day older, and make the chain fit."""
    (act,) = _one(db, random, "SELECT id FROM act WHERE first_seq > 1")
    day = 24 * 3600 * 1_000_000
    db.execute("UPDATE act SET recorded_at = recorded_at - ? WHERE id = ?", (day, act))
    db.execute("UPDATE entry SET recorded_at = recorded_at - ? WHERE act = ?", (day, act))
    rehash(db)
    return True


def remove_entry(db: Connection, random: Random) -> bool:
    """Remove an entry with all that belongs to it, number the rest anew, make the chain fit."""
    (seq,) = _one(db, random, "SELECT seq FROM entry WHERE kind = 'note'")
    for table in ("body", "child_of", "link", "entry"):
        db.execute(f"DELETE FROM {table} WHERE seq = ?", (seq,))
    db.execute("DELETE FROM search WHERE rowid = ?", (seq,))
    rehash(db)
    return True


def swap_bodies(db: Connection, random: Random) -> bool:
    """Exchange the content of two records, and make the chain fit."""
    rows = db.execute(_CONCERN).fetchall()
    (one,), (other,) = random.sample(rows, 2)
    read = "SELECT salt, header, body FROM body WHERE seq = ?"
    first, second = db.execute(read, (one,)).fetchone(), db.execute(read, (other,)).fetchone()
    write = "UPDATE body SET salt = ?, header = ?, body = ? WHERE seq = ?"
    db.execute(write, (*second, one))
    db.execute(write, (*first, other))
    rehash(db)
    return True


def copy_signature(db: Connection, random: Random) -> bool:
    """Put one act's signature under another."""
    rows = db.execute("SELECT id, signature FROM act").fetchall()
    one, other = random.sample(rows, 2)
    db.execute("UPDATE act SET signature = ? WHERE id = ?", (one[1], other[0]))
    return True


def weaken_act(db: Connection, random: Random) -> bool:
    """Say that an attested act was signed by the session key."""
    (act,) = _one(db, random, "SELECT id FROM act WHERE strength = 'attest'")
    db.execute("UPDATE act SET strength = 'session' WHERE id = ?", (act,))
    return True


def move_due(db: Connection, random: Random) -> bool:
    """Give an action more time in the lists alone, and make the chain fit."""
    (seq,) = _one(db, random, "SELECT seq FROM entry WHERE due_on IS NOT NULL")
    db.execute("UPDATE entry SET due_on = '2031-01-01' WHERE seq = ?", (seq,))
    rehash(db)
    return True


def change_owner(db: Connection, random: Random) -> bool:
    """Give an action to nobody in the lists alone."""
    (seq,) = _one(db, random, "SELECT seq FROM entry WHERE owner IS NOT NULL")
    db.execute("UPDATE entry SET owner = NULL WHERE seq = ?", (seq,))
    return True


def change_link(db: Connection, random: Random) -> bool:
    """Let a decision answer something else."""
    row = _one(db, random, "SELECT seq, target, why FROM link")
    db.execute(
        "UPDATE link SET target = 'ffffffffffffffffffffffffffffffff'"
        " WHERE seq = ? AND target = ? AND why = ?",
        row,
    )
    return True


def move_to_another_child(db: Connection, random: Random) -> bool:
    """Take an entry out of a child's file."""
    child, seq = _one(db, random, "SELECT child, seq FROM child_of")
    db.execute("DELETE FROM child_of WHERE child = ? AND seq = ?", (child, seq))
    return True


def hide_from_search(db: Connection, random: Random) -> bool:
    """Make a record impossible to find."""
    (seq,) = _one(db, random, _CONCERN)
    db.execute("DELETE FROM search WHERE rowid = ?", (seq,))
    return True


def remove_log_line(db: Connection, random: Random) -> bool:
    """Remove a line of the access log from its middle, and make its chain fit."""
    last = db.execute("SELECT max(seq) FROM log").fetchone()[0]
    seq = random.randrange(1, last)
    for table in ("log_signature", "copy", "copy_file", "log_detail", "log"):
        db.execute(f"DELETE FROM {table} WHERE seq = ?", (seq,))
    rehash_log(db)
    return True


def change_log_line(db: Connection, random: Random) -> bool:
    """Say that somebody else opened a file, and make the log's chain fit."""
    signed = db.execute("SELECT max(seq) FROM log_signature").fetchone()[0]
    seq = _one(db, random, f"SELECT seq FROM log_detail WHERE seq <= {int(signed)}")[0]
    (detail,) = db.execute("SELECT detail FROM log_detail WHERE seq = ?", (seq,)).fetchone()
    plain = msgspec.json.decode(detail) | {"by": "f" * 32}
    db.execute("UPDATE log_detail SET detail = ? WHERE seq = ?", (msgspec.json.encode(plain), seq))
    rehash_log(db)
    return True


def change_copy(db: Connection, random: Random) -> bool:
    """Let a page's code point at another page."""
    row = _one(db, random, "SELECT code FROM copy")
    if row is None:
        return False
    db.execute("UPDATE copy SET page = page + 1 WHERE code = ?", row)
    return True


def forge_act(db: Connection, random: Random) -> bool:
    """Add a whole act at the end, with a signature that is none."""
    at = db.execute("SELECT max(recorded_at) FROM entry").fetchone()[0] + 1
    (seq, previous) = db.execute("SELECT seq, hash FROM entry ORDER BY seq DESC").fetchone()
    (certificate,) = _one(db, random, "SELECT certificate FROM act")
    (source,) = _one(db, random, "SELECT seq FROM entry WHERE kind = 'note'")
    act, name = random.randbytes(16).hex(), random.randbytes(16).hex()
    header, body = db.execute("SELECT header, body FROM body WHERE seq = ?", (source,)).fetchone()
    plain = msgspec.json.decode(header) | {"id": name, "root": name}
    header, salt = msgspec.json.encode(plain), random.randbytes(32)
    signature = hashlib.sha512(salt).digest()
    db.execute(
        "INSERT INTO act VALUES (?, 'session', ?, ?, 1, ?, ?, 0, ?)",
        (act, certificate, seq + 1, previous, at, signature),
    )
    db.execute(
        "INSERT INTO entry SELECT ?, ?, ?, kind, version, ?, author, ?, 0, happened_on, due_on,"
        " owner, digest, hash FROM entry WHERE seq = ?",
        (seq + 1, name, act, name, at, source),
    )
    db.execute("INSERT INTO body VALUES (?, ?, ?, ?)", (seq + 1, salt, header, body))
    db.execute(
        "INSERT INTO child_of SELECT ?, child, role FROM child_of WHERE seq = ?", (seq + 1, source)
    )
    db.execute(
        "INSERT INTO search (rowid, words) SELECT ?, words FROM search WHERE rowid = ?",
        (seq + 1, source),
    )
    rehash(db)
    return True


ATTACKS = tuple(
    Attack(change.__name__, change)
    for change in (
        change_body,
        change_body_and_rehash,
        change_author,
        change_time,
        remove_entry,
        swap_bodies,
        copy_signature,
        weaken_act,
        move_due,
        change_owner,
        change_link,
        move_to_another_child,
        hide_from_search,
        forge_act,
        remove_log_line,
        change_log_line,
        change_copy,
    )
)


def cut_tail(db: Connection, acts: int) -> None:
    """Cut the last acts off, leaving everything before them as it was."""
    rows = db.execute("SELECT id, first_seq FROM act ORDER BY first_seq DESC LIMIT ?", (acts,))
    for act, first in rows.fetchall():
        for table in ("body", "child_of", "link", "entry"):
            db.execute(f"DELETE FROM {table} WHERE seq >= ?", (first,))
        db.execute("DELETE FROM search WHERE rowid >= ?", (first,))
        db.execute("DELETE FROM act WHERE id = ?", (act,))


def cut_log_tail(db: Connection, lines: int) -> None:
    """Cut the last lines of the access log off."""
    last = db.execute("SELECT max(seq) FROM log").fetchone()[0]
    for table in ("log_signature", "copy", "copy_file", "log_detail", "log"):
        db.execute(f"DELETE FROM {table} WHERE seq > ?", (last - lines,))


def cutting_tail(acts: int) -> Callable[[Connection], bool]:
    """Return what cuts the last acts off."""

    def cut(db: Connection) -> bool:
        cut_tail(db, acts)
        return True

    return cut
