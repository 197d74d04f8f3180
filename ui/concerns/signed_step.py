"""Say that a concern is handed over, and what happens next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.text import _
from ui.kit.banners import Notice
from ui.kit.boxes import column
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.flow import flowing
from ui.kit.labels import Label
from ui.kit.recording import Ending


class SignedStep(QWidget):
    """Confirm a concern just signed or sent, and offer what can be done now."""

    def __init__(self, ending: Ending) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setObjectName("signed-step")
        whole = column(self, gap=14)
        notice = Notice(ending.title, ending.lines, tone="good")
        notice.setObjectName("recorded")
        whole.addWidget(notice)
        self._offers = [
            Button(offer.words, offer.act, icon=offer.icon, name=offer.name)
            for offer in ending.offers
        ]
        if self._offers or ending.hint:
            whole.addWidget(self._next(ending))

    def go(self) -> None:
        """Put the focus on the first thing offered."""
        if self._offers:
            self._offers[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _next(self, ending: Ending) -> Card:
        card = Card(_("What next?"))
        if self._offers:
            card.add(flowing(*self._offers, gap=8))
        if ending.hint:
            card.add(Label(ending.hint, "hint"))
        return card
