"""Send concerns as a recorder, keep one's own words, and read what came of them."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import msgspec

from app.base.clock import Stamp
from app.base.decoding import work_out
from app.base.errors import VaultError
from app.base.ids import new_id
from app.exchange.notes import NoteUnreadable, SealedNote, decode, encode, signed_note
from app.exchange.replies import ReplyContent, What
from app.exchange.replies import decode as decode_reply
from app.ledger.certificates import InForce, certificates, counting_at, trusted
from app.ledger.values import Signer
from app.ledger.verify_acts import LAST
from app.records.check import check
from app.records.concern import Concern
from app.records.fields import PersonAs
from app.records.header import ChildAs, Header, Link
from app.records.reconsideration import Reconsideration
from app.records.record import Record
from app.rules.access import may_hold
from app.rules.intake import READ_DAYS
from app.rules.working_days import add_working_days
from app.services.concerns import AlreadyRecorded, RecordUnknown, checked
from app.services.drafts import Draft, Drafts
from app.services.noting import NoteBox, Sent, send, told_by
from app.services.recorder_sign_in import RecorderEntered
from app.vault.keyring import CHILDREN_VAULT
from app.vault.replies import ReplyOpened, remove_reply, replies_to
from app.vault.sent_copies import SentCopies
from app.vault.signing import verify
from app.views.lines import short

State = Literal["waiting", "read", "decided", "answered"]
_ORDER: tuple[State, ...] = ("waiting", "read", "decided", "answered")


class SentCopy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a copy of what was sent, and when its feedback was first read (for its end)."""

    format: Literal[1]
    record: str
    sent: Stamp
    note: SealedNote | None = None
    told: Stamp | None = None
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Hold a reply; it is `sure` when the signature of a certified colleague verifies."""

    what: What
    by: PersonAs
    at: Stamp
    words: str
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MyNote:
    """Hold one of the recorder's own notes as their list shows it."""

    record: str
    kind: str
    label: str
    children: tuple[str, ...]
    line: str
    sent: Stamp
    state: State
    replies: tuple[Reply, ...]
    unread: bool
    kept_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MyNoteOpened:
    """Hold a note with the recorder's own words; none where only feedback came."""

    note: MyNote
    header: Header | None
    record: Record | None


