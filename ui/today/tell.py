"""List reporters who have to be told in person what was decided, and tick them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.base.text import _
from app.records.feedback import FeedbackGiven
from app.rules.intake import ToTell
from app.services.changes import Change
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.empty import EmptyState
from ui.kit.items import Entry, Item, Items, clipped
from ui.kit.record_dialog import Asking, ask_record
from ui.kit.waiting import near_time


class TellCard(Card):
    """Show whom to tell; hidden while there is nobody."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            _("Tell who reported it"), _("They have no account: somebody tells them in person.")
        )
        self.setObjectName("to-tell")
        self._desk = desk
        self._items = Items(lambda: EmptyState(_("Nobody has to be told")))
        self.add(self._items)

    def show_to_tell(self, found: Sequence[ToTell], day: date) -> None:
        """Show whom to tell, the longest waiting first."""
        self.setVisible(bool(found))
        self._items.show_items(self._item(one, day) for one in found)

    def _item(self, one: ToTell, day: date) -> Item:
        entry = Entry(
            key=f"tell-{one.decision}",
            title=one.reporter.name,
            beside=one.reporter.role,
            words=clipped(one.words) if one.words else _("No words were left for them."),
            below=_about(one, day),
            opens=lambda: self._desk.go("record", record=one.record),
        )
        told = Button(_("Told …"), icon="tick", name=f"told-{one.decision}")
        told.setAccessibleName(_("Told: {name}").format(name=one.reporter.name))
        told.clicked.connect(lambda: self._ask(one))
        return Item(entry, (told,))

    def _ask(self, one: ToTell) -> None:
        asking = Asking(
            title=_("How was {name} told?").format(name=one.reporter.name),
            kind=FeedbackGiven,
            verb=_("Record that they were told"),
            values={"words": one.words} if one.words else {},
        )

        def act(answers: Mapping[str, Any]) -> Change:
            return self._desk.workspace.feedback.given(one.decision, answers)

        ask_record(self._desk, self, asking, act, said=_("Recorded"))


def _about(one: ToTell, day: date) -> str:
    parts = [part for part in (one.contact, one.child.name if one.child else "") if part]
    parts.append(_("decided {when}").format(when=near_time(one.decided, day)))
    return " · ".join(parts)
