from __future__ import annotations

import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from sqlcipher3 import dbapi2

from app.vault.database import Database
from app.vault.faults import FileMissing, VaultDamaged, VaultInUse, WrongKey
from app.vault.sql_faults import SqlError
from app.vault.sqlcipher import (
    AFTER_KEY,
    SettingRefused,
    assert_settings,
    close_to_statements,
    connect,
    connect_existing,
)
from tests.app.vault.builders import SCHEMA, School, add_notes, open_copy
from tests.support.processes import run_python

KEY = b"k" * 32


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "children.1.vault"


@pytest.fixture
def database(path: Path) -> Database:
    database = Database.create(path, KEY, schema=SCHEMA)
    add_notes(database, 20)
    return database


def test_every_connection_has_every_setting(path: Path, school: School, tmp_path: Path) -> None:
    created = Database.create(path, KEY, schema=SCHEMA)
    opened = school.open("children")
    opened.copy_to(tmp_path / "copy", KEY)
    copied = open_copy(tmp_path / "copy", KEY)
    reading = Database.open(school.vault("school"), school.keys.vaults["school"], schema=SCHEMA)
    for one in (created, opened, copied, reading):
        one.assert_settings()
        one.close()
    connection = connect_existing(path, KEY, writing=False)
    assert_settings(connection, writing=False)
    connection.close()


EXPECTED = {
    "journal_mode": "truncate",
    "synchronous": "2",
    "locking_mode": "exclusive",
    "temp_store": "2",
    "secure_delete": "1",
    "cipher_memory_security": "1",
    "cipher_use_hmac": "1",
    "cipher_log_level": "NONE",
    "foreign_keys": "1",
    "recursive_triggers": "1",
    "trusted_schema": "0",
    "cell_size_check": "1",
    "cache_size": "-65536",
    "mmap_size": "0",
}


@pytest.mark.parametrize("name", EXPECTED)
def test_each_setting_reads_back_as_the_design_says(database: Database, name: str) -> None:
    row = database.row(f"PRAGMA {name}")
    assert row is not None
    assert str(row[0]) == EXPECTED[name]


@pytest.mark.parametrize(("name", "_value", "_reply"), AFTER_KEY)
def test_a_setting_that_did_not_take_is_noticed(
    path: Path, name: str, _value: str, _reply: str
) -> None:
    wrong = {"cache_size": "-100", "mmap_size": "4096", "locking_mode": "NORMAL"}
    other = {"trusted_schema": "ON", "synchronous": "OFF", "temp_store": "FILE"}
    connection = connect(path, KEY)
    connection.execute(f"PRAGMA {name} = {(wrong | other).get(name, 'OFF')}").fetchall()
    with pytest.raises(SettingRefused, match=name):
        assert_settings(connection)
    connection.close()


