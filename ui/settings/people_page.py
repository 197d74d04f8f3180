"""Show who works here, who can sign in, and what of keys and sheets is to be seen to."""

from __future__ import annotations

from app.base.text import N_, _
from app.views.key_people import Account, KeyPerson
from ui.kit.banners import Notice
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.empty import EmptyState
from ui.kit.flow import flowing
from ui.kit.labels import Label
from ui.kit.pills import State, Tone
from ui.kit.tables import Column, RecordTable
from ui.kit.waiting import near_time
from ui.settings.part import PartPage

ACCOUNTS: dict[Account, tuple[str, Tone]] = {
    "holder": (N_("Key holder"), "good"),
    "recorder": (N_("Records only"), "accent"),
    "none": (N_("No account"), "muted"),
    "left": (N_("Left"), "muted"),
}


class PeoplePage(PartPage):
    """List the adults of the register; a row leads to the person."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("People"), name="people", reading=False)
        self.set_identity(_("Open a person to change their posts or to see to their keys."))
        everyone = desk.workspace.key_people.everyone()
        self._warn(everyone)
        add = Button(
            _("Add a person"), self._on_add, icon="plus", role="primary", name="add-person"
        )
        self.head.insertWidget(0, add)
        self.table = self._build_table()
        self.table.show_rows(everyone)
        self.table.opened.connect(self._on_opened)
        self.add(Card().add(self.table), self._keys())
        self.first = self.table.view

    def _warn(self, everyone: list[KeyPerson]) -> None:
        if sum(one.account == "holder" for one in everyone) == 1:
            lines = [_("If you cannot come, nobody can read the records. Give a colleague keys.")]
            self.add(Notice(_("Only one person can open the records"), lines, tone="danger"))
        for one in everyone:
            if one.unconfirmed:
                title = _("{name} has not confirmed their new keys").format(name=one.card.name)
                line = _("They were issued by {name}. Rowan asks at the next sign-in.")
                self.add(Notice(title, [line.format(name=one.unconfirmed)], tone="warn"))

    def _build_table(self) -> RecordTable[KeyPerson]:
        today = self.desk.workspace.clock.now().day()
        columns = [
            Column[KeyPerson](_("Name"), lambda one: one.card.name, share=3),
            Column[KeyPerson](_("Role"), lambda one: one.card.role, share=4),
            Column[KeyPerson](_("Account"), lambda one: _(ACCOUNTS[one.account][0]), state=_state),
            Column[KeyPerson](
                _("Last signed in"),
                lambda one: near_time(one.last, today) if one.last else "",
                share=2,
            ),
        ]
        table = RecordTable(
            columns,
            lambda one: one.id,
            name=_("People"),
            empty=EmptyState(_("Nobody is in the register yet")),
            whole=True,
        )
        table.setObjectName("people-table")
        return table

    def _keys(self) -> Card:
        number = self.desk.workspace.recovery_sheets.number()
        card = Card(_("Keys of the school"))
        said = _("Recovery sheet {number} counts. It lies in the safe and opens every record.")
        card.add(Label(said.format(number=number), "muted"))
        card.add(
            flowing(
                self._to(_("Make a new recovery sheet"), "recovery-sheet"),
                self._to(_("Give the vaults new keys"), "renew-keys"),
                self._to(_("What roles are called here"), "role-names"),
            )
        )
        return card

    def _to(self, words: str, part: str) -> Button:
        return Button(words, lambda: self.desk.go("school", part=part), name=f"to-{part}")

    def _on_add(self) -> None:
        self.desk.go("school", part="person", person="")

    def _on_opened(self, person: str) -> None:
        self.desk.go("school", part="person", person=person)


def _state(one: KeyPerson) -> State:
    words, tone = ACCOUNTS[one.account]
    return State(_(words), tone)
