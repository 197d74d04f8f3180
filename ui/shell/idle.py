"""Lock after a while without keyboard, mouse, touch or pen; a countdown warns before."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.base.text import _, ngettext
from ui.kit.banners import announce
from ui.kit.buttons import plain, primary
from ui.kit.dialogs import Dialog
from ui.kit.labels import Label

COUNTDOWN_S = 30
_TICK_MS = 500
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


class StayDialog(Dialog):
    """Count the seconds until the lock; moving the mouse alone does not stop it."""

    stayed = Signal()
    lock_now = Signal()

    def __init__(self, parent: QWidget | None, kept: str = "") -> None:
        super().__init__(parent, _("Are you still there?"), width=420)
        self.setObjectName("stay-dialog")
        self.words = Label("")
        self.words.setObjectName("stay-words")
        self.add(self.words, Label(kept or _("What you typed is kept as a draft."), "hint"))
        stay = primary(_("Stay"), self.stayed.emit)
        stay.setObjectName("stay")
        lock = plain(_("Lock now"), self.lock_now.emit)
        lock.setObjectName("lock-now")
        self.offer(stay, lock, default=stay)

    def count(self, seconds: int) -> None:
        """Show how many seconds are left."""
        words = ngettext(
            "Rowan locks in {count} second.", "Rowan locks in {count} seconds.", seconds
        )
        self.words.show_text(words.format(count=seconds))
        if seconds in (COUNTDOWN_S, 10):
            announce(self, self.words.text(), urgent=True)


class IdleWatch(QObject):
    """Watch for input; `expired` asks to lock.

    `seconds` returns a clock that only goes forward (tests give their own); `kept` says what
    becomes of what was typed.
    """

    expired = Signal()

    def __init__(
        self,
        app: QApplication,
        over: Callable[[], QWidget | None],
        *,
        minutes: int,
        seconds: Callable[[], float] | None = None,
        kept: str = "",
    ) -> None:
        super().__init__(app)
        self._app = app
        self._over = over
        self._seconds = seconds or seconds_since_start
        self.minutes = minutes
        self._kept = kept
        self._last = self._seconds()
        self._dialog: StayDialog | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to watch."""
        self._last = self._seconds()
        self._app.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        self._app.removeEventFilter(self)
        self._close()

    def left(self) -> float:
        """Return the seconds until the lock."""
        return self.minutes * 60 - (self._seconds() - self._last)

    def stay(self) -> None:
        """Begin anew."""
        self._last = self._seconds()
        self._close()

    def look(self) -> None:
        """Count down, or lock when the time is over."""
        left = self.left()
        if left <= 0:
            self.stop()
            self.expired.emit()
        elif left <= COUNTDOWN_S:
            self._count(round(left))

    @property
    def dialog(self) -> StayDialog | None:
        """Return the countdown while it is shown."""
        return self._dialog

    def _count(self, seconds: int) -> None:
        if self._dialog is None:
            self._dialog = StayDialog(self._over(), self._kept)
            self._dialog.stayed.connect(self.stay)
            self._dialog.rejected.connect(self.stay)
            self._dialog.lock_now.connect(self._on_lock_now)
            self._dialog.open()
        self._dialog.count(seconds)

    def _on_lock_now(self) -> None:
        self.stop()
        self.expired.emit()

    def _close(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.rejected.disconnect(self.stay)
            dialog.close()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there."""
        if self._dialog is None and event.type() in _INPUT:
            self._last = self._seconds()
        return False


def seconds_since_start() -> float:
    """Return seconds of a clock that only goes forward, also while the PC sleeps."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)
