"""Bring the pages of a foreign file onto the screen as they are drawn elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.base.errors import RowanError
from app.services.attachments import DocumentReader
from ui.kit.tasks import TaskRunner

_KEPT = 6
_CLOSE = 0.01


class ForeignPages(QObject):
    """Ask a reader for one page after another, the newest wish first, and keep a few pictures.

    `arrived` carries the number of a page whose picture has come, `failed` the error that ended
    the reading.
    """

    arrived = Signal(int)
    failed = Signal(object)

    def __init__(
        self, reader: DocumentReader, sizes: tuple[tuple[float, float], ...], tasks: TaskRunner
    ) -> None:
        super().__init__()
        self.sizes = sizes
        self._reader = reader
        self._tasks = tasks
        self._wanted: dict[int, float] = {}
        self._pictures: dict[int, tuple[float, QImage]] = {}
        self._busy = False
        self._over = False

    def picture(self, number: int, dpi: float) -> QImage | None:
        """Return a page's picture if it is there at this size, else ask for it."""
        held = self._pictures.get(number)
        if held is not None and abs(held[0] - dpi) < _CLOSE:
            return held[1]
        self._wanted.pop(number, None)
        self._wanted[number] = dpi
        self._next()
        return None

    @property
    def idle(self) -> bool:
        """Say whether every page that was asked for has come."""
        return bool(self._pictures) and not self._busy and not self._wanted

    def close(self) -> None:
        """End the reading."""
        self._over = True
        self._wanted.clear()
        self._pictures.clear()
        self._reader.close()

    def _next(self) -> None:
        if self._busy or self._over or not self._wanted:
            return
        number, dpi = self._wanted.popitem()
        if len(self._wanted) > _KEPT:
            self._wanted.clear()  # scrolled past
        self._busy = True

        def work() -> QImage:
            drawn = self._reader.picture(number, dpi)
            picture = QImage(
                drawn.content,
                drawn.width,
                drawn.height,
                drawn.width * 4,
                QImage.Format.Format_RGB32,
            )
            return picture.copy()

        def done(picture: QImage) -> None:
            self._busy = False
            while len(self._pictures) >= _KEPT:
                self._pictures.pop(next(iter(self._pictures)))
            self._pictures[number] = (dpi, picture)
            self.arrived.emit(number)
            self._next()

        self._tasks.run(work, owner=self, done=done, failed=self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        if self._over:
            return
        if not isinstance(error, RowanError):
            raise error
        self._over = True
        self.failed.emit(error)
