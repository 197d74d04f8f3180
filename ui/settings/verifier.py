"""Verify everything in a worker while people work; one check at a time."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.base.errors import RowanError
from app.services.verifying import Going
from ui.kit.desk import Desk
from ui.kit.problems import explain
from ui.kit.tasks import TaskRunner
from ui.kit.told_words import Words


class Verifier(QObject):
    """Run a check and keep what it found; `changed` says that its state is another.

    `going` carries how far it is. It goes on when its page is left.
    """

    changed = Signal()
    going = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._worker = TaskRunner()
        self._stop = threading.Event()
        self.running = False
        self.stopped = False
        self.problem: Words | None = None
        self.reports: Sequence[Any] = ()

    def start(self) -> None:
        """Begin, unless a check is running."""
        if self.running:
            return
        job = self._desk.workspace.verification()
        self._stop.clear()
        self.running, self.stopped, self.problem, self.reports = True, False, None, ()
        self.changed.emit()
        self._worker.run(
            lambda: job.run(self._tell), owner=self, done=self._on_done, failed=self._on_failed
        )

    def stop(self) -> None:
        """Stop the check that runs."""
        self._stop.set()

    def close(self) -> None:
        """Stop for good and wait until the worker has let the copy go."""
        self.stop()
        self._worker.close()

    def _tell(self, going: Going) -> bool:
        self.going.emit(going)
        return not self._stop.is_set()

    def _on_done(self, reports: Sequence[Any] | None) -> None:
        self.running, self.stopped = False, reports is None
        self.reports = reports or ()
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        self.running = False
        if not isinstance(error, RowanError):
            raise error
        self.problem = explain(error)
        self.changed.emit()


def verifier_of(desk: Desk) -> Verifier:
    """Return the desk's verifier, made on first use."""
    return desk.findChild(Verifier) or Verifier(desk)
