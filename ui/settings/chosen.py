"""Have a recorder choose a passphrase of their own and type it twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.base.text import N_, _
from ui.kit.boxes import column
from ui.kit.cards import Card
from ui.kit.passphrases import PassphraseEdit

PROBLEMS: Mapping[str, str] = {
    "passphrase_too_short": N_("Use 12 characters or more"),
    "passphrase_too_common": N_("Many people use this: choose words that do not belong together"),
    "passphrase_too_plain": N_("Use more different letters, and no runs such as abcd or 1234"),
    "passphrase_about_you": N_("Leave out your name and the school’s"),
}


class ChosenPassphrase(QWidget):
    """Ask for a passphrase of 12 characters or more, twice; `given` is emitted on Enter."""

    given = Signal()

    def __init__(self, judge: Callable[[str], str | None]) -> None:
        super().__init__()
        self._judge = judge
        whole = column(self, gap=14)
        hint = _("12 characters or more. Three or four words that do not belong together do well.")
        self.typed = PassphraseEdit(_("Choose a passphrase"), hint)
        self.typed.line.setObjectName("chosen-passphrase")
        self.again = PassphraseEdit(_("Type it again"))
        self.again.line.setObjectName("chosen-again")
        self.again.given.connect(self.given)
        card = Card(_("Your passphrase"), gap=14)
        card.add(self.typed, self.again)
        whole.addWidget(card)
        self.setFocusProxy(self.typed.line)

    def passphrase(self) -> str | None:
        """Return the passphrase if it will do and was typed twice, else say what is wrong."""
        text = self.typed.text()
        problem = self._judge(text)
        self.typed.say_problem(_(PROBLEMS[problem]) if problem else "")
        same = text == self.again.text()
        self.again.say_problem("" if same or problem else _("The two are not the same"))
        return text if same and not problem else None

    def forget(self) -> None:
        """Let go of what was typed."""
        self.typed.clear()
        self.again.clear()

    def start(self) -> None:
        """Take the focus."""
        self.typed.line.setFocus(Qt.FocusReason.OtherFocusReason)
