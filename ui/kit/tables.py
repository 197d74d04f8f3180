"""Show rows of a kind in a table that keeps its selection when the rows change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ui.kit import theme
from ui.kit.boxes import column
from ui.kit.cells import STATE, PillCell
from ui.kit.empty import EmptyState
from ui.kit.labels import tip
from ui.kit.pills import State

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROOM = 9
_EDGES = 28  # beside the words of a cell, both sides together
_LOOKED_AT = 200


@dataclass(frozen=True)
class Column(Generic[T]):
    """Describe a column: heading, the text of a row, what to sort by, and the share of width.

    `state` makes a pill of the cell; a share of 0 takes the width of the longest text. A `spare`
    column is left out where there is no room for the longest word of each.
    """

    heading: str
    text: Callable[[T], str]
    sort: Callable[[T], Any] | None = None
    share: int = 0
    state: Callable[[T], State | None] | None = None
    spare: bool = False


class RowModel(QAbstractTableModel, Generic[T]):
    """Hold the rows in the order shown."""

    def __init__(self, columns: Sequence[Column[T]], key: Callable[[T], str]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: list[T] = []
        self._key = key

    def show_rows(self, rows: Sequence[T]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def key(self, place: int) -> str:
        """Return the id of a row."""
        return self._key(self.rows[place])

    def place(self, key: str) -> int | None:
        """Return where the row with an id stands."""
        return next((n for n, each in enumerate(self.rows) if self._key(each) == key), None)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        described, each = self.columns[index.column()], self.rows[index.row()]
        if role == STATE:
            return described.state(each) if described.state else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(described.text(each))
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return described.text(each)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a heading."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        return None

    def sort(self, section: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the rows by a column; equal ones keep their order."""
        described = self.columns[section]
        by = described.sort or described.text
        self.layoutAboutToBeChanged.emit()
        self.rows.sort(key=by, reverse=order is Qt.SortOrder.DescendingOrder)
        self.layoutChanged.emit()


class TableView(QTableView):
    """Open a row by Enter or a double click; Tab leaves the table."""

    entered_row = Signal(int)
    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(PillCell(self))
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        self.doubleClicked.connect(self._on_double)

    def _on_double(self, index: QModelIndex) -> None:
        self.entered_row.emit(index.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say when the words have another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_row.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)


