"""Lead to the parts of Rowan from the dark rail at the left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout

from app.base.text import N_, _
from ui.kit import icons, theme
from ui.kit.boxes import column
from ui.kit.labels import Label

WIDE, NARROW = 196, 88


@dataclass(frozen=True, slots=True)
class Place:
    """Hold one way on the rail: code, label, icon and keys."""

    code: str
    label: str
    icon: str
    keys: str = ""


PLACES = (
    Place("today", N_("Today"), "today", "Ctrl+1"),
    Place("children", N_("Children"), "children", "Ctrl+2"),
    Place("record", N_("Record a concern"), "record", "Ctrl+3"),
    Place("find", N_("Find"), "find", "Ctrl+4"),
    Place("papers", N_("Papers"), "paper", "Ctrl+5"),
    Place("school", N_("School"), "school", "Ctrl+6"),
)
LEAVING = (
    Place("hide", N_("Hide screen"), "hide", "F9"),
    Place("lock", N_("Lock"), "lock", "Ctrl+L"),
    Place("sign-out", N_("Sign out"), "sign-out"),
)


class RailButton(QToolButton):
    """Lead to one place; where there is little room the words stand below the icon."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
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

    def set_form(self, *, narrow: bool, words: bool) -> None:
        """Put the words beside the icon, below it, or leave them out."""
        side = theme.px(22 if narrow else 20)
        self.setIconSize(QSize(side if narrow else side + theme.px(6), side))
        style = Qt.ToolButtonStyle
        below = style.ToolButtonTextUnderIcon if words else style.ToolButtonIconOnly
        self.setToolButtonStyle(below if narrow else style.ToolButtonTextBesideIcon)
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
        self._product = Label(_("Rowan"), wrap=False)
        self._product.setProperty("role", "product")
        self._school = Label("")
        self._school.setProperty("role", "place")
        self._whole.addWidget(self._product)
        self._whole.addWidget(self._school)
        self._whole.addSpacing(theme.px(10))
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
        self.setFixedWidth(theme.px(NARROW if narrow else WIDE))
        theme.mark(self, narrow=narrow)
        self._set_forms()

    def go_to_chosen(self) -> None:
        """Put the focus on the place where the person is."""
        chosen = [b for b in self._buttons.values() if b.property("chosen")]
        first = chosen or list(self._buttons.values())
        first[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fill(self, layout: QVBoxLayout, places: Sequence[Place]) -> None:
        for place in places:
            button = RailButton(place)
            button.clicked.connect(lambda _on=False, code=place.code: self.asked.emit(code))
            self._buttons[place.code] = button
            layout.addWidget(button)

    def _set_forms(self) -> None:
        for words in (True, False):
            for button in self._buttons.values():
                button.set_form(narrow=self._narrow, words=words)
            self._whole.invalidate()
            if self._whole.minimumSize().height() <= self.height() or not self._narrow:
                return

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words out where the rail is too short for them."""
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height():
            self._set_forms()


def _short(place: Place) -> str:
    short = {"record": _("Record"), "hide": _("Hide"), "sign-out": _("Sign out")}
    return short.get(place.code, _(place.label))
