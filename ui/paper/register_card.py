"""List every copy that left Rowan, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal

from app.base.clock import Stamp
from app.base.text import _
from app.documents.moments import short_stamp
from ui.kit.buttons import link
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.tables import Column, RecordTable
from ui.paper.answers import WAYS
from ui.paper.nothing import no_copies

MOST = 30
ALL = 100_000


@dataclass(frozen=True, slots=True)
class Left:
    """Hold one copy and when it left."""

    at: Stamp
    copy: Any

    @property
    def code(self) -> str:
        """Return the code of its first page, empty if it has none."""
        return self.copy.pages[0].code if self.copy.pages else ""


class RegisterCard(Card):
    """Show the register; `chosen` carries the code of the first page of the copy opened."""

    chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            _("Copies that left"), _("Double-click a copy, or press Enter, to see it.")
        )
        self.setObjectName("register")
        self._desk = desk
        self._most = MOST
        columns = (
            Column[Left](_("When"), lambda one: short_stamp(one.at), share=3),
            Column[Left](_("What"), _what, share=5),
            Column[Left](_("Copy"), lambda one: str(one.copy.number)),
            Column[Left](_("Pages"), lambda one: str(len(one.copy.pages))),
            Column[Left](_("How"), lambda one: WAYS[one.copy.way], share=3),
            Column[Left](_("By"), lambda one: one.copy.by_name, share=4),
            Column[Left](_("Reason"), lambda one: one.copy.reason or "–", share=3),
        )
        self.table: RecordTable[Left] = RecordTable(
            columns, lambda one: one.code, name=_("Copies"), empty=no_copies(), whole=True
        )
        self.table.setObjectName("copies")
        self.table.opened.connect(self.chosen)
        self._more = link(_("Show all copies"), self._on_more)
        self._more.setObjectName("show-all-copies")
        self.add(self.table, self._more)
        self.ask_again()

    def ask_again(self) -> None:
        """Ask for the register."""
        copies = self._desk.workspace.papers.copies(newest=self._most + 1)
        self.table.show_rows([Left(at, copy) for at, copy in copies[: self._most]])
        self._more.setVisible(len(copies) > self._most)

    def _on_more(self) -> None:
        self._most = ALL
        self.ask_again()


def _what(one: Left) -> str:
    return str(one.copy.title)
