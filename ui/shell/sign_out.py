"""Back up before somebody signs out, if a folder is chosen and something changed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from app.base.text import _
from ui.kit.buttons import plain, primary
from ui.kit.dialogs import Dialog
from ui.kit.labels import Label
from ui.settings.backup_keeper import BackupKeeper


class SignOutDialog(Dialog):
    """Show the backup's progress; `leave` is emitted when it is done or not waited for."""

    leave = Signal()

    def __init__(self, parent: QWidget | None, keeper: BackupKeeper) -> None:
        super().__init__(parent, _("Backing up before you sign out"), width=480)
        self.setObjectName("sign-out-dialog")
        self._keeper = keeper
        self._words = Label(_("The copy is checked before it counts."))
        self._words.setObjectName("sign-out-words")
        self._bar = QProgressBar()
        self._bar.setAccessibleName(_("Progress of the backup"))
        self._bar.setTextVisible(False)
        self.add(self._words, self._bar)
        stay = primary(_("Stay signed in"), self.reject)
        stay.setObjectName("stay-signed-in")
        go = plain(_("Sign out without a backup"), self._on_leave)
        go.setObjectName("sign-out-anyway")
        self.offer(stay, go, default=stay)
        keeper.progressed.connect(self._on_progressed)
        keeper.ended.connect(self._on_ended)
        self.rejected.connect(keeper.stop)

    def begin(self) -> None:
        """Start the backup."""
        self.open()
        self._keeper.start()

    def _on_progressed(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)

    def _on_ended(self, made: bool) -> None:  # noqa: FBT001 - Qt's signal
        if made:
            self._on_leave()
            return
        problem = self._keeper.problem
        if problem is not None:
            self._bar.hide()
            words = " ".join(filter(None, (f"{problem.title}.", problem.body, problem.next_step)))
            self._words.show_text(words)

    def _on_leave(self) -> None:
        self._keeper.ended.disconnect(self._on_ended)
        self.rejected.disconnect(self._keeper.stop)
        self.accept()
        self.leave.emit()