REFUSED = [
    "ATTACH DATABASE '{aside}' AS plain KEY ''",
    "DETACH DATABASE main",
    "VACUUM",
    "VACUUM INTO '{aside}'",
    "PRAGMA rekey = 'words'",
    "PRAGMA hexrekey = '00'",
    "PRAGMA key = 'words'",
    "PRAGMA hexkey = '00'",
    "PRAGMA main.rekey = 'words'",
    "PRAGMA temp_store = FILE",
    "PRAGMA temp_store_directory = '{folder}'",
    "PRAGMA journal_mode = WAL",
    "PRAGMA JOURNAL_MODE = delete",
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA locking_mode = NORMAL",
    "PRAGMA secure_delete = OFF",
    "PRAGMA foreign_keys = OFF",
    "PRAGMA recursive_triggers = OFF",
    "PRAGMA trusted_schema = ON",
    "PRAGMA writable_schema = ON",
    "PRAGMA ignore_check_constraints = ON",
    "PRAGMA cipher_memory_security = OFF",
    "PRAGMA cipher_log = '{aside}'",
    "PRAGMA cipher_log_level = TRACE",
    "PRAGMA cipher_profile = '{aside}'",
    "PRAGMA cipher_plaintext_header_size = 32",
    "PRAGMA cipher_use_hmac = OFF",
    "PRAGMA cipher_migrate",
    "PRAGMA user_version = 9",
    "PRAGMA application_id = 9",
    "CREATE TABLE more (x TEXT) STRICT",
    "CREATE TEMP TABLE more (x TEXT) STRICT",
    "CREATE INDEX more ON note (words)",
    "CREATE VIEW more AS SELECT * FROM note",
    "CREATE TEMP TRIGGER more AFTER INSERT ON note BEGIN SELECT 1; END",
    "CREATE VIRTUAL TABLE more USING fts5 (x)",
    "DROP TABLE note",
    "DROP TRIGGER mark_stays",
    "DROP TABLE search",
    "ALTER TABLE note RENAME TO less",
    "ALTER TABLE note DROP COLUMN words",
    "REINDEX",
    "ANALYZE",
    "SAVEPOINT one",
    "DELETE FROM sqlite_schema",
    "UPDATE sqlite_schema SET sql = NULL",
    "SELECT sqlcipher_export('main')",
    "SELECT load_extension('words')",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_statements_that_reach_past_the_rows_are_refused(
    database: Database, tmp_path: Path, statement: str
) -> None:
    aside = tmp_path / "aside.db"
    with pytest.raises(SqlError):
        database.query(statement.format(aside=aside, folder=tmp_path))
    assert not aside.exists()
    assert database.row("SELECT count(*) FROM note") == (20,)
    database.assert_settings()
    database.close()


def test_without_the_authorizer_the_vault_pours_out(path: Path, tmp_path: Path) -> None:
    # The control: what the authorizer refuses would work.
    Database.create(path, KEY, schema=SCHEMA).close()
    connection = connect(path, KEY)
    connection.execute(f"ATTACH DATABASE '{tmp_path / 'plain'}' AS plain KEY ''")
    connection.execute("SELECT sqlcipher_export('plain')").fetchall()
    connection.execute("DETACH DATABASE plain")
    assert (tmp_path / "plain").read_bytes().startswith(b"SQLite format 3")
    close_to_statements(connection)
    with pytest.raises(SqlError):
        connection.execute(f"ATTACH DATABASE '{tmp_path / 'plain'}' AS plain KEY ''")
    connection.close()


def test_the_guard_stands_against_every_way_around(database: Database) -> None:
    ways = (
        "DELETE FROM mark",
        "REPLACE INTO mark (id, note) VALUES (1, 2)",
        "INSERT OR REPLACE INTO mark (id, note) VALUES (1, 2)",
        "UPDATE OR REPLACE mark SET id = 1 WHERE id = 2",
    )
    for way in ways:
        with pytest.raises(SqlError), database.transaction():
            database.execute(way)
    assert database.row("SELECT count(*) FROM mark") == (20,)
    database.close()


def test_ordinary_work_is_allowed(database: Database) -> None:
    with database.transaction():
        database.execute("UPDATE note SET day = day + 1 WHERE id = 1")
        database.execute("DELETE FROM search WHERE rowid = 20")
    found = database.query("SELECT rowid FROM search WHERE search MATCH 'bicycle' LIMIT 3")
    tree = (
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3) SELECT i FROM n"
    )
    assert found == [(1,), (2,), (3,)]
    assert database.query(tree) == [(1,), (2,), (3,)]
    assert database.faults() == ()
    database.close()


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_a_key_of_another_length_never_becomes_a_passphrase(path: Path, length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        connect(path, b"k" * length)
    assert not path.exists()


def test_the_raw_key_is_not_a_passphrase(path: Path) -> None:
    Database.create(path, KEY, schema=SCHEMA).close()
    # What sqlcipher3 makes of 32 raw bytes is a passphrase: it must not open the file.
    connection = dbapi2.connect(str(path))
    connection.set_key(KEY)
    with pytest.raises(SqlError):
        connection.execute("SELECT count(*) FROM sqlite_schema")
    connection.close()
    connect_existing(path, KEY).close()


def test_what_a_passphrase_made_does_not_open_by_the_raw_key(path: Path) -> None:
    connection = dbapi2.connect(str(path))
    connection.set_key(KEY)
    connection.execute("CREATE TABLE note (words TEXT)")
    connection.close()
    with pytest.raises(WrongKey):
        connect_existing(path, KEY)


def test_the_wrong_key_is_named_and_the_file_untouched(database: Database, path: Path) -> None:
    database.close()
    before = path.read_bytes()
    for _ in range(20):
        with pytest.raises(WrongKey):
            connect_existing(path, os.urandom(32))
    assert path.read_bytes() == before


def test_a_missing_file_is_never_begun_anew(path: Path) -> None:
    with pytest.raises(FileMissing):
        connect_existing(path, KEY)
    assert not path.exists()


@pytest.mark.parametrize("content", [b"", b"x" * 100, b"SQLite format 3\0" + b"\0" * 4080])
def test_a_foreign_file_is_refused_untouched(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises((VaultDamaged, WrongKey)):
        connect_existing(path, KEY)
    assert path.read_bytes() == content


def test_a_folder_is_no_vault(path: Path) -> None:
    path.mkdir()
    with pytest.raises(FileMissing):
        connect_existing(path, KEY)


SECOND = """
import sys
from pathlib import Path
from app.vault.faults import VaultInUse
from app.vault.sqlcipher import connect_existing
for writing in (True, False):
    try:
        connect_existing(Path(sys.argv[1]), b"k" * 32, writing=writing).close()
    except VaultInUse:
        print("in use")
    else:
        print("opened")
"""


def test_a_second_program_cannot_even_read(database: Database, path: Path) -> None:
    assert run_python("-c", SECOND, str(path)).stdout.split("\n")[:2] == ["in use", "in use"]
    with pytest.raises(VaultInUse):
        connect_existing(path, KEY)
    database.close()
    assert run_python("-c", SECOND, str(path)).stdout.split("\n")[:2] == ["opened", "opened"]


def test_a_file_opened_for_reading_takes_no_writes(database: Database, path: Path) -> None:
    database.close()
    connection = connect_existing(path, KEY, writing=False)
    with pytest.raises(SqlError):
        connection.execute("DELETE FROM note")
    connection.close()


def test_nothing_on_disk_can_be_read(database: Database, path: Path) -> None:
    canary = "unverwechselbar"
    with database.transaction():
        database.execute("INSERT INTO note (words, day) VALUES (?, 1)", (canary,))
        database.execute("INSERT INTO search (words) VALUES (?)", (canary,))
        left = [one.read_bytes() for one in path.parent.glob("children*")]
    database.close()
    left += [one.read_bytes() for one in path.parent.glob("children*")]
    assert sum(len(one) for one in left) > 3 * 4096
    for needle in (canary.encode(), canary.encode("utf-16-le"), b"CREATE TABLE", b"SQLite format"):
        assert not any(needle in one for one in left)


def test_deleted_words_are_gone_from_every_page(database: Database, path: Path) -> None:
    canary = "unverwechselbar"
    with database.transaction():
        database.execute("INSERT INTO note (id, words, day) VALUES (99, ?, 1)", (canary,))
        database.execute("INSERT INTO search (rowid, words) VALUES (99, ?)", (canary,))
    assert canary.encode() in decrypted(database, path)  # the control
    with database.transaction():
        database.execute("DELETE FROM search WHERE rowid = 99")
        database.execute("DELETE FROM note WHERE id = 99")
    assert canary.encode() not in decrypted(database, path)
    database.close()


def decrypted(database: Database, path: Path) -> bytes:
    """Return the file's pages in the clear, free ones too, as any program with the key could.

    A page is encrypted content, IV (16 bytes), HMAC (64 bytes); the first begins with the salt.
    """
    copy = path.with_name("copy")
    copy.unlink(missing_ok=True)
    database.copy_to(copy, KEY)
    data, plain = copy.read_bytes(), b""
    for at in range(0, len(data), 4096):
        start, end = (at + 16 if at == 0 else at), at + 4096 - 80
        decryptor = Cipher(AES(KEY), CBC(data[end : end + 16])).decryptor()
        plain += decryptor.update(data[start:end])
    return plain
