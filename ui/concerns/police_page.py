"""Write down what the police told the school about a child; no passphrase is asked for."""

from __future__ import annotations

from typing import Any

from app.base.text import _
from app.records.police_notification import PoliceNotification
from app.services.changes import Change
from app.services.drafts import Draft
from ui.concerns.entry_page import EntryPage, begin
from ui.concerns.who import children_of
from ui.kit.desk import Desk


class PolicePage(EntryPage[PoliceNotification]):
    """Ask what a notification says, for the children of a concern or for one child."""

    def __init__(
        self, desk: Desk, *, child: str = "", about: str = "", draft: Draft | None = None
    ) -> None:
        new = begin(desk, PoliceNotification.kind.code, children_of(desk, child, about), about)
        super().__init__(desk, PoliceNotification, _("Add a police notification"), draft or new)

    def save(self, answers: dict[str, Any]) -> Change:
        """Keep the notification."""
        police = self.desk.workspace.police
        return police.keep(self.about.chosen(), answers, about=self.concern)
