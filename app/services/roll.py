"""Keep the roll by hand: add, change and merge children, and keep the register of adults."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from app.base.errors import RuleError
from app.base.ids import new_id
from app.ledger.values import Writing
from app.records.check import check
from app.records.header import Link
from app.records.register import ChildEntry, ChildMerged, PersonEntry
from app.services.changes import Change
from app.services.writer import Writer


class SameUpn(RuleError):
    """Another child on the roll has this UPN."""

    def __init__(self, upn: str, name: str) -> None:
        """Name the UPN and who has it."""
        super().__init__(upn)
        self.upn = upn
        self.name = name


class NotTwoChildren(RuleError):
    """What is to be one child is not two entries of the roll."""


class Roll:
    """Keep the register of children, each change an entry of *school*."""

    def __init__(self, writer: Writer) -> None:
        """Take the writer of the person signed in."""
        self._writer = writer
        self._school = writer.vaults.school

    def add(self, answers: Mapping[str, Any]) -> tuple[str, Change]:
        """Add a child by hand and return their id (InputError, SameUpn)."""
        entry = check(ChildEntry, answers)
        self._refuse_same_upn(entry, "")
        child = new_id()
        return child, self._writer.commit(self._school, [self._child_writing(entry, child)])

    def change(self, child: str, answers: Mapping[str, Any]) -> Change:
        """Change what the roll says of a child (InputError, SameUpn)."""
        entry = check(ChildEntry, answers)
        self._refuse_same_upn(entry, child)
        return self._writer.commit(self._school, [self._child_writing(entry, child)])

    def answers(self, child: str) -> dict[str, Any]:
        """Return what the roll says of a child, as a form shows it."""
        entry = self._entry(child)
        return msgspec.structs.asdict(entry) if entry else {}

    def merge(self, gone: str, kept: str, reason: str) -> Change:
        """Say that two entries of the roll are the same child (InputError, NotTwoChildren)."""
        self._refuse_one_child(gone, kept)
        links = [Link(gone, "about"), Link(kept, "same_child")]
        record = check(ChildMerged, {"reason": reason})
        return self._writer.commit(self._school, [self._writer.writing(record, links=links)])

    def add_person(self, answers: Mapping[str, Any], person: str = "") -> tuple[str, Change]:
        """Add an adult to the register, or change one, and return their id."""
        who = person or new_id()
        record = check(PersonEntry, answers)
        writing = self._writer.writing(record, links=[Link(who, "about")])
        return who, self._writer.commit(self._school, [writing])

    def _child_writing(self, entry: ChildEntry, child: str) -> Writing:
        return self._writer.writing(entry, links=[Link(child, "about")])

    def _entry(self, child: str) -> ChildEntry | None:
        row = self._school.db.row(
            "SELECT e.id FROM child c JOIN entry e ON e.seq = c.seq WHERE c.id = ?", (child,)
        )
        whole = self._school.whole(row[0]) if row else None
        return whole.record if whole and isinstance(whole.record, ChildEntry) else None

    def _refuse_one_child(self, gone: str, kept: str) -> None:
        rows = self._school.db.query(
            "SELECT id FROM child WHERE id IN (?, ?) AND merged_into IS NULL", (gone, kept)
        )
        if len(rows) != 2:  # noqa: PLR2004 - the two of them
            raise NotTwoChildren

    def _refuse_same_upn(self, entry: ChildEntry, child: str) -> None:
        if not entry.upn:
            return
        row = self._school.db.row(
            "SELECT legal_first || ' ' || legal_last FROM child"
            " WHERE upn = ? AND id <> ? AND merged_into IS NULL",
            (entry.upn, child),
        )
        if row:
            raise SameUpn(entry.upn, str(row[0]))
