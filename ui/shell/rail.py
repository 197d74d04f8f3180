"""Lead to the parts of Rowan from the dark rail at the left."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout

from app.base.text import N_, _
from ui.kit import icons, theme
from ui.kit.boxes import column
from ui.kit.labels import Label

WIDE, NARROW, BARE = 196, 122, 64


@dataclass(frozen=True, slots=True)
class Place:
    """Hold one way on the rail: code, label, icon and keys."""

    code: str
    label: str
    icon: str
    keys: str = ""


PLACES = (
    Place("home", N_("My notes"), "note"),
    Place("today", N_("Today"), "today", "Ctrl+1"),
    Place("children", N_("Children"), "children", "Ctrl+2"),
    Place("record", N_("Record a concern"), "record", "Ctrl+3"),
    Place("find", N_("Find"), "find", "Ctrl+4"),
    Place("papers", N_("Papers"), "paper", "Ctrl+5"),
    Place("school", N_("School"), "school", "Ctrl+6"),
)
# A recorder has a home of their own in place of the day's work.
OF_RECORDERS = frozenset({"home"})
LEAVING = (
    Place("colleague", N_("Colleague records"), "edit"),
    Place("hide", N_("Hide screen"), "hide", "F9"),
    Place("lock", N_("Lock"), "lock", "Ctrl+L"),
    Place("sign-out", N_("Sign out"), "sign-out"),
)
OF_KEY_HOLDERS = frozenset(place.code for place in (*PLACES, *LEAVING)) - OF_RECORDERS


class RailButton(QToolButton):
    """Lead to one place; where there is little room the words are short, or left out."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.setProperty("role", "rail")
        label = _(place.label)
        self.setObjectName(f"rail.{place.code}")
        self.setText(label)
        self.setIcon(icons.icon(place.icon, "rail_text"))
        self.setAccessibleName(label)
        self.setToolTip(f"{label} ({place.keys})" if place.keys else label)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_chosen(self, *, chosen: bool) -> None:
        """Show whether this is where the person is."""
        self.setAccessibleDescription(_("Current page") if chosen else "")
        theme.mark(self, chosen=chosen)

    @property
    def shows_words(self) -> bool:
        """Say whether there is room for words."""
        return self.toolButtonStyle() is not Qt.ToolButtonStyle.ToolButtonIconOnly

    def set_form(self, *, narrow: bool, words: bool) -> None:
        """Show the whole words, short ones, or the icon alone."""
        theme.mark(self, narrow=narrow)
        side = theme.px(20)
        self.setIconSize(QSize(side + theme.px(4 if narrow else 6) * words, side))
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(
            style.ToolButtonTextBesideIcon if words else style.ToolButtonIconOnly
        )
        self.setText(_short(self.place) if narrow else _(self.place.label))


class Rail(QFrame):
    """Show the places, the school's name, and the ways to hide, lock and sign out."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setObjectName("rail")
        self.setAccessibleName(_("Places"))
        self._buttons: dict[str, RailButton] = {}
        self._narrow = False
        self._whole = column(self, gap=2, edge=(8, 12, 8, 10))
        self._product = Label(_("Rowan"), "product", wrap=False)
        self._product.setContentsMargins(theme.px(4), 0, 0, 0)
        self._school = Label("", "place")
        self._whole.addWidget(self._product)
        self._whole.addWidget(self._school)
        self._school.setContentsMargins(theme.px(4), 0, 0, theme.px(10))
        self._fill(self._whole, PLACES)
        self._whole.addStretch(1)
        self._fill(self._whole, LEAVING)
        self.set_narrow(narrow=False)

    def set_school(self, name: str) -> None:
        """Show the school's name under the program's."""
        self._school.show_text(name)

    def choose(self, code: str) -> None:
        """Show where the person is; an unknown code chooses nothing."""
        for button in self._buttons.values():
            button.set_chosen(chosen=button.place.code == code)

    def button(self, code: str) -> RailButton:
        """Return the button of a place."""
        return self._buttons[code]

    def set_narrow(self, *, narrow: bool) -> None:
        """Take little room, or room for whole words."""
        self._narrow = narrow
        self._product.setVisible(not narrow)
        self._school.setVisible(not narrow)
        self._set_forms()

    def show_only(self, codes: Collection[str]) -> None:
        """Show the places that whoever is signed in can go to."""
        for code, button in self._buttons.items():
            button.setVisible(code in codes)
        self._set_forms()

    def go_to_chosen(self) -> None:
        """Put the focus on the place where the person is."""
        chosen = [b for b in self._buttons.values() if b.property("chosen")]
        first = chosen or [b for b in self._buttons.values() if not b.isHidden()]
        first[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fill(self, layout: QVBoxLayout, places: Sequence[Place]) -> None:
        for place in places:
            button = RailButton(place)
            button.clicked.connect(lambda _on=False, code=place.code: self.asked.emit(code))
            self._buttons[place.code] = button
            layout.addWidget(button)
            button.setHidden(place.code in OF_RECORDERS)

    def _set_forms(self) -> None:
        buttons = [button for button in self._buttons.values() if not button.isHidden()]
        for button in buttons:
            button.set_form(narrow=self._narrow, words=True)
        edge = self._whole.contentsMargins()
        room = self.height() - edge.top() - edge.bottom()
        need = sum(button.sizeHint().height() + self._whole.spacing() for button in buttons)
        bare = self._narrow and need > room
        for button in buttons if bare else ():
            button.set_form(narrow=True, words=False)
        wide = BARE if bare else NARROW if self._narrow else WIDE
        self.setFixedWidth(theme.px(wide))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words out where the rail is too short for them."""
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height():
            self._set_forms()


def _short(place: Place) -> str:
    short = {
        "record": _("Record"),
        "colleague": _("Colleague"),
        "hide": _("Hide"),
        "sign-out": _("Sign out"),
    }
    return short.get(place.code, _(place.label))
