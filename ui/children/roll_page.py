"""Show the roll: find a child by name or class and open the file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from app.base.fold import fold
from app.base.text import _, ngettext
from app.documents.moments import short_day
from app.rules.cards import ChildCard
from app.services.changes import Change
from app.views.standing import Summary
from ui.kit import theme
from ui.kit.boxes import beside
from ui.kit.buttons import plain, primary
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.empty import EmptyState
from ui.kit.pages import Page
from ui.kit.pills import State
from ui.kit.tables import Column, RecordTable
from ui.kit.waiting import due_state

_NONE = Summary()
_FAR = date.max
_YEAR, _BORN = 2, 3
_LEFT_OUT_BELOW = {_YEAR: 640, _BORN: 800}


@dataclass(frozen=True, slots=True)
class Listed:
    """Hold one child of the roll with what stands open for them."""

    card: ChildCard
    summary: Summary
    found_by: str


class FilterLine(QLineEdit):
    """Type part of a name; Down goes to the list, Enter opens the only one."""

    def __init__(self, page: ChildrenPage) -> None:
        super().__init__()
        self._page = page
        self.setObjectName("filter")
        self.setPlaceholderText(_("Name"))
        self.setAccessibleName(_("Name"))
        self.setAccessibleDescription(_("Type the beginning of a name; accents may be left out."))
        self.setClearButtonEnabled(True)
        self.setMinimumWidth(theme.px(220))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead on to the list."""
        if event.key() == Qt.Key.Key_Down:
            self._page.go_to_list()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._page.open_first()
        else:
            super().keyPressEvent(event)


class ChildrenPage(Page):
    """List the children on the roll, leavers too if wanted."""

    def __init__(self, desk: Desk, class_name: str = "") -> None:
        super().__init__(_("Children"), neutral=_("Children"))
        self.setObjectName("children-page")
        self._desk = desk
        self._listed: list[Listed] = []
        self.filter = FilterLine(self)
        self.filter.textChanged.connect(self._on_filter)
        self.classes = QComboBox()
        self.classes.setObjectName("class")
        self.classes.setAccessibleName(_("Class"))
        self.leavers = QCheckBox(_("Leavers too"))
        self.leavers.setObjectName("leavers")
        self.table: RecordTable[Listed] = self._build_table()
        self.table.opened.connect(self._on_opened)
        self._offer()
        self.add(
            beside(self.filter, self.classes, self.leavers, None, gap=12),
            Card().add(self.table),
        )
        self._fill_classes(class_name)
        self.classes.currentIndexChanged.connect(self._on_filter)
        self.leavers.toggled.connect(self.ask_again)
        desk.changed.connect(self._on_changed)
        self.first = self.filter
        self.ask_again()

    def ask_again(self) -> None:
        """Ask for the roll and show what the filter leaves."""
        ws = self._desk.workspace
        open_now = ws.standing.by_child()
        self._listed = [
            Listed(card, open_now.get(card.id, _NONE), f" {fold(_names(card))}")
            for card in ws.roll_view.children(leavers=self.leavers.isChecked())
        ]
        self._on_filter()

    def go_to_list(self) -> None:
        """Move from the filter to the list."""
        if self.table.model.rows:
            self.table.select(self.table.selected() or self.table.model.key(0))
            self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_first(self) -> None:
        """Open the child that the filter leaves, if it leaves one."""
        if len(self.table.model.rows) == 1:
            self._on_opened(self.table.model.key(0))
        else:
            self.go_to_list()

    def _offer(self) -> None:
        roll = plain(_("Import a roll"), lambda: self._desk.go("roll-import"))
        roll.setObjectName("import-roll")
        add = primary(
            _("Add a child"), lambda: self._desk.go("child-entry", child=""), icon="plus"
        )
        add.setObjectName("add-child")
        due = len(self._desk.workspace.leavers.due())
        if due:
            words = ngettext("{count} leaver due to go", "{count} leavers due to go", due)
            leavers = plain(words.format(count=due), lambda: self._desk.go("leavers"))
            leavers.setObjectName("see-leavers")
            self.head.addWidget(leavers)
        self.head.addWidget(roll)
        self.head.addWidget(add)

    def _build_table(self) -> RecordTable[Listed]:
        today = self._desk.workspace.clock.now().day()
        columns = (
            Column[Listed](
                _("Name"), lambda one: one.card.name, sort=lambda one: one.found_by, share=1
            ),
            Column[Listed](_("Class"), lambda one: one.card.class_name, sort=_class_of),
            Column[Listed](_("Year"), lambda one: one.card.year, sort=_year_of),
            Column[Listed](_("Born"), _born, sort=lambda one: one.card.born or _FAR),
            Column[Listed](_("Open"), _open, sort=lambda one: -one.summary.open_concerns),
            Column[Listed](
                _("Next due"),
                lambda one: _due_words(one, today),
                sort=lambda one: one.summary.next_due or _FAR,
                state=lambda one: _due(one, today),
            ),
        )
        empty = EmptyState(
            _("No child here"),
            _("Change the filter, or add children by hand or from a file."),
            icon="children",
        )
        table = RecordTable(
            columns,
            lambda one: one.card.id,
            name=_("Children"),
            empty=empty,
            whole=True,
            one_line=True,
        )
        table.setObjectName("roll")
        return table

    def _fill_classes(self, chosen: str) -> None:
        self.classes.addItem(_("All classes"), "")
        for name in self._desk.workspace.roll_view.classes():
            self.classes.addItem(name, name)
        self.classes.setCurrentIndex(max(0, self.classes.findData(chosen)))

    def _on_filter(self) -> None:
        typed, chosen = fold(self.filter.text()).split(), self.classes.currentData() or ""
        shown = [
            one
            for one in self._listed
            if (not chosen or one.card.class_name == chosen)
            and all(f" {word}" in one.found_by for word in typed)
        ]
        self.table.show_rows(shown)
        count = ngettext("{count} child", "{count} children", len(shown)).format(count=len(shown))
        self.set_identity(count)

    def _on_opened(self, child: str) -> None:
        self._desk.go("child", child=child)

    def _on_changed(self, _change: Change) -> None:
        self.ask_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what the file says too where there is no room for it."""
        super().resizeEvent(event)
        for place, least in _LEFT_OUT_BELOW.items():
            self.table.view.setColumnHidden(place, event.size().width() < theme.px(least))


def _names(card: ChildCard) -> str:
    return f"{card.name} {card.legal_name}" if card.known_as else card.name


def _class_of(one: Listed) -> tuple[str, str]:
    return one.card.class_name, one.found_by


def _year_of(one: Listed) -> tuple[int, str]:
    figures = "".join(c for c in one.card.year if c.isdecimal())
    return int(figures or 0), one.found_by


def _born(one: Listed) -> str:
    left = one.card.left_on
    born = short_day(one.card.born) if one.card.born else one.card.age
    return _("{born}, left {day}").format(born=born, day=short_day(left)) if left else born


def _open(one: Listed) -> str:
    return str(one.summary.open_concerns) if one.summary.open_concerns else "–"


def _due(one: Listed, today: date) -> State | None:
    due = one.summary.next_due
    return due_state(due, today, loud=due < today) if due else None


def _due_words(one: Listed, today: date) -> str:
    state = _due(one, today)
    return state.words if state else "–"
