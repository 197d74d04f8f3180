"""Build small schools and damage files, the same way in every run."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from app.base.clock import Stamp
from app.base.ids import PersonId, SchoolId, new_id
from app.vault.database import Database
from app.vault.folder import SchoolFolder
from app.vault.grants import Given, Giver, Recipient
from app.vault.heads import Head, VaultHeads
from app.vault.keyring import FIRST_VAULTS, Keyring, SchoolKeys, new_person_keys, new_place, unlock
from app.vault.keystore import KeyStore
from app.vault.migrate import Migration
from app.vault.passphrase import Cost
from app.vault.recovery import new_code, new_sheet

NOW = Stamp(1_763_740_800_000_000, 0)  # a Friday in November 2025
WORDS = "the blue bicycle stood by the gate"
SCHEMA = (
    Migration(
        number=1,
        name="0001_notes",
        sql="""
-- A table, its search index, and a guard; the semicolon in this line is no end.
CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT NOT NULL, day INTEGER NOT NULL) STRICT;
CREATE INDEX note_day ON note (day, words);
CREATE TABLE mark (
    id INTEGER PRIMARY KEY, note INTEGER NOT NULL REFERENCES note (id)
) STRICT;
CREATE VIRTUAL TABLE search USING fts5 (words);
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER mark_stays BEFORE DELETE ON mark BEGIN
    SELECT RAISE(ABORT, 'marks stay; always');
END;
""",
    ),
)


def times(short: int, full: int) -> int:
    """Return how often to try: the short count, or the full one when ROWAN_TORTURE asks for it."""
    return full if os.environ.get("ROWAN_TORTURE") == "full" else short


class Draws:
    """Draw numbers that are the same in every run."""

    def __init__(self, seed: str) -> None:
        self._state = hashlib.sha256(seed.encode()).digest()

    def below(self, limit: int) -> int:
        """Return a number from 0 to limit - 1."""
        self._state = hashlib.sha256(self._state).digest()
        return int.from_bytes(self._state[:8], "big") % limit


def flipped(data: bytes, draws: Draws, start: int = 0) -> bytes:
    """Return the bytes with one bit turned over, at or after `start`."""
    at = start + draws.below(len(data) - start)
    changed = bytearray(data)
    changed[at] ^= 1 << draws.below(8)
    return bytes(changed)


@dataclass
class Person:
    """Hold who somebody is and how they sign in."""

    person: PersonId
    name: str
    passphrase: str


@dataclass
class School:
    """Hold a school on disk, its people, and a sheet's code."""

    folder: SchoolFolder
    keys: SchoolKeys
    lead: Person
    recorder: Person
    code: bytes

    def store(self) -> KeyStore:
        """Read the key file."""
        return KeyStore(self.folder)

    def sign_in(self, who: Person | None = None) -> Keyring:
        """Open somebody's keys; the lead's if nobody is named."""
        one = who or self.lead
        return unlock(self.store().content, one.person, one.passphrase)

    def vault(self, name: str) -> Path:
        """Return the vault file that counts."""
        return self.folder.vault(name, self.store().content.vault(name).generation)

    def open(self, name: str) -> Database:
        """Open a vault with the lead's keys."""
        return Database.open(self.vault(name), self.sign_in().vault_key(name), schema=SCHEMA)


def a_school(path: Path, *, notes: int = 0) -> School:
    """Set up a test school: a lead who holds every key, a recorder, a sheet, two vaults."""
    folder = SchoolFolder(path)
    folder.prepare()
    school = SchoolId(new_id())
    keys = SchoolKeys()
    lead = Person(PersonId(new_id()), "Ada Lamb", "abacus piano river window moss")
    recorder = Person(PersonId(new_id()), "Bo Finch", "my dog eats three shoes")
    made = {
        one.person: new_person_keys(
            new_place(school, one.person, cost=Cost.for_tests(), test_school=True),
            name=one.name,
            passphrase=one.passphrase,
            school_public=keys.signer.public,
        )
        for one in (lead, recorder)
    }
    giver = Giver(school=school, person=lead.person, signer=made[lead.person].keys.session)
    holders = tuple(one.holder for one in made.values())
    place = new_place(school, lead.person, cost=Cost.for_tests(), test_school=True)
    content = keys.keyfile(place, name="Test school", holders=holders)
    code = new_code()
    sheet = new_sheet(school, 1, code)
    content = content.with_sheet(sheet)
    for to, vaults, key_holder in (
        (Recipient(lead.person, made[lead.person].keys.public.box), FIRST_VAULTS, True),
        (Recipient(sheet.holder(), sheet.public), FIRST_VAULTS, True),
        (Recipient(recorder.person, made[recorder.person].keys.public.box), ("school",), False),
    ):
        for grant in keys.grants(giver, to, vaults=vaults, key_holder=key_holder):
            content = content.with_grant(grant)
    KeyStore.create(folder, content)
    for name in FIRST_VAULTS:
        fill(folder.vault(name, 1), keys.vaults[name], notes)
    return School(folder=folder, keys=keys, lead=lead, recorder=recorder, code=code)


def fill(path: Path, key: bytes, notes: int) -> None:
    """Make a vault with so many notes and as many marks."""
    with Database.create(path, key, schema=SCHEMA) as database:
        add_notes(database, notes)


def add_notes(database: Database, notes: int) -> None:
    """Add notes, each found by its words."""
    with database.transaction():
        for number in range(notes):
            words = f"{WORDS} {number} " + hashlib.sha256(bytes(number % 251)).hexdigest() * 4
            database.execute("INSERT INTO note (words, day) VALUES (?, ?)", (words, number % 7))
            database.execute("INSERT INTO search (words) VALUES (?)", (words,))
            database.execute("INSERT INTO mark (note) SELECT max(id) FROM note")


def heads_of(_name: str, database: Database) -> VaultHeads:
    """Stand for the ledger's verify: the number of notes, and a digest of all their words."""
    rows = database.query("SELECT id, words, day FROM note ORDER BY id")
    digest = hashlib.sha256(repr(rows).encode()).digest()
    return VaultHeads(ledger=Head(len(rows), digest), log=Head(0, b""))


def open_copy(path: Path, key: bytes) -> Database:
    """Open a copy with the steps of these tests."""
    return Database.open(path, key, schema=SCHEMA)


def vault_given(name: str, version: int = 1) -> Given:
    """Name a vault's key."""
    return Given(purpose="vault", vault=name, version=version)
