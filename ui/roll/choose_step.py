"""Choose a file, or look at the imports there were."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.base.text import _, ngettext
from app.services.roll_import import PastImport
from ui.kit.boxes import beside, column
from ui.kit.buttons import Button, link, primary
from ui.kit.cards import Card
from ui.kit.empty import EmptyState
from ui.kit.items import Entry, Item, Items
from ui.kit.labels import Label
from ui.kit.pills import State
from ui.kit.waiting import near_time

_SHOWN = 10


class ChooseStep(QWidget):
    """Offer to choose a file, an empty template, and to undo an import."""

    choose_asked = Signal()
    template_asked = Signal()
    undo_asked = Signal(object)

    def __init__(self, past: list[PastImport], today: date) -> None:
        super().__init__()
        self._today = today
        self.choose = primary(_("Choose a file …"), self.choose_asked.emit)
        self.choose.setObjectName("choose-roll")
        whole = column(self, gap=14)
        whole.addWidget(self._build_choose())
        if past:
            whole.addWidget(self._build_past(past))

    def _build_choose(self) -> Card:
        template = link(_("Save an empty template"), self.template_asked.emit)
        template.setObjectName("save-template")
        lines = (
            _("Save the roll from your office system as CSV or Excel (.xlsx), then choose it here"
              " or drop it on this page. A common transfer file (CTF) works too."),
            _("Names and birth date are needed. UPN, known names, class, year and sex are read if"
              " they are there; other columns are not."),
            _("You see what would change before anything does."),
        )  # fmt: skip
        card = Card(_("A file with one row for each child"))
        return card.add(
            *(Label(line) for line in lines), beside(self.choose, template, None, gap=12)
        )

    def _build_past(self, past: list[PastImport]) -> Card:
        items = Items(lambda: EmptyState(""))
        items.setObjectName("past-imports")
        items.show_items([self._item(one) for one in past[:_SHOWN]])
        return Card(_("Imports until now")).add(items)

    def _item(self, one: PastImport) -> Item:
        entry = Entry(
            key=one.id,
            title=_("{name}, {when}").format(
                name=one.by, when=near_time(one.recorded, self._today)
            ),
            words=counts_words(one.said.added, one.said.changed, one.said.left),
            state=State(_("Undone"), "muted") if one.undone else None,
        )
        undo = Button(_("Undo …"), self._asks_for(one), name=f"undo-{one.id}")
        undo.setAccessibleName(_("Undo the import of {when}").format(when=entry.title))
        return Item(entry, [] if one.undone else [undo])

    def _asks_for(self, one: PastImport) -> Callable[[], None]:
        return lambda: self.undo_asked.emit(one)


def counts_words(added: int, changed: int, left: int) -> str:
    """Return what an import did or would do: 12 added, 3 changed, 1 left."""
    parts = [
        ngettext("{count} added", "{count} added", added).format(count=added),
        ngettext("{count} changed", "{count} changed", changed).format(count=changed),
        ngettext("{count} left", "{count} left", left).format(count=left),
    ]
    return "  ·  ".join(parts)
