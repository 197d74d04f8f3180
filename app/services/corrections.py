"""Amend one's own record, file a record in error, and put it back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from app.base.errors import InputError, RuleError
from app.ledger.live import would_go
from app.ledger.log import write_log
from app.ledger.values import Signer, Whole, Writing
from app.records.check import check
from app.records.concern import Concern
from app.records.correction import Amendment, FiledInError, PutBack
from app.records.declared import fields_of
from app.records.header import ChildAs, Link
from app.records.kinds import NEWEST
from app.records.record import Record
from app.records.upgrade import upgraded
from app.rules.amending import can_be_in_error, fixed_fields, may_be_amended
from app.services.changes import Change
from app.services.concerns import CHILDREN, Concerns, RecordUnknown, refuse_second
from app.services.drafts import Draft, plain
from app.services.writer import Writer
from app.views.corrections import CorrectionsView, InErrorPage

AMENDMENT = Amendment.kind.code
RECORD, BASE, REASON = "record", "base", "amendment.reason"


class NotTheAuthor(RuleError):
    """Only its author amends a record; anybody else adds a note."""

    def __init__(self, author: str) -> None:
        """Name the author."""
        super().__init__(author)
        self.author = author


class NotAmendable(RuleError):
    """Records of this kind are not amended, nor filed in error."""


class NothingChanged(RuleError):
    """The amended version says the same as the one before."""


class AmendedMeanwhile(RuleError):
    """There is a newer version than the one that was on the screen."""

    def __init__(self, number: int) -> None:
        """Say how many versions there are now."""
        super().__init__(number)
        self.number = number


class NotInError(RuleError):
    """The record is not filed in error for one of the children."""


class Corrections:
    """Correct what stands in the ledger by adding to it."""

    def __init__(self, writer: Writer) -> None:
        """Take the writer of the person signed in."""
        self._writer = writer
        self._ledger = writer.vaults.children
        self._concerns = Concerns(writer)
        self._view = CorrectionsView(writer.vaults)

    # ---------------------------------------------------------------- amending

    def may_amend(self, whole: Whole) -> bool:
        """Say whether the person signed in may amend a record."""
        mine = whole.header.author.id == self._writer.vaults.me.id
        return mine and whole.record is not None and may_be_amended(type(whole.record))

    def begin(self, draft_id: str, record: str) -> Draft:
        """Return a draft filled with the newest version (NotTheAuthor, NotAmendable)."""
        whole = self._mine(record)
        return Draft(
            id=draft_id,
            kind=AMENDMENT,
            started=self._writer.vaults.clock.now(),
            children=whole.header.children,
            links=(Link(record, "amended"),),
            values=answers_of(whole),
            extra={RECORD: record, BASE: whole.number, REASON: ""},
        )

    def check(self, draft: Draft) -> tuple[Record, Amendment]:
        """Return the new version and its reason; InputError names fields and the reason."""
        whole = self._mine(str(draft.extra[RECORD]))
        record, problems = self._checked(whole, draft)
        try:
            reason = check(Amendment, {"reason": draft.extra.get(REASON)})
        except InputError as error:
            raise InputError({**problems, REASON: error.problems["reason"]}) from None
        if record is None or problems:
            raise InputError(problems)
        return record, reason

    def amend(self, draft: Draft, signer: Signer | None = None) -> Change:
        """Append a new version and why, as one act; a kind that is attested needs a signer.

        NothingChanged; AmendedMeanwhile if the newest version is not the one the draft began
        with; AlreadyRecorded for a draft that was recorded before.
        """
        refuse_second(self._ledger, draft.id)
        record, reason = self.check(draft)
        root = str(draft.extra[RECORD])
        with self._ledger.db.transaction():
            whole = self._mine(root)
            if whole.number != draft.extra.get(BASE):
                raise AmendedMeanwhile(whole.number)
            if whole.record is not None and record == upgraded(whole.record):
                raise NothingChanged
            version = self._version(whole, draft.id, record, reason)
            change = self._writer.append(self._ledger, version, signer)
        self._writer.tell(change)
        return change

    def _checked(self, whole: Whole, draft: Draft) -> tuple[Record | None, dict[str, str]]:
        cls = NEWEST[whole.entry.kind]
        values = {**draft.values, **_held(whole, fixed_fields(cls))}
        try:
            if cls is Concern:
                own = msgspec.structs.replace(draft, values=values, children=whole.header.children)
                return self._concerns.check(own), {}
            return check(cls, values), {}
        except InputError as error:
            return None, dict(error.problems)

    def _version(
        self, whole: Whole, draft_id: str, record: Record, reason: Amendment
    ) -> list[Writing]:
        root = whole.entry.id
        before = self._ledger.versions(root)[-1]
        first = self._writer.writing(
            record,
            children=before.header.children,
            links=[Link(before.header.id, "amends")],
            record_id=draft_id,
        )
        header = msgspec.structs.replace(first.header, root=root)
        why = self._writer.writing(
            reason, children=before.header.children, links=[Link(root, "amended")]
        )
        return [Writing(header=header, record=record), why]

    # ---------------------------------------------------------------- filed in error

    def along(self, record: str, children: Collection[str]) -> list[Whole]:
        """Return what would leave the files of children together with a record."""
        return self._ledger.wholes(would_go(self._ledger.db, record, children))

    def file_in_error(
        self, record: str, children: Collection[str], answers: Mapping[str, Any], signer: Signer
    ) -> Change:
        """Take a record, and what acts only upon it, out of the files of some of its children."""
        whole = self._whole(record)
        if whole.record is None or not can_be_in_error(type(whole.record)):
            raise NotAmendable
        named = _named(whole, children)
        problems = {} if named else {CHILDREN: "missing"}
        try:
            filed = check(FiledInError, answers)
        except InputError as error:
            raise InputError({**problems, **error.problems}) from None
        if problems:
            raise InputError(problems)
        writing = self._writer.writing(filed, children=named, links=[Link(record, "in_error")])
        return self._writer.commit(self._ledger, [writing], signer)

    def put_back(
        self, record: str, children: Collection[str], answers: Mapping[str, Any], signer: Signer
    ) -> Change:
        """Put a record back on the files of some of its children (NotInError)."""
        whole = next(iter(self._ledger.in_error([record])), None)
        if whole is None:
            raise RecordUnknown(record)
        named = _named(whole, children)
        if not named:
            raise InputError({CHILDREN: "missing"})
        live = self._ledger.whole(record)
        there = {child.ref() for child in live.header.children} if live else set()
        if any(child.ref() in there for child in named):
            raise NotInError
        writing = self._writer.writing(
            check(PutBack, answers), children=named, links=[Link(record, "put_back")]
        )
        return self._writer.commit(self._ledger, [writing], signer)

    def again(self, draft_id: str, record: str, child: ChildAs) -> Draft:
        """Return a draft of the same words about another child; it says what it replaces."""
        whole = next(iter(self._ledger.in_error([record])), None)
        if whole is None or whole.record is None:
            raise RecordUnknown(record)
        return Draft(
            id=draft_id,
            kind=whole.entry.kind,
            started=self._writer.vaults.clock.now(),
            children=(child,),
            links=(Link(record, "replaces"),),
            values=answers_of(whole),
        )

    def open_error(self, record: str) -> InErrorPage:
        """Log that the text of a record filed in error is opened, then return it."""
        page = self._view.error(record)
        if page is None:
            raise RecordUnknown(record)
        with self._ledger.db.transaction():
            detail = {"record": record, "by": self._writer.vaults.me.id}
            write_log(self._ledger, "error_opened", detail)
        return page

    def _mine(self, record: str) -> Whole:
        whole = self._whole(record)
        if whole.record is None or not may_be_amended(type(whole.record)):
            raise NotAmendable
        if not self.may_amend(whole):
            raise NotTheAuthor(whole.header.author.name)
        return whole

    def _whole(self, record: str) -> Whole:
        whole = self._ledger.whole(record)
        if whole is None:
            raise RecordUnknown(record)
        return whole


def answers_of(whole: Whole) -> dict[str, Any]:
    """Return a record's answers to the newest questions of its kind, as plain values."""
    if whole.record is None:
        raise RecordUnknown(whole.entry.id)
    record = upgraded(whole.record)
    return plain({field.name: getattr(record, field.name) for field in fields_of(type(record))})


def _held(whole: Whole, names: Collection[str]) -> dict[str, Any]:
    return {name: value for name, value in answers_of(whole).items() if name in names}


def _named(whole: Whole, children: Collection[str]) -> list[ChildAs]:
    return [child for child in whole.header.children if child.ref() in children]
