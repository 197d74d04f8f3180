"""Add a child to the roll by hand, or change what the roll says."""

from __future__ import annotations

from app.base.errors import InputError
from app.base.text import _
from app.records.register import ChildEntry
from app.services.changes import Change
from ui.kit.buttons import plain, primary
from ui.kit.desk import Desk
from ui.kit.forms import RecordForm
from ui.kit.pages import Page


class EntryPage(Page):
    """Ask what the roll says of one child."""

    def __init__(self, desk: Desk, child: str = "") -> None:
        title = _("Change the roll’s entry") if child else _("Add a child")
        super().__init__(title, reading=True, neutral=title)
        self.setObjectName("child-entry-page")
        self._desk = desk
        self._child = child
        self.form = RecordForm(ChildEntry, desk.form_context())
        card = desk.workspace.roll_view.child(child) if child else None
        if card is not None:
            self.set_identity(f"{card.name}  ·  {card.identity(desk.workspace.clock.now().day())}")
            self.form.set_values(desk.workspace.roll.answers(child))
        self.add(self.form)
        save = primary(_("Save the change") if child else _("Add to the roll"), self.save)
        save.setObjectName("save")
        leave = plain(_("Go back"), desk.back)
        leave.setObjectName("go-back")
        self.bar.offer(save, leave)
        self.shortcut.connect(self._on_shortcut)
        name = self.form.first_empty_field() if not child else "legal_first"
        self.first = self.form.group.boxes[name or "legal_first"].editor.first_stop()

    def save(self) -> None:
        """Check the answers and put them on the roll."""
        try:
            self.form.record()
        except InputError as error:
            self._show_problems(error.problems)
            return
        self.set_error(error=False)
        roll, added = self._desk.workspace.roll, [self._child]

        def act() -> Change:
            if self._child:
                return roll.change(self._child, self.form.answers())
            added[0], change = roll.add(self.form.answers())
            return change

        said = _("The roll is changed.") if self._child else _("Added to the roll.")
        if self._desk.do(act, parent=self, problems=self._show_problems, done=said):
            if self._child:
                self._desk.back()
            else:
                self._desk.go("child", child=added[0])

    def _show_problems(self, problems: dict[str, str]) -> None:
        self.form.show_problems(problems)
        self.set_error(error=True)

    def _on_shortcut(self, code: str) -> None:
        if code == "finish":
            self.save()
