"""List the concerns that nobody has decided about, with how long they have waited."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from app.base.text import _
from app.rules.today import Today, WaitingConcern
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.empty import EmptyState
from ui.kit.items import Entry, Item, Items
from ui.kit.pills import State, Tone
from ui.kit.waiting import near_day, waited_words


class WaitingCard(Card):
    """Show new concerns, the one that has waited longest first."""

    def __init__(self, desk: Desk, show_all: Callable[[], object]) -> None:
        super().__init__(_("New concerns"))
        self.setObjectName("new-concerns")
        self._desk = desk
        self._show_all = show_all
        self._items = Items(_nothing)
        self.add(self._items)

    def show_day(self, today: Today) -> None:
        """Show what waits on a day."""
        items = [
            self._item(one, today.day, loud=place == 0) for place, one in enumerate(today.waiting)
        ]
        left = today.counts.waiting - len(items)
        more = _("Show all {count}").format(count=today.counts.waiting) if left > 0 else ""
        self._items.show_items(items, more=more, on_more=self._show_all)

    def _item(self, one: WaitingConcern, day: date, *, loud: bool) -> Item:
        late = one.late(day)
        entry = Entry(
            key=one.record,
            title=" · ".join(card.name for card in (one.child, *one.also)),
            beside=one.child.group(),
            words=one.line,
            below=" · ".join((one.by, _decide_words(one, day))),
            state=State(_("From paper"), "muted")
            if one.history
            else State(waited_words(one.waited_minutes), _tone(late=late, loud=loud), "clock"),
            opens=lambda: self._desk.go("record", record=one.record),
        )
        decide = Button(_("Decide"), name=f"decide-{one.record}")
        decide.setAccessibleName(_("Decide about {name}").format(name=entry.title))
        decide.clicked.connect(
            lambda: self._desk.go("decision", draft=None, concerns=[one.record])
        )
        buttons = [decide]
        if not one.read:
            read = Button(
                _("Mark as read"),
                lambda: self._acknowledge(one),
                role="quiet",
                name=f"acknowledge-{one.record}",
            )
            buttons.insert(0, read.explain(_("The record says that you have read it")))
        return Item(entry, buttons)

    def _acknowledge(self, one: WaitingConcern) -> None:
        self._desk.do(
            lambda: self._desk.workspace.concerns.acknowledge(one.record),
            parent=self,
            done=_("Marked as read"),
        )


def _decide_words(one: WaitingConcern, day: date) -> str:
    if one.history:
        return _("written on paper earlier; no clock runs")
    when = near_day(one.decide_by, day)
    if one.late(day):
        return _("a decision was due {day}").format(day=when)
    return _("decide by {day}").format(day=when)


def _tone(*, late: bool, loud: bool) -> Tone:
    if late and loud:
        return "danger"
    return "accent" if loud else "muted"


def _nothing() -> EmptyState:
    return EmptyState(
        _("No concern waits for a decision"),
        _("When someone records one it appears here."),
        icon="good",
    )
