"""Add a household member, a contact or a status to a child's file: dated, never changed."""

from __future__ import annotations

from typing import Any

from app.base.text import N_, _
from app.records.family import Contact, Household, Status
from app.services.changes import Change
from app.services.drafts import Draft
from app.services.notes import DATED
from ui.concerns.entry_page import EntryPage, begin
from ui.concerns.who import children_of
from ui.kit.desk import Desk

_TITLES = {
    "household": N_("Add a household member"),
    "contact": N_("Add a contact"),
    "status": N_("Add a status"),
}


class FamilyPage(EntryPage[Contact | Household | Status]):
    """Ask what a dated record holds."""

    def __init__(
        self, desk: Desk, *, child: str = "", kind: str, draft: Draft | None = None
    ) -> None:
        self._kind = kind
        new = begin(desk, kind, children_of(desk, child))
        super().__init__(desk, DATED[kind], _(_TITLES[kind]), draft or new)

    def save(self, answers: dict[str, Any]) -> Change:
        """Add the record to the child's file."""
        family = self.desk.workspace.family
        return family.add(self._kind, self.about.chosen(), answers, replaces=self.replaces)
