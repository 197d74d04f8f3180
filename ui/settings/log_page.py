"""Show the newest lines of the access log in words."""

from __future__ import annotations

from app.base.text import _
from app.views.access_log import NEWEST, Accessed
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.empty import EmptyState
from ui.kit.tables import Column, RecordTable
from ui.kit.waiting import near_time
from ui.settings.log_words import log_words
from ui.settings.part import PartPage

_VAULTS = {"school": _("School"), "children": _("Children")}


class LogPage(PartPage):
    """List who did what, newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Access log"), name="log", reading=False)
        words = _("The newest {count} lines. They are chained and signed; nobody can change them.")
        self.set_identity(words.format(count=NEWEST))
        today = desk.workspace.clock.now().day()
        columns = [
            Column[Accessed](_("When"), lambda line: near_time(line.at, today)),
            Column[Accessed](_("Who"), lambda line: line.who, share=2),
            Column[Accessed](_("What"), log_words, share=5),
            Column[Accessed](_("Log"), lambda line: _VAULTS.get(line.vault, line.vault)),
        ]
        self.table = RecordTable(
            columns,
            lambda line: f"{line.vault}-{line.seq}",
            name=_("Access log"),
            empty=EmptyState(_("Nothing has been logged yet")),
            whole=True,
        )
        self.table.setObjectName("log-table")
        self.table.show_rows(desk.workspace.access_log.newest())
        self.add(Card().add(self.table))
        self.first = self.table.view
