"""Take children who left long ago, and of whom there is no record, off the roll."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from app.base.text import _, ngettext
from app.documents.moments import short_day
from app.rules.cards import ChildCard
from app.services.changes import Change
from ui.kit.boxes import beside, column, fill
from ui.kit.buttons import plain, primary
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.dialogs import Question, confirm
from ui.kit.empty import EmptyState
from ui.kit.labels import FieldLabel, Label
from ui.kit.pages import Page
from ui.kit.tables import Column, RecordTable
from ui.roll.quiet_box import QuietBox

OFFERED = (3, 6, 12, 18, 24, 36)


class LeaversPage(Page):
    """List those whose time on the roll is over; they go when somebody says so."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Leavers without a record"), neutral=_("Leavers"))
        self.setObjectName("leavers-page")
        self._desk = desk
        self._due: list[ChildCard] = []
        self.months = self._build_months()
        self._found: QVBoxLayout = column(gap=14)
        self.add(self._build_how())
        self.body.addLayout(self._found)
        self.remove = primary("", self._on_remove)
        self.remove.setObjectName("remove-leavers")
        leave = plain(_("Go back"), desk.back)
        leave.setObjectName("go-back")
        self.bar.offer(self.remove, leave)
        desk.changed.connect(self._on_changed)
        self.ask_again()

    def ask_again(self) -> None:
        """Ask again who is due."""
        ws = self._desk.workspace
        cards = ws.roll_view.cards(ws.leavers.due())
        self._due = sorted(cards.values(), key=lambda card: card.name)
        fill(self._found, [self._build_list() if self._due else _nobody()])
        count = len(self._due)
        words = ngettext(
            "Take {count} child off the roll", "Take {count} children off the roll", count
        )
        self.remove.set_words(words.format(count=count))
        self.remove.setVisible(bool(count))

    def _build_months(self) -> QuietBox:
        box = QuietBox("kept-months", _("Months after leaving"), least=10, wide=False)
        now = self._desk.workspace.leavers.kept_months()
        for months in sorted({*OFFERED, now}):
            words = ngettext("{count} month", "{count} months", months)
            box.addItem(words.format(count=months), months)
        box.setCurrentIndex(box.findData(now))
        box.activated.connect(self._on_months)
        return box

    def _build_how(self) -> Card:
        lines = (
            _("The roll serves records. Who has left, and was never named in one, need not stay."),
            _("Whoever is named in a record stays, however long ago they left."),
        )
        label = FieldLabel(_("After leaving"), self.months)
        card = Card(_("How long leavers stay on the roll"))
        return card.add(*(Label(line) for line in lines), beside(label, self.months, None, gap=12))

    def _build_list(self) -> Card:
        columns = (
            Column[ChildCard](_("Name"), lambda card: card.name, share=3),
            Column[ChildCard](_("Born"), lambda card: short_day(card.born) if card.born else "–"),
            Column[ChildCard](_("Class"), lambda card: card.group() or "–", share=2),
            Column[ChildCard](
                _("Left on"), lambda card: short_day(card.left_on) if card.left_on else "–"
            ),
        )
        table: RecordTable[ChildCard] = RecordTable(
            columns, lambda card: card.id, name=_("Leavers"), whole=True, one_line=True
        )
        table.setObjectName("leavers-due")
        table.show_rows(self._due)
        return Card(_("Due to go")).add(table)

    def _on_months(self, _chosen: int) -> None:
        leavers, months = self._desk.workspace.leavers, int(self.months.currentData())
        if months != leavers.kept_months():
            said = _("Kept for {count} months from now on.").format(count=months)
            self._desk.do(lambda: leavers.keep_months(months), parent=self, done=said)

    def _on_remove(self) -> None:
        count = len(self._due)
        question = Question(
            title=_("Take them off the roll?"),
            body=ngettext(
                "{count} child is no longer found on the roll. The log keeps the number, no name.",
                "{count} children are no longer found on the roll. The log keeps the number, "
                "no names.",
                count,
            ).format(count=count),
            yes=_("Take off the roll"),
            no=_("Go back"),
        )
        confirm(self, question, self._take_off)

    def _take_off(self) -> None:
        ids = [card.id for card in self._due]
        leavers = self._desk.workspace.leavers
        self._desk.do(lambda: leavers.remove(ids), parent=self, done=_("Taken off the roll."))

    def _on_changed(self, _change: Change) -> None:
        self.ask_again()


def _nobody() -> EmptyState:
    return EmptyState(
        _("Nobody is due"),
        _("Leavers without a record appear here when their time is over."),
        icon="good",
    )
