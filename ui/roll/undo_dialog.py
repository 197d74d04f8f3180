"""Undo an import: say how many go back, and who is spared and why."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.base.text import _, ngettext
from app.services.roll_undo import Undoing
from ui.kit.buttons import danger, plain
from ui.kit.desk import Desk
from ui.kit.dialogs import Dialog
from ui.kit.labels import Label
from ui.roll.reasons import spared_words

_SHOWN = 30


class UndoDialog(Dialog):
    """Ask before an import is undone; `undone` after it was."""

    undone = Signal()

    def __init__(self, parent: QWidget, desk: Desk, undoing: Undoing) -> None:
        super().__init__(parent, _("Undo this import?"))
        self.setObjectName("undo-import")
        self._desk = desk
        self._undoing = undoing
        self.add_words(*_lines(undoing))
        if undoing.spared:
            self.add_heading(_("Left as they are"))
            for one in undoing.spared[:_SHOWN]:
                words = _("{name}: {why}.").format(name=one.name, why=spared_words(one.why))
                self.add(Label(words))
            more = len(undoing.spared) - _SHOWN
            self.add_words(_("… and {count} more.").format(count=more) if more > 0 else "")
        yes = danger(_("Undo the import"), self._on_yes)
        yes.setObjectName("undo-yes")
        yes.setEnabled(bool(undoing.goes or undoing.put_back))
        no = plain(_("Go back"), self.reject)
        no.setObjectName("undo-no")
        self.offer(no, yes, default=no)

    def _on_yes(self) -> None:
        roll = self._desk.workspace.roll_undo
        done = _("The import is undone.")
        if self._desk.do(lambda: roll.undo(self._undoing), parent=self, done=done):
            self.undone.emit()
            self.accept()


def _lines(undoing: Undoing) -> list[str]:
    goes, back = len(undoing.goes), len(undoing.put_back)
    lines = []
    if goes:
        words = ngettext(
            "{count} child goes from the roll again.",
            "{count} children go from the roll again.",
            goes,
        )
        lines.append(words.format(count=goes))
    if back:
        words = ngettext(
            "{count} child is put back as the roll had them before.",
            "{count} children are put back as the roll had them before.",
            back,
        )
        lines.append(words.format(count=back))
    return lines or [_("Nothing of it can be undone any more.")]
