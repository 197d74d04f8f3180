"""Ask for a decision to be looked at again, and answer who asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.base.errors import RuleError
from app.ledger.values import Whole
from app.records.check import check
from app.records.header import Link
from app.records.reconsideration import Reconsideration, ReconsiderationAnswer
from app.services.changes import Change
from app.services.concerns import RecordUnknown
from app.services.writer import Writer

OF = frozenset({"concern", "decision"})


class AlreadyAnswered(RuleError):
    """The request was answered already; who is not content asks again."""


class Reconsidering:
    """Keep requests for reconsideration and their answers, at session strength.

    Source: Keeping children safe in education 2026: staff press for re-consideration.
    """

    def __init__(self, writer: Writer) -> None:
        """Take the writer of the person signed in."""
        self._writer = writer
        self._ledger = writer.vaults.children

    def ask(self, record: str, answers: Mapping[str, Any]) -> Change:
        """Ask for a decision, or for a concern without one, to be looked at again."""
        whole = self._whole(record, *OF)
        writing = self._writer.writing(
            check(Reconsideration, answers),
            children=whole.header.children,
            links=[Link(record, "reconsiders")],
        )
        return self._writer.commit(self._ledger, [writing])

    def answer(self, request: str, answers: Mapping[str, Any]) -> Change:
        """Answer a request (AlreadyAnswered)."""
        whole = self._whole(request, Reconsideration.kind.code)
        record = check(ReconsiderationAnswer, answers)
        with self._ledger.db.transaction():
            if not self._ledger.db.row("SELECT 1 FROM standing WHERE id = ?", (request,)):
                raise AlreadyAnswered
            writing = self._writer.writing(
                record, children=whole.header.children, links=[Link(request, "settles")]
            )
            change = self._writer.append(self._ledger, [writing])
        self._writer.tell(change)
        return change

    def concern_of(self, request: str) -> str:
        """Return the concern that a request is about, or that its decision answers."""
        whole = self._whole(request, Reconsideration.kind.code)
        target = self._whole(next(iter(whole.header.links_for("reconsiders")), ""), *OF)
        return next(iter(target.header.links_for("answers")), target.entry.id)

    def _whole(self, record: str, *kinds: str) -> Whole:
        whole = self._ledger.whole(record)
        if whole is None or whole.entry.kind not in kinds:
            raise RecordUnknown(record)
        return whole
