from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from app.records import document
from app.vault.attachments import (
    MOST_BYTES,
    PIECE_BYTES,
    YEAR_SCHEMA,
    AttachmentChanged,
    AttachmentMissing,
    Held,
    YearFile,
    copy_to_new_key,
    copy_year,
    enter_year_key,
    get,
    held_in,
    is_whole,
    new_attachment_id,
    open_year,
    put,
    remove_unnamed,
    year_file,
    year_files,
    year_of,
)
from app.vault.database import Database
from app.vault.faults import FileMissing, VaultDamaged, WrongKey
from app.vault.folder import SchoolFolder
from app.vault.sql_faults import SqlError
from tests.app.vault.test_vault_migrate import changed_steps, digest

KEY = b"k" * 32
FROZEN = Path(__file__).with_name("shipped_year_steps.tsv")


@pytest.fixture
def folder(tmp_path: Path) -> SchoolFolder:
    made = SchoolFolder(tmp_path / "school")
    made.prepare()
    return made


@pytest.fixture
def vault(folder: SchoolFolder) -> Iterator[Database]:
    with Database.create(folder.vault("children", 1), KEY) as opened:
        yield opened


@pytest.fixture
def year(vault: Database) -> YearFile:
    return year_file(vault, "children", 2026)


def keep(folder: SchoolFolder, year: YearFile, data: bytes) -> Held:
    return put(folder, year, new_attachment_id(year.year), data)


def test_steps_of_yearly_files_are_frozen() -> None:
    frozen = FROZEN.read_text(encoding="utf-8")
    assert changed_steps(frozen, YEAR_SCHEMA) == []
    assert all(digest(step) in frozen for step in YEAR_SCHEMA)


def test_the_record_and_the_vault_agree_how_large_a_document_may_be() -> None:
    assert document.MOST_BYTES == MOST_BYTES


@pytest.mark.parametrize("size", [1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES + 17])
def test_what_is_put_comes_back_byte_for_byte(
    folder: SchoolFolder, year: YearFile, size: int
) -> None:
    data = os.urandom(size)
    held = keep(folder, year, data)
    assert (held.size, held.sha256) == (size, hashlib.sha256(data).digest())
    assert year_of(held.id) == 2026
    assert get(folder, year, held.id) == data


@pytest.mark.parametrize("size", [0, MOST_BYTES + 1])
def test_what_no_document_may_be_is_refused(
    folder: SchoolFolder, year: YearFile, size: int
) -> None:
    with pytest.raises(ValueError, match="a document has"):
        keep(folder, year, bytes(size))
    assert not year.path(folder).exists()


def test_a_year_has_one_key_and_a_file_of_the_vaults_generation(
    folder: SchoolFolder, vault: Database, year: YearFile
) -> None:
    assert year_file(vault, "children", 2026) == year
    other = year_file(vault, "children", 2027)
    assert other.key != year.key
    assert year_files(vault, "children") == (year, other)
    assert year.path(folder).name == "children-2026.1.vault"


def test_a_file_opens_with_its_own_key_alone(folder: SchoolFolder, year: YearFile) -> None:
    keep(folder, year, b"sealed")
    with pytest.raises(WrongKey):
        open_year(year.path(folder), KEY)


def test_a_missing_document_and_a_missing_file_are_told_apart(
    folder: SchoolFolder, year: YearFile
) -> None:
    with pytest.raises(FileMissing):
        get(folder, year, "2026-none")
    keep(folder, year, b"there")
    with pytest.raises(AttachmentMissing):
        get(folder, year, "2026-none")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE attachment SET size = 1",
        "UPDATE piece SET content = x'00'",
        "INSERT OR REPLACE INTO attachment SELECT id, 1, sha256 FROM attachment",
        "INSERT OR REPLACE INTO piece SELECT attachment, number, x'00' FROM piece",
    ],
)
def test_what_is_attached_cannot_be_changed(
    folder: SchoolFolder, year: YearFile, statement: str
) -> None:
    keep(folder, year, b"as it was")
    path = year.path(folder)
    opened = Database.open(path, year.key, schema=YEAR_SCHEMA)
    with opened, pytest.raises(SqlError, match="never changed"), opened.transaction():
        opened.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE attachment_key SET key = zeroblob(32)",
        "DELETE FROM attachment_key",
        "INSERT OR REPLACE INTO attachment_key VALUES (2026, 1, zeroblob(32))",
    ],
)
def test_a_years_key_stays(vault: Database, year: YearFile, statement: str) -> None:
    with pytest.raises(SqlError, match="append only"), vault.transaction():
        vault.execute(statement)


