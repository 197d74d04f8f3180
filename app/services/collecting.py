"""Let notes come in from a stick or folder, and hand out what classroom PCs need to write them."""

from __future__ import annotations

import contextlib
from collections import Counter
from pathlib import Path
from typing import Literal

from app.base.clock import Stamp
from app.base.errors import VaultError
from app.exchange.intake_file import (
    ENDING,
    LIMIT,
    Leading,
    PublicIntake,
    Telephone,
    decode,
    encode,
)
from app.exchange.notes import NoteUnreadable
from app.exchange.notes import decode as decode_note
from app.ledger.ledger import Ledger
from app.records.lists import Option
from app.rules.intake import Collected
from app.services.key_file import key_file_differs
from app.services.people import NoSchoolKey
from app.services.settings import Settings
from app.vault.faults import FileMissing, VaultDamaged, sorting_os
from app.vault.files import read_small, write_atomic
from app.vault.folder import SchoolFolder
from app.vault.keyring import Keyring, KeysAltered
from app.vault.keystore import KeyStore
from app.vault.places import named
from app.vault.sealed import ENDING as NOTE_ENDING
from app.vault.sealed import LIMIT as NOTE_LIMIT
from app.vault.sealed import (
    NOTE_UNFINISHED,
    SIGN_IN_FAILURE,
    NoteSeen,
    files_seen,
    note_seen,
    open_note,
    strange_name,
    write_checked,
)
from app.views.roll import RollView

TYPING_MINUTES = 10
"""An unfinished note on a stick or share that is younger may still be being written."""

_MINUTE_US = 60_000_000
_LEADING = ("dsl", "deputy")

Outcome = Literal["new", "known", "strange", "unfinished"]


class Collecting:
    """Copy notes from elsewhere into the intake folder; what lies there is left as it is."""

    def __init__(self, folder: SchoolFolder, keyring: Keyring, children: Ledger) -> None:
        """Take the folder, the open keys, and the ledger that says what was taken in already."""
        self._folder = folder
        self._keyring = keyring
        self._ledger = children

    def collect(self, place: Path, now: Stamp) -> Collected:
        """Copy every note of a folder that is not known yet, durably.

        A stick may be read again without harm. Strange files are copied, too, to be seen.
        FileMissing, ReadOnly, StorageFailed, DiskFull: what was copied before stays.
        """
        if not place.is_dir():
            raise FileMissing(place)
        versions = frozenset(self._keyring.intake)
        seen = files_seen(place, self._keyring.school, versions, only=NOTE_ENDING)
        # A name that begins with a dot is what a Mac leaves beside a file.
        counted = Counter(self._one(one, now) for one in seen if one.path.name[0] != ".")
        return Collected(
            new=counted["new"],
            known=counted["known"],
            strange=counted["strange"],
            unfinished=counted["unfinished"],
        )

    def _one(self, seen: NoteSeen, now: Stamp) -> Outcome:
        header, minutes = seen.header, (now.utc_us - seen.saved_us) / _MINUTE_US
        if header and header.kind == NOTE_UNFINISHED and 0 <= minutes < TYPING_MINUTES:
            return "unfinished"
        # What a link on a stick names may be a file of this PC.
        if seen.size > NOTE_LIMIT or seen.path.is_symlink():
            return "strange"
        data = read_small(seen.path, NOTE_LIMIT)
        if header is None or seen.problem or header.kind == SIGN_IN_FAILURE:
            return self._strange(seen.path, data, now)
        if self._taken_in(seen.path):
            return "known"
        return self._place(seen, data, now)

    def _place(self, seen: NoteSeen, data: bytes, now: Stamp) -> Outcome:
        """Put a note where it belongs; a whole one takes the place of its unfinished one."""
        held = self._folder.intake / seen.path.name
        mine = note_seen(held, self._keyring.school, frozenset(self._keyring.intake))
        if mine is None:
            write_checked(held, data, now)
            return "new"
        if read_small(held, NOTE_LIMIT) == data:
            return "known"
        if mine.header and mine.header.kind == NOTE_UNFINISHED:
            write_checked(held, data, now)
            return "new"
        if seen.header and seen.header.kind == NOTE_UNFINISHED:
            return "known"
        return self._strange(seen.path, data, now)

    def _strange(self, path: Path, data: bytes, now: Stamp) -> Outcome:
        """Keep a strange file visible, under a name that tells its content from others."""
        target = self._folder.intake / strange_name(path.name, data)
        if target.exists():
            return "known"
        write_checked(target, data, now)
        return "strange"

    def _taken_in(self, path: Path) -> bool:
        try:
            opened = open_note(path, self._keyring.school, self._keyring.intake)
            record = decode_note(opened.content).header.id
        except (VaultDamaged, NoteUnreadable):
            return False
        return self._ledger.entry(record) is not None


class Publishing:
    """Say openly what somebody needs to leave a note, signed by the school's key."""

    def __init__(
        self, keys: KeyStore, keyring: Keyring, settings: Settings, roll: RollView
    ) -> None:
        """Take the key file, the open keys, the settings and the register of people."""
        self._keys = keys
        self._keyring = keyring
        self._settings = settings
        self._roll = roll

    def _refuse_altered(self) -> None:
        """Sign no intake key that somebody put into the key file (KeysAltered)."""
        content, school = self._keys.content, self._settings.school
        if key_file_differs(content, school, self._keyring):
            raise KeysAltered("intake key")

    def told(self, now: Stamp) -> PublicIntake:
        """Return what the school tells."""
        content = self._keys.content
        intake = content.intake_now()
        numbers = self._settings.numbers().items()
        return PublicIntake(
            format=1,
            school=content.school,
            name=self._settings.school_name() or content.name,
            test_school=content.test_school,
            school_public=content.school_public,
            version=intake.version,
            public=intake.public,
            made=now,
            leaders=self._leaders(),
            numbers={code: Telephone(n.name, n.number) for code, n in numbers if n.number},
            lists=self._settings.get("lists", dict[str, tuple[Option, ...]], {}),
        )

    def refresh(self, folder: SchoolFolder, now: Stamp) -> None:
        """Write the file beside the vaults anew where it no longer tells what is so."""
        signer = self._keyring.school_signer
        if signer is None:
            return
        told = self.told(now)
        with contextlib.suppress(VaultError):  # whatever lies there is replaced
            if told.same_as(decode(read_small(folder.public_intake, LIMIT))):
                return
        with contextlib.suppress(VaultError):
            self._refuse_altered()
            write_atomic(folder.public_intake, encode(told, signer))

    def export(self, place: Path, now: Stamp) -> Path:
        """Write the file for classroom PCs into a folder; return where it is.

        NoSchoolKey, KeysAltered, FileMissing and the leaves of StorageFailed.
        """
        signer = self._keyring.school_signer
        if signer is None:
            raise NoSchoolKey
        self._refuse_altered()
        with sorting_os(place):
            if not place.is_dir():
                raise FileMissing(place)
        told = self.told(now)
        path = place / f"{named(told.name)}{ENDING}"
        write_checked(path, encode(told, signer))
        return path

    def _leaders(self) -> tuple[Leading, ...]:
        ranked = [
            (min(ranks), person)
            for person in self._roll.people()
            if (ranks := [_LEADING.index(r.code) for r in person.roles if r.code in _LEADING])
        ]
        ranked.sort(key=lambda pair: (pair[0], pair[1].name))
        return tuple(Leading(name=p.name, role=p.role, phone=p.phone) for _rank, p in ranked)
