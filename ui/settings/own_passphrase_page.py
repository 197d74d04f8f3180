"""Change a recorder's passphrase: their own words, judged as when they were first chosen."""

from __future__ import annotations

from collections.abc import Callable

from app.base.errors import InputError, RowanError
from app.base.text import _
from ui.kit.buttons import primary
from ui.kit.cards import Card
from ui.kit.desk import Errands
from ui.kit.dialogs import show_problem
from ui.kit.pages import Page
from ui.kit.passphrases import PassphraseEdit
from ui.kit.problems import explain
from ui.settings.chosen import PROBLEMS, ChosenPassphrase


class OwnPassphrasePage(Page):
    """Ask for the old passphrase and twice for the new one.

    `judge` returns a problem code or None, `change` locks the keys anew (slow).
    """

    def __init__(
        self,
        desk: Errands,
        judge: Callable[[str], str | None],
        change: Callable[[str, str], None],
    ) -> None:
        title = _("Change your passphrase")
        super().__init__(title, reading=True, neutral=title)
        self.setObjectName("own-passphrase-page")
        self._desk = desk
        self._change = change
        self.old = PassphraseEdit(_("Your passphrase until now"))
        self.old.line.setObjectName("old-passphrase")
        self.new = ChosenPassphrase(judge)
        self.new.given.connect(self._on_change)
        self.add(Card().add(self.old), self.new)
        self.change = primary(_("Change"), self._on_change)
        self.change.setObjectName("passphrase-change")
        self.bar.offer(self.change)
        self.first = self.old.line

    def _on_change(self) -> None:
        old = self.old.text()
        self.old.say_problem("" if old else _("Enter your passphrase until now"))
        new = self.new.passphrase() if old else None
        if new is None:
            return
        self._set_busy(busy=True)
        self._desk.tasks.run(
            lambda: self._change(old, new),
            owner=self,
            done=lambda _nothing: self._on_changed(),
            failed=self._on_failed,
        )

    def _set_busy(self, *, busy: bool) -> None:
        self.change.setEnabled(not busy)
        self.change.set_words(_("Changing …") if busy else _("Change"))

    def _on_changed(self) -> None:
        self.old.clear()
        self.new.forget()
        self._desk.said.emit(_("Your passphrase is changed."))
        self._desk.go("home")

    def _on_failed(self, error: Exception) -> None:
        self._set_busy(busy=False)
        if isinstance(error, InputError):
            self.new.typed.say_problem(_(PROBLEMS[next(iter(error.problems.values()))]))
        elif isinstance(error, RowanError) and type(error).__name__ == "WrongPassphrase":
            self.old.clear()
            self.old.say_problem(explain(error).title)
        elif isinstance(error, RowanError):
            show_problem(self, error)
        else:
            raise error
