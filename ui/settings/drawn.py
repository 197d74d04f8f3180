"""Draw a passphrase of five words as often as liked, and have it typed back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.base.text import _
from app.services.schools import draw_passphrase, same_words
from ui.kit.boxes import column, row
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.labels import Label
from ui.kit.passphrases import PassphraseEdit


class DrawnPassphrase(QWidget):
    """Show five drawn words and ask for them again; `given` is emitted on Enter."""

    given = Signal()

    def __init__(self) -> None:
        super().__init__()
        whole = column(self, gap=14)
        self.words = Label("", "title").selectable()
        self.words.setObjectName("drawn-words")
        self.words.setAccessibleName(_("Your passphrase"))
        self.again = Button(_("Draw other words"), self.draw, icon="redo", name="draw-again")
        shown = Card(_("Your passphrase"))
        shown.add(self.words)
        line = row(gap=8)
        line.addWidget(self.again)
        line.addStretch(1)
        shown.body.addLayout(line)
        shown.add(Label(_("Write it down until you know it by heart. Keep the note on you, not "
                          "at this desk, and destroy it then."), "hint"))  # fmt: skip
        whole.addWidget(shown)
        self.typed = PassphraseEdit(
            _("Type it here"), _("All five words with spaces between them.")
        )
        self.typed.setObjectName("typed-back")
        self.typed.given.connect(self.given)
        again = Card()
        again.add(self.typed)
        whole.addWidget(again)
        self.setFocusProxy(self.typed)
        self.drawn = ""
        self.draw()

    def draw(self) -> None:
        """Draw other words; what was typed no longer fits and is emptied."""
        self.drawn = draw_passphrase()
        self.words.show_text(self.drawn)
        self.typed.clear()
        self.typed.say_problem("")

    def passphrase(self) -> str | None:
        """Return the passphrase if it was typed back right, else say what is wrong."""
        if not self.typed.text().strip():
            self.typed.say_problem(_("Type the five words"))
        elif not same_words(self.typed.text(), self.drawn):
            self.typed.say_problem(_("These are not the words shown above: type them again"))
        else:
            self.typed.say_problem("")
            return self.drawn
        return None

    def forget(self) -> None:
        """Let go of the words."""
        self.drawn = ""
        self.words.show_text("")
        self.typed.clear()

    def start(self) -> None:
        """Take the focus."""
        self.typed.setFocus(Qt.FocusReason.OtherFocusReason)
