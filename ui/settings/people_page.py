"""Show who works here and who can sign in."""

from __future__ import annotations

from app.base.text import _
from app.rules.cards import PersonCard
from ui.kit.banners import Notice
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.empty import EmptyState
from ui.kit.pills import State
from ui.kit.tables import Column, RecordTable
from ui.settings.part import PartPage


class PeoplePage(PartPage):
    """List the adults of the register; a row leads to the person."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("People"), name="people", reading=False)
        holders = {key for key, _name in desk.workspace.people.holders()}
        self.set_identity(_("Open a person to change their posts or to give them keys."))
        if len(holders) == 1:
            lines = [_("If you cannot come, nobody can read the records. Give a colleague keys.")]
            self.add(Notice(_("Only one person can sign in"), lines, tone="danger"))
        add = Button(
            _("Add a person"), self._on_add, icon="plus", role="primary", name="add-person"
        )
        self.head.insertWidget(0, add)
        columns = [
            Column[PersonCard](_("Name"), lambda card: card.name, share=3),
            Column[PersonCard](_("Role"), lambda card: card.role, share=4),
            Column[PersonCard](_("Telephone"), lambda card: card.phone),
            Column[PersonCard](
                _("Can sign in"),
                lambda card: _("Yes") if card.id in holders else "",
                state=lambda card: State(_("Yes"), "good") if card.id in holders else None,
            ),
        ]
        self.table = RecordTable(
            columns,
            lambda card: card.id,
            name=_("People"),
            empty=EmptyState(_("Nobody is in the register yet")),
            whole=True,
        )
        self.table.setObjectName("people-table")
        self.table.show_rows(desk.workspace.roll_view.people())
        self.table.opened.connect(self._on_opened)
        self.add(Card().add(self.table))
        self.first = self.table.view

    def _on_add(self) -> None:
        self.desk.go("school", part="person", person="")

    def _on_opened(self, person: str) -> None:
        self.desk.go("school", part="person", person=person)