def test_bytes_changed_with_the_key_are_seen(folder: SchoolFolder, year: YearFile) -> None:
    held, other = keep(folder, year, b"as it was"), keep(folder, year, b"another")
    path = year.path(folder)
    with Database.open(path, year.key, schema=YEAR_SCHEMA) as opened, opened.transaction():
        opened.execute("DELETE FROM piece WHERE attachment = ?", (held.id,))
        opened.execute("INSERT INTO piece VALUES (?, 1, ?)", (held.id, b"as it is."))
    with pytest.raises(AttachmentChanged):
        get(folder, year, held.id)
    assert get(folder, year, other.id) == b"another"
    with open_year(path, year.key) as opened:
        assert set(held_in(opened)) == {held.id, other.id}
        assert not is_whole(opened, held)
        assert is_whole(opened, other)


def test_only_what_no_entry_names_is_removed(folder: SchoolFolder, year: YearFile) -> None:
    named, stray = keep(folder, year, b"named" * 99), keep(folder, year, b"stray" * 99)
    before = year.path(folder).read_bytes()
    assert remove_unnamed(folder, year, lambda _one: True) == 0
    assert year.path(folder).read_bytes() == before
    assert remove_unnamed(folder, year, lambda one: one == named.id) == 1
    assert get(folder, year, named.id) == b"named" * 99
    with pytest.raises(AttachmentMissing):
        get(folder, year, stray.id)


def test_a_copy_under_a_new_key_is_whole_and_the_old_one_stays(
    folder: SchoolFolder, year: YearFile, vault: Database
) -> None:
    data = os.urandom(2 * PIECE_BYTES)
    held = keep(folder, year, data)
    new = copy_to_new_key(folder, year, generation=2)
    assert new.path(folder).name == "children-2026.2.vault"
    assert get(folder, new, held.id) == get(folder, year, held.id) == data
    with pytest.raises(WrongKey):
        open_year(new.path(folder), year.key)
    vault.copy_to(folder.vault("children", 2), KEY)
    with Database.open(folder.vault("children", 2), KEY) as copy:
        with copy.transaction():
            enter_year_key(copy, new)
        assert year_files(copy, "children") == (new,)
    assert year_files(vault, "children") == (year,)


def test_no_copy_is_made_of_a_damaged_file(folder: SchoolFolder, year: YearFile) -> None:
    keep(folder, year, os.urandom(8 * 4096))
    path = year.path(folder)
    content = bytearray(path.read_bytes())
    content[-2048] ^= 1
    path.write_bytes(content)
    with pytest.raises(VaultDamaged):
        copy_to_new_key(folder, year, generation=2)
    assert not folder.vault("children-2026", 2).exists()


def test_a_year_that_did_not_change_is_shared_not_copied(
    folder: SchoolFolder, year: YearFile, tmp_path: Path
) -> None:
    keep(folder, year, b"once")
    there = year.path(folder)
    first, second, third = (tmp_path / str(n) / there.name for n in range(3))
    for each in (first, second, third):
        each.parent.mkdir()
    copy_year(there, first, year.key)
    copy_year(there, second, year.key, earlier=first)
    assert first.samefile(second)
    keep(folder, year, b"changed")
    copy_year(there, third, year.key, earlier=first)
    assert not first.samefile(third)
    assert third.read_bytes() == there.read_bytes() != first.read_bytes()


def test_a_generation_that_a_years_file_bears_is_not_free(
    folder: SchoolFolder, year: YearFile
) -> None:
    keep(folder, year, b"x")
    folder.vault("children-2026", 2).write_bytes(b"left")
    (folder.path / "children.1.vault").unlink()
    assert folder.free_generation("children") == 3


def test_a_years_file_is_as_written_down(
    folder: SchoolFolder, vault: Database, year: YearFile
) -> None:
    """Open a document by the words of README.md: the vault's table leads to the year's pages."""
    held = keep(folder, year, b"Quillonbrake" * 300)
    key = vault.query("SELECT key FROM attachment_key WHERE year = 2026 ORDER BY version")[-1][0]
    data = (folder.path / "children-2026.1.vault").read_bytes()
    salt = data[:16]
    mac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(one ^ 0x3A for one in salt), 2, 32)
    plain = b""
    for at in range(0, len(data), 4096):
        page = data[at : at + 4096]
        text, iv, mac = page[16 if at == 0 else 0 : -80], page[-80:-64], page[-64:]
        count = (at // 4096 + 1).to_bytes(4, "little")
        assert mac == hmac.new(mac_key, text + iv + count, hashlib.sha512).digest()
        plain += Cipher(AES(key), CBC(iv)).decryptor().update(text)
    assert held.id.encode() in plain
    assert held.sha256 in plain
    assert b"Quillonbrake" in plain
    assert b"Quillonbrake" not in data
