"""Show what an import would do, child by child, before anything is added."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.base.text import _, ngettext
from app.documents.moments import short_day
from app.records.register import ChildEntry
from app.services.roll_plan import Plan
from ui.kit.banners import Notice
from ui.kit.boxes import column
from ui.kit.cards import Card
from ui.kit.tables import Column, RecordTable
from ui.roll.leavers_card import LeaversCard
from ui.roll.reasons import field_label, group_words, row_words, value_words

SHOWN_NEW = 50
SHOWN_CHANGES = 300
SHOWN_BAD = 200
WRAPPED = 100  # long lists are laid out many times faster when no words wrap


class ChangesStep(QWidget):
    """Show counts, who is added, what is changed, who is missing, and rows with a problem.

    `whole_said` carries whether the file is the whole school; `changed` after each tick.
    """

    whole_said = Signal(bool)
    changed = Signal()

    def __init__(self, plan: Plan, today: date, *, part: bool) -> None:
        super().__init__()
        self.setObjectName("roll-changes")
        self.counts = _counts(plan, part=part)
        self.leavers: LeaversCard | None = None
        whole = column(self, gap=14)
        whole.addWidget(self.counts)
        if plan.missing and not part:
            self.leavers = LeaversCard(plan, today)
            self.leavers.whole_said.connect(self.whole_said)
            self.leavers.changed.connect(self.changed)
            whole.addWidget(self.leavers)
        if plan.file.bad:
            whole.addWidget(_bad(plan))
        if plan.changed:
            whole.addWidget(_changes(plan))
        if plan.new:
            whole.addWidget(_new(plan))

    def left(self) -> tuple[str, ...]:
        """Return the children ticked as having left."""
        return self.leavers.left() if self.leavers else ()

    def left_on(self) -> date | None:
        """Return the day on which they left, None if no day stands there."""
        return self.leavers.left_on() if self.leavers else None


def _counts(plan: Plan, *, part: bool) -> Notice:
    new, changed, bad = len(plan.new), len(plan.changed), len(plan.file.bad)
    missing = 0 if part else len(plan.missing)
    parts = [
        ngettext("{count} to add", "{count} to add", new).format(count=new),
        ngettext("{count} to change", "{count} to change", changed).format(count=changed),
        ngettext("{count} the same", "{count} the same", plan.same).format(count=plan.same),
        *([_("{count} not in the file").format(count=missing)] if missing else []),
        ngettext("{count} row with a problem", "{count} rows with a problem", bad).format(
            count=bad
        ),
    ]
    notice = Notice("  ·  ".join(parts), _lines(plan), tone="warn" if bad else "info")
    notice.setObjectName("roll-counts")
    return notice


def _lines(plan: Plan) -> list[str]:
    lines = [_("Nothing has been added yet.")]
    if plan.left_out:
        words = ngettext(
            "{count} row is left out, as you said.",
            "{count} rows are left out, as you said.",
            plan.left_out,
        )
        lines.append(words.format(count=plan.left_out))
    if plan.file.passed:
        rows = ", ".join(map(str, plan.file.passed[:20]))
        lines.append(_("Rows that are no child (totals, headings): {rows}.").format(rows=rows))
    if plan.file.ignored:
        ignored = ", ".join(f"“{name}”" for name in plan.file.ignored[:30])
        lines.append(_("Columns that are not read: {names}.").format(names=ignored))
    return lines


def _table(
    columns: Sequence[Column[Any]], rows: Sequence[Any], name: str, words: str
) -> RecordTable[Any]:
    table: RecordTable[Any] = RecordTable(
        columns, lambda row: str(id(row)), name=words, whole=True, one_line=len(rows) > WRAPPED
    )
    table.setObjectName(name)
    table.show_rows(rows)
    return table


def _bad(plan: Plan) -> Card:
    columns = (
        Column[Any](_("Row"), lambda row: str(row.line)),
        Column[Any](_("Name"), lambda row: row.name or "–", share=3),
        Column[Any](_("What is wrong"), lambda row: row_words(row.problems), share=7),
    )
    words = _("Rows with a problem")
    table = _table(columns, plan.file.bad[:SHOWN_BAD], "bad-rows", words)
    hint = _("These rows are left out. Put them right in the file and import it again.")
    return Card(words, hint).add(table)


def _changes(plan: Plan) -> Card:
    rows = [
        (one.line, plan.roll.entries[one.child].full_name(), *difference)
        for one in plan.changed
        for difference in one.differences
    ]
    columns = (
        Column[Any](_("Row"), lambda row: str(row[0])),
        Column[Any](_("Name"), lambda row: str(row[1]), share=4),
        Column[Any](_("What"), lambda row: field_label(row[2]), share=3),
        Column[Any](_("On the roll"), lambda row: value_words(row[3]), share=3),
        Column[Any](_("In the file"), lambda row: value_words(row[4]), share=3),
    )
    words = _("What will be changed")
    table = _table(columns, rows[:SHOWN_CHANGES], "changes", words)
    more = len(rows) - SHOWN_CHANGES
    return Card(words, _more(more) if more > 0 else "").add(table)


def _new(plan: Plan) -> Card:
    columns = (
        Column[Any](_("Row"), lambda row: str(row.line)),
        Column[Any](_("Name"), lambda row: _name(row.child), share=5),
        Column[Any](_("Born"), lambda row: short_day(row.child.born)),
        Column[Any](_("Year and class"), lambda row: group_words(row.child) or "–", share=3),
        Column[Any](_("UPN"), lambda row: row.child.upn or "–"),
    )
    words = _("Who will be added")
    table = _table(columns, plan.new[:SHOWN_NEW], "sample", words)
    more = len(plan.new) - SHOWN_NEW
    look = _("Look whether names, days and classes stand in the right columns.")
    return Card(words, f"{look} {_more(more)}" if more > 0 else look).add(table)


def _name(child: ChildEntry) -> str:
    known = child.known_as()
    if not known:
        return child.full_name()
    return _("{name}, known as {known}").format(name=child.full_name(), known=known)


def _more(count: int) -> str:
    words = ngettext("{count} more is not shown.", "{count} more are not shown.", count)
    return words.format(count=count)
