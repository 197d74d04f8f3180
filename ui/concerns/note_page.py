"""Write a note about a call, an e-mail, a visit or a meeting; no passphrase is asked for."""

from __future__ import annotations

from typing import Any

from app.base.text import _
from app.records.note import Note
from app.services.changes import Change
from app.services.drafts import Draft
from ui.concerns.entry_page import EntryPage, begin
from ui.concerns.who import children_of
from ui.kit.desk import Desk


class NotePage(EntryPage[Note]):
    """Ask what a note holds, for the children of a concern or for one child."""

    def __init__(
        self, desk: Desk, *, child: str = "", about: str = "", draft: Draft | None = None
    ) -> None:
        new = begin(desk, Note.kind.code, children_of(desk, child, about), about)
        super().__init__(desk, Note, _("Add a note"), draft or new)

    def save(self, answers: dict[str, Any]) -> Change:
        """Write the note."""
        notes = self.desk.workspace.notes
        return notes.write(self.about.chosen(), answers, about=self.concern)
