"""Back up in a worker while people work: hourly if something changed, when asked, at sign-out."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.base.clock import Stamp
from app.base.errors import RowanError, VaultError
from app.services.backups import Job
from app.services.changes import Change
from ui.kit.desk import Desk
from ui.kit.problems import explain
from ui.kit.tasks import TaskRunner
from ui.kit.told_words import Words

CHECK_MS = 60_000


class BackupKeeper(QObject):
    """Run one backup at a time; `changed` says that its state is another.

    `progressed` carries pages done and pages in all of the vault being copied, `ended` whether
    a verified backup was made.
    """

    changed = Signal()
    progressed = Signal(int, int)
    ended = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._backups = desk.workspace.backups
        self._clock = desk.workspace.clock
        self._worker = TaskRunner()
        self._stop = threading.Event()
        self.running = False
        self.problem: Words | None = None
        self.failed_at: Stamp | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(CHECK_MS)
        self._timer.timeout.connect(self.check)

    def watch(self) -> None:
        """Back up every hour in which something changed."""
        self._timer.start()

    def check(self) -> None:
        """Back up if it is due."""
        if not self.running and self._backups.due():
            self.start()

    def start(self) -> None:
        """Back up now to the folder chosen."""
        if self.running:
            return
        try:
            job = self._backups.job()
        except VaultError as error:
            self._fail(error)
            return
        self._stop.clear()
        self.running, self.problem = True, None
        self.changed.emit()
        self._worker.run(
            lambda: job.run(self._report),
            owner=self,
            done=lambda made: self._on_done(job, made),
            failed=self._on_failed,
        )

    def stop(self) -> None:
        """Stop the backup that runs; what it has copied so far is removed."""
        self._stop.set()

    def close(self) -> None:
        """Stop for good and wait until the worker has let the vaults go."""
        self._timer.stop()
        self.stop()
        self._worker.close()

    def _report(self, progress: Any) -> bool:
        self.progressed.emit(progress.done, progress.total)
        return not self._stop.is_set()

    def _on_done(self, job: Job, made: Path | None) -> None:
        self.running = False
        if made is not None:
            self._backups.finished(job)
            self._desk.changed.emit(Change())
        self.changed.emit()
        self.ended.emit(made is not None)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, RowanError):
            raise error
        self.running = False
        self._fail(error)

    def _fail(self, error: RowanError) -> None:
        self.problem = explain(error)
        self.failed_at = self._clock.now()
        self.changed.emit()
        self.ended.emit(False)  # noqa: FBT003 - Qt's signal


def keeper_of(desk: Desk) -> BackupKeeper:
    """Return the desk's keeper, made on first use."""
    return desk.findChild(BackupKeeper) or BackupKeeper(desk)
