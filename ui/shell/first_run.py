"""Offer what can be done where no school is open yet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from app.base.text import N_, _
from ui.kit.boxes import column, row
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.labels import IconLabel, Label
from ui.shell.alone import AlonePage

SET_UP, OPEN, DEMO, PUT_BACK = "set-up", "open", "demo", "put-back"

# Code, icon, verb, and what it means.
OFFERS = (
    (
        SET_UP,
        "school",
        N_("Set up a school"),
        N_("Make its keys and files. Takes about ten minutes; you need a printer."),
    ),
    (
        OPEN,
        "key",
        N_("Open a school"),
        N_("It was set up before and its folder lies on this PC."),
    ),
    (
        PUT_BACK,
        "backup",
        N_("Put a backup back"),
        N_("When files were lost or damaged, or to move to a new PC."),
    ),
    (
        DEMO,
        "show",
        N_("Try the demo school"),
        N_("Invented children and staff, two years of entries. Nothing can go wrong."),
    ),
)


class FirstRun(AlonePage):
    """Ask whether to set up a school, open, restore or try one; `chosen` says which."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Keep your school’s safeguarding records on this PC"), wide=True)
        self.add(
            Label(_("Everything stays here, encrypted. Rowan never uses a network."), "muted")
        )
        for place, (code, icon, verb, words) in enumerate(OFFERS):
            button = self._offer(code, icon, _(verb), _(words), first=place == 0)
            self.first = self.first or button

    def _offer(self, code: str, icon: str, verb: str, words: str, *, first: bool) -> Button:
        card = Card()
        line = row(gap=14)
        line.addWidget(IconLabel(icon, "accent", 24), 0, Qt.AlignmentFlag.AlignTop)
        said = column(gap=2)
        said.addWidget(Label(verb, "heading"))
        said.addWidget(Label(words, "muted"))
        line.addLayout(said, 1)
        role = "primary" if first else "plain"
        button = Button(verb, lambda: self.chosen.emit(code), role=role, name=f"first-{code}")
        button.setAccessibleDescription(words)
        line.addWidget(button)
        card.body.addLayout(line)
        self.add(card)
        return button
