"""Close a concern for children it names, and open it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from app.base.errors import InputError, RuleError
from app.records.check import check
from app.records.closure import Closure, Reopening
from app.records.header import ChildAs, Link
from app.records.record import Record
from app.services.changes import Change
from app.services.concerns import RecordUnknown
from app.services.writer import Writer

WITNESS = "witness"


class NotDecided(RuleError):
    """A concern is closed only after a decision with reasons."""


class ActionsOpen(RuleError):
    """Actions about the concern still stand open for a child it is to be closed for."""

    def __init__(self, count: int) -> None:
        """Say how many."""
        super().__init__(count)
        self.count = count


class NotOpen(RuleError):
    """The concern does not stand open for one of the children."""


class NotClosed(RuleError):
    """The concern is not closed for one of the children."""


class Closures:
    """Close and reopen concerns at session strength."""

    def __init__(self, writer: Writer) -> None:
        """Take the writer of the person signed in."""
        self._writer = writer
        self._ledger = writer.vaults.children

    def close(self, concern: str, children: Sequence[str], answers: Mapping[str, Any]) -> Change:
        """Close a concern for some children (NotOpen, NotDecided, ActionsOpen).

        Children are named as the concern names them, or, once matched, as the roll does.
        """
        record = check(Closure, answers)
        for child in children:
            self._may_close(concern, self._on_roll(child))
        return self._append(concern, self._named(concern, children), record, "closes")

    def reopen(self, concern: str, children: Sequence[str], answers: Mapping[str, Any]) -> Change:
        """Open a concern again for some children (NotClosed)."""
        record = check(Reopening, answers)
        named = self._named(concern, children)
        for child in named:
            if child.role.code == WITNESS or self._open(concern, self._on_roll(child.ref())):
                raise NotClosed
        return self._append(concern, named, record, "reopens")

    def _may_close(self, concern: str, child: str) -> None:
        standing = self._open(concern, child)
        if standing is None:
            raise NotOpen
        if standing[0] is None:
            raise NotDecided
        row = self._ledger.db.row(
            "SELECT count(*) FROM standing WHERE kind = 'action' AND concern = ? AND child = ?",
            (concern, child),
        )
        if row and row[0]:
            raise ActionsOpen(int(row[0]))

    def _on_roll(self, child: str) -> str:
        """Return the child of the roll whom a child typed by name was matched with."""
        return self._ledger.matched([child]).get(child, child)

    def _open(self, concern: str, child: str) -> tuple[Any, ...] | None:
        sql = "SELECT decided FROM standing WHERE kind = 'concern' AND id = ? AND child = ?"
        return self._ledger.db.row(sql, (concern, child))

    def _named(self, concern: str, children: Sequence[str]) -> list[ChildAs]:
        whole = self._ledger.whole(concern)
        if whole is None:
            raise RecordUnknown(concern)
        refs = {c.ref(): c for c in whole.header.children}
        named = [c for ref, c in refs.items() if ref in children or self._on_roll(ref) in children]
        if not named:
            raise InputError({"children": "missing"})
        return named

    def _append(self, concern: str, named: Sequence[ChildAs], record: Record, why: str) -> Change:
        writing = self._writer.writing(record, children=named, links=[Link(concern, why)])
        return self._writer.commit(self._ledger, [writing])
