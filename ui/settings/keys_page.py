"""Give a colleague keys: they draw and type their own passphrase, and nobody else sees it."""

from __future__ import annotations

from typing import Any

from app.base.text import _
from app.services.changes import Change
from ui.kit.banners import Notice
from ui.kit.buttons import plain, primary
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.settings.asked import LineField
from ui.settings.drawn import DrawnPassphrase
from ui.settings.part import PartPage


class KeysPage(PartPage):
    """Let a colleague sit down, take their words, and vouch for their keys."""

    def __init__(self, desk: Desk, person: str) -> None:
        card = desk.workspace.roll_view.person(person)
        self._person = person
        self._name = card.name if card else ""
        self._roles = [choice.code for choice in card.roles] if card else []
        title = _("Give keys to {name}").format(name=self._name)
        super().__init__(desk, title, name="keys")
        self.neutral = _("Give keys")
        self.add(
            Notice(
                _("Let {name} sit down here now").format(name=self._name),
                [_("Look away while they read and type their words. Nobody else may know them.")],
            )
        )
        self.why = LineField(
            _("Why are they given keys?"), _("Kept with your signature."), name="keys-why"
        )
        reason = Card()
        reason.add(self.why)
        self.drawn = DrawnPassphrase()
        self.drawn.given.connect(self._on_give)
        self.add(reason, self.drawn)
        self.give = primary(_("Give keys"), self._on_give)
        self.give.setObjectName("keys-give")
        back = plain(_("Go back"), lambda: desk.go("school", part="person", person=person))
        back.setObjectName("keys-back")
        self.bar.offer(self.give, back)
        self.first = self.why.line

    def _on_give(self) -> None:
        if not self.why.say("" if self.why.text() else _("Enter the reason")):
            self.why.go()
            return
        words = self.drawn.passphrase()
        if words is None:
            return
        people, person, name = self.desk.workspace.people, self._person, self._name
        cost = people.own_cost()
        self._set_busy(busy=True)
        self.desk.run(
            lambda: people.make_keys(person, name, words, cost),
            parent=self,
            done=self._on_made,
        )

    def _set_busy(self, *, busy: bool) -> None:
        self.give.setEnabled(not busy)
        self.drawn.setEnabled(not busy)
        self.give.set_words(_("Making keys …") if busy else _("Give keys"))

    def _on_made(self, new: Any) -> None:
        self._set_busy(busy=False)
        people, why = self.desk.workspace.people, self.why.text()

        def act() -> Change:
            return people.admit(new, self._roles, why)

        said = _("{name} can sign in now.").format(name=self._name)
        if self.desk.do(act, parent=self, done=said):
            self.drawn.forget()
            self.desk.go("school", part="people")
