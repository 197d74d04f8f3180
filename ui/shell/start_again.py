"""Offer a fresh start after Rowan has locked because of a bug."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.base.text import _
from ui.kit.boxes import row
from ui.kit.buttons import primary
from ui.kit.cards import Card
from ui.kit.labels import Label
from ui.shell.alone import AlonePage


class StartAgain(AlonePage):
    """Say that the records are locked; `again` asks for a fresh process."""

    again = Signal()

    def __init__(self) -> None:
        super().__init__(_("Rowan has locked"))
        card = Card()
        card.add(Label(_("The records are closed. What you typed is kept as a draft.")))
        button = primary(_("Start again"), self.again.emit)
        button.setObjectName("start-again")
        line = row(gap=8)
        line.addWidget(button)
        line.addStretch(1)
        card.body.addLayout(line)
        self.add(card)
        self.first = button
