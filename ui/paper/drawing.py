"""Compose a paper and have it drawn, while the screen stays usable."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.base.errors import RowanError
from app.services.papers import Paper, Preview
from ui.kit.desk import Desk

Compose = Callable[[], Paper]


class Drawing(QObject):
    """Draw one paper, as often as it has to be composed again.

    `drawn` carries the preview and the characters that no font has; `stopped` that somebody
    cancelled; `failed` the error.
    """

    begun = Signal()
    drawn = Signal(object, tuple)
    stopped = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, compose: Compose, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk = desk
        self._compose = compose
        self._owner = owner

    def start(self) -> None:
        """Compose the paper from what is recorded now, and have it drawn."""
        papers = self._desk.workspace.papers
        self.begun.emit()
        try:
            paper = self._compose()
        except RowanError as error:
            self.failed.emit(error)
            return

        def work() -> tuple[Preview | None, tuple[str, ...]]:
            return papers.draw(paper), papers.missing_characters(paper)

        self._desk.run(work, parent=self._owner, done=self._on_done, failed=self.failed.emit)

    def cancel(self) -> None:
        """Stop drawing."""
        self._desk.workspace.papers.cancel()

    def _on_done(self, found: tuple[Preview | None, tuple[str, ...]]) -> None:
        preview, missing = found
        if preview is None:
            self.stopped.emit()
        else:
            self.drawn.emit(preview, missing)
