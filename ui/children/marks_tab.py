"""List every mark that was ever seen on a child, with the record it stands in."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.base.text import _
from app.documents.moments import short_day
from app.records.marks import Mark
from app.rules.child_file import SeenMark
from ui.kit.boxes import column
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.empty import EmptyState
from ui.kit.tables import Column, RecordTable


class MarksTab(QWidget):
    """Show marks, the newest first; a row opens its record."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("marks")
        self._desk = desk
        columns = (
            Column[SeenMark](_("Seen"), _seen, sort=lambda one: one.recorded, share=3),
            Column[SeenMark](_("No."), lambda one: str(one.mark.number)),
            Column[SeenMark](_("Where"), lambda one: one.mark.site(), share=4),
            Column[SeenMark](_("What"), _what, share=3),
            Column[SeenMark](_("Size"), lambda one: size_words(one.mark), share=3),
            Column[SeenMark](_("In words"), lambda one: one.mark.words, share=4),
        )
        empty = EmptyState(
            _("No mark was ever recorded"),
            _("Marks of every body map stand here together, oldest and newest."),
            icon="body",
        )
        self.table: RecordTable[SeenMark] = RecordTable(
            columns, _key, name=_("Marks so far"), empty=empty, whole=True
        )
        self.table.setObjectName("marks-table")
        self.table.opened.connect(self._on_opened)
        column(self, gap=0).addWidget(Card().add(self.table))

    def show_marks(self, marks: tuple[SeenMark, ...]) -> None:
        """Show marks, the newest record first."""
        self.table.show_rows(sorted(marks, key=lambda one: one.recorded, reverse=True))

    def _on_opened(self, key: str) -> None:
        self._desk.go("record", record=key.partition(".")[0])


def size_words(mark: Mark) -> str:
    """Return how large a mark is: 2 × 1.5 cm, estimated."""
    if mark.size_unknown:
        return _("Could not see")
    if mark.length_cm is None or mark.width_cm is None:
        return _("Not measured")
    size = _("{length} × {width} cm").format(
        length=f"{mark.length_cm:g}", width=f"{mark.width_cm:g}"
    )
    by = {"measured": _("measured"), "estimated": _("estimated")}.get(mark.size_by, "")
    return f"{size}, {by}" if by else size


def _key(one: SeenMark) -> str:
    return f"{one.record}.{one.mark.number}"


def _seen(one: SeenMark) -> str:
    recorded = _("recorded {day}").format(day=short_day(one.recorded.day()))
    return f"{one.seen}\n{recorded}"


def _what(one: SeenMark) -> str:
    mark = one.mark
    parts = [
        mark.kind.words if mark.kind else "",
        mark.shape.words.lower() if mark.shape else "",
        ", ".join(colour.words.lower() for colour in mark.colours),
    ]
    return ", ".join(part for part in parts if part)
