"""Do, hand on, move or cancel what is to be done; old owners and dates stay visible."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.base.errors import RuleError
from app.ledger.values import Whole
from app.records.action import (
    Action,
    ActionCancelled,
    ActionDone,
    ActionReassigned,
    ActionRedated,
)
from app.records.check import check
from app.records.header import ChildAs, Link
from app.records.record import Record
from app.services.changes import Change
from app.services.concerns import RecordUnknown
from app.services.writer import Writer


class ActionOver(RuleError):
    """The action was already done or cancelled."""

    def __init__(self, action: str) -> None:
        """Name the action."""
        super().__init__(action)
        self.action = action


class Actions:
    """Work on actions at session strength."""

    def __init__(self, writer: Writer) -> None:
        """Take the writer of the person signed in."""
        self._writer = writer
        self._ledger = writer.vaults.children

    def add(self, child: ChildAs, answers: Mapping[str, Any], *, concern: str = "") -> Change:
        """Add an action about a child, for a concern if one is named."""
        links = [Link(concern, "about")] if concern else []
        writing = self._writer.writing(check(Action, answers), children=[child], links=links)
        return self._writer.commit(self._ledger, [writing])

    def done(self, action: str, answers: Mapping[str, Any]) -> Change:
        """Say that an action was done (ActionOver if it stands no more)."""
        return self._append(action, check(ActionDone, answers), "done")

    def reassign(self, action: str, answers: Mapping[str, Any]) -> Change:
        """Give an action to somebody else, with the reason."""
        return self._append(action, check(ActionReassigned, answers), "reassigned")

    def redate(self, action: str, answers: Mapping[str, Any]) -> Change:
        """Give an action a new date, with the reason; the date it had is kept with it."""
        self._whole(action)
        row = self._ledger.db.row("SELECT due_on FROM standing WHERE id = ?", (action,))
        if row is None:
            raise ActionOver(action)
        return self._append(action, check(ActionRedated, {**answers, "was": row[0]}), "redated")

    def cancel(self, action: str, answers: Mapping[str, Any]) -> Change:
        """Cancel an action, with the reason."""
        return self._append(action, check(ActionCancelled, answers), "cancelled")

    def _append(self, action: str, record: Record, why: str) -> Change:
        whole = self._whole(action)
        links = [Link(action, why), *(Link(c, "about") for c in whole.header.links_for("about"))]
        with self._ledger.db.transaction():
            if not self._ledger.db.row("SELECT 1 FROM standing WHERE id = ?", (action,)):
                raise ActionOver(action)
            writing = self._writer.writing(record, children=whole.header.children, links=links)
            return self._writer.append(self._ledger, [writing])

    def _whole(self, action: str) -> Whole:
        whole = self._ledger.whole(action)
        if whole is None or not isinstance(whole.record, Action):
            raise RecordUnknown(action)
        return whole
