"""Keep to one Rowan a school: a lock file, and two notes by which starts speak to each other."""

from __future__ import annotations

import getpass
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

WATCH_MS = 250
GIVE_WAY_MS = 2_000


class SingleRowan(QObject):
    """Hold a school's lock file; `raised` and `asked_to_leave` are what other starts ask for.

    A second start leaves the name of its Windows user in both notes: the same user's Rowan comes
    to the front, another user's gives way if it is locked and else puts its own name there.
    """

    raised = Signal()
    asked_to_leave = Signal()

    def __init__(self, folder: Path, *, user: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._user = user or getpass.getuser()
        self._raise, self._release = folder / "raise", folder / "release"
        self._lock = QLockFile(str(folder / "rowan.lock"))
        self._lock.setStaleLockTime(0)  # stale only when its process is gone, however old
        self._timer = QTimer(self)
        self._timer.setInterval(WATCH_MS)
        self._timer.timeout.connect(self.look)

    @property
    def held(self) -> bool:
        """Say whether this Rowan holds the school."""
        return self._lock.isLocked()

    def take(self) -> bool:
        """Hold the school if nobody else does, and watch for others' notes from then on."""
        if self.held:
            return True
        if not self._lock.tryLock(0):
            return False
        for note in (self._raise, self._release):
            note.unlink(missing_ok=True)
        self._timer.start()
        return True

    def ask(self) -> None:
        """Leave notes for the Rowan that holds the school."""
        for note in (self._raise, self._release):
            _write(note, self._user)

    def holder(self) -> str:
        """Return the Windows user who answered that their Rowan is unlocked, if one did."""
        answer = _read(self._release)
        return answer.removeprefix("held by ") if answer.startswith("held by ") else ""

    def forget(self) -> None:
        """Take this start's notes back."""
        self._raise.unlink(missing_ok=True)
        self._release.unlink(missing_ok=True)

    def answer_held(self) -> None:
        """Say to the other Windows user whose unlocked Rowan this is."""
        _write(self._release, f"held by {self._user}")

    def release(self) -> None:
        """Let the school go."""
        self._timer.stop()
        if self.held:
            self._lock.unlock()

    def look(self) -> None:
        """Read the notes once."""
        if _read(self._raise) == self._user:
            self.forget()
            self.raised.emit()
            return
        asked = _read(self._release)
        if asked and asked != self._user and not asked.startswith("held by "):
            self._raise.unlink(missing_ok=True)
            self.asked_to_leave.emit()


def _read(note: Path) -> str:
    try:
        return note.read_text("utf-8")[:200].strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _write(note: Path, words: str) -> None:
    try:
        note.write_text(words, "utf-8")
    except OSError:
        return
