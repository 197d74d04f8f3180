"""How long the ledger takes: appending, reading a child's file, verifying."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

import msgspec
import pytest

from app.ledger.append import append
from app.ledger.chain import record_digest
from app.ledger.ledger import Ledger
from app.ledger.verify import verify
from app.records.check import check
from app.records.concern import Concern
from app.records.lists import shipped_lists
from app.services.demo import EDITION, PASSPHRASE
from app.services.writer import Writer
from app.vault.hashing import new_salt
from app.workspace import Workspace
from tests.bench.measuring import in_turn, ms, say, say_ratio, timed
from tests.bench.schools import (
    BIG,
    CACHE,
    SMALL,
    Past,
    concern_answers,
    copied,
    demo,
    enter,
    writings,
)

WORDS = " ".join(["Came in without a coat and said that nobody was up at home."] * 10)  # 120 words


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = enter(copied(demo(SMALL), tmp_path / "school"))
    yield opened
    opened.close(signed_out=True)


@pytest.fixture
def large(tmp_path: Path) -> Iterator[Workspace]:
    opened = enter(copied(demo(BIG), tmp_path / "school"))
    yield opened
    opened.close(signed_out=True)


def plain(path: Path) -> sqlite3.Connection:
    """Open a plain database with the same care for durability."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = TRUNCATE")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA fullfsync = ON")
    return db


class OneTable:
    """Keep header, body, digests and signature in one plain table, one commit for each record."""

    def __init__(self, path: Path, workspace: Workspace) -> None:
        self._db = plain(path)
        self._db.execute(
            "CREATE TABLE record (seq INTEGER PRIMARY KEY, id TEXT UNIQUE, kind TEXT, at INTEGER,"
            " salt BLOB, header BLOB, body BLOB, digest BLOB, hash BLOB, signature BLOB)"
        )
        (one,) = writings(workspace, 1, WORDS)
        salt = new_salt()
        digest = record_digest(salt, one.header_bytes(), one.body_bytes())
        self._parts = (salt, one.header_bytes(), one.body_bytes(), digest, digest, bytes(64))
        self._number = count(1)

    def __call__(self) -> None:
        number = next(self._number)
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute(
            "INSERT INTO record VALUES (?, ?, 'closure', ?, ?, ?, ?, ?, ?, ?)",
            (number, f"{number:032x}", number, *self._parts),
        )
        self._db.execute("COMMIT")


class SameRows:
    """Write what Rowan has just written, row for row into the same tables, without its care."""

    def __init__(self, path: Path, workspace: Workspace) -> None:
        kept = CACHE / f"plain-{EDITION}-{workspace._vaults.children.head().seq}.db"
        if not kept.exists():
            same_tables(workspace, kept.with_suffix(".part")).close()
            kept.with_suffix(".part").rename(kept)
        shutil.copyfile(kept, path)
        self._db = plain(path)
        self._written: list[tuple[str, tuple[Any, ...]]] = []
        database = workspace._vaults.children.db
        execute = database.execute

        def watched(sql: str, params: Any = ()) -> int:
            if sql.startswith("INSERT INTO") and "standing" not in sql:
                self._written.append((sql, tuple(params)))
            return execute(sql, params)

        database.execute = watched  # type: ignore[method-assign]

    def __call__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        for sql, params in self._written:
            self._db.execute(sql, params)
        self._db.execute("COMMIT")
        self._written.clear()


def same_tables(workspace: Workspace, path: Path) -> sqlite3.Connection:
    """Return a plain copy of a vault: the same tables, indexes and rows, no triggers."""
    db, source = plain(path), workspace._vaults.children.db
    schema = source.query(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL"
        " AND name NOT LIKE 'search_%' AND name NOT LIKE 'sqlite_%'"
    )
    indexes = source.query("SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql NOT NULL")
    db.execute("BEGIN")
    for name, sql in schema:
        db.execute(sql)
        column = "rowid, words" if name == "search" else "*"
        rows = source.query(f"SELECT {column} FROM {name}")
        into = "search (rowid, words)" if name == "search" else name
        if rows:
            places = ", ".join("?" * len(rows[0]))
            db.executemany(f"INSERT INTO {into} VALUES ({places})", rows)
    for (sql,) in indexes:
        db.execute(sql)
    db.execute("COMMIT")
    return db


