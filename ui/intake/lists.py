"""List what lies in the tray: whole notes, unfinished ones, and files that are no note."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from app.base.text import _, ngettext
from app.rules.intake import StrangeNote, Tray, TrayNote
from ui.intake.words import author_words, names_words, state_of, strange_words
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.empty import EmptyState
from ui.kit.items import Entry, Item, Items, clipped
from ui.kit.pills import State
from ui.kit.waiting import near_time

_SHORT = 110
Open = Callable[[str], object]


class NotesCard(Card):
    """Show notes that can be opened; those that are ready to be taken in bear a tick."""

    def __init__(self, title: str, name: str, opens: Open, nothing: str) -> None:
        super().__init__(title)
        self.setObjectName(name)
        self._opens = opens
        self._items = Items(lambda: EmptyState(nothing, icon="tray"))
        self.add(self._items)

    def show_notes(self, notes: Collection[TrayNote], ready: Collection[str], day: date) -> None:
        """Show notes in the order given."""
        self._items.show_items(self._item(note, ready, day) for note in notes)

    def _item(self, note: TrayNote, ready: Collection[str], day: date) -> Item:
        checked = note.file in ready
        return Item(
            Entry(
                key=note.file,
                title=names_words(note),
                words=clipped(note.line, _SHORT),
                below=f"{author_words(note)} · {near_time(note.arrived, day)}",
                state=State(_("Checked"), "good", "tick") if checked else state_of(note),
                opens=lambda: self._opens(note.file),
            )
        )


class StrangeCard(Card):
    """Show files that cannot be taken in, each with what to do; none is thrown away."""

    def __init__(self, set_aside: Callable[[StrangeNote], object]) -> None:
        super().__init__(
            _("Cannot be taken in"), _("They stay here until you set them aside; none is deleted.")
        )
        self.setObjectName("tray-strange")
        self._set_aside = set_aside
        self._items = Items(lambda: EmptyState(_("Nothing")))
        self.add(self._items)

    def show_notes(self, notes: Collection[StrangeNote], day: date) -> None:
        """Show them, or nothing of this card."""
        self.setVisible(bool(notes))
        self._items.show_items(self._item(note, day) for note in notes)

    def _item(self, note: StrangeNote, day: date) -> Item:
        title, advice = strange_words(note)
        aside = Button(_("Set aside …"), role="quiet", name=f"aside-{note.file_name}")
        aside.clicked.connect(lambda: self._set_aside(note))
        below = f"{note.file_name[:12]}… · {near_time(note.arrived, day)}"
        return Item(Entry(key=note.file_name, title=title, words=advice, below=below), (aside,))


def tray_words(tray: Tray) -> str:
    """Return in one line how much lies in the tray."""
    count = len(tray.notes)
    parts = [ngettext("{count} note", "{count} notes", count).format(count=count)]
    if tray.unfinished:
        parts.append(_("{count} unfinished").format(count=len(tray.unfinished)))
    if tray.strange:
        parts.append(_("{count} that cannot be taken in").format(count=len(tray.strange)))
    return " · ".join(parts)
