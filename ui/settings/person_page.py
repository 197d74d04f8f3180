"""Add an adult to the register, change what it says of one, and see to their keys."""

from __future__ import annotations

from typing import Any

from app.base.errors import InputError
from app.base.text import _
from app.records.register import PersonEntry
from app.rules.cards import PersonCard
from app.services.changes import Change
from app.services.granting import fit as fit_of
from app.services.granting import vouching_roles
from app.services.people import OtherVaults, StillHasKeys
from app.views.key_people import KeyPerson
from ui.kit.banners import Notice
from ui.kit.buttons import Button, plain, primary
from ui.kit.desk import Desk
from ui.kit.forms import RecordForm
from ui.kit.waiting import near_time
from ui.settings.part import PartPage
from ui.settings.roles import holds_keys


class PersonPage(PartPage):
    """Ask for name, posts, job title and telephone; offer what can be done about keys."""

    def __init__(self, desk: Desk, person: str) -> None:
        known = desk.workspace.key_people.person(person) if person else None
        card = known.card if known else None
        super().__init__(desk, card.name if card else _("Add a person"), name="person")
        self.neutral = _("People")
        self._person = person
        self.form = RecordForm(PersonEntry, desk.form_context())
        if known and card:
            self.set_identity(card.role)
            self.form.set_values(_answers(card))
            self.add(self._keys(known))
        self.add(self.form)
        save = primary(_("Save"), self._on_save)
        save.setObjectName("person-save")
        back = plain(_("Go back"), lambda: desk.go("school", part="people"))
        back.setObjectName("person-back")
        self.bar.offer(save, back)
        self.form.go_to("name")

    def _keys(self, known: KeyPerson) -> Notice:
        mine = known.id == self.desk.workspace.me.id
        if known.account in ("holder", "recorder"):
            return self._with_keys(known, mine=mine)
        if known.account == "left":
            return Notice(_("They left the school"), [_("Nothing here opens for them.")])
        codes = [choice.code for choice in known.card.roles]
        lines = [_("They choose a passphrase themselves, sitting where you sit now.")]
        if not holds_keys(codes):
            lines.insert(0, _("With an account they record concerns; they open no child’s file."))
        give = Button(_("Give keys"), self._on_give, icon="key", name="give-keys")
        return Notice(_("This person cannot sign in yet"), lines).offer(give)

    def _with_keys(self, known: KeyPerson, *, mine: bool) -> Notice:
        opens = known.account == "holder"
        title = _("Opens the children’s records") if opens else _("Records concerns only")
        lines = [self._last(known)]
        if known.unconfirmed:
            words = _("New keys, issued by {name}, not yet confirmed.")
            lines.append(words.format(name=known.unconfirmed))
        notice = Notice(title, lines, tone="good")
        if mine:
            own = Button(_("Change your passphrase"), self._on_own, name="own-passphrase")
            return notice.offer(own)
        anew = Button(_("Passphrase forgotten …"), self._on_give, icon="key", name="new-keys")
        take = Button(_("Leaves, or loses keys …"), self._on_take, name="take-keys")
        return notice.offer(anew, take)

    def _last(self, known: KeyPerson) -> str:
        today = self.desk.workspace.clock.now().day()
        if known.last is None:
            return _("Has not signed in yet.")
        return _("Last signed in: {when}").format(when=near_time(known.last, today))

    def _on_give(self) -> None:
        self.desk.go("school", part="keys", person=self._person)

    def _on_take(self) -> None:
        self.desk.go("school", part="leaving", person=self._person)

    def _on_own(self) -> None:
        self.desk.go("school", part="passphrase")

    def _on_save(self) -> None:
        try:
            entry = self.form.record()
        except InputError as error:
            self._show(error.problems)
            return
        codes = [choice.code for choice in entry.roles]
        workspace = self.desk.workspace
        fit = fit_of(workspace.people.roles_of(self._person), codes)

        def act() -> Change:
            if fit != "none" and entry.left_on is not None:
                raise StillHasKeys(self._person)
            if fit == "less":
                raise OtherVaults(self._person)
            _who, change = workspace.roll.add_person(self.form.answers(), self._person)
            if fit in ("same", "nothing"):
                roles, why = vouching_roles(codes), _("Posts or name changed")
                workspace.people.change_roles(self._person, roles, why, name=entry.name)
            return change

        if self.desk.do(act, parent=self, problems=self._show, done=_("Saved.")):
            part = "keys" if fit == "more" else "people"
            person = {"person": self._person} if fit == "more" else {}
            self.desk.go("school", part=part, **person)

    def _show(self, problems: dict[str, str]) -> None:
        self.set_error(error=True)
        self.form.show_problems(problems)


def _answers(card: PersonCard) -> dict[str, Any]:
    found = {
        "name": card.name,
        "roles": card.roles,
        "job": card.job or None,
        "phone": card.phone or None,
        "left_on": card.left_on,
    }
    return {name: value for name, value in found.items() if value}
