"""Record on a classroom PC: the school's public file, and a stick or shared folder for notes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.base.clock import Clock
from app.base.errors import RowanError
from app.base.text import _
from app.services.noting import Noting, Sent
from ui.kit.buttons import plain
from ui.kit.desk import Embeds
from ui.kit.dialogs import ProblemDialog, show_problem
from ui.kit.problems import explain
from ui.kit.recording import Ending
from ui.kit.tasks import TaskRunner
from ui.recording.unsigned import UnsignedRecording

INTAKE = "*.intake"


def ask_place(parent: QWidget) -> Path | None:
    """Let somebody choose where notes go; None when they went back."""
    title, only = _("Stick or folder for notes"), QFileDialog.Option.ShowDirsOnly
    chosen = QFileDialog.getExistingDirectory(parent, title, "", only)
    return Path(chosen) if chosen else None


def ask_intake_file(parent: QWidget) -> Path | None:
    """Let somebody choose the school's classroom file; None when they went back."""
    title, kind = _("Classroom file of the school"), _("Classroom file ({ending})")
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, "", kind.format(ending=INTAKE))
    return Path(chosen) if chosen else None


class ClassroomRecording(UnsignedRecording):
    """Lend the form what the school's public file tells; notes go to a stick or folder."""

    def __init__(
        self,
        intake_file: Path,
        place: Path,
        clock: Clock,
        tasks: TaskRunner,
        embeds: Callable[..., Embeds],
    ) -> None:
        """Take the file and the place (IntakeFileRefused, FileMissing)."""
        super().__init__(Noting.in_classroom(intake_file, place, clock), clock, tasks, embeds)
        self._intake_file = intake_file
        self.place = place
        self.ask_place: Callable[[QWidget], Path | None] = ask_place

    def explain(self, parent: QWidget, error: RowanError) -> None:
        """Say why it could not be sent, and offer another place; all typed stays on the screen."""
        dialog = ProblemDialog(parent, explain(error))
        dialog.add_words(_("What you wrote is still on the screen."))
        other = plain(_("Choose another stick or folder …"), lambda: self._move(parent, dialog))
        other.setObjectName("other-place")
        dialog.buttons.insertWidget(0, other)
        dialog.open()

    def ending(self, sent: Sent) -> Ending:
        """Return what is said once the note is safe."""
        lines = (
            _("It is sealed in “{place}”: only the DSL and the deputies can open it.").format(
                place=self.place.name or str(self.place)
            ),
            _("If that is a stick, take it to the safeguarding lead today."),
            _("One of them reads it, takes it in, and tells you in person what was decided."),
        )
        del sent
        return Ending(
            page=_("Sealed"),
            title=_("Your concern is sealed"),
            lines=lines,
            hint=_("Give handwritten notes, signed and dated, to the safeguarding lead."),
        )

    def _move(self, parent: QWidget, dialog: ProblemDialog) -> None:
        place = self.ask_place(dialog)
        if place is None:
            return
        try:
            self.drafts.noting = Noting.in_classroom(self._intake_file, place, self.clock)
        except RowanError as error:
            show_problem(parent, error)
            return
        self.place = place
        dialog.accept()
