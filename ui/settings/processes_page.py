"""Say where the local processes are found that prompts point to."""

from __future__ import annotations

from collections.abc import Mapping

from app.base.text import N_, _
from app.services.settings import PROCESS_CODES, LocalProcess
from ui.kit.buttons import primary
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.settings.asked import LineField
from ui.settings.part import PartPage

PROCESS_LABELS: Mapping[str, str] = {
    "cse": N_("Child sexual exploitation"),
    "cce": N_("Criminal exploitation and county lines"),
    "domestic_abuse": N_("Domestic abuse, and notices by the police"),
    "child_on_child": N_("Harm between children"),
}


class ProcessField(Card):
    """Ask for the name of one process and where to find it."""

    def __init__(self, code: str) -> None:
        super().__init__(_(PROCESS_LABELS[code]), gap=8)
        self.code = code
        self.name = LineField(_("What it is called"), name=f"process-{code}")
        self.where = LineField(
            _("Where to find it"),
            _("A folder, a shelf, or the address of a page. Rowan does not open it."),
            name=f"where-{code}",
        )
        self.add(self.name, self.where)

    def value(self) -> LocalProcess:
        """Return what was typed."""
        return LocalProcess(name=self.name.text(), where=self.where.text())

    def fill(self, process: LocalProcess) -> None:
        """Show a process."""
        self.name.fill(process.name)
        self.where.fill(process.where)


class ProcessesPage(PartPage):
    """Ask for every local process; one that is empty is said in its prompt."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Local processes"), name="processes")
        self.set_identity(
            _("What your safeguarding partners have agreed. Shown where a concern is written.")
        )
        held = desk.workspace.settings.processes()
        self.fields = {code: ProcessField(code) for code in PROCESS_CODES}
        for code, field in self.fields.items():
            field.fill(held[code])
            self.add(field)
        save = primary(_("Save"), self._on_save)
        save.setObjectName("processes-save")
        self.bar.offer(save)
        self.first = self.fields[PROCESS_CODES[0]].name.line

    def _on_save(self) -> None:
        settings = self.desk.workspace.settings
        values = {code: field.value() for code, field in self.fields.items()}
        if self.desk.do(lambda: settings.put_processes(values), parent=self, done=_("Saved.")):
            self.desk.go("school")
