"""Collect log records that a test did not expect."""

from __future__ import annotations

import logging
import re


class LogWatch(logging.Handler):
    """Keep every record of WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        self.records.append(record)

    def complaints(self, expected: tuple[str, ...]) -> list[str]:
        """Return the unexpected messages, and the expected patterns that never came."""
        messages = [record.getMessage() for record in self.records]
        strange = [m for m in messages if not any(re.search(p, m) for p in expected)]
        absent = [p for p in expected if not any(re.search(p, m) for m in messages)]
        return [f"logged: {m}" for m in strange] + [f"never logged: {p}" for p in absent]
