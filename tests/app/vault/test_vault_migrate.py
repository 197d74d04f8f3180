from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from app.vault.database import Database
from app.vault.faults import VaultDamaged, VaultTooNew, VaultTooOld
from app.vault.migrate import APPLICATION_ID, Migration, SchemaWrong, shipped, statements
from app.vault.sql_faults import SqlError
from app.vault.sqlcipher import connect
from tests.app.vault.builders import SCHEMA, add_notes, heads_of

KEY = b"k" * 32
SECOND = Migration(2, "0002_place", "ALTER TABLE note ADD COLUMN place TEXT;")
FROZEN = Path(__file__).with_name("shipped_steps.tsv")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "children.1.vault"
    with Database.create(path, KEY, schema=SCHEMA) as database:
        add_notes(database, 40)
    return path


def version(path: Path, steps: tuple[Migration, ...]) -> tuple[object, object]:
    with Database.open(path, KEY, schema=steps) as database:
        application = database.row("PRAGMA application_id")
        user = database.row("PRAGMA user_version")
    assert application is not None
    assert user is not None
    return application[0], user[0]


def digest(step: Migration) -> str:
    return hashlib.sha256(step.sql.encode()).hexdigest()


def changed_steps(frozen: str, steps: tuple[Migration, ...]) -> list[str]:
    """Return the released steps that are gone or no longer say what they said."""
    now = {step.name: digest(step) for step in steps}
    rows = [line.split("\t") for line in frozen.splitlines() if line and line[0] != "#"]
    return [name for name, expected in rows if now.get(name) != expected]


def test_shipped_steps_are_frozen() -> None:
    assert changed_steps(FROZEN.read_text(encoding="utf-8"), shipped()) == []


def test_a_changed_step_would_be_seen() -> None:
    frozen = "".join(f"{step.name}\t{digest(step)}\n" for step in SCHEMA)
    assert changed_steps(frozen, SCHEMA) == []
    edited = Migration(1, SCHEMA[0].name, SCHEMA[0].sql + " ")
    assert changed_steps(frozen, (edited,)) == [SCHEMA[0].name]
    assert changed_steps(frozen, ()) == [SCHEMA[0].name]


def test_the_shipped_schema_makes_a_vault(tmp_path: Path) -> None:
    with Database.create(tmp_path / "v", KEY) as database:
        assert database.faults() == ()
        assert database.row("PRAGMA user_version") == (len(shipped()),)


def test_a_new_file_bears_our_mark_and_version(path: Path) -> None:
    assert version(path, SCHEMA) == (APPLICATION_ID, 1)


def test_a_step_is_applied_with_data_and_a_copy_stays_aside(path: Path) -> None:
    with Database.open(path, KEY, schema=SCHEMA) as before:
        notes = heads_of("", before)
    with Database.open(path, KEY, schema=(*SCHEMA, SECOND)) as after:
        assert after.found_version == 1
        assert heads_of("", after) == notes
        assert after.query("SELECT DISTINCT place FROM note") == [(None,)]
    aside = path.with_name(path.name + ".v1")
    with Database.open(aside, KEY, schema=SCHEMA) as old:
        assert heads_of("", old) == notes
    assert version(path, (*SCHEMA, SECOND)) == (APPLICATION_ID, 2)


def test_a_step_that_fails_leaves_nothing(path: Path) -> None:
    bad = Migration(2, "0002_bad", "ALTER TABLE note ADD COLUMN x TEXT; SELECT nonsense;")
    with pytest.raises(SqlError):
        Database.open(path, KEY, schema=(*SCHEMA, bad))
    assert version(path, SCHEMA) == (APPLICATION_ID, 1)
    with Database.open(path, KEY, schema=SCHEMA) as database:
        assert len(database.query("PRAGMA table_info(note)")) == 3


def test_a_newer_file_is_refused_untouched(path: Path) -> None:
    Database.open(path, KEY, schema=(*SCHEMA, SECOND)).close()
    before = path.read_bytes()
    with pytest.raises(VaultTooNew) as caught:
        Database.open(path, KEY, schema=SCHEMA)
    assert (caught.value.found, caught.value.known) == (2, 1)
    assert path.read_bytes() == before


def test_a_file_opened_for_reading_is_not_brought_up(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(VaultTooOld):
        Database.open(path, KEY, schema=(*SCHEMA, SECOND), read_only=True)
    with Database.open(path, KEY, schema=SCHEMA, read_only=True) as database:
        assert database.faults(writing=False) == ()
    assert path.read_bytes() == before


@pytest.mark.parametrize("setting", ["user_version = 1", "application_id = 7", None])
def test_another_programs_file_is_refused(tmp_path: Path, setting: str | None) -> None:
    path = tmp_path / "foreign"
    connection = connect(path, KEY)
    connection.execute("CREATE TABLE x (y TEXT) STRICT")
    if setting is not None:
        connection.execute(f"PRAGMA {setting}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(VaultDamaged):
        Database.open(path, KEY, schema=SCHEMA)
    assert path.read_bytes() == before


def test_a_damaged_file_is_not_brought_up(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-2000] ^= 1
    path.write_bytes(data)
    with pytest.raises(VaultDamaged):
        Database.open(path, KEY, schema=(*SCHEMA, SECOND))
    assert path.read_bytes() == bytes(data)


def test_temporary_tables_are_made_before_the_connection_is_handed_out(path: Path) -> None:
    temp = ("CREATE TEMP TABLE standing (root TEXT NOT NULL) STRICT",)
    with Database.open(path, KEY, schema=SCHEMA, temp_schema=temp) as database:
        with database.transaction():
            database.execute("INSERT INTO standing VALUES ('root')")
        assert database.query("SELECT root FROM standing") == [("root",)]
        with pytest.raises(SqlError):
            database.query("DROP TABLE standing")


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE loose (x TEXT);",
        "CREATE VIRTUAL TABLE more USING fts5 (words);",
    ],
)
def test_loose_tables_and_search_that_keeps_words_are_refused(tmp_path: Path, sql: str) -> None:
    with pytest.raises(SchemaWrong):
        Database.create(tmp_path / "v", KEY, schema=(Migration(1, "0001_x", sql),))


def test_steps_are_numbered_without_gaps(path: Path) -> None:
    for steps in ((), (SECOND,), (*SCHEMA, Migration(3, "0003_x", "SELECT 1;"))):
        with pytest.raises(SchemaWrong):
            Database.open(path, KEY, schema=steps)
    assert [step.number for step in shipped()] == list(range(1, len(shipped()) + 1))
    assert all(step.name.startswith(f"{step.number:04d}_") for step in shipped())


def test_statements_are_told_apart() -> None:
    trigger = "CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; SELECT 2; END;"
    sql = f"-- a; b\nSELECT 'x;y';\n{trigger}\n-- the end\n"
    assert [one.split("\n")[-1] for one in statements(sql)] == ["SELECT 'x;y';", trigger]
    with pytest.raises(SchemaWrong):
        list(statements("SELECT 1; SELECT 2"))
