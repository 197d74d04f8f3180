"""Add an action outside a decision: what, about which child, who, by when."""

from __future__ import annotations

from typing import Any

from app.base.text import _
from app.records.action import Action
from app.services.changes import Change
from ui.concerns.about_box import AboutBox
from ui.concerns.entry_page import EntryPage
from ui.concerns.who import children_of, identity_of
from ui.kit.desk import Desk
from ui.kit.quick_days import offer_days

A_WEEK = 7


class ActionPage(EntryPage[Action]):
    """Ask what an action holds, for one child of a concern or of the roll."""

    def __init__(self, desk: Desk, *, child: str = "", concern: str = "") -> None:
        children = children_of(desk, child, concern)
        super().__init__(desk, Action, _("Add an action"), children=children, said=_("Added"))
        self._concern = concern
        self.about = AboutBox(children, many=False)
        self.body.insertWidget(0, self.about)
        self.set_identity(identity_of(desk, children))
        offer_days(self.form.group.boxes["due"], desk.workspace.clock.now().day())

    def save(self, answers: dict[str, Any]) -> Change:
        """Add the action."""
        child = self.about.chosen()[0]
        return self.desk.workspace.actions.add(child, answers, concern=self._concern)

    def outside(self) -> dict[str, str]:
        """Return the problem of an action about nobody."""
        return self.about.problems()
