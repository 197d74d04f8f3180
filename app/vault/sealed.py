"""Seal what arrives without a key to the school's intake key, and keep it in the intake folder."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from app.base.clock import FIRST_US, LAST_US, Stamp
from app.base.decoding import work_out
from app.base.frames import frame
from app.base.ids import PersonId, SchoolId, is_id, new_id
from app.vault.faults import StorageFailed, VaultDamaged, sorting_os
from app.vault.files import NEW, read_small, write_atomic
from app.vault.folder import SchoolFolder
from app.vault.hashing import sha256
from app.vault.keyfile import Count, Id, IntakeKey
from app.vault.seal import BoxKey, SealBroken, seal

MAGIC = b"rowan/n\n"
LIMIT = 64 << 20
SIGN_IN_FAILURE = "sign-in-failure"
#: What somebody wrote: waiting, waiting and urgent, and left before it was finished.
NOTE, NOTE_URGENT, NOTE_UNFINISHED = "note", "note-urgent", "note-unfinished"
WHOLE_NOTES = frozenset({NOTE, NOTE_URGENT})
ENDING = ".note"

_LENGTH_BYTES = 4
_HEADER_LIMIT = 4096
_START_BYTES = len(MAGIC) + _LENGTH_BYTES + _HEADER_LIMIT
_NAME = re.compile(r"([0-9a-f]{32})\.note")
_STRANGE = re.compile(r"[A-Za-z0-9_-]{1,60}\.[0-9a-f]{12}\.note")
_UNUSUAL = re.compile(r"[^A-Za-z0-9_-]")

Problem = Literal["damaged", "another-school", "unknown-key"]


class NoteDamaged(VaultDamaged):
    """A sealed file is not whole, or its seal is broken."""


class UnknownIntakeKey(VaultDamaged):
    """A sealed file is for another school or for an intake key that this person does not hold."""


class NoteHeader(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say openly what a sealed file is: format, school, intake key, its own id, kind."""

    format: Literal[1]
    school: Id
    intake: Count
    file: Id
    kind: Annotated[str, msgspec.Meta(pattern="^[a-z-]{1,40}$")]


class NoteSeen(msgspec.Struct, frozen=True):
    """Say what anybody may know of a file in the intake folder; strange ones have a problem."""

    path: Path
    size: int
    saved_us: int
    header: NoteHeader | None
    problem: Problem | None


class NoteOpened(msgspec.Struct, frozen=True):
    """Hold what a sealed file said, with its authenticated header."""

    header: NoteHeader
    content: bytes


class SignInFailure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Record a wrong passphrase: for whom, when, and how many there were in a row by then."""

    person: PersonId
    at: Stamp
    count: int


def seal_note(
    folder: SchoolFolder, school: SchoolId, intake: IntakeKey, *, kind: str, content: bytes
) -> str:
    """Seal content into a new file of the intake folder, durably; return the file's id."""
    header = NoteHeader(format=1, school=school, intake=intake.version, file=new_id(), kind=kind)
    write_checked(note_path(folder, header.file), sealed_bytes(header, intake.public, content))
    return header.file


def write_checked(path: Path, data: bytes, at: Stamp | None = None) -> None:
    """Write a file whole and durably, and read it back; `at` becomes its time.

    VaultDamaged when the medium gives back other bytes, and the leaves of StorageFailed.
    """
    write_atomic(path, data)
    if at is not None:
        with contextlib.suppress(OSError):
            os.utime(path, ns=(at.utc_us * 1000, at.utc_us * 1000))
    if read_small(path, LIMIT) != data:
        raise VaultDamaged(path, "read back differently")


def sealed_bytes(header: NoteHeader, intake_public: bytes, content: bytes) -> bytes:
    """Return a sealed file: magic, length of the header, header, sealed content."""
    head = msgspec.json.encode(header)
    start = MAGIC + len(head).to_bytes(_LENGTH_BYTES, "big") + head
    return start + seal(intake_public, content, _info(start))


def seal_sign_in_failure(
    folder: SchoolFolder, school: SchoolId, intake: IntakeKey, failure: SignInFailure
) -> str:
    """Seal a failed sign-in, to enter the log when a key holder signs in."""
    content = msgspec.msgpack.encode(failure)
    return seal_note(folder, school, intake, kind=SIGN_IN_FAILURE, content=content)


def read_sign_in_failure(opened: NoteOpened) -> SignInFailure:
    """Read an opened note of that kind (NoteDamaged when it says anything else)."""
    try:
        failure = msgspec.msgpack.decode(opened.content, type=SignInFailure)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise NoteDamaged(Path(opened.header.file)) from error
    if not is_id(failure.person):
        raise NoteDamaged(Path(opened.header.file), "person")
    return failure


