"""Write a note about a call, an e-mail, a visit or a meeting; no passphrase is asked for."""

from __future__ import annotations

from typing import Any

from app.base.text import _
from app.records.note import Note
from app.services.changes import Change
from ui.concerns.about_box import AboutBox
from ui.concerns.entry_page import EntryPage
from ui.concerns.who import children_of, identity_of
from ui.kit.desk import Desk


class NotePage(EntryPage[Note]):
    """Ask what a note holds, for the children of a concern or for one child."""

    def __init__(self, desk: Desk, *, child: str = "", about: str = "") -> None:
        children = children_of(desk, child, about)
        super().__init__(desk, Note, _("Add a note"), children=children, said=_("Note saved"))
        self._concern = about
        self.about = AboutBox(children)
        self.body.insertWidget(0, self.about)
        self.set_identity(identity_of(desk, children))

    def save(self, answers: dict[str, Any]) -> Change:
        """Write the note."""
        notes = self.desk.workspace.notes
        return notes.write(self.about.chosen(), answers, about=self._concern)

    def outside(self) -> dict[str, str]:
        """Return the problem of a note about nobody."""
        return self.about.problems()
