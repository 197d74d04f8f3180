"""Say that something was done, and offer to undo it, without stopping anybody."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.base.text import _
from ui.kit import theme
from ui.kit.banners import announce
from ui.kit.boxes import row
from ui.kit.buttons import Button
from ui.kit.labels import Label

SECONDS = 10
_ABOVE = 14


class Toast(QFrame):
    """Show one sentence near the bottom of a window for at least ten seconds.

    It stays while the mouse is over it or the focus in it; the newest replaces the one before.
    `floor` returns the height in pixels, from the window's lower edge, that it must not cover.
    """

    def __init__(self, window: QWidget, floor: Callable[[], int] = lambda: 0) -> None:
        super().__init__(window)
        self._over = window
        self._floor = floor
        self.setProperty("role", "toast")
        self.setObjectName("toast")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        line = row(self, gap=12, edge=(16, 8, 10, 8))
        self._words = Label("", "toast-words", wrap=False)
        line.addWidget(self._words)
        self._undo = Button(_("Undo"), self._on_undo, role="toast", name="toast.undo")
        self._close = Button(_("Close"), self.hide, role="toast", name="toast.close")
        line.addWidget(self._undo)
        line.addWidget(self._close)
        self._undoing: Callable[[], object] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)
        window.installEventFilter(self)
        self.hide()

    def say(
        self, text: str, *, undo: Callable[[], object] | None = None, seconds: int = SECONDS
    ) -> None:
        """Show a sentence, with Undo if it can be undone."""
        self._undoing = undo
        self._undo.setVisible(undo is not None)
        self._words.show_text(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(max(seconds, SECONDS) * 1000)
        announce(self, f"{text} {_('Undo is offered.')}" if undo else text)

    def words(self) -> str:
        """Return the sentence shown last."""
        return self._words.text()

    def _on_undo(self) -> None:
        self.hide()
        if self._undoing is not None:
            self._undoing()

    def _on_time(self) -> None:
        if self.underMouse() or self._undo.hasFocus() or self._close.hasFocus():
            self._timer.start(SECONDS * 1000)
        else:
            self.hide()

    def _place(self) -> None:
        window = self._over
        self._words.setWordWrap(self._words.sizeHint().width() > window.width() // 2)
        self.adjustSize()
        left = (window.width() - self.width()) // 2
        above = self._floor() + theme.px(_ABOVE)
        self.move(max(left, 0), max(window.height() - self.height() - above, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the window changes its size."""
        if event.type() is QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)


def toast_of(widget: QWidget) -> Toast:
    """Return the toast of the window that a widget is in."""
    window = widget.window()
    found = window.findChild(Toast, "toast", Qt.FindChildOption.FindDirectChildrenOnly)
    return found or Toast(window)
