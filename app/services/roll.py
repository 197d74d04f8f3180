"""Keep the roll: import it from a file after a preview, and add or change children by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from app.base.errors import RuleError
from app.base.ids import new_id
from app.exchange.roll_csv import COLUMNS, RollFile, RollRow, read_roll
from app.ledger.log import write_log
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Hold what an import would do, before anything is added.

    `new` will be added, `changed` are known children (id, row) with something different,
    `same` need nothing; `file` has the bad rows with line and reason.
    """

    file: RollFile
    new: tuple[RollRow, ...]
    changed: tuple[tuple[str, RollRow], ...]
    same: int


class Roll:
    """Keep the register of children, each change an entry of *school*."""

    def __init__(self, writer: Writer) -> None:
        """Take the writer of the person signed in."""
        self._writer = writer
        self._school = writer.vaults.school

    def preview(self, data: bytes) -> Preview:
        """Read a file and compare it with the roll (NotARoll); nothing is added."""
        file = read_roll(data, self._writer.vaults.clock.now().day())
        new: list[RollRow] = []
        changed: list[tuple[str, RollRow]] = []
        same = 0
        for row in file.good:
            known = self._known(row.child)
            entry = self._entry(known) if known else None
            if known is None or entry is None:
                new.append(row)
                continue
            child = _told(entry, row.child, file.said)
            if child == entry:
                same += 1
            else:
                changed.append((known, RollRow(line=row.line, child=child)))
        return Preview(file=file, new=tuple(new), changed=tuple(changed), same=same)

    def template(self) -> bytes:
        """Return an empty roll with its headings, as a CSV that spreadsheets open."""
        headings = ",".join(
            name.upper() if name == "upn" else name.capitalize() for name in COLUMNS
        )
        return f"{headings}\r\n".encode("utf-8-sig")

    def take_in(self, preview: Preview) -> Change:
        """Add and change children as previewed: one act with one entry for each row."""
        writings = [self._child_writing(row.child, new_id()) for row in preview.new]
        writings += [self._child_writing(row.child, child) for child, row in preview.changed]
        if not writings:
            return Change()
        with self._school.db.transaction():
            change = self._writer.append(self._school, writings)
            detail = {
                "new": len(preview.new),
                "changed": len(preview.changed),
                "by": self._writer.vaults.me.id,
            }
            write_log(self._school, "roll_imported", detail)
        return change

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
        """Say that two entries of the roll are the same child."""
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

    def _known(self, entry: ChildEntry) -> str | None:
        if entry.upn:
            row = self._school.db.row(
                "SELECT id FROM child WHERE upn = ? AND merged_into IS NULL", (entry.upn,)
            )
            if row:
                return str(row[0])
        row = self._school.db.row(
            "SELECT id FROM child WHERE legal_first = ? AND legal_last = ? AND born = ?"
            " AND merged_into IS NULL AND (upn IS NULL OR ?4 IS NULL)",
            (entry.legal_first, entry.legal_last, entry.born.isoformat(), entry.upn),
        )
        return str(row[0]) if row else None

    def _entry(self, child: str) -> ChildEntry | None:
        row = self._school.db.row(
            "SELECT e.id FROM child c JOIN entry e ON e.seq = c.seq WHERE c.id = ?", (child,)
        )
        whole = self._school.whole(row[0]) if row else None
        return whole.record if whole and isinstance(whole.record, ChildEntry) else None

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


def _told(entry: ChildEntry, row: ChildEntry, said: frozenset[str]) -> ChildEntry:
    """Return a known child as a file tells of them.

    A column that the file lacks says nothing, nor does an empty UPN; whoever stands in the file
    has not left.
    """
    told = {name: getattr(row, name) for name in said}
    return msgspec.structs.replace(entry, **{**told, "upn": row.upn or entry.upn}, left_on=None)