class RecorderNotes:
    """Send notes, and keep one's own words until ten weekdays after the feedback was read."""

    def __init__(self, entered: RecorderEntered, drafts: Drafts) -> None:
        """Take what is open, and the recorder's own drafts."""
        self._entered = entered
        self._vault = entered.vault
        self._drafts = drafts
        self._box = NoteBox(entered.door.folder.intake, told_by(entered.door), self._vault.clock)
        self._copies = SentCopies(entered.door.folder, entered.keyring)
        self._sweep()

    def check(self, draft: Draft) -> Concern:
        """Return the concern that a draft describes; InputError says all that is wrong."""
        return checked(draft)

    def send(self, draft: Draft, signer: Signer) -> Sent:
        """Sign and seal a concern for the key holders, keep a copy, and let the draft go.

        InputError, AlreadyRecorded where the draft was sent before, and the leaves of VaultError:
        then nothing was sent and the draft stands.
        """
        if self._copy(draft.id) is not None:
            raise AlreadyRecorded(draft.id)
        record = self.check(draft)
        sent = self._send(draft.id, record, draft.children, (), signer)
        with contextlib.suppress(VaultError):
            self._drafts.discard(draft.id)
        return sent

    def ask(self, about: str, answers: Mapping[str, Any]) -> Sent:
        """Ask for a decision about one's own concern to be reconsidered (RecordUnknown)."""
        record = check(Reconsideration, answers)
        mine = self.opened(about)
        children = mine.header.children if mine.header else ()
        links = (Link(about, "reconsiders"),)
        return self._send(new_id(), record, children, links, self._entered.signer)

    def mine(self) -> list[MyNote]:
        """Return one's own notes, newest first."""
        replies = self._replies()
        copies = {copy.record: copy for copy in self._held()}
        for record, told in replies.items():
            copies.setdefault(record, SentCopy(format=1, record=record, sent=told[0][0].at))
        notes = [self._note(copy, replies.get(record, [])) for record, copy in copies.items()]
        return sorted(notes, key=lambda note: note.sent, reverse=True)

    def opened(self, record: str) -> MyNoteOpened:
        """Return one of one's own notes and mark its feedback as read (RecordUnknown)."""
        replies = self._replies().get(record, [])
        copy = self._copy(record)
        if copy is None and not replies:
            raise RecordUnknown(record)
        copy = copy or SentCopy(format=1, record=record, sent=replies[0][0].at)
        note = self._note(copy, replies)
        self._mark(copy, replies)
        written = _written(copy.note)
        return MyNoteOpened(
            note=note,
            header=written[0] if written else None,
            record=written[1] if written else None,
        )

    # ---------------------------------------------------------- sending

    def _send(
        self,
        record_id: str,
        record: Record,
        children: tuple[ChildAs, ...],
        links: tuple[Link, ...],
        signer: Signer,
    ) -> Sent:
        at = self._vault.clock.now()
        header = Header(
            id=record_id,
            kind=record.kind.code,
            version=record.kind.version,
            author=self._vault.me.person,
            written=at,
            root=record_id,
            children=children,
            links=links,
        )
        note = signed_note(header, record, signer, self._entered.keyring.school)
        sent = send(self._box, record_id, note, record, at)
        with contextlib.suppress(VaultError):
            self._write(SentCopy(format=1, record=record_id, sent=at, note=note))
        return sent

    # ---------------------------------------------------------- own copies

    def _held(self) -> list[SentCopy]:
        copies = [self._copy(record) for record in self._copies.records()]
        return [copy for copy in copies if copy is not None]

    def _copy(self, record: str) -> SentCopy | None:
        if record not in self._copies.records():
            return None
        content = self._copies.read(record)
        try:
            return msgspec.msgpack.decode(content, type=SentCopy) if content else None
        except msgspec.MsgspecError:
            return None

    def _write(self, copy: SentCopy) -> None:
        self._copies.write(copy.record, msgspec.msgpack.encode(copy))

    def _mark(self, copy: SentCopy, replies: list[tuple[ReplyContent, ReplyOpened]]) -> None:
        """Keep that replies were read, and from when on the words may go."""
        final = any(reply.what != "read" for reply, _opened in replies)
        told = copy.told or (self._vault.clock.now() if final else None)
        seen = tuple(sorted(opened.file for _reply, opened in replies))
        if (told, seen) != (copy.told, copy.seen):
            with contextlib.suppress(VaultError):
                self._write(msgspec.structs.replace(copy, told=told, seen=seen))

    def _sweep(self) -> None:
        """Remove one's own words and the replies, ten weekdays after the feedback was read."""
        today, replies = self._vault.clock.now().day(), self._replies()
        for copy in self._held():
            end = _end(copy)
            if end is None or today <= end:
                continue
            with contextlib.suppress(VaultError):
                self._copies.remove(copy.record)
                for _reply, opened in replies.get(copy.record, []):
                    remove_reply(opened.path)

    # ---------------------------------------------------------- replies

    def _replies(self) -> dict[str, list[tuple[ReplyContent, ReplyOpened]]]:
        found: dict[str, list[tuple[ReplyContent, ReplyOpened]]] = {}
        for opened in replies_to(self._entered.door.folder, self._entered.keyring):
            reply = decode_reply(opened.reply.content)
            if reply is not None:
                found.setdefault(reply.record, []).append((reply, opened))
        return {record: sorted(told, key=_in_order) for record, told in found.items()}

    def _note(self, copy: SentCopy, replies: list[tuple[ReplyContent, ReplyOpened]]) -> MyNote:
        written, held = _written(copy.note), certificates(self._vault.school)
        header, record = written or (None, None)
        states = [_ORDER.index(reply.what) for reply, _opened in replies]
        about = next((reply.about for reply, _opened in replies if reply.about), "")
        return MyNote(
            record=copy.record,
            kind=header.kind if header else "",
            label=record.kind.label if record else "",
            children=tuple(c.shown() for c in header.children) if header else (about,),
            line=short(record.line()) if record else "",
            sent=copy.sent,
            state=_ORDER[max(states, default=0)],
            replies=tuple(self._reply(reply, opened, held) for reply, opened in replies),
            unread=any(opened.file not in copy.seen for _reply, opened in replies),
            kept_until=_end(copy),
        )

    def _reply(
        self, reply: ReplyContent, opened: ReplyOpened, held: Mapping[str, InForce]
    ) -> Reply:
        keys, signed = self._entered.keyring, opened.reply
        force = held.get(signed.certificate)
        message = signed.message(keys.school, keys.person, opened.file)
        counting = counting_at(held, force, LAST) if force else None
        sure = (
            force is not None
            and counting is not None
            and may_hold(counting.certificate.roles, CHILDREN_VAULT)
            and trusted(keys.school, keys.school_public, held, force)
            and force.certificate.person == reply.by.id
            and verify(force.key("session"), signed.signature, message)
        )
        by = reply.by
        if sure and counting is not None:
            by = msgspec.structs.replace(by, name=counting.certificate.name)
        return Reply(what=reply.what, by=by, at=reply.at, words=reply.words, sure=sure)


def _in_order(told: tuple[ReplyContent, ReplyOpened]) -> tuple[Stamp, int]:
    reply, _opened = told
    return reply.at, _ORDER.index(reply.what)


def _written(note: SealedNote | None) -> tuple[Header, Record] | None:
    """Return header and record of a copy, or None where this Rowan cannot read them."""
    if note is None:
        return None
    try:
        written = decode(encode(note))
    except NoteUnreadable:
        return None
    return written.header, written.record


def _end(copy: SentCopy) -> date | None:
    return add_working_days(copy.told.day(), READ_DAYS) if copy.told else None


work_out(SentCopy)