def notes_seen(
    folder: SchoolFolder, school: SchoolId, versions: frozenset[int]
) -> tuple[NoteSeen, ...]:
    """List the intake folder without any key, oldest first; nothing in it is hidden.

    `versions` are the intake keys that the key file knows.
    """
    return files_seen(folder.intake, school, versions)


def files_seen(
    place: Path, school: SchoolId, versions: frozenset[int], *, only: str = ""
) -> tuple[NoteSeen, ...]:
    """List any folder of sealed files, oldest first, or only the names that end so.

    A file that is being written, and one that vanishes meanwhile, is passed over.
    """
    with sorting_os(place):
        paths = [path for path in place.iterdir() if path.is_file() and path.suffix != NEW]
    seen = [note_seen(path, school, versions) for path in paths if path.name.endswith(only)]
    there = [one for one in seen if one is not None]
    return tuple(sorted(there, key=lambda one: (one.saved_us, one.path.name)))


def open_note(path: Path, school: SchoolId, keys: Mapping[int, BoxKey]) -> NoteOpened:
    """Open a sealed file (NoteDamaged, UnknownIntakeKey, the leaves of StorageFailed)."""
    data = read_small(path, LIMIT)
    header, start = _header(path, data)
    key = keys.get(header.intake)
    if header.school != school or key is None:
        raise UnknownIntakeKey(path)
    try:
        content = key.open(data[len(start) :], _info(start))
    except SealBroken as error:
        raise NoteDamaged(path, "seal broken") from error
    return NoteOpened(header=header, content=content)


def remove_note(path: Path) -> None:
    """Remove a sealed file once what it said stands durably in the ledger or the log."""
    with sorting_os(path):
        path.unlink(missing_ok=True)


def note_path(folder: SchoolFolder, file: str) -> Path:
    """Return where a sealed file of this id lies."""
    return folder.intake / note_name(file)


def note_name(file: str) -> str:
    """Return the name of a sealed file of this id."""
    return f"{file}{ENDING}"


def is_note_name(name: str) -> bool:
    """Say whether a file is named as sealed files are."""
    return _NAME.fullmatch(name) is not None


def strange_name(name: str, data: bytes) -> str:
    """Return under which name a strange file is kept, which tells its content from others."""
    stem = _UNUSUAL.sub("_", name.removesuffix(ENDING))[:60]
    return f"{stem or '_'}.{sha256(data)[:6].hex()}{ENDING}"


def kept_name(name: str, data: bytes) -> str:
    """Return a name that every system can have: a sealed file's own, or a strange one's."""
    usual = is_note_name(name) or _STRANGE.fullmatch(name)
    return name if usual else strange_name(name, data)


def header_of(data: bytes) -> NoteHeader | None:
    """Return what a sealed file says openly, or None where it is none."""
    try:
        return _header(Path(), data)[0]
    except NoteDamaged:
        return None


def note_seen(path: Path, school: SchoolId, versions: frozenset[int]) -> NoteSeen | None:
    """Return what anybody may know of one sealed file, or None where there is none."""
    try:
        facts = path.stat()
    except OSError:
        return None
    header, problem = _judged(path, school, versions)
    if facts.st_size > LIMIT:
        header, problem = None, "damaged"
    return NoteSeen(
        path=path,
        size=facts.st_size,
        saved_us=min(max(facts.st_mtime_ns // 1000, FIRST_US), LAST_US),
        header=header,
        problem=problem,
    )


def _judged(
    path: Path, school: SchoolId, versions: frozenset[int]
) -> tuple[NoteHeader | None, Problem | None]:
    try:
        header, _ = _header(path, _start_of(path))
    except (StorageFailed, VaultDamaged):
        return None, "damaged"
    if header.school != school:
        return header, "another-school"
    if header.intake not in versions:
        return header, "unknown-key"
    return header, None if path.name == note_name(header.file) else "damaged"


def _start_of(path: Path) -> bytes:
    with sorting_os(path), path.open("rb") as file:
        return file.read(_START_BYTES)


def _header(path: Path, data: bytes) -> tuple[NoteHeader, bytes]:
    """Return the header and every byte before the sealed part."""
    at = len(MAGIC) + _LENGTH_BYTES
    length = int.from_bytes(data[len(MAGIC) : at], "big")
    if not data.startswith(MAGIC) or length > _HEADER_LIMIT or len(data) < at + length:
        raise NoteDamaged(path, "not a sealed file")
    try:
        header = msgspec.json.decode(data[at : at + length], type=NoteHeader)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise NoteDamaged(path, "header") from error
    return header, data[: at + length]


def _info(start: bytes) -> bytes:
    return frame(b"rowan/note/1", start)


work_out(NoteHeader, SignInFailure)
