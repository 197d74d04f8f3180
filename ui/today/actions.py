"""List the actions that are open, soonest due first, and tick them done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from app.base.errors import InputError
from app.base.text import _
from app.records.action import ActionDone
from app.records.fields import Choice
from app.rules.today import DueAction, Today
from ui.kit.buttons import Button, plain, primary
from ui.kit.cards import Card
from ui.kit.chips import ChoiceChips
from ui.kit.desk import Desk
from ui.kit.dialogs import Dialog
from ui.kit.empty import EmptyState
from ui.kit.forms import RecordForm
from ui.kit.items import Entry, Item, Items
from ui.kit.labels import Label
from ui.kit.waiting import due_state

MINE, EVERYBODY = "mine", "everybody"


class ActionsCard(Card):
    """Show open actions of the person signed in, or of everybody."""

    def __init__(
        self, desk: Desk, ask_again: Callable[[], object], show_all: Callable[[], object]
    ) -> None:
        super().__init__(_("Actions"))
        self.setObjectName("actions")
        self._desk = desk
        self._show_all = show_all
        self.whose = ChoiceChips((Choice(EVERYBODY, _("Everybody’s")), Choice(MINE, _("Mine"))))
        self.whose.describe(_("Whose actions"), "")
        self.whose.choose((Choice(EVERYBODY, _("Everybody’s")),))
        self.whose.changed.connect(ask_again)
        self.head.addWidget(self.whose)
        self._items = Items(_nothing)
        self.add(self._items)

    @property
    def mine(self) -> bool:
        """Say whether only the actions of the person signed in are asked for."""
        return any(choice.code == MINE for choice in self.whose.chosen())

    def show_day(self, today: Today) -> None:
        """Show what is due on a day."""
        items = [
            self._item(one, today.day, loud=place == 0) for place, one in enumerate(today.actions)
        ]
        left = today.counts.actions - len(items)
        more = _("Show all {count}").format(count=today.counts.actions) if left > 0 else ""
        self._items.show_items(items, more=more, on_more=self._show_all)

    def _item(self, one: DueAction, day: date, *, loud: bool) -> Item:
        entry = Entry(
            key=one.record,
            title=one.child.name,
            beside=one.child.group(),
            words=one.what,
            below=one.owner or _("nobody"),
            state=due_state(one.due, day, loud=loud),
            opens=lambda: self._desk.go("record", record=one.record),
        )
        done = Button(_("Done"), icon="tick", name=f"done-{one.record}")
        done.setAccessibleName(_("Done: {what}").format(what=one.what))
        done.clicked.connect(lambda: DoneDialog(self, self._desk, one).open())
        return Item(entry, (done,))


class DoneDialog(Dialog):
    """Tick an action, with what came of it if there is something to say."""

    def __init__(self, parent: QWidget, desk: Desk, action: DueAction) -> None:
        super().__init__(parent, _("Tick this action?"))
        self.setObjectName("done-dialog")
        self._desk = desk
        self._action = action
        self.add(Label(action.what, "strong"), Label(action.child.name, "muted"))
        self.form = RecordForm(ActionDone, desk.form_context())
        self.add(self.form)
        tick = primary(_("Tick as done"), self._on_tick, icon="tick")
        tick.setObjectName("tick")
        self.offer(tick, plain(_("Go back"), self.reject), default=tick)

    def _on_tick(self) -> None:
        try:
            self.form.record()
        except InputError as error:
            self.form.show_problems(error.problems)
            return
        done = self._desk.do(
            lambda: self._desk.workspace.actions.done(self._action.record, self.form.answers()),
            parent=self,
            problems=self.form.show_problems,
            done=_("Ticked as done."),
        )
        if done:
            self.accept()


def _nothing() -> EmptyState:
    return EmptyState(
        _("No action is open"),
        _("Actions appear here when a decision makes one, soonest due first."),
        icon="good",
    )
