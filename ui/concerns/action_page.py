"""Add an action outside a decision: what, about which child, who, by when."""

from __future__ import annotations

from typing import Any

from app.base.text import _
from app.records.action import Action
from app.services.changes import Change
from app.services.drafts import Draft
from ui.concerns.entry_page import EntryPage, begin
from ui.concerns.who import children_of
from ui.kit.desk import Desk
from ui.kit.quick_days import offer_days


class ActionPage(EntryPage[Action]):
    """Ask what an action holds, for one child of a concern or of the roll."""

    def __init__(
        self, desk: Desk, *, child: str = "", concern: str = "", draft: Draft | None = None
    ) -> None:
        new = begin(desk, Action.kind.code, children_of(desk, child, concern), concern)
        super().__init__(desk, Action, _("Add an action"), draft or new, many=False)
        offer_days(self.form.group.boxes["due"], desk.workspace.clock.now().day())

    def save(self, answers: dict[str, Any]) -> Change:
        """Add the action."""
        child = self.about.chosen()[0]
        return self.desk.workspace.actions.add(child, answers, concern=self.concern)
