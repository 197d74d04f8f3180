"""Show the recovery sheet once, print or save it, and have its code typed back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.base.clock import Clock
from app.base.errors import InputError, RowanError
from app.base.text import _
from app.services.recovery_paper import draw_recovery_sheet
from app.services.schools import check_code
from app.services.setup import NewSchool
from ui.kit.banners import Notice
from ui.kit.boxes import column, row
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.dialogs import Question, confirm, show_problem
from ui.kit.labels import Label
from ui.kit.preview import print_pages
from ui.kit.tasks import TaskRunner
from ui.settings.asked import LineField

PROBLEMS = {
    "recovery_code_mistyped": _("This is not the code shown above: check each group"),
    "recovery_code_too_short": _("Enter all nine groups of the code"),
    "recovery_code_too_long": _("Enter the nine groups of the code and nothing else"),
}


class RecoveryStep(QWidget):
    """Ask for the code again; `given` is emitted on Enter."""

    given = Signal()

    def __init__(self, school: NewSchool, clock: Clock, tasks: TaskRunner) -> None:
        super().__init__()
        self._school, self._clock, self._tasks = school, clock, tasks
        whole = column(self, gap=14)
        whole.addWidget(
            Notice(
                _("Without this sheet, forgotten passphrases mean that everything is lost"),
                [_("Print it, put it in an envelope, sign across the flap, lock it in the safe.")],
                tone="warn",
            )
        )
        whole.addWidget(self._build_sheet())
        self.typed = LineField(
            _("Type the code from the sheet"),
            _("Capitals, hyphens and spaces do not matter."),
            name="recovery-typed",
        )
        self.typed.line.returnPressed.connect(self.given)
        card = Card()
        card.add(self.typed)
        whole.addWidget(card)

    def check(self) -> bool:
        """Say whether the code was typed as it stands on the sheet."""
        if not self.typed.text():
            return self.typed.say(_("Type the code from the sheet"))
        try:
            check_code(self.typed.text(), self._school.recovery_code)
        except InputError as error:
            return self.typed.say(PROBLEMS[next(iter(error.problems.values()))])
        return self.typed.say("")

    def _build_sheet(self) -> Card:
        heading = _("Recovery sheet {number}").format(number=self._school.sheet)
        card = Card(heading, self._school.name)
        self.code = Label(_grouped(self._school.recovery_code), "title").selectable()
        self.code.setObjectName("recovery-code")
        self.code.setAccessibleName(_("Recovery code"))
        card.add(self.code)
        words = _("Fingerprint of the school’s key: {words}")
        card.add(Label(words.format(words=self._school.fingerprint), "hint"))
        line = row(gap=8)
        self.print = Button(_("Print"), self._on_print, icon="print", name="recovery-print")
        self.save = Button(_("Save as PDF"), self._on_save, icon="save", name="recovery-save")
        line.addWidget(self.print)
        line.addWidget(self.save)
        line.addStretch(1)
        card.body.addLayout(line)
        return card

    def _on_print(self) -> None:
        self._draw(self._print)

    def _on_save(self) -> None:
        question = Question(
            title=_("Save the recovery sheet as a file?"),
            body=_("Whoever gets hold of the file can open every record. Save it to a stick that "
                   "you lock away, never to this PC."),
            yes=_("Choose where"),
            no=_("Do not save"),
        )  # fmt: skip
        confirm(self, question, lambda: self._draw(self._save))

    def _draw(self, then: Callable[[bytes], None]) -> None:
        school, clock = self._school, self._clock

        def failed(error: Exception) -> None:
            if not isinstance(error, RowanError):
                raise error
            show_problem(self, error)

        self._tasks.run(
            lambda: draw_recovery_sheet(school, clock),
            owner=self,
            done=then,
            failed=failed,
        )

    def _print(self, pdf: bytes) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: list(print_pages(pdf, printer)))
        QDialog.open(dialog)

    def _save(self, pdf: bytes) -> None:
        title, kinds = _("Save the recovery sheet"), _("PDF files (*.pdf)")
        chosen, _kind = QFileDialog.getSaveFileName(self, title, "recovery-sheet.pdf", kinds)
        if chosen:
            Path(chosen).write_bytes(pdf)


def _grouped(code: str) -> str:
    groups = code.split("-")
    return "\n".join("  ".join(groups[at : at + 3]) for at in range(0, len(groups), 3))
