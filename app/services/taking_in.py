"""Compose the act by which a key holder takes a note in as written."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from app.base.text import _
from app.exchange.notes import TypedAuthor
from app.ledger.certificates import certificates
from app.ledger.chain import record_digest
from app.ledger.values import AsWritten, Writing
from app.records.acknowledged import Acknowledged
from app.records.closure import Matched
from app.records.fields import PersonAs
from app.records.header import ChildAs, Header, Link
from app.records.intake import TakenIn
from app.rules.intake import ReadBy, TakeIn
from app.services.concerns import RecordUnknown
from app.services.note_opening import NoteStrange, OpenedNote
from app.services.writer import Writer
from app.vault.hashing import new_salt
from app.views.roll import RollView


class TakingIn:
    """Put a note's record, what is known of its author, and the matches into one act."""

    def __init__(self, writer: Writer) -> None:
        """Take the writer of the person signed in."""
        self._writer = writer
        self._ledger = writer.vaults.children
        self._roll = RollView(writer.vaults)

    def writings(
        self, note: OpenedNote, choice: TakeIn, first: ReadBy | None = None
    ) -> list[Writing]:
        """Return the entries of one act, in order: certificate, record, and what is said of it."""
        if self.misnames(note):
            raise NoteStrange("same_number")
        writer, record = self._writer, _entry_of(note)
        children = self._children(record.header, choice.children)
        taken = self._taken_in(note, record, choice)
        if first is not None:
            taken = msgspec.structs.replace(taken, first_read=first.at, first_reader=first.name)
        links = [Link(note.record, "takes_in")]
        matched = [self._matched(note, child, choice) for child in children]
        return [
            *self._certificate(note),
            record,
            writer.writing(taken, links=links),
            *matched,
            writer.writing(
                Acknowledged(), children=record.header.children, links=[Link(note.record, "read")]
            ),
        ]

    def _certificate(self, note: OpenedNote) -> list[Writing]:
        """Return the author's certificate, where *children* does not have it yet."""
        if note.identity != "confirmed" or note.force is None:
            return []
        held = certificates(self._ledger)
        known = note.force.certificate.id in held
        return [] if known else [self._writer.writing(note.force.certificate)]

    def _taken_in(self, note: OpenedNote, record: Writing, choice: TakeIn) -> TakenIn:
        sealed = note.written.note
        author = sealed.author
        digest = record_digest(record.salt(), record.header_bytes(), record.body_bytes())
        taken = TakenIn(
            note=note.file,
            record=note.record,
            digest=digest.hex(),
            identity=note.identity,
            origin=sealed.origin,
            written=note.written.header.written,
            arrived=note.arrived,
            doubt=note.doubt,
            header="" if note.identity != "not_confirmed" else sealed.header.decode(),
            reporter=self._reporter(note, choice),
        )
        if isinstance(author, TypedAuthor):
            return msgspec.structs.replace(taken, contact=author.contact)
        return msgspec.structs.replace(
            taken,
            certificate=author.certificate,
            act=author.act,
            strength=author.strength,
            signature=author.signature.hex(),
        )

    def _reporter(self, note: OpenedNote, choice: TakeIn) -> PersonAs | None:
        if note.identity == "confirmed":
            return note.written.header.author
        card = self._roll.person(choice.reporter)
        if choice.reporter and card is None:
            raise RecordUnknown(choice.reporter)
        return card.as_in_record() if card else None

    def _children(self, header: Header, chosen: Mapping[str, str]) -> list[tuple[ChildAs, str]]:
        """Return each typed child with the child of the roll that was chosen (RecordUnknown)."""
        typed = {child.ref(): child for child in header.children if child.child is None}
        if strange := chosen.keys() - typed.keys():
            raise RecordUnknown(min(strange))
        return [(typed[ref], child) for ref, child in chosen.items() if child]

    def _matched(self, note: OpenedNote, pair: tuple[ChildAs, str], choice: TakeIn) -> Writing:
        typed, child = pair
        card = self._roll.child(child)
        if card is None:
            raise RecordUnknown(child)
        reason = choice.reason or _("Compared with the roll when the note was taken in")
        return self._writer.writing(
            Matched(key=typed.key, reason=reason),
            children=[card.as_in_record(typed.role)],
            links=[
                Link(note.record, "about"),
                Link(typed.key, "was"),
                Link(card.id, "matches"),
            ],
        )

    def misnames(self, note: OpenedNote) -> bool:
        """Say whether a note's numbers are those of something else.

        A typed child's number is its own: with that of a child on the roll, or of another name,
        matching it would move that one's records into the file of whoever is chosen.
        """
        header = note.written.header
        typed = {child.key: child.name for child in header.children if child.child is None}
        known = [
            child
            for whole in self._ledger.wholes_about(typed)
            for child in whole.header.children
            if child.ref() in typed
        ]
        return any(self._roll.child(one) for one in (header.id, *typed)) or any(
            child.child is not None or child.name != typed[child.key] for child in known
        )

    def is_ours(self, note: OpenedNote) -> bool:
        """Say whether a record in the ledger came from this note."""
        ids = [e.id for _t, why, e in self._ledger.pointing_at([note.record]) if why == "takes_in"]
        taken = [whole.record for whole in self._ledger.wholes(ids)]
        digest = note.written.note.digest().hex()
        return any(
            isinstance(one, TakenIn)
            and one.note == note.file
            and (one.digest == digest or one.doubt)
            for one in taken
        )


def _entry_of(note: OpenedNote) -> Writing:
    """Return the record as it enters the ledger.

    Its bytes are the author's. Only where a signature came that is not to be trusted is the
    header made anew, without the id it claims: nobody is named by id who did not sign.
    """
    written = note.written
    if note.identity != "not_confirmed":
        return Writing(
            header=written.header, record=written.record, as_written=written.note.as_written()
        )
    author = PersonAs(name=written.header.author.name, role=written.header.author.role)
    header = msgspec.structs.replace(written.header, author=author)
    bare = AsWritten(salt=new_salt(), header=msgspec.json.encode(header), body=written.note.body)
    return Writing(header=header, record=written.record, as_written=bare)
