"""Show that pages are being drawn or printed, with a way to stop."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from app.base.text import _
from ui.kit import theme
from ui.kit.boxes import column
from ui.kit.buttons import Button
from ui.kit.labels import Label


class WaitingForPages(QWidget):
    """Hold words, progress and one button: cancel, or draw again."""

    def __init__(self, cancel: Callable[[], object], again: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("waiting-for-pages")
        self._cancel = cancel
        self._start_again = again
        self.words = Label("")
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(theme.px(260))
        self.progress.setAccessibleName(_("Progress"))
        self.stop = Button(_("Cancel"), self._on_stop, name="cancel-drawing")
        self.again = Button(_("Draw again"), self._on_again, name="draw-again")
        whole = column(self, gap=12)
        middle = Qt.AlignmentFlag.AlignHCenter
        whole.addStretch(1)
        whole.addWidget(self.words)
        for part in (self.progress, self.stop, self.again):
            whole.addWidget(part, 0, middle)
        whole.addStretch(2)

    def wait(self, words: str, cancel: Callable[[], object], *, pages: int = 0) -> None:
        """Say what is going on; with a number of pages the progress can be seen."""
        self._cancel = cancel
        self.words.show_text(words)
        self.progress.setRange(0, pages)
        self.progress.setValue(0)
        self._show(waits=True)

    def show_progress(self, pages: int) -> None:
        """Say how many pages are done."""
        self.progress.setValue(pages)

    def say_stopped(self, words: str) -> None:
        """Say why there is nothing to see, and offer to draw again."""
        self.words.show_text(words)
        self._show(waits=False)

    def _show(self, *, waits: bool) -> None:
        self.progress.setVisible(waits)
        self.stop.setVisible(waits)
        self.again.setVisible(not waits)

    def _on_stop(self) -> None:
        self._cancel()

    def _on_again(self) -> None:
        self._start_again()
