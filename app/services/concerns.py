"""Record a concern, and what a DSL does with one besides deciding."""

from __future__ import annotations

from collections.abc import Sequence

from app.base.errors import InputError, RuleError
from app.ledger.ledger import Ledger
from app.ledger.values import Signer, Whole
from app.records.acknowledged import Acknowledged
from app.records.action import Assigned
from app.records.check import check
from app.records.closure import Matched, SameEvent
from app.records.concern import Concern
from app.records.fields import PersonAs
from app.records.header import ChildAs, Link
from app.services.changes import Change
from app.services.drafts import Draft
from app.services.writer import Writer
from app.views.roll import RollView

CHILDREN = "children"


class RecordUnknown(RuleError):
    """There is no such record in this file."""

    def __init__(self, record: str) -> None:
        """Name the record."""
        super().__init__(record)
        self.record = record


class AlreadyRecorded(RuleError):
    """The draft was recorded already; its id is the record's."""

    def __init__(self, record: str) -> None:
        """Name the record."""
        super().__init__(record)
        self.record = record


class OneRecordOnly(RuleError):
    """Two different records at least are needed to link them as one event."""


def refuse_second(ledger: Ledger, record: str) -> None:
    """Refuse to record one draft twice (AlreadyRecorded)."""
    if ledger.entry(record) is not None:
        raise AlreadyRecorded(record)


def require_children(children: Sequence[ChildAs]) -> dict[str, str]:
    """Return the problem of a record that names no child, or a child twice."""
    refs = [child.ref() for child in children]
    if not refs:
        return {CHILDREN: "missing"}
    return {CHILDREN: "twice"} if len(set(refs)) != len(refs) else {}


def _whose_marks(record: Concern, children: Sequence[ChildAs]) -> dict[str, str]:
    marked = record.body_map is not None and bool(record.body_map.marks)
    if not marked or len(children) == 1:
        return {}
    refs = {child.ref() for child in children}
    return {} if record.map_child in refs else {"map_child": "missing"}


def checked(draft: Draft) -> Concern:
    """Return the concern that a draft describes; InputError says all that is wrong."""
    problems = require_children(draft.children)
    try:
        record = check(Concern, draft.values)
    except InputError as error:
        raise InputError({**problems, **error.problems}) from None
    problems.update(_whose_marks(record, draft.children))
    if problems:
        raise InputError(problems)
    return record


class Concerns:
    """Record concerns; acknowledge, assign, link and match them."""

    def __init__(self, writer: Writer) -> None:
        """Take the writer of the person signed in."""
        self._writer = writer
        self._ledger = writer.vaults.children
        self._roll = RollView(writer.vaults)

    def check(self, draft: Draft) -> Concern:
        """Return the concern that a draft describes; InputError says all that is wrong."""
        return checked(draft)

    def record(self, draft: Draft, signer: Signer) -> Change:
        """Record a concern with the author's attestation.

        The record's id is the draft's, so that recording one draft twice is impossible
        (AlreadyRecorded).
        """
        refuse_second(self._ledger, draft.id)
        record = self.check(draft)
        writing = self._writer.writing(
            record, children=draft.children, links=draft.links, record_id=draft.id
        )
        return self._writer.commit(self._ledger, [writing], signer)

    def acknowledge(self, record: str) -> Change:
        """Say that the person signed in has read a concern."""
        whole = self._whole(record)
        writing = self._writer.writing(
            Acknowledged(), children=whole.header.children, links=[Link(record, "read")]
        )
        return self._writer.commit(self._ledger, [writing])

    def assign(self, record: str, who: PersonAs, *, reason: str = "", only: str = "") -> Change:
        """Name who looks after a concern, for all its children or for one."""
        draft = {"who": who, "reason": reason}
        whole = self._whole(record)
        matched = self._ledger.matched(c.ref() for c in whole.header.children)
        children = [
            c for c in whole.header.children if not only or only in {c.ref(), matched.get(c.ref())}
        ]
        if not children:
            raise InputError({CHILDREN: "missing"})
        writing = self._writer.writing(
            check(Assigned, draft), children=children, links=[Link(record, "assigns")]
        )
        return self._writer.commit(self._ledger, [writing])

    def link_as_one(self, records: Sequence[str], reason: str) -> Change:
        """Say that several records tell of the same event (OneRecordOnly)."""
        wholes = [self._whole(record) for record in dict.fromkeys(records)]
        if len(wholes) < 2:  # noqa: PLR2004 - two make a pair
            raise OneRecordOnly
        children = {c.ref(): c for w in wholes for c in w.header.children}
        writing = self._writer.writing(
            check(SameEvent, {"reason": reason}),
            children=list(children.values()),
            links=[Link(w.entry.id, "same_event") for w in wholes],
        )
        return self._writer.commit(self._ledger, [writing])

    def match(self, record: str, key: str, child: str, reason: str) -> Change:
        """Say which child of the roll somebody typed by name was (RecordUnknown)."""
        whole, card = self._whole(record), self._roll.child(child)
        typed = next((c for c in whole.header.children if c.key == key), None)
        if card is None or typed is None:
            raise RecordUnknown(record)
        writing = self._writer.writing(
            check(Matched, {"key": key, "reason": reason}),
            children=[card.as_in_record(typed.role)],
            links=[Link(record, "about"), Link(key, "was"), Link(card.id, "matches")],
        )
        return self._writer.commit(self._ledger, [writing])

    def _whole(self, record: str) -> Whole:
        whole = self._ledger.whole(record)
        if whole is None:
            raise RecordUnknown(record)
        return whole
