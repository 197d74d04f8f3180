"""Write a note about a call, an e-mail, a visit or a meeting; no passphrase is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.base.text import _
from app.records.note import Note
from app.services.changes import Change
from app.services.drafts import Draft
from ui.concerns.entry_page import EntryPage, begin
from ui.concerns.who import children_of
from ui.kit.attached import ATTACH
from ui.kit.banners import Notice
from ui.kit.buttons import Button
from ui.kit.desk import Desk
from ui.kit.drops import FileDrops


class NotePage(EntryPage[Note]):
    """Ask what a note holds, for the children of a concern or for one child.

    Files that are dropped here are attached to the note once it is saved.
    """

    def __init__(
        self, desk: Desk, *, child: str = "", about: str = "", draft: Draft | None = None
    ) -> None:
        new = begin(desk, Note.kind.code, children_of(desk, child, about), about)
        super().__init__(desk, Note, _("Add a note"), draft or new)
        self._attaching = False
        self._saved = ""
        self._paths: tuple[Path, ...] = ()
        words = _("Save and attach a document …")
        self.bar.offer(Button(words, self._on_attach, icon="attach", name="entry-attach"))
        FileDrops(self, _("Drop to attach to this note"), self._on_dropped)

    def save(self, answers: dict[str, Any]) -> Change:
        """Write the note."""
        notes = self.desk.workspace.notes
        change = notes.write(
            self.about.chosen(), answers, about=self.concern, replaces=self.replaces
        )
        self._saved = change.records[0]
        return change

    def _on_attach(self) -> None:
        self._attaching = True
        self._on_save()
        self._attaching = False

    def _on_dropped(self, paths: Sequence[Path]) -> None:
        self._paths = tuple(paths)
        names = ", ".join(path.name for path in paths)
        notice = Notice(_("Attached after you save the note"), [names])
        notice.setObjectName("dropped")
        old = self.findChild(Notice, "dropped")
        if old is not None:
            old.hide()
            old.deleteLater()
        self.body.insertWidget(0, notice)
        notice.show()

    def _leave(self) -> None:
        saved = self._saved if self._attaching or self._paths else ""
        super()._leave()
        if saved:
            self.desk.go(ATTACH, about=saved, paths=self._paths)
