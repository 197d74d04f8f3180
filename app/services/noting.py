"""Leave a concern as a sealed note: at the office PC with no key open, or from a classroom PC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec

from app.base.clock import Clock, Stamp
from app.base.errors import InputError, RuleError, VaultError
from app.base.ids import is_id, new_id
from app.exchange.intake_file import LIMIT, Leading, PublicIntake, decode
from app.exchange.notes import SealedNote, TypedAuthor, encode, typed_note
from app.records.check import clean
from app.records.concern import Concern
from app.records.fields import SHORT_LENGTH, PersonAs
from app.records.header import Header
from app.records.lists import ChoiceList, shipped_lists, with_changes
from app.records.record import Record
from app.rules.intake import Origin
from app.services.concerns import checked
from app.services.drafts import Draft
from app.services.settings import NUMBER_CODES, PhoneNumber
from app.services.sign_in import Door
from app.services.unfinished import so_far
from app.vault.faults import FileMissing, sorting_os
from app.vault.files import read_small
from app.vault.keyfile import KeyFile
from app.vault.sealed import (
    ENDING,
    NOTE,
    NOTE_UNFINISHED,
    NOTE_URGENT,
    NoteHeader,
    sealed_bytes,
    write_checked,
)

WRITER = "writer"
"""Where a draft keeps who writes: name, role and contact, as typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Say what was sent; urgent when no DSL has been told in person."""

    record: str
    file: str
    at: Stamp
    urgent: bool


class NoteBox:
    """Seal notes into one folder under one public key; any thread."""

    def __init__(self, place: Path, told: PublicIntake, clock: Clock) -> None:
        """Take the folder and what the school tells everybody."""
        self.place = place
        self.told = told
        self.clock = clock
        self._one_at_a_time = Lock()
        self._ended: set[str] = set()

    def put(self, file: str, kind: str, content: bytes) -> None:
        """Seal content into the file of this id, whole and durable, instead of an earlier one.

        FileMissing, DiskFull, ReadOnly, StorageFailed, VaultDamaged: then the earlier one stands.
        """
        intake = self.told.intake()
        header = NoteHeader(
            format=1, school=self.told.school, intake=intake.version, file=file, kind=kind
        )
        data = sealed_bytes(header, intake.public, content)
        with self._one_at_a_time:
            # What a worker still held when the note was sent or thrown away comes too late.
            if kind == NOTE_UNFINISHED and file in self._ended:
                return
            write_checked(self._path(file), data, self.clock.now())
            if kind != NOTE_UNFINISHED:
                self._ended.add(file)

    def remove(self, file: str) -> None:
        """Remove the file of this id; what is kept for it later is not written."""
        path = self._path(file)
        with self._one_at_a_time, sorting_os(path):
            self._ended.add(file)
            path.unlink(missing_ok=True)

    def _path(self, file: str) -> Path:
        return self.place / f"{file}{ENDING}"


class NoteDrafts:
    """Keep what is being typed as an unfinished note, which nobody at the desk can open again."""

    def __init__(self, box: NoteBox, origin: Origin) -> None:
        """Take where notes go."""
        self._box = box
        self._origin = origin

    def new(self, kind: str, at: Stamp, **parts: Any) -> Draft:
        """Return an empty draft of a kind."""
        return Draft(id=new_id(), kind=kind, started=at, **parts)

    def encoded(self, draft: Draft) -> bytes:
        """Return the unfinished note as bytes, to be handed to a worker."""
        record = so_far(Concern, draft.values, draft.children)
        author = _typed(draft.extra)
        named = {child.ref(): child for child in draft.children if is_id(child.ref())}
        draft = msgspec.structs.replace(draft, children=tuple(named.values()))
        header = _header(draft, record, author, self._box.clock.now(), record_id=new_id())
        return encode(typed_note(header, record, author, self._origin))

    def keep_bytes(self, draft_id: str, content: bytes) -> None:
        """Seal a draft's newest state instead of the one before (the leaves of VaultError)."""
        self._box.put(draft_id, NOTE_UNFINISHED, content)

    def keep(self, draft: Draft) -> None:
        """Seal a draft's newest state in the place of the one before."""
        self.keep_bytes(draft.id, self.encoded(draft))

    def discard(self, draft: str) -> None:
        """Remove an unfinished note whose writer throws it away."""
        self._box.remove(draft)


