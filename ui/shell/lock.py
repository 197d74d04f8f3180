"""Lock: cover, keep drafts, close vaults, let the school go, and leave for a fresh process.

Text stays in a process's memory after the vaults are closed, so locking ends the process.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.base.errors import VaultError
from app.base.text import _
from ui.kit.boxes import column
from ui.kit.labels import IconLabel, Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Hold all that a fresh process is told: where the school lies, and which draft was open.

    `record` opens the form for somebody without an account; signing in comes after it. `recorder`
    is the start of a classroom PC, which has no school.
    """

    folder: Path
    draft: str = ""
    record: bool = False
    recorder: bool = False


Leave = Callable[[Leaving], object]


def to_colleague(leave: Leave) -> Leave:
    """Return how to leave for a process that opens the form for a colleague."""
    return lambda leaving: leave(replace(leaving, record=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """Name what locking does, in this order, once every window is covered.

    `flush` writes what is being typed and returns the draft's id, `clear` takes pages, dialogs
    and the clipboard away, `close` stops workers and closes the vaults, `release` lets the
    school's lock file go.
    """

    flush: Callable[[], str]
    clear: Callable[[], object]
    close: Callable[[], object]
    release: Callable[[], object]


class LockCover(QWidget):
    """Cover one window with neutral words until the process ends."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("lock-cover")
        self.setProperty("role", "cover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        whole = column(self, gap=10)
        middle = Qt.AlignmentFlag.AlignHCenter
        whole.addStretch(1)
        whole.addWidget(IconLabel("lock", "rail_text", 32), 0, middle)
        words = Label(_("Locking …"), "cover-words", wrap=False)
        whole.addWidget(words, 0, middle)
        whole.addStretch(1)
        self.setAccessibleName(words.text())
        window.setWindowTitle(_("Rowan"))
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.repaint()


def cover_all(app: QApplication) -> list[LockCover]:
    """Cover every window of Rowan at once."""
    popup = app.activePopupWidget()
    if popup is not None:
        popup.close()
    windows = [each for each in app.topLevelWidgets() if each.isVisible() and each.isWindow()]
    kinds = (Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Sheet)
    return [LockCover(each) for each in windows if each.windowType() in kinds]


def lock(app: QApplication, folder: Path, closing: Closing, leave: Leave) -> Leaving:
    """Lock now; return what the fresh process is told.

    A full disk keeps nothing open: each step is done whatever became of the one before.
    """
    cover_all(app)
    draft = ""
    with ExitStack() as steps:
        steps.callback(lambda: leave(Leaving(folder=folder, draft=draft)))
        for step in (closing.release, closing.clear, closing.close):
            steps.callback(_whatever, step)
        with suppress(VaultError):
            draft = closing.flush()
    return Leaving(folder=folder, draft=draft)


def _whatever(step: Callable[[], object]) -> None:
    with suppress(VaultError):
        step()


class OurClipboard(QObject):
    """Know whether what the clipboard holds was copied in Rowan, and take it back."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._board = app.clipboard()
        self._app = app
        self._ours = False
        self._board.dataChanged.connect(self._on_changed)

    def forget(self) -> None:
        """Empty the clipboard if what it holds came from here."""
        if self._ours or self._board.ownsClipboard():
            self._board.clear()

    def _on_changed(self) -> None:
        self._ours = self._app.activeWindow() is not None
