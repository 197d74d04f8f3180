"""Read the notes that wait in the tray, and take them in as written."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import msgspec

from app.base.clock import Stamp
from app.base.errors import VaultError
from app.base.text import _
from app.exchange.notes import TypedAuthor
from app.ledger.log import log_lines, write_log
from app.ledger.values import Signer
from app.rules.intake import (
    ALARM,
    UNFINISHED_DAYS,
    Collected,
    IntakeAlarm,
    NoteAlarm,
    NoteRead,
    ReadBy,
    StrangeNote,
    TakeIn,
    Tray,
    TrayNote,
    Waiting,
    alarms,
)
from app.rules.matching import Matches, match_child, match_person
from app.services.changes import Change
from app.services.collecting import Collecting, Publishing
from app.services.feedback import Feedback
from app.services.note_opening import NoteGone, NoteOpener, NoteStrange, OpenedNote
from app.services.settings import Settings
from app.services.taking_in import TakingIn
from app.services.writer import Writer
from app.vault.faults import sorting_os
from app.vault.files import move
from app.vault.folder import SchoolFolder
from app.vault.sealed import NOTE_UNFINISHED, NOTE_URGENT, remove_note
from app.views.lines import short
from app.views.roll import RollView

READ, SET_ASIDE, LOST, COLLECTED = "note_read", "note_set_aside", "note_lost", "notes_collected"
_READINGS = 500
_NAMES = 400
_PUBLISHED = frozenset({"setting", "person.entry"})


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeParts:
    """Hold what the tray works with."""

    opener: NoteOpener
    collecting: Collecting
    publishing: Publishing
    feedback: Feedback
    settings: Settings


class Intake:
    """List, read and take in notes, as a key holder."""

    def __init__(self, writer: Writer, folder: SchoolFolder, parts: IntakeParts) -> None:
        """Take the writer of the person signed in, the folder, and what the tray works with."""
        self._writer = writer
        self._ledger = writer.vaults.children
        self._folder = folder
        self._parts = parts
        self._opener = parts.opener
        self._taking = TakingIn(writer)
        self._roll = RollView(writer.vaults)
        self._read: dict[str, list[ReadBy]] | None = None

    # ---------------------------------------------------------- what waits

    def waiting(self) -> Waiting:
        """Count what waits; nothing is opened."""
        return self._opener.waiting()

    def alarms(self) -> tuple[NoteAlarm, ...]:
        """Return the whole notes that nobody has read in time; nothing is opened."""
        alarm = self._parts.settings.get(ALARM, IntakeAlarm, IntakeAlarm())
        read = self._read_by()
        unread = [one for one in self._opener.whole() if one.file not in read]
        return alarms(unread, self._now(), alarm)

    def tray(self) -> Tray:
        """Open what waits; urgent notes first, then the oldest. This is not yet reading.

        What was taken in already, such as before a power cut, is cleared away.
        """
        opened, strange = self._opener.all()
        kept: list[OpenedNote] = []
        for note in opened:
            if self._ledger.entry(note.record) is None and not self._taking.misnames(note):
                kept.append(note)
            elif self._taking.is_ours(note):
                remove_note(note.path)
            else:
                strange.append(_same_number(note))
        notes = [self._card(note) for note in kept if note.kind != NOTE_UNFINISHED]
        return Tray(
            notes=tuple(sorted(notes, key=lambda one: (not one.urgent, one.arrived))),
            unfinished=tuple(self._card(n) for n in kept if n.kind == NOTE_UNFINISHED),
            strange=tuple(strange),
        )

    # ---------------------------------------------------------- reading

    def read(self, file: str) -> NoteRead:
        """Log that a note is read, and let a reporter with an account know.

        NoteGone, NoteStrange.
        """
        note, known = self._opener.one(file), self._read_by()
        now, me = self._now(), self._writer.vaults.me
        with self._ledger.db.transaction():
            detail = {"file": file, "record": note.record, "by": me.id, "name": me.person.name}
            write_log(self._ledger, READ, detail)
        known.setdefault(file, []).append(ReadBy(name=me.person.name, at=now))
        tell_read(self._parts.feedback, note)
        return self._shown(note)

    def see(self, file: str) -> NoteRead:
        """Return a note that is open already, asked again; nothing is logged."""
        return self._shown(self._opener.one(file))

    def matches(self, file: str) -> Matches:
        """Return whom the note's typed children and its author may be; nothing is chosen."""
        note = self._opener.one(file)
        header, today = note.written.header, self._now().day()
        roll = self._roll.children()
        typed = [child for child in header.children if child.child is None]
        people = self._roll.people() if note.identity != "confirmed" else []
        return Matches(
            children={child.key: match_child(child, roll, today) for child in typed},
            reporter=match_person(header.author, people),
        )

    # ---------------------------------------------------------- taking in

    def take_in(self, choices: Sequence[TakeIn], signer: Signer) -> Change:
        """Take notes in as written, each in an act of its own under one attestation.

        All are opened before the first is taken in (NoteGone, NoteStrange, RecordUnknown). A note
        whose record is in the ledger already only leaves the tray.
        """
        notes = [(self._opener.one(choice.file), choice) for choice in choices]
        read = self._read_by()
        acts = [
            (note, self._taking.writings(note, choice, next(iter(read.get(note.file, ())), None)))
            for note, choice in notes
        ]
        change = Change()
        for note, writings in acts:
            if self._ledger.entry(note.record) is None:
                done = self._writer.commit(self._ledger, writings, signer)
                change = Change(
                    kinds=change.kinds | done.kinds,
                    children=change.children | done.children,
                    records=(*change.records, note.record),
                )
            elif not self._taking.is_ours(note):
                raise NoteStrange("same_number")
            remove_note(note.path)
            tell_read(self._parts.feedback, note)
        return change

    def set_aside(self, file_name: str) -> None:
        """Move a strange file into the folder *aside*; it is logged (NoteGone)."""
        found = next((one for one in self._opener.seen() if one.path.name == file_name), None)
        if found is None:
            raise NoteGone
        place = self._folder.aside / f"notes-{self._now().local():%Y%m%d-%H%M%S}"
        with sorting_os(place):
            place.mkdir(parents=True, exist_ok=True)
        move(found.path, place / file_name)
        self._log(SET_ASIDE, {"file": file_name, "problem": found.problem or "unreadable"})

    # ---------------------------------------------------------- keeping order

    def import_from(self, place: Path) -> Collected:
        """Copy the notes of a stick or folder into the tray; the stick is left as it is.

        FileMissing, ReadOnly, DiskFull, StorageFailed.
        """
        brought = self._parts.collecting.collect(place, self._now())
        self._log(COLLECTED, msgspec.to_builtins(brought))
        return brought

    def export_file(self, place: Path) -> Path:
        """Write the public intake file for classroom PCs into a folder; return where it is."""
        path = self._parts.publishing.export(place, self._now())
        self._log("intake_file", {})
        return path

    def publish(self) -> None:
        """Keep the public intake file as key, settings and people are now."""
        self._parts.publishing.refresh(self._folder, self._now())

    def follow(self, change: Change) -> None:
        """Publish when a change is one of settings or people."""
        if change.kinds & _PUBLISHED:
            self.publish()

    def tidy(self) -> None:
        """Do at sign-in what waits: publish, state lost notes, send replies that failed."""
        self.publish()
        with contextlib.suppress(VaultError):
            self.sweep()
        self._parts.feedback.settle()

    def sweep(self) -> int:
        """State unfinished notes of more than 30 days ago as lost, and remove them."""
        lost = [
            note for note in self._opener.unfinished() if self._now().day() > _kept_until(note)
        ]
        for note in lost:
            written = note.written.header.written.iso()
            self._log(LOST, {"file": note.file, "written": written})
            remove_note(note.path)
        return len(lost)

    # ---------------------------------------------------------- one note

    def _card(self, note: OpenedNote) -> TrayNote:
        header, record = note.written.header, note.written.record
        author = note.written.note.author
        unfinished = note.kind == NOTE_UNFINISHED
        return TrayNote(
            file=note.file,
            record=note.record,
            kind=header.kind,
            label=_(record.kind.label),
            line=short(record.line()),
            urgent=note.kind == NOTE_URGENT,
            arrived=note.arrived,
            written=header.written,
            origin=note.written.note.origin,
            by=header.author,
            contact=author.contact if isinstance(author, TypedAuthor) else "",
            identity=note.identity,
            doubt=note.doubt,
            children=header.children,
            read_by=tuple(self._read_by().get(note.file, ())),
            kept_until=_kept_until(note) if unfinished else None,
        )

    def _shown(self, note: OpenedNote) -> NoteRead:
        return NoteRead(
            note=self._card(note), header=note.written.header, record=note.written.record
        )

    def _read_by(self) -> dict[str, list[ReadBy]]:
        """Return who has read which file, from the access log, asked once."""
        if self._read is None:
            self._read = {}
            for line in reversed(log_lines(self._ledger, newest=_READINGS, what=READ)):
                detail = line.detail or {}
                reader = ReadBy(name=str(detail.get("name", "")), at=line.recorded)
                self._read.setdefault(str(detail.get("file", "")), []).append(reader)
        return self._read

    def _log(self, what: str, detail: Mapping[str, object]) -> None:
        with self._ledger.db.transaction():
            write_log(self._ledger, what, {**detail, "by": self._writer.vaults.me.id})

    def _now(self) -> Stamp:
        return self._writer.vaults.clock.now()


def tell_read(feedback: Feedback, note: OpenedNote) -> None:
    """Let a reporter with an account know that their note was read; a failure waits."""
    person = note.written.header.author.id
    if note.identity == "confirmed" and person:
        names = ", ".join(child.shown() for child in note.written.header.children)
        with contextlib.suppress(VaultError):
            feedback.read(note.record, person, names[:_NAMES])


def _same_number(note: OpenedNote) -> StrangeNote:
    return StrangeNote(
        file_name=note.path.name,
        arrived=note.arrived,
        problem="same_number",
        size=len(note.written.note.body),
    )


def _kept_until(note: OpenedNote) -> date:
    return note.written.header.written.day() + timedelta(days=UNFINISHED_DAYS)
