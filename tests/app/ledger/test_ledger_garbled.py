"""Garble any column of any row: verify must neither break nor stay silent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from app.ledger.findings import Fault
from tests.support.lived_in import copy_of, key_of, report_on, vault_path
from tests.support.school import School
from tests.support.tampering import rehash, rehash_log, tamper

COLUMNS = {
    "act": "id strength certificate first_seq entries previous recorded_at zone signature",
    "entry": "id act kind version root author recorded_at zone happened_on due_on owner"
    " digest hash",
    "body": "salt header body",
    "child_of": "seq child role",
    "link": "seq target why",
    "search": "words",
    "log": "what recorded_at zone digest hash",
    "log_detail": "salt detail",
    "log_signature": "certificate late signature",
    "copy": "code seq page",
    "copy_file": "sha256 seq subject",
}
REGISTERS = {
    "child": "id seq legal_first legal_last known_first known_last born upn class_name year sex"
    " left_on merged_into found_by",
    "person": "id seq name job roles phone left_on",
    "setting": "name seq value",
}


def cases(tables: dict[str, str]) -> list[tuple[str, str]]:
    return [(table, column) for table, names in tables.items() for column in names.split()]


def other_than(value: Any, random: Random) -> Any:
    """Return a value of the same sort that is not this one."""
    if isinstance(value, int):
        return value + random.choice((1, 7, 1000))
    if isinstance(value, bytes):
        place = random.randrange(len(value))
        return (
            value[:place] + bytes([value[place] ^ 1 << random.randrange(8)]) + value[place + 1 :]
        )
    return f"{value or ''}x"


def garble(table: str, column: str, random: Random) -> Callable[[Any], bool]:
    def change(db: Any) -> bool:
        rows = db.execute(f"SELECT rowid, {column} FROM {table}").fetchall() if table in {
            "entry", "body", "search", "log", "log_detail", "log_signature"
        } else [(None, *row) for row in db.execute(f"SELECT {column} FROM {table}")]  # fmt: skip
        rowid, value = random.choice(rows)
        other = "session" if value == "attest" else other_than(value, random)
        if column == "strength" and value == "session":
            other = "attest"
        where, key = ("rowid = ?", rowid) if rowid else (f"{column} IS ?", value)
        db.execute(f"UPDATE OR REPLACE {table} SET {column} = ? WHERE {where}", (other, key))
        return True

    return change


@pytest.mark.parametrize(("table", "column"), cases(COLUMNS))
def test_every_column_of_a_vault_is_watched(
    table: str, column: str, lived_in: School, tmp_path: Path
) -> None:
    random = Random(f"{table}.{column}")
    school = copy_of(lived_in, tmp_path / "school")
    tamper(vault_path(school), key_of(school), garble(table, column, random))
    assert not report_on(school).sound


@pytest.mark.parametrize(("table", "column"), cases(REGISTERS))
def test_every_column_of_the_registers_is_watched(
    table: str, column: str, lived_in: School, tmp_path: Path
) -> None:
    random = Random(f"{table}.{column}")
    school = copy_of(lived_in, tmp_path / "school")
    change = garble(table, column, random)
    tamper(vault_path(school, "school"), key_of(school, "school"), change)
    found = {finding.fault for finding in report_on(school, "school").findings}
    assert Fault.REGISTER_DIFFERS in found


KINDS = ("school", "certificate", "concern", "action", "note", "closure")


@pytest.mark.parametrize("column", ["header", "body"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("what", [b"", b"{", b"null", b"[1]", b"\xff\xfe", b'{"id": 3}'])
def test_words_that_cannot_be_read_are_named_and_break_nothing(
    what: bytes, kind: str, column: str, lived_in: School, tmp_path: Path
) -> None:
    school = copy_of(lived_in, tmp_path / "school")
    (seq,) = _garble_kind(school, kind, column, what)
    report = report_on(school)
    assert Fault.UNREADABLE in {f.fault for f in report.findings if f.seq in {seq, 0}}


def _garble_kind(school: School, kind: str, column: str, what: bytes) -> tuple[int]:
    found: list[int] = []

    def change(db: Any) -> bool:
        (seq,) = db.execute("SELECT seq FROM entry WHERE kind = ? LIMIT 1", (kind,)).fetchone()
        db.execute(f"UPDATE body SET {column} = ? WHERE seq = ?", (what, seq))
        rehash(db)
        found.append(seq)
        return True

    tamper(vault_path(school), key_of(school), change)
    return (found[0],)


@pytest.mark.parametrize("what", [b"", b"{", b"[]", b"\xff", b'{"paper": 1}'])
def test_a_copy_that_cannot_be_read_is_named_and_breaks_nothing(
    what: bytes, lived_in: School, tmp_path: Path
) -> None:
    school = copy_of(lived_in, tmp_path / "school")

    def change(db: Any) -> bool:
        db.execute(
            "UPDATE log_detail SET detail = ?"
            " WHERE seq IN (SELECT seq FROM log WHERE what = 'copy')",
            (what,),
        )
        rehash_log(db)
        return True

    tamper(vault_path(school), key_of(school), change)
    assert not report_on(school).sound


@pytest.mark.parametrize("kind", ["person.entry", "setting", "child.entry"])
@pytest.mark.parametrize("what", [b"{", b"null", b"{}"])
def test_a_register_entry_that_cannot_be_read_is_named(
    what: bytes, kind: str, lived_in: School, tmp_path: Path
) -> None:
    school = copy_of(lived_in, tmp_path / "school")

    def change(db: Any) -> bool:
        db.execute(
            "UPDATE body SET body = ? WHERE seq = (SELECT max(seq) FROM entry WHERE kind = ?)",
            (what, kind),
        )
        rehash(db)
        return True

    tamper(vault_path(school, "school"), key_of(school, "school"), change)
    assert not report_on(school, "school").sound
