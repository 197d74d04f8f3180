"""Let a paper leave: printed page by page, or saved whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QIODevice, QObject, QSaveFile, QTimer, Signal
from PySide6.QtPrintSupport import QPrinter

from app.base.text import N_
from ui.kit.preview import print_pages
from ui.kit.told_words import Words

NOT_WRITABLE = Words(
    N_("The file cannot be saved there"),
    N_("Nothing left Rowan and nothing was entered in the register."),
    N_("Choose another folder, or another name."),
)
HALF_SAVED = Words(
    N_("The file could not be finished"),
    N_("The register says that a copy left, but no file was kept. Nobody has it."),
    N_("Free some room or choose another folder, then save again."),
)


class PrintJob(QObject):
    """Print one page after the other while Rowan stays usable; `stop` ends it after a page."""

    progressed = Signal(int)
    finished = Signal(bool)

    def __init__(self, pdf: bytes, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._pages: Iterator[int] = print_pages(pdf, printer)
        self._printer = printer
        self._stopped = False

    def start(self) -> None:
        """Begin with the first page."""
        QTimer.singleShot(0, self, self._next)

    def stop(self) -> None:
        """Print no further page."""
        self._stopped = True

    def _next(self) -> None:
        done = None if self._stopped else next(self._pages, None)
        if done is not None:
            self.progressed.emit(done)
            QTimer.singleShot(0, self, self._next)
            return
        close = getattr(self._pages, "close", None)
        if close is not None:
            close()
        self.finished.emit(not self._stopped)


def save(path: Path, release: Callable[[], bytes]) -> Words | None:
    """Save the bytes that `release` gives, all or nothing; return what went wrong, or None.

    The place is tried before anything is released; what `release` raises is passed on.
    """
    file = QSaveFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        return NOT_WRITABLE
    try:
        data = release()
    except BaseException:
        file.cancelWriting()
        raise
    if file.write(data) != len(data) or not file.commit():
        file.cancelWriting()
        return HALF_SAVED
    return None
