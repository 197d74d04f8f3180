"""Import a roll after a preview, keep the list of imports, and undo them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

import msgspec

from app.base.clock import Stamp
from app.base.decoding import work_out
from app.base.errors import RuleError
from app.base.ids import new_id
from app.ledger.log import write_log
from app.ledger.values import Writing
from app.records.header import Link
from app.records.lists import shipped_lists
from app.records.register import ChildEntry
from app.records.roll import RollImported
from app.services.changes import Change
from app.services.roll_plan import Opened, Plan, Roll
from app.services.settings import Settings
from app.services.writer import Writer

REMEMBERED = "roll_columns"
_MOST_LAYOUTS = 20
TEMPLATE = (
    "UPN",
    "Legal first name",
    "Legal surname",
    "Known first name",
    "Known surname",
    "Birth date",
    "Class",
    "Year",
    "Sex",
)
_CHILDREN = (
    "SELECT id, legal_first, legal_last, known_first, known_last, born, upn, class_name, year,"
    " sex, left_on FROM child WHERE merged_into IS NULL"
)
_Layouts = dict[str, dict[str, str]]


class RollMoved(RuleError):
    """The roll was changed since the import was looked at."""


class RowsNotSettled(RuleError):
    """Rows wait for somebody's word on who they are."""

    def __init__(self, count: int) -> None:
        """Say how many."""
        super().__init__(str(count))
        self.count = count


@dataclass(frozen=True, slots=True, kw_only=True)
class PastImport:
    """Hold one import that was made: when, by whom, and how many children it touched."""

    id: str
    act: str
    seq: int
    recorded: Stamp
    by: str
    said: RollImported
    undone: bool


class RollImports:
    """Take whole rolls in, each import one act."""

    def __init__(self, writer: Writer, settings: Settings) -> None:
        """Take the writer of the person signed in, and the settings that remember columns."""
        self._writer = writer
        self._settings = settings
        self._school = writer.vaults.school

    def template(self) -> bytes:
        """Return an empty roll with its headings, as a CSV that spreadsheets open."""
        return (",".join(TEMPLATE) + "\r\n").encode("utf-8-sig")

    def now(self) -> Roll:
        """Return the roll as it stands, leavers too."""
        sexes = {option.code: option.choice() for option in shipped_lists()["sexes"].options}
        entries = {
            row[0]: ChildEntry(
                legal_first=row[1],
                legal_last=row[2],
                known_first=row[3],
                known_last=row[4],
                born=date.fromisoformat(row[5]),
                upn=row[6],
                class_name=row[7],
                year=row[8],
                sex=sexes.get(row[9]),
                left_on=date.fromisoformat(row[10]) if row[10] else None,
            )
            for row in self._school.db.query(_CHILDREN)
        }
        return Roll(entries=entries, seq=self._newest())

    def remembered(self, opened: Opened) -> Opened:
        """Return a file read as one of the same layout was read last."""
        known = self._layouts().get(opened.layout())
        if not known:
            return opened
        return opened.with_columns({int(place): meaning for place, meaning in known.items()})

    def take_in(self, plan: Plan, *, left: Collection[str] = (), left_on: date) -> Change:
        """Add and change children as planned; `left` are those who left on a day.

        One act; RowsNotSettled or RollMoved if it cannot be done as it was shown.
        """
        if plan.open_questions():
            raise RowsNotSettled(plan.open_questions())
        if plan.roll.seq != self._newest():
            raise RollMoved
        gone = [child for child in plan.missing if child in set(left)]
        said = RollImported(
            form=plan.opened.table.form,
            added=len(plan.new),
            changed=len(plan.changed),
            left=len(gone),
            same=plan.same,
            bad=len(plan.file.bad) + plan.left_out,
        )
        rows = self._rows(plan, gone, left_on)
        self._remember(plan.opened)
        if not rows:
            return Change()
        with self._school.db.transaction():
            change = self._writer.append(self._school, [self._writer.writing(said), *rows])
            detail = {"new": said.added, "changed": said.changed, "left": said.left}
            write_log(self._school, "roll_imported", {**detail, "by": self._writer.vaults.me.id})
        self._writer.tell(change)
        return change

    def past(self) -> list[PastImport]:
        """Return the imports that were made, the newest first."""
        wholes = self._school.of_kinds(["roll.imported"])
        undone = {to for to, why, _e in self._school.pointing_at(w.entry.id for w in wholes)}
        return [
            PastImport(
                id=whole.entry.id,
                act=whole.entry.act,
                seq=whole.entry.seq,
                recorded=whole.entry.recorded,
                by=whole.header.author.name,
                said=whole.record,
                undone=whole.entry.id in undone,
            )
            for whole in reversed(wholes)
            if isinstance(whole.record, RollImported)
        ]

    def _rows(self, plan: Plan, gone: Collection[str], left_on: date) -> list[Writing]:
        rows = [self._row(row.child, new_id()) for row in plan.new]
        rows += [self._row(one.entry, one.child) for one in plan.changed]
        for child in gone:
            entry = msgspec.structs.replace(plan.roll.entries[child], left_on=left_on)
            rows.append(self._row(entry, child))
        return rows

    def _row(self, entry: ChildEntry, child: str) -> Writing:
        return self._writer.writing(entry, links=[Link(child, "about")])

    def _newest(self) -> int:
        row = self._school.db.row(
            "SELECT max(seq) FROM entry WHERE kind IN"
            " ('child.entry', 'child.merged', 'child.removed')"
        )
        return int(row[0] or 0) if row else 0

    def _layouts(self) -> _Layouts:
        return self._settings.get(REMEMBERED, _Layouts, {})

    def _remember(self, opened: Opened) -> None:
        columns: Mapping[int, str] = opened.reading.columns
        known = {str(place): meaning for place, meaning in columns.items()}
        held = {key: told for key, told in self._layouts().items() if key != opened.layout()}
        kept = dict(list(held.items())[-(_MOST_LAYOUTS - 1) :])
        if self._layouts().get(opened.layout()) != known:
            self._settings.put(REMEMBERED, {**kept, opened.layout(): known})


work_out(_Layouts)
