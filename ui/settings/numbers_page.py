"""Change the telephone numbers that prompts show."""

from __future__ import annotations

from app.base.text import _
from app.services.settings import NUMBER_CODES
from ui.kit.buttons import primary
from ui.kit.desk import Desk
from ui.settings.numbers_form import NumbersForm
from ui.settings.part import PartPage


class NumbersPage(PartPage):
    """Ask for every number; one that is not known yet is shown red."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Telephone numbers"), name="numbers")
        self.set_identity(_("Shown where somebody writes down a concern. Each change is logged."))
        self.form = NumbersForm(NUMBER_CODES)
        self.form.fill(desk.workspace.settings.numbers())
        self.add(self.form)
        save = primary(_("Save"), self._on_save)
        save.setObjectName("numbers-save")
        self.bar.offer(save)
        self.first = self.form.fields[NUMBER_CODES[0]].who.line

    def _on_save(self) -> None:
        wrong = self.form.check()
        if wrong is not None:
            wrong.number.go()
            self.ensure_visible(wrong)
            return
        settings, numbers = self.desk.workspace.settings, self.form.values()
        if self.desk.do(lambda: settings.put_numbers(numbers), parent=self, done=_("Saved.")):
            self.desk.go("school")
