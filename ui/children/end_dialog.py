"""End what is dated on a file: a status, a household member, a contact."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.base.errors import InputError
from app.base.text import _
from app.records.family import Ended
from ui.kit.buttons import plain, primary
from ui.kit.desk import Desk
from ui.kit.dialogs import Dialog
from ui.kit.forms import RecordForm
from ui.kit.labels import Label


class EndDialog(Dialog):
    """Ask when something ended; it stays readable in the chronology."""

    def __init__(self, parent: QWidget, desk: Desk, record: str, line: str) -> None:
        super().__init__(parent, _("Has this ended?"))
        self.setObjectName("end-dialog")
        self._desk = desk
        self._record = record
        self.form = RecordForm(Ended, desk.form_context())
        self.add(Label(line, "strong"), self.form)
        end = primary(_("End it"), self._on_end)
        end.setObjectName("end-it")
        self.offer(end, plain(_("Go back"), self.reject), default=end)
        self.form.go_to("on")

    def _on_end(self) -> None:
        try:
            self.form.record()
        except InputError as error:
            self.form.show_problems(error.problems)
            return
        if self._desk.do(
            lambda: self._desk.workspace.family.end(self._record, self.form.answers()),
            parent=self,
            problems=self.form.show_problems,
            done=_("Ended. It stays in the chronology."),
        ):
            self.accept()
