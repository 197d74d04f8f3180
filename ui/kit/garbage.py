"""Collect garbage on the UI thread alone: a widget that dies elsewhere takes Rowan with it."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1_000


class GarbageCollector(QObject):
    """Take over from Python, which collects on whichever thread happens to allocate."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> int:
        """Collect the generations that are due, by Python's own thresholds; return how many."""
        due = [now > most for now, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if not any(due):
            return 0
        oldest = max(generation for generation, is_due in enumerate(due) if is_due)
        gc.collect(oldest)
        return oldest + 1
