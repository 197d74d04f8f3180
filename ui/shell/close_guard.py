"""Ask before the window is closed while set-up's recovery sheet is not typed back yet."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject

from app.base.text import _
from ui.kit.dialogs import Question, confirm
from ui.shell.set_up import SetUpPage
from ui.shell.window import RowanWindow

_LEAVE = Question(
    title=_("Leave without the recovery sheet?"),
    body=_("The code is shown only now. Without it, a forgotten passphrase loses everything."),
    yes=_("Leave without it"),
    no=_("Go on with set-up"),
)


class CloseGuard(QObject):
    """Watch a window for being closed."""

    def __init__(self, window: RowanWindow) -> None:
        super().__init__(window)
        self._window = window
        self._may_close = False
        window.installEventFilter(self)

    def _on_close_anyway(self) -> None:
        self._may_close = True
        self._window.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask before set-up is left without the recovery sheet."""
        page = self._window.page()
        unfinished = isinstance(page, SetUpPage) and page.unfinished
        if event.type() is not QEvent.Type.Close or self._may_close or not unfinished:
            return super().eventFilter(watched, event)
        event.ignore()
        confirm(self._window, _LEAVE, self._on_close_anyway)
        return True
