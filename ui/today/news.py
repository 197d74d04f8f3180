"""List what others recorded since this person last signed in."""

from __future__ import annotations

from datetime import date

from app.base.text import _
from app.rules.today import News, Today
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.empty import EmptyState
from ui.kit.items import Entry, Item, Items, clipped
from ui.kit.waiting import near_time

_SHORT = 110
_FEW = 8


class NewsCard(Card):
    """Show the newest first; decisions of others stand among them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("New since you last signed in"))
        self.setObjectName("news")
        self._desk = desk
        self._all = False
        self._today: Today | None = None
        self._items = Items(_nothing)
        self.add(self._items)

    def show_day(self, today: Today) -> None:
        """Show what is new."""
        self._today = today
        shown = today.news if self._all else today.news[:_FEW]
        items = [self._item(one, today.day) for one in shown]
        left = len(today.news) - len(items)
        more = _("Show the {count} before").format(count=left) if left else ""
        self._items.show_items(items, more=more, on_more=self._show_all)

    def _show_all(self) -> None:
        self._all = True
        if self._today is not None:
            self.show_day(self._today)

    def _item(self, one: News, day: date) -> Item:
        return Item(
            Entry(
                key=one.record,
                title=one.child.name if one.child else _(one.label),
                beside=_(one.label),
                words=clipped(one.line, _SHORT),
                below=f"{one.by} · {near_time(one.recorded, day)}",
                opens=lambda: self._desk.go("record", record=one.record),
            )
        )


def _nothing() -> EmptyState:
    return EmptyState(_("Nothing new"), _("What colleagues record shows here once."))
