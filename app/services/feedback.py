"""Tell whoever reported a concern that it was read and what was decided."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from app.base.clock import Stamp
from app.base.errors import VaultError
from app.base.ids import PersonId
from app.exchange.replies import ReplyContent, What, encode
from app.ledger.certificates import certificates, in_force, trusted
from app.ledger.values import Whole
from app.records.check import check
from app.records.decision import Decision
from app.records.feedback import FeedbackGiven
from app.records.fields import Moment
from app.records.header import Link
from app.records.lists import shipped_lists
from app.records.reconsideration import ReconsiderationAnswer
from app.rules.intake import ToTell
from app.services.changes import Change
from app.services.concerns import RecordUnknown
from app.services.reporters import Reporter, Reporters
from app.services.writer import Writer
from app.vault.folder import SchoolFolder
from app.vault.keyring import Keyring
from app.vault.replies import has_reply, reply_id, seal_reply
from app.views.lines import card_of
from app.views.roll import RollView

TELLING_DAYS = 180
"""For so long a decision asks for its reporter to be told."""

RETRY_DAYS = 14
"""For so long a reply that could not be written is tried again at each sign-in."""

_ANSWERING = frozenset({"answers", "settles"})
_TOLD = ("decision", "reconsideration.answer")


class Feedback:
    """Reply to reporters with an account, and keep in mind whom to tell in person."""

    def __init__(self, writer: Writer, folder: SchoolFolder, keyring: Keyring) -> None:
        """Take the writer of the person signed in, the folder and their open keys."""
        self._writer = writer
        self._vaults = writer.vaults
        self._ledger = writer.vaults.children
        self._roll = RollView(writer.vaults)
        self._folder = folder
        self._keyring = keyring
        self._reporters = Reporters(writer.vaults)

    def read(self, record: str, person: str, about: str = "") -> bool:
        """Reply to a person with an account that their record was read; once, whoever reads."""
        return self._reply(self._content("read", record, about=about), record, person)

    def follow(self, change: Change) -> None:
        """Reply when a change is a reading, a decision or an answer.

        A decision or an answer whose reply fails is tried again at the next sign-in.
        """
        with contextlib.suppress(VaultError):
            if change.kinds & frozenset(_TOLD):
                self._tell(self._ledger.wholes(change.records))
            if "acknowledged" in change.kinds:
                self._tell_read(self._ledger.wholes(change.records))

    def settle(self) -> None:
        """Send what could not be sent at the time, such as on a full disk."""
        with contextlib.suppress(VaultError):
            self._tell(self._recent())

    def to_tell(self) -> list[ToTell]:
        """Return the decisions whose reporter has not been told, oldest first."""
        return list(self._untold(self._about_notes()))

    def given(self, target: str, answers: Mapping[str, Any]) -> Change:
        """Record that a reporter was told of a decision or an answer (RecordUnknown, InputError).

        With an account they get the words in Rowan, too.
        """
        whole = self._ledger.whole(target)
        if whole is None:
            raise RecordUnknown(target)
        record = check(FeedbackGiven, answers)
        change = self._record(whole, record)
        for about, reporter in self._reporters.of(whole):
            if reporter.account and reporter.person.id and record.words:
                content = self._content(_what(whole), about, words=record.words)
                with contextlib.suppress(VaultError):
                    self._reply(content, target, reporter.person.id)
        return change

    # ---------------------------------------------------------- replies

    def _tell(self, wholes: Iterable[Whole]) -> None:
        """Reply about decisions and answers that have words for a reporter with an account."""
        fresh = [whole for whole in wholes if whole.entry.kind in _TOLD and _words(whole)]
        told = self._told(whole.entry.id for whole in fresh)
        for whole in fresh:
            if whole.entry.id in told:
                continue
            sent = [self._tell_one(whole, *pair) for pair in self._reporters.of(whole)]
            if any(sent):
                self._record(whole, _in_rowan(self._now(), _words(whole)))

    def _tell_read(self, wholes: Iterable[Whole]) -> None:
        """Reply that a concern was read which a key holder wrote down for a reporter."""
        for whole in wholes:
            for record in whole.header.links_for("read"):
                reporter = self._reporters.who(record)
                if reporter and reporter.account and not reporter.by_note:
                    self.read(record, reporter.person.id or "")

    def _tell_one(self, whole: Whole, about: str, reporter: Reporter) -> bool:
        if not reporter.account or reporter.person.id in (None, self._vaults.me.id):
            return False
        content = self._content(_what(whole), about, words=_words(whole))
        return self._reply(content, whole.entry.id, reporter.person.id or "")

    def _content(
        self, what: What, record: str, *, words: str = "", about: str = ""
    ) -> ReplyContent:
        me, now = self._vaults.me.person, self._now()
        return ReplyContent(
            format=1, what=what, record=record, by=me, at=now, words=words, about=about
        )

    def _reply(self, content: ReplyContent, cause: str, person: str) -> bool:
        """Seal a reply to a person's newest certified box key; False where they have none."""
        to, box = PersonId(person), self._box_of(person)
        file = reply_id(content.what, content.record, cause, person)
        if box is None:
            return False
        if not has_reply(self._folder, to, file):
            seal_reply(
                self._folder,
                self._keyring.school,
                to=to,
                box=box,
                file=file,
                certificate=self._writer.session.certificate,
                signer=self._keyring.session,
                content=encode(content),
            )
        return True

    def _box_of(self, person: str) -> bytes | None:
        """Return the box key that a certificate in force vouches for."""
        held = certificates(self._vaults.school)
        force = in_force(held, person)
        keys = self._keyring
        if force is None or not trusted(keys.school, keys.school_public, held, force):
            return None
        return bytes.fromhex(force.certificate.box_key)

    # ---------------------------------------------------------- what is told

    def _recent(self) -> list[Whole]:
        """Return the decisions and answers of the last days: little is read at each sign-in."""
        found = self._ledger.entries(
            "e.kind IN ('decision', 'reconsideration.answer') AND e.recorded_at >= ?",
            (self._days_ago(RETRY_DAYS),),
        )
        return self._ledger.wholes(entry.id for entry in found)

    def _about_notes(self) -> list[Whole]:
        """Return the decisions and answers about what came as a note, oldest first."""
        taken = self._ledger.entries(
            "e.kind = 'taken_in' AND e.recorded_at >= ?", (self._days_ago(2 * TELLING_DAYS),)
        )
        wholes = self._ledger.wholes(entry.id for entry in taken)
        notes = [link for whole in wholes for link in whole.header.links_for("takes_in")]
        since = self._days_ago(TELLING_DAYS)
        found = {
            entry.id
            for _target, why, entry in (self._ledger.pointing_at(notes) if notes else ())
            if why in _ANSWERING and entry.recorded.utc_us >= since
        }
        return self._ledger.wholes(found)

    def _days_ago(self, days: int) -> int:
        return self._now().plus(days=-days).utc_us

    def _untold(self, wholes: Sequence[Whole]) -> Iterator[ToTell]:
        told = self._told(whole.entry.id for whole in wholes)
        for whole in wholes:
            if whole.entry.id in told or _told_already(whole):
                continue
            for record, reporter in self._reporters.of(whole):
                if reporter.by_note:
                    first = next(iter(whole.header.children), None)
                    yield ToTell(
                        record=record,
                        decision=whole.entry.id,
                        reporter=reporter.person,
                        contact=reporter.contact,
                        child=card_of(first, self._roll) if first else None,
                        words=_words(whole),
                        decided=whole.entry.recorded,
                    )

    def _told(self, targets: Iterable[str]) -> frozenset[str]:
        pointing = self._ledger.pointing_at(list(targets))
        return frozenset(target for target, why, _entry in pointing if why == "tells")

    def _record(self, whole: Whole, record: FeedbackGiven) -> Change:
        writing = self._writer.writing(
            record, children=whole.header.children, links=[Link(whole.entry.id, "tells")]
        )
        return self._writer.commit(self._ledger, [writing])

    def _now(self) -> Stamp:
        return self._vaults.clock.now()


def _what(whole: Whole) -> What:
    return "decided" if whole.entry.kind == "decision" else "answered"


def _words(whole: Whole) -> str:
    """Return the words that are for the reporter."""
    record = whole.record
    if isinstance(record, Decision):
        return record.feedback or ""
    return record.line() if isinstance(record, ReconsiderationAnswer) else ""


def _told_already(whole: Whole) -> bool:
    """Say whether a decision itself says when the reporter was told."""
    record = whole.record
    return isinstance(record, Decision) and bool(record.feedback_at and record.feedback_at.known)


def _in_rowan(at: Stamp, words: str) -> FeedbackGiven:
    now = at.local()
    return FeedbackGiven(
        way=shipped_lists()["feedback_ways"].choice("rowan"),
        at=Moment(now.date(), now.time().replace(second=0, microsecond=0, tzinfo=None)),
        words=words,
    )
