"""Start a fresh Rowan in place of this process, which ends once the other has painted."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from ui.shell.lock import Leaving
from ui.shell.report import RECORD, RECORDER, REPORT

LONGEST_MS = 3_000

_ROOT = Path(__file__).resolve().parents[2]
_DETACHED: Final[int] = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)


class Successor(QObject):
    """Leave for a fresh process: start it, wait until it has painted or 3 s, then end."""

    _painted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._painted.connect(self._end, Qt.ConnectionType.QueuedConnection)

    def leave(self, leaving: Leaving) -> None:
        """Start the fresh process."""
        process = subprocess.Popen(  # noqa: S603 - this program itself
            command_for(leaving),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT if _ROOT.is_dir() else None,
            start_new_session=os.name == "posix",
            creationflags=_DETACHED,
            bufsize=0,  # a reader with a lock would be waited for at the end
        )
        threading.Thread(target=self._listen, args=(process,), daemon=True).start()
        QTimer.singleShot(LONGEST_MS, self, self._end)

    def _listen(self, process: subprocess.Popen[bytes]) -> None:
        if process.stdout is not None:
            process.stdout.read(1)
        self._painted.emit()

    def _end(self) -> None:
        QApplication.exit(0)


def command_for(leaving: Leaving) -> Sequence[str]:
    """Return how a fresh Rowan is started: with a folder and a draft's id, no name."""
    program = [sys.executable] if getattr(sys, "frozen", False) else _module()
    if leaving.recorder:
        return [*program, RECORDER, REPORT]
    draft = ["--draft", leaving.draft] if leaving.draft else []
    record = [RECORD] if leaving.record else []
    return [*program, "--school", str(leaving.folder), *draft, *record, REPORT]


def _module() -> list[str]:
    return [sys.executable, "-m", "ui.application"]
