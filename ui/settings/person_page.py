"""Add an adult to the register, change what it says of one, and lead to giving them keys."""

from __future__ import annotations

from typing import Any

from app.base.errors import InputError
from app.base.text import _
from app.records.register import PersonEntry
from app.rules.cards import PersonCard
from app.services.changes import Change
from ui.kit.banners import Notice
from ui.kit.buttons import Button, plain, primary
from ui.kit.desk import Desk
from ui.kit.forms import RecordForm
from ui.settings.part import PartPage
from ui.settings.roles import holds_keys


class PersonPage(PartPage):
    """Ask for name, posts, job title and telephone."""

    def __init__(self, desk: Desk, person: str) -> None:
        card = desk.workspace.roll_view.person(person) if person else None
        super().__init__(desk, card.name if card else _("Add a person"), name="person")
        self.neutral = _("People")
        self._person = person
        self.form = RecordForm(PersonEntry, desk.form_context())
        if card:
            self.set_identity(card.role)
            self.form.set_values(_answers(card))
            self.add(self._keys(card))
        self.add(self.form)
        save = primary(_("Save"), self._on_save)
        save.setObjectName("person-save")
        back = plain(_("Go back"), lambda: desk.go("school", part="people"))
        back.setObjectName("person-back")
        self.bar.offer(save, back)
        self.form.go_to("name")

    def _keys(self, card: PersonCard) -> Notice:
        codes = [choice.code for choice in card.roles]
        if card.id in {key for key, _name in self.desk.workspace.people.holders()}:
            return Notice(_("This person can sign in"), tone="good")
        if not holds_keys(codes):
            words = _("Only the DSL, deputies and the headteacher can be given keys.")
            return Notice(_("This person cannot sign in"), [words])
        words = _("They choose a passphrase themselves, sitting where you sit now.")
        give = Button(_("Give keys"), self._on_give, icon="key", name="give-keys")
        return Notice(_("This person cannot sign in yet"), [words]).offer(give)

    def _on_give(self) -> None:
        self.desk.go("school", part="keys", person=self._person)

    def _on_save(self) -> None:
        try:
            self.form.record()
        except InputError as error:
            self._show(error.problems)
            return
        people = self.desk.workspace.roll

        def act() -> Change:
            _who, change = people.add_person(self.form.answers(), self._person)
            return change

        if self.desk.do(act, parent=self, problems=self._show, done=_("Saved.")):
            self.desk.go("school", part="people")

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
