"""List open concerns that lack an owner, a next action or a date, and mend them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.base.errors import InputError
from app.base.text import _
from app.records.action import Assigned
from app.rules.today import Adrift, Today
from ui.kit.buttons import Button, plain, primary
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.dialogs import Dialog
from ui.kit.empty import EmptyState
from ui.kit.forms import RecordForm
from ui.kit.items import Entry, Item, Items
from ui.kit.labels import Label
from ui.kit.pills import State


class AdriftCard(Card):
    """Show what would be forgotten: decided, still open, and nobody or nothing next."""

    def __init__(self, desk: Desk, show_all: Callable[[], object]) -> None:
        super().__init__(
            _("Open without owner, next action or date"),
            _("Every child with an open concern has somebody who looks after it and a next step."),
        )
        self.setObjectName("adrift")
        self._desk = desk
        self._show_all = show_all
        self._items = Items(_nothing)
        self.add(self._items)

    def show_day(self, today: Today) -> None:
        """Show what is adrift."""
        items = [self._item(one) for one in today.adrift]
        left = today.counts.adrift - len(items)
        more = _("Show all {count}").format(count=today.counts.adrift) if left > 0 else ""
        self._items.show_items(items, more=more, on_more=self._show_all)

    def _item(self, one: Adrift) -> Item:
        entry = Entry(
            key=f"{one.record}-{one.child.id}",
            title=one.child.name,
            beside=one.child.group(),
            words=one.line,
            below=" · ".join(_below(one)),
            state=State(_lacking(one), "warn", "warning"),
            opens=lambda: self._desk.go("record", record=one.record),
        )
        return Item(entry, self._mending(one))

    def _mending(self, one: Adrift) -> list[Button]:
        buttons = []
        if one.no_owner:
            name = Button(_("Name an owner"), name=f"name-owner-{one.record}")
            name.clicked.connect(lambda: OwnerDialog(self, self._desk, one).open())
            buttons.append(name)
        if one.no_action:
            add = Button(_("Add an action"), name=f"add-action-{one.record}")
            add.clicked.connect(
                lambda: self._desk.go("action", child=one.child.id, concern=one.record)
            )
            buttons.append(add)
        return buttons


class OwnerDialog(Dialog):
    """Name who looks after a concern."""

    def __init__(self, parent: QWidget, desk: Desk, one: Adrift) -> None:
        super().__init__(parent, _("Who looks after this concern?"))
        self.setObjectName("owner-dialog")
        self._desk = desk
        self._one = one
        self.add(Label(one.child.name, "strong"), Label(one.line, "muted"))
        self.form = RecordForm(Assigned, desk.form_context())
        self.add(self.form)
        name = primary(_("Name the owner"), self._on_name)
        name.setObjectName("name-owner")
        self.offer(name, plain(_("Go back"), self.reject), default=name)
        self.form.go_to("who")

    def _on_name(self) -> None:
        try:
            record = self.form.record()
        except InputError as error:
            self.form.show_problems(error.problems)
            return
        one = self._one
        done = self._desk.do(
            lambda: self._desk.workspace.concerns.assign(
                one.record, record.who, reason=record.reason or "", only=one.child.id
            ),
            parent=self,
            problems=self.form.show_problems,
            done=_("{name} looks after it now.").format(name=record.who.name),
        )
        if done:
            self.accept()


def _below(one: Adrift) -> list[str]:
    owner = [] if one.no_owner else [_("looked after by {name}").format(name=one.owner)]
    return [*owner, *([_("entered from paper")] if one.history else [])]


def _lacking(one: Adrift) -> str:
    lacks = []
    if one.no_owner:
        lacks.append(_("owner has left") if one.owner_left else _("no owner"))
    if one.no_action:
        lacks.append(_("no next action or date"))
    words = ", ".join(lacks)
    return words[:1].upper() + words[1:]


def _nothing() -> EmptyState:
    return EmptyState(
        _("Nothing drifts"),
        _("Every open concern has an owner, a next action and a date."),
        icon="good",
    )
