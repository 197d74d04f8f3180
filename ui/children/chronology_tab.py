"""Show a child's chronology: one line for each record, with filters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.base.text import _
from app.documents.moments import short_day, short_stamp
from app.rules.child_file import FiledAway
from app.rules.chronology import Line, narrowed
from ui.children.chronology_filters import ChronologyFilters
from ui.kit.boxes import beside, column, fill
from ui.kit.buttons import link
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.empty import EmptyState
from ui.kit.items import clipped
from ui.kit.labels import Label
from ui.kit.tables import Column, RecordTable

MOST = 100
_LONGEST = 320


class ChronologyTab(QWidget):
    """List what happened, the newest first; a row opens its record."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("chronology")
        self._desk = desk
        self._lines: tuple[Line, ...] = ()
        self._by_record: dict[str, Line] = {}
        self._most: int | None = MOST
        self.filters = ChronologyFilters(desk.workspace.clock)
        self.filters.changed.connect(self._ask)
        self.said = Label("", "hint", wrap=False)
        self.clear = link(_("Clear the filters"), self.filters.clear)
        self.clear.setObjectName("clear-filters")
        self.more = link("", self._on_more)
        self.more.setObjectName("show-all-lines")
        self.table = self._build_table()
        self.table.opened.connect(self._on_opened)
        whole = column(self, gap=10)
        whole.addWidget(self.filters)
        whole.addWidget(beside(self.said, self.clear, self.more, None, gap=12))
        whole.addWidget(Card().add(self.table))
        self._away = column(gap=4)
        whole.addLayout(self._away)

    def show_lines(self, lines: Sequence[Line], filed_away: Sequence[FiledAway] = ()) -> None:
        """Show the lines of a file, oldest given first, and that entries have left it."""
        fill(self._away, [self._left(one) for one in filed_away])
        self._lines = tuple(lines)
        self._by_record = {line.record: line for line in lines}
        self.filters.offer(self._lines)
        self._ask()

    def _ask(self) -> None:
        found = list(reversed(narrowed(self._lines, self.filters.wanted())))
        shown = found[: self._most]
        self.table.show_rows(shown)
        filtered = len(found) < len(self._lines)
        words = _("{shown} of {count} entries").format(shown=len(shown), count=len(self._lines))
        self.said.show_text(words)
        self.clear.setVisible(filtered)
        self.more.set_words(_("Show all {count}").format(count=len(found)))
        self.more.setVisible(len(shown) < len(found))

    def _left(self, one: FiledAway) -> QWidget:
        words = _("An entry of {day} was filed in error.").format(
            day=short_day(one.recorded.day())
        )
        press = link(_("Filed in error …"), lambda: self._desk.go("errors"))
        press.setObjectName("to-errors")
        return beside(Label(words, "hint", wrap=False), press, None, gap=8)

    def _on_more(self) -> None:
        self._most = None
        self._ask()

    def _build_table(self) -> RecordTable[Line]:
        columns = (
            Column[Line](
                _("Happened"), _happened, sort=lambda line: (line.day, line.seq), share=3
            ),
            Column[Line](
                _("Kind"), lambda line: line.label, sort=lambda line: line.label, share=3
            ),
            Column[Line](_("What"), self._what, share=9),
            Column[Line](
                _("By"), lambda line: line.author, sort=lambda line: line.author, share=4
            ),
            Column[Line](
                _("Recorded"),
                lambda line: short_stamp(line.recorded),
                sort=lambda line: line.recorded,
                share=3,
                spare=True,
            ),
        )
        empty = EmptyState(
            _("Nothing to show"),
            _("Records of this child appear here. A filter may be hiding them."),
            icon="calendar",
        )
        table: RecordTable[Line] = RecordTable(
            columns, lambda line: line.record, name=_("Chronology"), empty=empty, whole=True
        )
        table.setObjectName("chronology-table")
        table.view.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
        return table

    def _what(self, line: Line) -> str:
        parts = [clipped(line.text, _LONGEST)]
        if line.detail:
            parts.append(line.detail)
        if line.others:
            parts.append(_("Also named: {names}").format(names=", ".join(line.others)))
        if line.role.code != "subject":
            parts.append(_("Here as: {role}").format(role=line.role.words))
        parts += [self._same_event(record) for record in line.same_event]
        return "\n".join(part for part in parts if part)

    def _same_event(self, record: str) -> str:
        other = self._by_record.get(record)
        if other is None:
            return _("⧉ Same event as a record in another file")
        return _("⧉ Same event as: {label}, {day}, {author}").format(
            label=other.label, day=short_day(other.day), author=other.author
        )

    def _on_opened(self, record: str) -> None:
        self._desk.go("record", record=record)


def _happened(line: Line) -> str:
    known = line.happened
    if known is None:
        return short_day(line.recorded.day())
    if known.day is None:
        return _("Not known")
    return f"{short_day(known.day)}, {known.time:%H:%M}" if known.time else short_day(known.day)
