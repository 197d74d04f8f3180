"""Change one's own passphrase: the old one, then five new words typed back."""

from __future__ import annotations

from app.base.errors import RowanError
from app.base.text import _
from ui.kit.buttons import primary
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.dialogs import show_problem
from ui.kit.passphrases import PassphraseEdit
from ui.kit.problems import explain
from ui.settings.drawn import DrawnPassphrase
from ui.settings.part import PartPage


class PassphrasePage(PartPage):
    """Lock one's own keys anew; records are not touched by it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Change your passphrase"), name="passphrase")
        self.set_identity(_("It counts from now on; the records themselves stay as they are."))
        self.old = PassphraseEdit(_("Your passphrase until now"))
        self.old.line.setObjectName("old-passphrase")
        self.add(Card().add(self.old))
        self.drawn = DrawnPassphrase()
        self.drawn.given.connect(self._on_change)
        self.add(self.drawn)
        self.change = primary(_("Change"), self._on_change)
        self.change.setObjectName("passphrase-change")
        self.bar.offer(self.change)
        self.first = self.old.line

    def _on_change(self) -> None:
        old = self.old.text()
        if not old:
            self.old.say_problem(_("Enter your passphrase until now"))
            return
        self.old.say_problem("")
        new = self.drawn.passphrase()
        if new is None:
            return
        people = self.desk.workspace.people
        self._set_busy(busy=True)
        self.desk.run(
            lambda: people.change_own_passphrase(old, new),
            parent=self,
            done=self._on_changed,
            failed=self._on_failed,
        )

    def _set_busy(self, *, busy: bool) -> None:
        self.change.setEnabled(not busy)
        self.change.set_words(_("Changing …") if busy else _("Change"))

    def _on_changed(self, _nothing: None) -> None:
        self.old.clear()
        self.drawn.forget()
        self.desk.said.emit(_("Your passphrase is changed."))
        self.desk.go("school")

    def _on_failed(self, error: RowanError) -> None:
        self._set_busy(busy=False)
        if type(error).__name__ == "WrongPassphrase":
            self.old.clear()
            self.old.say_problem(explain(error).title)
        else:
            show_problem(self, error)
