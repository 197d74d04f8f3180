"""Check in the background, after signing in, what is new since this person last left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.base.text import _, ngettext
from app.workspace import Workspace
from ui.kit.dialogs import ProblemDialog
from ui.kit.tasks import TaskRunner
from ui.kit.told_words import Words

PAUSE_MS = 30


class Slice(Protocol):
    """Hold some new entries that a worker can check without any vault."""

    def findings(self) -> Sequence[object]:
        """Return what is not as it was signed."""


class FreshCheck(QObject):
    """Read slice after slice on this thread and let the worker check each of them.

    `found` carries how many differences there are; checking ends at the first slice that has any.
    """

    found = Signal(int)

    def __init__(self, workspace: Workspace, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._slices: Iterator[Slice] | None = iter(workspace.fresh())

    @property
    def done(self) -> bool:
        """Say whether everything new has been checked, or checking was stopped."""
        return self._slices is None

    def start(self) -> None:
        """Begin; the pages do not wait for it."""
        QTimer.singleShot(PAUSE_MS, self, self._next)

    def stop(self) -> None:
        """Read nothing any more, because the vaults are being closed."""
        self._slices = None

    def _next(self) -> None:
        piece = next(self._slices, None) if self._slices is not None else None
        if piece is None:
            self._slices = None
            return
        self._tasks.run(piece.findings, owner=self, done=self._on_checked, failed=_fail)

    def _on_checked(self, findings: Sequence[object]) -> None:
        if findings:
            self._slices = None
            self.found.emit(len(findings))
        else:
            QTimer.singleShot(PAUSE_MS, self, self._next)


def warn(parent: QWidget, count: int) -> ProblemDialog:
    """Say that something recorded since this person last left is not as it was signed."""
    body = ngettext(
        "Rowan checked what was recorded since you last left and found {count} difference.",
        "Rowan checked what was recorded since you last left and found {count} differences.",
        count,
    )
    words = Words(
        _("New records are not as they were signed"),
        body.format(count=count),
        _("Choose School, then Verify everything, and tell whoever looks after this PC."),
    )
    dialog = ProblemDialog(parent, words)
    dialog.open()
    return dialog


def _fail(error: Exception) -> None:
    raise error
