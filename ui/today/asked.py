"""List the requests for reconsideration that nobody has answered."""

from __future__ import annotations

from datetime import date

from app.base.text import _
from app.rules.today import Asked, Today
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.empty import EmptyState
from ui.kit.items import Entry, Item, Items
from ui.kit.waiting import near_time


class AskedCard(Card):
    """Show who asks for what to be looked at again; out of sight while nobody does."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Asked to reconsider"))
        self.setObjectName("asked")
        self._desk = desk
        self._items = Items(lambda: EmptyState(""))
        self.add(self._items)
        self.hide()

    def show_day(self, today: Today) -> None:
        """Show what waits for an answer."""
        self._items.show_items(self._item(one, today.day) for one in today.asked)
        if self.parentWidget() is not None:
            self.setVisible(bool(today.asked))

    def _item(self, one: Asked, day: date) -> Item:
        def opens() -> None:
            self._desk.go("record", record=one.record)

        entry = Entry(
            key=one.record,
            title=one.child.name,
            beside=one.child.group(),
            words=one.line,
            below=_("{who}, {when}").format(who=one.by, when=near_time(one.recorded, day)),
            opens=opens,
        )
        answer = Button(
            _("Answer"),
            lambda: self._desk.go("reconsideration.answer", record=one.record),
            name=f"answer-{one.record}",
        )
        return Item(entry, (answer,))