class RecordTable(QWidget, Generic[T]):
    """Show rows under headings, or an empty state; `opened` and `chosen` carry a row's id.

    With `whole` the table is as tall as its rows and the page scrolls, else it scrolls itself.
    With `one_line` no words wrap: long lists are laid out many times faster.
    """

    opened = Signal(str)
    chosen = Signal(str)

    def __init__(
        self,
        columns: Sequence[Column[T]],
        key: Callable[[T], str],
        *,
        name: str,
        empty: EmptyState | None = None,
        whole: bool = False,
        one_line: bool = False,
    ) -> None:
        super().__init__()
        self._whole = whole
        self._one_line = one_line
        self._empty = empty or EmptyState("")
        self.model = RowModel(columns, key)
        self.view = TableView()
        self.view.setModel(self.model)
        self.view.setAccessibleName(name)
        self.view.setWordWrap(not one_line)
        self.view.entered_row.connect(self._on_entered)
        self.view.resized.connect(self._fit)
        self.view.selectionModel().currentRowChanged.connect(self._on_current)
        self._either = QStackedWidget()
        self._either.addWidget(self.view)
        self._either.addWidget(self._empty)
        held: QVBoxLayout = column(self)
        held.addWidget(self._either)
        self.setFocusProxy(self.view)
        if any(described.sort for described in columns):
            self.view.setSortingEnabled(True)
            self.view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        if whole:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.show_rows([])

    def show_rows(self, rows: Sequence[T]) -> None:
        """Replace the rows; the row selected stays selected if it is still there."""
        before = self.selected()
        self.model.show_rows(rows)
        section = self.view.horizontalHeader().sortIndicatorSection()
        if self.view.isSortingEnabled() and 0 <= section < len(self.model.columns):
            self.model.sort(section, self.view.horizontalHeader().sortIndicatorOrder())
        self._either.setCurrentWidget(self.view if rows else self._empty)
        self._fit()
        if before:
            self.select(before)

    def selected(self) -> str | None:
        """Return the id of the row selected."""
        index = self.view.currentIndex()
        return self.model.key(index.row()) if index.isValid() else None

    def select(self, key: str) -> None:
        """Select the row with an id, if there is one."""
        place = self.model.place(key)
        if place is not None:
            self.view.setCurrentIndex(self.model.index(place, 0))

    def _on_entered(self, place: int) -> None:
        self.opened.emit(self.model.key(place))

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self._follow(index)
            self.chosen.emit(self.model.key(index.row()))

    def _follow(self, index: QModelIndex) -> None:
        """Keep the row chosen by the arrow keys in sight where the page scrolls."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        inside = above.widget() if above is not None else None
        if self._whole and above is not None and inside is not None:
            row = self.view.visualRect(index)
            top = self.view.viewport().mapTo(inside, row.topLeft())
            for edge in (top.y() + row.height(), top.y()):
                above.ensureVisible(0, edge, 0, theme.px(40))

    def _fit(self) -> None:
        head = self.view.horizontalHeader()
        for section, described in enumerate(self.model.columns):
            modes = QHeaderView.ResizeMode
            head.setSectionResizeMode(
                section, modes.Stretch if described.share else modes.ResizeToContents
            )
        self._share_width()
        if self._one_line:
            line = self.view.fontMetrics().height() + 2 * theme.px(_ROOM)
            self.view.verticalHeader().setDefaultSectionSize(line)
        else:
            self.view.resizeRowsToContents()
        if self._whole:
            tall = head.sizeHint().height() + self.view.verticalHeader().length() + 2
            self.setFixedHeight(tall if self.model.rows else self._empty.sizeHint().height())

    def _share_width(self) -> None:
        shares = [described.share for described in self.model.columns]
        if len([share for share in shares if share]) < 2:  # noqa: PLR2004 - nothing to divide
            return
        head = self.view.horizontalHeader()
        fixed = sum(
            max(self.view.sizeHintForColumn(n), head.sectionSizeHint(n))
            for n, share in enumerate(shares)
            if not share and not head.isSectionHidden(n)
        )
        room = max(self.view.viewport().width() - fixed, theme.px(120))
        open_ = {n: share for n, share in enumerate(shares) if share}
        spare = [n for n in open_ if self.model.columns[n].spare]
        for n in spare:
            head.showSection(n)  # a hidden heading says that it needs no room
        least = {n: self._longest_word(n) for n in open_}
        for n in reversed(spare):
            cramped = sum(least.values()) > room
            head.setSectionHidden(n, cramped)
            if cramped:
                del open_[n], least[n]
        for section, wide in shared_out(room, open_, least).items():
            head.setSectionResizeMode(section, QHeaderView.ResizeMode.Interactive)
            head.resizeSection(section, wide)

    def _longest_word(self, section: int) -> int:
        """Return the width below which a column cuts words (of its first rows)."""
        text = self.model.columns[section].text
        words = {word for row in self.model.rows[:_LOOKED_AT] for word in text(row).split()}
        width = self.view.fontMetrics().horizontalAdvance
        longest = max((width(word) for word in words), default=0)
        heading = self.view.horizontalHeader().sectionSizeHint(section)
        return max(longest + theme.px(_EDGES), heading)


def shared_out(room: int, shares: Mapping[int, int], least: Mapping[int, int]) -> dict[int, int]:
    """Divide room by shares, giving each part at least what it needs as far as there is room."""
    needed = sum(least.values())
    if needed >= room:
        return {n: room * least[n] // max(needed, 1) for n in shares}
    found: dict[int, int] = {}
    while True:
        rest = {n: share for n, share in shares.items() if n not in found}
        left = room - sum(found.values())
        fair = {n: left * share // sum(rest.values()) for n, share in rest.items()}
        short = {n: least[n] for n, wide in fair.items() if wide < least[n]}
        if not short:
            return found | fair
        found |= short
