"""Hold what pages share that write one small record at sign-in strength."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import msgspec
from PySide6.QtCore import QTimer

from app.base.text import _
from app.records.header import ChildAs
from app.records.record import Record
from app.services.changes import Change
from app.services.drafts import Draft, plain
from ui.concerns.about_box import AboutBox
from ui.concerns.leaving import discard_question, words_in
from ui.concerns.who import identity_of
from ui.kit.buttons import Button
from ui.kit.desk import Desk
from ui.kit.dialogs import confirm
from ui.kit.draft_keeper import DraftKeeper
from ui.kit.draft_status import DraftStatus
from ui.kit.forms import RecordForm
from ui.kit.pages import Page

R = TypeVar("R", bound=Record)
CONCERN, ABOUT = "concern", "about"


def begin(desk: Desk, kind: str, children: tuple[ChildAs, ...], concern: str = "") -> Draft:
    """Return an empty draft of a small record about children, for a concern if one is named."""
    ws = desk.workspace
    return ws.drafts.new(kind, ws.clock.now(), children=children, extra={CONCERN: concern})


class EntryPage(Page, Generic[R]):
    """Ask the questions of a kind and record the answers; what is typed is kept as a draft."""

    def __init__(
        self, desk: Desk, cls: type[R], title: str, draft: Draft, *, many: bool = True
    ) -> None:
        super().__init__(title, reading=True, neutral=title)
        self.desk = desk
        self.draft_id = draft.id
        self._begun = draft
        self.concern = str(draft.extra.get(CONCERN) or "")
        self.replaces = next((link.to for link in draft.links if link.why == "replaces"), "")
        self.about = AboutBox(draft.children, many=many)
        self.form: RecordForm[R] = RecordForm(cls, desk.form_context(draft.children))
        if draft.values:
            self.form.set_values(draft.values)
            self.about.choose(draft.extra.get(ABOUT, []))
        self.add(self.form.summary, self.about, self.form)
        self.set_identity(identity_of(desk, draft.children))
        self.yes = Button(_("Save"), self._on_save, role="primary", name="entry-save")
        self.yes.setToolTip(_("Ctrl+Enter"))
        self.no = Button(_("Cancel"), self._on_cancel, name="entry-cancel")
        self.bar.offer(self.yes, self.no)
        self._keep()
        QTimer.singleShot(0, self.form, self.form.start)

    def save(self, answers: dict[str, Any]) -> Change:
        """Record the answers about the children chosen; may raise InputError."""
        raise NotImplementedError

    def draft(self) -> Draft:
        """Return the draft as it stands."""
        chosen = [child.ref() for child in self.about.chosen()]
        return msgspec.structs.replace(
            self._begun,
            values=plain(self.form.values()),
            extra={CONCERN: self.concern, ABOUT: chosen},
        )

    def flush(self) -> None:
        """Write the draft to the disk now."""
        self.keeper.flush()

    def _keep(self) -> None:
        ws = self.desk.workspace
        self.keeper = DraftKeeper(self, ws.drafts, ws.clock, self.draft)
        DraftStatus(self, self.keeper)
        self.form.changed.connect(self.keeper.touch)
        self.about.changed.connect(self.keeper.touch)
        self.form.elsewhere.connect(self._on_elsewhere)
        self.shortcut.connect(self._on_shortcut)

    def _show_all(self, problems: dict[str, str]) -> None:
        self.form.show_problems(problems, self.about.problems())
        self.set_error(error=True)

    def _on_save(self) -> None:
        early = self.form.group.early_problems()
        if early or self.about.problems():
            self._show_all(early)
            return
        answers = self.form.answers()
        done = self.desk.do(
            lambda: self.save(answers), parent=self, problems=self._show_all, done=_("Saved")
        )
        if done:
            self._leave()

    def _on_cancel(self) -> None:
        draft = self.draft()
        if words_in(draft.values):
            confirm(self, discard_question(draft), self._leave)
        else:
            self._leave()

    def _leave(self) -> None:
        self.keeper.discard()
        self.draft_id = ""
        self.desk.back()

    def _on_elsewhere(self, _path: str) -> None:
        self.about.go()

    def _on_shortcut(self, code: str) -> None:
        if code == "finish":
            self._on_save()
        elif code == "keep":
            self.flush()
