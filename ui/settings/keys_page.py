"""Give a colleague keys, or new ones for a lost passphrase: they type it, nobody else sees it."""

from __future__ import annotations

from typing import Any

from app.base.text import _
from app.services.changes import Change
from app.services.granting import vouching_roles
from ui.kit.banners import Notice
from ui.kit.buttons import plain, primary
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.settings.asked import LineField
from ui.settings.chosen import ChosenPassphrase
from ui.settings.drawn import DrawnPassphrase
from ui.settings.part import PartPage
from ui.settings.roles import holds_keys


class KeysPage(PartPage):
    """Let a colleague sit down, take their passphrase, and vouch for their keys.

    Key holders draw five words; recorders, who open no child's record, choose their own.
    """

    def __init__(self, desk: Desk, person: str) -> None:
        card = desk.workspace.roll_view.person(person)
        self._person = person
        self._name = card.name if card else ""
        codes = [choice.code for choice in card.roles] if card else []
        self._roles = vouching_roles(codes)
        self._holder = holds_keys(codes)
        self._anew = person in {key for key, _name in desk.workspace.people.holders()}
        said = _("Give {name} new keys") if self._anew else _("Give keys to {name}")
        super().__init__(desk, said.format(name=self._name), name="keys")
        self.neutral = _("Give keys")
        self._say()
        why = _("Why do they need new keys?") if self._anew else _("Why are they given keys?")
        self.why = LineField(why, _("Kept with your signature."), name="keys-why")
        reason = Card()
        reason.add(self.why)
        self.drawn = self._passphrase()
        self.drawn.given.connect(self._on_give)
        self.add(reason, self.drawn)
        self.give = primary(_("Give keys"), self._on_give)
        self.give.setObjectName("keys-give")
        back = plain(_("Go back"), lambda: desk.go("school", part="person", person=person))
        back.setObjectName("keys-back")
        self.bar.offer(self.give, back)
        self.first = self.why.line

    def _say(self) -> None:
        if self._anew:
            lines = [
                _("The old passphrase opens nothing from now on; all their records stay."),
                _("Drafts they had not recorded cannot be opened any more."),
                _("Sheets they sign say so until they confirm the keys at their next sign-in."),
                _("If others may know the old passphrase, give the vaults new keys too."),
            ]
            self.add(Notice(_("What new keys mean"), lines, tone="warn"))
        opens = _("With these keys they open the children’s records.")
        sends = _("With these keys they record concerns; they open no child’s file.")
        self.add(
            Notice(
                _("Let {name} sit down here now").format(name=self._name),
                [
                    opens if self._holder else sends,
                    _("Look away while they type their passphrase. Nobody else may know it."),
                ],
            )
        )

    def _passphrase(self) -> DrawnPassphrase | ChosenPassphrase:
        if self._holder:
            return DrawnPassphrase()
        people, name = self.desk.workspace.people, self._name
        return ChosenPassphrase(lambda typed: people.problem_with(typed, name))

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
        people, why, roles = self.desk.workspace.people, self.why.text(), self._roles

        def act() -> Change:
            if self._anew:
                return people.reissue(new, why, roles)
            return people.admit(new, roles, why)

        said = _("{name} can sign in now.").format(name=self._name)
        if self.desk.do(act, parent=self, done=said):
            self.drawn.forget()
            self.desk.go("school", part="people")
