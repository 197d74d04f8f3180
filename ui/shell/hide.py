"""Hide every window of Rowan at once, and show them again by the same key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app.base.text import _
from ui.kit.boxes import column
from ui.kit.labels import IconLabel, Label

BACK_WITHIN_S = 60
SHIFTS, SHIFTS_WITHIN_MS = 3, 5_000
_BLOCKED = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.Shortcut,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.ToolTip,
        QEvent.Type.ContextMenu,
    }
)


class Cover(QWidget):
    """Cover one window with neutral words."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("cover")
        self.setProperty("role", "cover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        whole = column(self, gap=10)
        middle = Qt.AlignmentFlag.AlignHCenter
        whole.addStretch(1)
        whole.addWidget(IconLabel("hide", "rail_text", 32), 0, middle)
        words = Label(_("Hidden. Press F9 to go back."), "cover-words", wrap=False)
        whole.addWidget(words, 0, middle)
        whole.addStretch(1)
        self.setAccessibleName(words.text())
        self._window = window
        self._title = window.windowTitle()
        self._content = window.centralWidget() if isinstance(window, QMainWindow) else None
        self._focus = window.focusWidget()
        window.setWindowTitle(_("Rowan"))
        window.installEventFilter(self)
        self._fit()
        self.show()
        self.raise_()
        self.repaint()
        self.setFocus()

    def hide_content(self) -> None:
        """Take what is covered out of reach of screen readers too."""
        if self._content is not None:
            self._content.hide()

    def lift(self) -> None:
        """Show the window again, with the focus where it was."""
        if self._content is not None:
            self._content.show()
        self._window.removeEventFilter(self)
        self._window.setWindowTitle(self._title)
        self.hide()
        if self._focus is not None:
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    def _fit(self) -> None:
        self.setGeometry(self._window.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay on top."""
        self.raise_()
        super().resizeEvent(event)


class HideScreen(QObject):
    """Hide on F9 or three times Shift; F9 within 60 s shows again, later `expired` asks to lock.

    `watch` begins to count Shift and to block what is hidden; `elapsed` returns milliseconds
    since the screen was hidden (tests give their own).
    """

    hidden = Signal()
    shown = Signal()
    expired = Signal()

    def __init__(self, app: QApplication, elapsed: Callable[[], int] | None = None) -> None:
        super().__init__(app)
        self._app = app
        self._hidden_since = QElapsedTimer()
        self._elapsed = elapsed or self._hidden_since.elapsed
        self._covers: list[Cover] = []
        self._shifts: list[int] = []
        self._since = QElapsedTimer()
        self._since.start()
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._on_limit)

    def watch(self) -> None:
        """Begin: not before the first picture, which events seen from Python make slow."""
        self._app.installEventFilter(self)

    @property
    def is_hidden(self) -> bool:
        """Say whether the screen is hidden."""
        return bool(self._covers)

    def toggle(self) -> None:
        """Hide, or show again if that is still allowed."""
        if not self._covers:
            self.hide()
        elif self._elapsed() <= BACK_WITHIN_S * 1000:
            self.show()
        else:
            self._on_limit()

    def hide(self) -> None:
        """Cover every window now; the rest is done after it has been painted."""
        self.watch()
        popup = self._app.activePopupWidget()
        if popup is not None:
            popup.close()
        windows = [w for w in self._app.topLevelWidgets() if w.isVisible() and _is_ours(w)]
        self._covers = [Cover(window) for window in windows]
        self._hidden_since.start()
        self._limit.start(BACK_WITHIN_S * 1000)
        QTimer.singleShot(0, self, self._after_paint)
        self.hidden.emit()

    def show(self) -> None:
        """Show every window again."""
        self._limit.stop()
        for cover in self._covers:
            cover.lift()
        self._covers = []
        self.shown.emit()

    def _after_paint(self) -> None:
        for cover in self._covers:
            cover.hide_content()

    def _on_limit(self) -> None:
        self._limit.stop()
        self.expired.emit()

    def _counts_shift(self, event: QKeyEvent) -> bool:
        if event.isAutoRepeat():
            return False
        if event.key() != Qt.Key.Key_Shift:
            self._shifts = []
            return False
        now = self._since.elapsed()
        self._shifts = [at for at in self._shifts if now - at <= SHIFTS_WITHIN_MS] + [now]
        return len(self._shifts) >= SHIFTS

    def _on_key(self, watched: QWidget, event: QKeyEvent) -> bool:
        if self._covers and event.key() == Qt.Key.Key_F9 and not event.isAutoRepeat():
            self.toggle()
            return True
        # What the widget with the focus ignores is offered to those around it: count it once.
        first = self._app.focusWidget() in (None, watched)
        if first and self._counts_shift(event) and not self._covers:
            self._shifts = []
            self.hide()
            return True
        return self.is_hidden

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count Shift, and let nothing through to what is hidden."""
        # A key goes to the window's handle first and to the widget next: count it once.
        if not isinstance(watched, QWidget):
            return False
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._on_key(watched, event)
        return self.is_hidden and event.type() in _BLOCKED


def _is_ours(window: QWidget) -> bool:
    kind = window.windowType()
    return kind in (Qt.WindowType.Window, Qt.WindowType.Dialog, Qt.WindowType.Sheet)
