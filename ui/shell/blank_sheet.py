"""Print the blank sheet for a worry about an adult where no key to a register is open."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from app.base.clock import Clock
from app.base.errors import RowanError
from app.base.text import _
from app.services.blank_paper import blank_adult_pdf
from app.services.settings import PhoneNumber
from ui.kit.dialogs import show_problem
from ui.kit.tasks import TaskRunner
from ui.paper.outlets import Outlets
from ui.paper.release import PrintJob
from ui.shell.window import RowanWindow

_PAGES = 3


class BlankSheet(QObject):
    """Draw the sheet in a worker and hand it to the printer; nothing of it is stored."""

    def __init__(self, window: RowanWindow, tasks: TaskRunner) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._job: PrintJob | None = None
        self.outlets = Outlets()

    def print_it(
        self, school: str, numbers: Mapping[str, PhoneNumber], fingerprint: str, clock: Clock
    ) -> None:
        """Draw it, ask for a printer, and print."""
        self._tasks.run(
            lambda: blank_adult_pdf(school, numbers, fingerprint, clock),
            owner=self,
            done=self._on_drawn,
            failed=self._on_failed,
        )

    def _on_drawn(self, pdf: bytes) -> None:
        printer = self.outlets.printer(self._window, _PAGES) if pdf else None
        if printer is not None:
            self._job = PrintJob(pdf, printer, self)
            self._job.finished.connect(self._on_printed)
            self._job.start()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, RowanError):
            raise error
        show_problem(self._window, error)

    def _on_printed(self, whole: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._job = None
        if whole:
            self._window.toast.say(_("Sent to the printer"))
