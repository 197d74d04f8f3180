"""Say of a record that came as a sealed note who wrote it, and who took it in as written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.base.text import _
from app.documents.moments import stamp_words
from app.documents.sheet_source import SheetEntry, Signed, Taken
from app.records.intake import TakenIn


def with_taken(entry: SheetEntry, following: Iterable[SheetEntry]) -> SheetEntry:
    """Return an entry that says by whom it was taken in, if it came as a note."""
    for one in following:
        record = one.record
        if isinstance(record, TakenIn) and entry.header.id in one.header.links_for("takes_in"):
            reporter = record.reporter.shown() if record.reporter else ""
            note = Taken(
                identity=record.identity,
                by=one.header.author.name,
                at=one.recorded,
                classroom=record.origin == "classroom",
                reporter=reporter,
                contact=record.contact,
                first_read=record.first_read,
                first_reader=record.first_reader,
            )
            return replace(entry, signed=_as_note(entry, record, note))
    return entry


def _as_note(entry: SheetEntry, record: TakenIn, note: Taken) -> Signed:
    """Return how the author signed: the act that the note stands in is that of its taker."""
    signed = entry.signed
    if record.identity != "confirmed":
        return replace(signed, note=note)
    strength = record.strength or signed.strength
    return replace(
        signed,
        by=entry.header.author.name,
        strength=strength,
        fingerprint=signed.fingerprint if strength == signed.strength else "",
        note=note,
    )


def note_sentences(entry: SheetEntry, note: Taken) -> list[str]:
    """Return who wrote a note, how sure that is, and who took it in, in full sentences."""
    when = stamp_words(entry.header.written)
    place = _("on a classroom PC") if note.classroom else _("at the office PC")
    writer = entry.header.author.shown()
    said = [
        _("Written {place} by {name} on {when}; identity not confirmed in Rowan.").format(
            place=place, name=writer, when=when
        )
    ]
    if note.identity == "not_confirmed":
        said.append(_("It came with a signature that could not be confirmed."))
    if note.contact:
        said.append(_("The writer can be reached at: {contact}.").format(contact=note.contact))
    if note.reporter:
        said.append(
            _("{by} matched the writer with {name} in the school’s register.").format(
                by=note.by, name=note.reporter
            )
        )
    return said


def taken_in_words(note: Taken) -> str:
    """Return who first read a note where it waited, and who took it in, with the times."""
    taken = _("Taken in as written by {by} on {when}, signed with their passphrase.").format(
        by=note.by, when=stamp_words(note.at)
    )
    if note.first_read is None:
        return taken
    read = _("First read by {by} on {when}.").format(
        by=note.first_reader, when=stamp_words(note.first_read)
    )
    return f"{read} {taken}"
