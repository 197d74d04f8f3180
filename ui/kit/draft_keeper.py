"""Keep what is being typed: soon after the last change, and never long after the first."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from app.base.clock import Clock
from app.base.errors import RowanError
from app.services.drafts import Draft
from ui.kit.tasks import TaskRunner

AFTER_LAST_MS = 2_000
AFTER_FIRST_MS = 8_000


class DraftStore(Protocol):
    """Keep drafts; `keep_bytes` may run in a worker thread."""

    def encoded(self, draft: Draft) -> bytes:
        """Return the draft as bytes, to be handed to a worker."""
        ...

    def keep_bytes(self, draft_id: str, content: bytes) -> None:
        """Write a draft's newest state, encrypted and durable."""
        ...

    def discard(self, draft: str) -> None:
        """Remove a draft for good."""
        ...


class DraftKeeper(QObject):
    """Write a draft in a worker of its own, so that no other work delays it.

    `kept` carries the Stamp at which the newest state was safe on disk, `failed` the error.
    Nothing is written before the first `touch()`, nor after `discard()`.
    """

    kept = Signal(object)
    failed = Signal(object)

    def __init__(
        self, parent: QObject, drafts: DraftStore, clock: Clock, make: Callable[[], Draft]
    ) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._clock = clock
        self._make = make
        self._writing = Lock()
        self._over = False
        self._unsaved = False
        self._runner = TaskRunner()
        self._last = self._timer(AFTER_LAST_MS)
        self._first = self._timer(AFTER_FIRST_MS)

    @property
    def unsaved(self) -> bool:
        """Say whether something was typed that is not on its way to the disk."""
        return self._unsaved

    def touch(self) -> None:
        """Hear that something changed."""
        if self._over:
            return
        self._unsaved = True
        self._last.start()
        if not self._first.isActive():
            self._first.start()

    def flush(self) -> None:
        """Write now, on this thread, if anything is unsaved (VaultError)."""
        if self._over or not (self._unsaved or self._runner.busy):
            return
        draft = self._take()
        self._write(draft.id, self._drafts.encoded(draft))
        self.kept.emit(self._clock.now())

    def discard(self) -> None:
        """Remove the draft for good; what is on its way to the disk is dropped."""
        draft = self._take()
        with self._writing:
            self._over = True
            self._drafts.discard(draft.id)

    def _timer(self, after_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(self._on_time)
        return timer

    def _take(self) -> Draft:
        self._last.stop()
        self._first.stop()
        self._unsaved = False
        return self._make()

    def _on_time(self) -> None:
        draft = self._take()
        content = self._drafts.encoded(draft)
        self._runner.run(
            lambda: self._write(draft.id, content),
            owner=self,
            done=lambda _none: self._on_kept(),
            failed=self._on_failed,
        )

    def _write(self, draft: str, content: bytes) -> None:
        with self._writing:
            if not self._over:
                self._drafts.keep_bytes(draft, content)

    def _on_kept(self) -> None:
        if not self._over:
            self.kept.emit(self._clock.now())

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, RowanError):
            raise error
        self._unsaved = True
        self._first.start()
        self.failed.emit(error)
