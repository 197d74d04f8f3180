"""Show the lists that forms offer options from, and which of them the school may change."""

from __future__ import annotations

from app.base.text import _
from app.records.lists import ChoiceList
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.pills import State
from ui.kit.tables import Column, RecordTable
from ui.settings.list_names import list_name
from ui.settings.part import PartPage


class ListsPage(PartPage):
    """List the lists; a row leads to its options."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Lists"), name="lists", reading=False)
        self.set_identity(_("Options fixed nationally stay; the others are yours to change."))
        columns = [
            Column[ChoiceList](_("List"), lambda each: list_name(each.name), share=3),
            Column[ChoiceList](_("Options"), lambda each: str(len(each.options))),
            Column[ChoiceList](_("Source"), lambda each: each.source, share=5),
            Column[ChoiceList](
                _("Change"),
                lambda each: _("Yes") if each.editable else _("Fixed"),
                state=lambda each: None if each.editable else State(_("Fixed"), "muted"),
            ),
        ]
        self.table = RecordTable(columns, lambda each: each.name, name=_("Lists"), whole=True)
        self.table.setObjectName("lists-table")
        lists = desk.workspace.settings.lists().values()
        self.table.show_rows(sorted(lists, key=lambda each: list_name(each.name)))
        self.table.opened.connect(self._on_opened)
        self.add(Card().add(self.table))
        self.first = self.table.view

    def _on_opened(self, name: str) -> None:
        self.desk.go("school", part="list", list=name)