@pytest.mark.parametrize("size", ["workspace", "large"])
def test_append(size: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """One durable signed record against the same bytes in plain sqlite3, row for row."""
    workspace: Workspace = request.getfixturevalue(size)
    writer = Writer(workspace._vaults, workspace._entered.signer)
    ready = writings(workspace, 10_000, WORDS)
    ledger = workspace._vaults.children
    before = ledger.head().seq
    same, one_table = (
        SameRows(tmp_path / "same.db", workspace),
        OneTable(tmp_path / "one.db", workspace),
    )
    one_table()
    ours, theirs = in_turn(lambda: writer.commit(ledger, [next(ready)]), same, 200)
    bare = median([timed(one_table) for _each in range(200)])
    what = f"append at {before:,} records (one bare table: {ms(bare)})"
    say_ratio(what, ours, theirs, goal=2, floor=3)


def test_child_file(workspace: Workspace, tmp_path: Path) -> None:
    """A child's file of 500 records against the same rows in plain sqlite3, decoded as JSON."""
    child = _fill(workspace, 500)
    db = same_tables(workspace, tmp_path / "plain.db")

    def read_plain() -> None:
        rows = db.execute(
            "SELECT e.*, b.header, b.body, a.strength, a.certificate FROM child_of c"
            " JOIN entry e ON e.seq = c.seq JOIN body b ON b.seq = e.seq"
            " JOIN act a ON a.id = e.act WHERE c.child = ? ORDER BY e.seq",
            (child,),
        ).fetchall()
        assert len(rows) >= 500
        for row in rows:
            msgspec.json.decode(row[-4])
            msgspec.json.decode(row[-3])

    ours, theirs = in_turn(lambda: workspace.files.see_file(child), read_plain, 60)
    say_ratio("child file of 500 records", ours, theirs, goal=2, floor=4)


def _fill(workspace: Workspace, records: int) -> str:
    card = workspace.roll_view.children()[0]
    writer, ledger = (
        Writer(workspace._vaults, workspace._entered.signer),
        workspace._vaults.children,
    )
    attest = workspace.attest_signer(PASSPHRASE)
    role = shipped_lists()["child_roles"].choice("subject")
    concerns = [check(Concern, concern_answers(f"{WORDS} {n}")) for n in range(records // 5)]
    with ledger.db.transaction():
        for record in concerns:
            writing = writer.writing(record, children=[card.as_in_record(role)])
            append(ledger, [writing], attest)
        for writing in writings(workspace, records - len(concerns), WORDS):
            append(ledger, [writing], workspace._entered.signer)
    return card.id


def test_verify(workspace: Workspace) -> None:
    """20,000 records in at most 10,000 acts and 100 MB of words, with two threads."""
    ledger = workspace._vaults.children
    long = "".join(f"{WORDS}\n" for _each in range(8))[:1100]
    ready = writings(workspace, 20_000, long)
    with ledger.db.transaction():
        while ledger.head().seq < 20_000:
            append(ledger, [next(ready), next(ready)], workspace._entered.signer)
    size = ledger.db.path.stat().st_size / 1e6
    key = bytes.fromhex(workspace._entered.keys.content.school_public.hex())
    seconds = min(timed(lambda: _sound(ledger, key)) for _each in range(3))
    report = verify(ledger, school_key=key)
    facts = f"{report.entries:,} entries, {report.acts:,} acts, {size:.0f} MB"
    say("verify, seconds", seconds, 4, 8, facts)


def _sound(ledger: Ledger, key: bytes) -> None:
    assert verify(ledger, school_key=key).sound


def test_live_history(workspace: Workspace) -> None:
    """A concern with all that comes of it, in one transaction: what padding and demos cost."""
    past, ledger = Past(workspace), workspace._vaults.children

    def live() -> None:
        with ledger.db.transaction():
            past.live()

    seconds = min(timed(live) for _each in range(20))
    say("eight records in seven acts, ms", 1000 * seconds, 25, 100, "one transaction")