class Noting:
    """Write a concern without any key but the school's public intake key."""

    def __init__(self, box: NoteBox, origin: Origin, *, complete: bool = True) -> None:
        """Take where notes go; not `complete` where lists and numbers are not the school's."""
        self._box = box
        self._origin = origin
        self.told = box.told
        self.clock = box.clock
        self.complete = complete
        self.drafts = NoteDrafts(box, origin)

    @classmethod
    def at_office(cls, door: Door) -> Noting:
        """Write at the PC where the school lies, while it is locked."""
        keys = door.keys.content
        told = _published(door.folder.public_intake, keys)
        complete = told is not None
        told = told or _bare(keys, door.clock.now())
        return cls(NoteBox(door.folder.intake, told, door.clock), "office", complete=complete)

    @classmethod
    def in_classroom(cls, intake_file: Path, place: Path, clock: Clock) -> Noting:
        """Write on another PC into a chosen folder (IntakeFileRefused, FileMissing)."""
        if not place.is_dir():
            raise FileMissing(place)
        return cls(NoteBox(place, read_intake_file(intake_file), clock), "classroom")

    @property
    def school_name(self) -> str:
        """Return the school's name."""
        return self.told.name

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the school's key."""
        return self.told.fingerprint()

    @property
    def test_school(self) -> bool:
        """Say whether this is a school for tests or demonstration."""
        return self.told.test_school

    def lists(self) -> Mapping[str, ChoiceList]:
        """Return the lists as the school has them."""
        try:
            known = {name: o for name, o in self.told.lists.items() if name in shipped_lists()}
            return with_changes(shipped_lists(), known)
        except RuleError:
            return shipped_lists()

    def numbers(self) -> dict[str, PhoneNumber]:
        """Return the telephone numbers that prompts show, by code; missing ones are empty."""
        held = {c: PhoneNumber(n.name, n.number) for c, n in self.told.numbers.items()}
        return {code: held.get(code, PhoneNumber()) for code in NUMBER_CODES}

    def leads(self) -> tuple[Leading, ...]:
        """Return whom to tell in person: name, role, telephone; the DSL first, then deputies."""
        return self.told.leaders

    def check(self, draft: Draft) -> Concern:
        """Return the concern that a draft describes; InputError says all that is wrong.

        Problems of the writer are named "writer.name" and "writer.role".
        """
        problems: dict[str, str] = {}
        typed = draft.extra.get(WRITER) or {}
        for name in ("name", "role", "contact"):
            words = clean(str(typed.get(name) or ""))
            if not words and name != "contact":
                problems[f"{WRITER}.{name}"] = "missing"
            elif len(words) > SHORT_LENGTH:
                problems[f"{WRITER}.{name}"] = "too_long"
        try:
            record = checked(draft)
        except InputError as error:
            raise InputError({**problems, **error.problems}) from None
        if problems:
            raise InputError(problems)
        return record

    def send(self, draft: Draft) -> Sent:
        """Seal the concern in the place of its unfinished note; it waits for a key holder.

        InputError, and FileMissing, DiskFull, ReadOnly, StorageFailed, VaultDamaged: then nothing
        was sent and the unfinished note stands.
        """
        record, author, at = self.check(draft), _typed(draft.extra), self.clock.now()
        header = _header(draft, record, author, at, record_id=draft.id)
        note = typed_note(header, record, author, self._origin)
        return send(self._box, draft.id, note, record, at)


def send(box: NoteBox, file: str, note: SealedNote, record: Record, at: Stamp) -> Sent:
    """Seal a whole note; it is urgent when it says that no DSL was told in person."""
    urgent = isinstance(record, Concern) and record.told_dsl.code == "no"
    box.put(file, NOTE_URGENT if urgent else NOTE, encode(note))
    return Sent(record=file, file=file, at=at, urgent=urgent)


def read_intake_file(path: Path) -> PublicIntake:
    """Read a public intake file that somebody chose (IntakeFileRefused, FileMissing …)."""
    return decode(read_small(path, LIMIT))


def told_by(door: Door) -> PublicIntake:
    """Return what the school tells whoever leaves a note, as far as it is known without a key."""
    keys = door.keys.content
    return _published(door.folder.public_intake, keys) or _bare(keys, door.clock.now())


def _published(path: Path, keys: KeyFile) -> PublicIntake | None:
    """Return what the last key holder published, unless its key is not the one in use."""
    try:
        told = decode(read_small(path, LIMIT), school_public=keys.school_public)
    except VaultError:  # gone, altered, not even a file: the key file tells what it can
        return None
    return told if told.intake() == keys.intake_now() else None


def _bare(keys: KeyFile, at: Stamp) -> PublicIntake:
    """Return what the key file alone tells: the intake key, and who can sign in."""
    intake = keys.intake_now()
    return PublicIntake(
        format=1,
        school=keys.school,
        name=keys.name,
        test_school=keys.test_school,
        school_public=keys.school_public,
        version=intake.version,
        public=intake.public,
        made=at,
        leaders=tuple(
            Leading(name=holder.name)
            for holder in keys.holders
            if any(grant.given.purpose == "intake" for grant in holder.grants)
        ),
    )


def _typed(extra: Mapping[str, Any]) -> TypedAuthor:
    """Return the writer as typed; a name that is still missing is a question mark."""
    typed = extra.get(WRITER) or {}
    name, role, contact = (
        clean(str(typed.get(part) or ""))[:SHORT_LENGTH] for part in ("name", "role", "contact")
    )
    return TypedAuthor(name=name or "?", role=role, contact=contact)


def _header(
    draft: Draft, record: Record, author: TypedAuthor, at: Stamp, *, record_id: str
) -> Header:
    return Header(
        id=record_id,
        kind=record.kind.code,
        version=record.kind.version,
        author=PersonAs(name=author.name, role=author.role),
        written=at,
        root=record_id,
        children=draft.children,
    )
