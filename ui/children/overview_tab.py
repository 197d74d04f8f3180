"""Show what everybody who opens a child's file must know first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from app.base.text import _, ngettext
from app.documents.moments import span_words
from app.records.family import Contact, Household, Status
from app.records.fields import show_day
from app.rules.cards import ChildCard
from app.rules.child_file import ChildFile, Dated
from app.rules.today import DueAction, OpenConcern
from ui.children.end_dialog import EndDialog
from ui.kit.boxes import column, fill
from ui.kit.buttons import Button, link
from ui.kit.cards import Card
from ui.kit.columns import TwoColumns
from ui.kit.desk import Desk
from ui.kit.empty import EmptyState
from ui.kit.items import Entry, Item, Items
from ui.kit.labels import Label
from ui.kit.pills import State
from ui.kit.waiting import due_state, near_day

T = TypeVar("T", Contact, Household, Status)


class OverviewTab(QWidget):
    """Hold open concerns and actions, and who and what belongs to the child."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("overview")
        self._desk = desk
        self._columns = TwoColumns()
        column(self, gap=0).addWidget(self._columns)
        self._past = False
        self._file: ChildFile | None = None
        self._today = date.min

    def show_file(self, file: ChildFile, today: date) -> None:
        """Show a file as it stands on a day."""
        self._file, self._today = file, today
        fill(self._columns.main, (self._concerns(file.open_concerns), self._actions(file.actions)))
        family = (
            self._dated(_("Statuses"), "status", file.statuses, _status_entry),
            self._dated(_("Household"), "household", file.households, _household_entry),
            self._dated(_("Contacts"), "contact", file.contacts, _contact_entry),
            self._connected(file.connected),
        )
        fill(self._columns.side, [*family, *self._past_link(file)])

    def _concerns(self, concerns: Sequence[OpenConcern]) -> Card:
        return _card(
            _("Open concerns"),
            "open-concerns",
            [Item(self._concern_entry(one)) for one in concerns],
            lambda: EmptyState(
                _("No concern is open"),
                _("Closed concerns stay in the chronology."),
                icon="record",
            ),
        )

    def _concern_entry(self, one: OpenConcern) -> Entry:
        if not one.decided:
            state, below = State(_("Waits for a decision"), "accent"), ""
        else:
            owner = one.owner or _("nobody")
            below = _("Looked after by {name}").format(name=owner)
            nothing = State(_("No next action"), "warn", "warning")
            state = due_state(one.next_due, self._today) if one.next_due else nothing
        if one.next_action:
            below = _("{owner} · next: {action}").format(owner=below, action=one.next_action)
        return Entry(
            key=f"{one.record}-open",
            title=_("Concern"),
            words=one.line,
            below=below,
            state=state,
            opens=lambda: self._desk.go("record", record=one.record),
        )

    def _actions(self, actions: Sequence[DueAction]) -> Card:
        items = [
            Item(
                Entry(
                    key=one.record,
                    title=one.what,
                    below=_("{owner} · due {day}").format(
                        owner=one.owner or _("nobody"), day=near_day(one.due, self._today)
                    ),
                    state=due_state(one.due, self._today, loud=place == 0),
                    opens=partial(self._desk.go, "record", record=one.record),
                )
            )
            for place, one in enumerate(actions)
        ]
        return _card(
            _("Open actions"),
            "open-actions",
            items,
            lambda: EmptyState(_("No action is open"), _("Add one from the menu above.")),
        )

    def _dated(
        self,
        heading: str,
        kind: str,
        all_of_them: Sequence[Dated[T]],
        entry: Callable[[Dated[T]], Entry],
    ) -> Card:
        shown = [one for one in all_of_them if self._past or one.ended is None]
        items = [Item(entry(one), self._ending(one)) for one in shown]
        return _card(heading, kind, items, lambda: Label(_NONE_YET[kind], "muted"))

    def _ending(self, one: Dated[T]) -> list[Button]:
        if one.ended is not None:
            return []
        end = Button(_("End …"), role="quiet", name=f"end-{one.record}")
        end.setAccessibleName(_("End: {what}").format(what=one.value.line()))
        end.clicked.connect(
            lambda: EndDialog(self, self._desk, one.record, one.value.line()).open()
        )
        return [end]

    def _connected(self, cards: Iterable[ChildCard]) -> Card:
        items = [
            Item(
                Entry(
                    key=card.id,
                    title=card.name,
                    beside=card.group(),
                    opens=partial(self._desk.go, "child", child=card.id),
                )
            )
            for card in cards
        ]
        words = _("No other child is named in these records.")
        return _card(_("Connected children"), "connected", items, lambda: Label(words, "muted"))

    def _past_link(self, file: ChildFile) -> list[Button]:
        ends = (
            *(one.ended for one in file.statuses),
            *(one.ended for one in file.households),
            *(one.ended for one in file.contacts),
        )
        count = sum(end is not None for end in ends)
        if not count:
            return []
        words = ngettext("Show {count} that ended", "Show {count} that ended", count)
        shown = link(
            _("Hide what ended") if self._past else words.format(count=count), self._turn_past
        )
        shown.setObjectName("show-past")
        return [shown]

    def _turn_past(self) -> None:
        self._past = not self._past
        if self._file is not None:
            self.show_file(self._file, self._today)


def _card(heading: str, name: str, items: Sequence[Item], nothing: Callable[[], QWidget]) -> Card:
    card = Card(heading)
    card.setObjectName(name)
    if items:
        held = Items(lambda: EmptyState(""))
        held.show_items(items)
        return card.add(held)
    return card.add(nothing())


def _status_entry(one: Dated[Status]) -> Entry:
    span = span_words(one.value.since, one.ended or one.value.until)
    return Entry(
        key=one.record,
        title=one.value.status.words,
        words=one.value.details or "",
        below=span,
        state=_ended_state(one.ended),
    )


def _household_entry(one: Dated[Household]) -> Entry:
    value = one.value
    born = _("born {day}").format(day=show_day(value.born)) if value.born else ""
    parts = (
        value.relation.words,
        _("parental responsibility") if value.responsible else "",
        born,
        span_words(value.since, one.ended or value.until),
    )
    return Entry(
        key=one.record,
        title=value.name,
        words=value.details or "",
        below=" · ".join(filter(None, parts)),
        state=_ended_state(one.ended),
    )


def _contact_entry(one: Dated[Contact]) -> Entry:
    value = one.value
    reach = " · ".join(filter(None, (value.phone, value.email, value.address)))
    parts = (
        value.relation.words,
        _("parental responsibility") if value.responsible else "",
        value.details,
    )
    return Entry(
        key=one.record,
        title=value.name,
        words=reach,
        below=" · ".join(filter(None, parts)),
        state=_ended_state(one.ended),
    )


def _ended_state(ended: date | None) -> State | None:
    return State(_("ended {day}").format(day=show_day(ended))) if ended else None


_NONE_YET = {
    "status": _("None. Add one from the menu above."),
    "household": _("Nobody is entered yet."),
    "contact": _("Nobody is entered yet: enter two people to call at least."),
}
