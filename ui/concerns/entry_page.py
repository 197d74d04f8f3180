"""Hold what pages share that write one small record at sign-in strength."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QTimer

from app.base.text import _
from app.records.header import ChildAs
from app.records.record import Record
from app.services.changes import Change
from ui.kit.buttons import Button
from ui.kit.desk import Desk
from ui.kit.forms import RecordForm
from ui.kit.pages import Page

R = TypeVar("R", bound=Record)
Save = Callable[[dict[str, Any]], Change]


class EntryPage(Page, Generic[R]):
    """Ask the questions of a kind and record the answers; `save` may raise InputError."""

    def __init__(
        self,
        desk: Desk,
        cls: type[R],
        title: str,
        *,
        children: tuple[ChildAs, ...] = (),
        said: str = "",
    ) -> None:
        super().__init__(title, reading=True, neutral=title)
        self.desk = desk
        self._said = said or _("Saved")
        self.form: RecordForm[R] = RecordForm(cls, desk.form_context(children))
        self.add(self.form)
        self.yes = Button(_("Save"), self._on_save, role="primary", name="entry-save")
        self.yes.setToolTip(_("Ctrl+Enter"))
        self.no = Button(_("Cancel"), self._on_cancel, name="entry-cancel")
        self.bar.offer(self.yes, self.no)
        self.shortcut.connect(self._on_shortcut)
        QTimer.singleShot(0, self.form, self.form.start)

    def save(self, answers: dict[str, Any]) -> Change:
        """Record the answers."""
        raise NotImplementedError

    def outside(self) -> dict[str, str]:
        """Return the words of problems with what stands beside the form."""
        return {}

    def on_saved(self) -> None:
        """Go on after saving: back to where the page was asked for."""
        self.desk.back()

    def show_all(self, problems: dict[str, str]) -> None:
        """Show every problem in the summary and at its field."""
        self.form.show_problems(problems, self.outside())
        self.set_error(error=True)

    def _on_save(self) -> None:
        early = self.form.group.early_problems()
        if early or self.outside():
            self.show_all(early)
            return
        answers = self.form.answers()
        done = self.desk.do(
            lambda: self.save(answers), parent=self, problems=self.show_all, done=self._said
        )
        if done:
            self.on_saved()

    def _on_cancel(self) -> None:
        self.desk.back()

    def _on_shortcut(self, code: str) -> None:
        if code == "finish":
            self._on_save()
