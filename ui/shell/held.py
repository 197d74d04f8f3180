"""Wait for another Windows user's Rowan to give way, or say whose it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal

from app.base.text import _
from ui.kit.boxes import row
from ui.kit.buttons import primary
from ui.kit.cards import Card
from ui.kit.labels import Label
from ui.shell.alone import AlonePage
from ui.shell.single import GIVE_WAY_MS, WATCH_MS


class HeldPage(AlonePage):
    """Say that the school is open in another Rowan.

    `look` returns None when this Rowan has got the school meanwhile, else the Windows user who
    holds it, empty while nobody has answered.
    """

    again = Signal()
    given_up = Signal()

    def __init__(self, school: str, look: Callable[[], str | None]) -> None:
        super().__init__(_("Rowan is open already"), school=school)
        self._look = look
        self._left_ms = GIVE_WAY_MS + 2 * WATCH_MS
        self.words = Label(_("Waiting for the other Rowan to give way …"))
        self.words.setObjectName("held-words")
        card = Card()
        card.add(self.words)
        self.again_button = primary(_("Try again"), self.again.emit)
        self.again_button.setObjectName("held-again")
        line = row(gap=8)
        line.addWidget(self.again_button)
        line.addStretch(1)
        card.body.addLayout(line)
        self.add(card)
        self.first = self.again_button
        self._timer = QTimer(self)
        self._timer.setInterval(WATCH_MS)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    def _on_tick(self) -> None:
        holder = self._look()
        if holder is None:
            self._timer.stop()
            return
        self._left_ms -= WATCH_MS
        if holder or self._left_ms <= 0:
            self._timer.stop()
            self.given_up.emit()
            self.words.show_text(_held_words(holder))


def _held_words(holder: str) -> str:
    if not holder:
        return _("It is open in another window of this PC, or another Windows user has it open.")
    return _(
        "The Windows user {name} has it unlocked. Ask them to lock it, then try again."
    ).format(name=holder)
