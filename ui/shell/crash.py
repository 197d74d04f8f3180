"""Catch what goes wrong in Rowan itself, and report it without a word of any record."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

_ROOT = Path(__file__).resolve().parents[2]


def report_of(error: BaseException) -> str:
    """Return the types of an error and its causes with file and line: no message, no value."""
    lines: list[str] = []
    known: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in known:
        known.add(id(cause))
        lines.append(type(cause).__qualname__)
        frames = traceback.extract_tb(cause.__traceback__)
        lines += [f"  {_place(frame.filename)}:{frame.lineno}" for frame in frames]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines)


def catch_crashes(lock: Callable[[], object], tell: Callable[[str], object]) -> None:
    """Lock and tell, with a report, for every error that nobody caught."""

    def on_error(
        kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        report = report_of(error)
        lock()
        tell(report)

    sys.excepthook = on_error


def _place(filename: str) -> str:
    path = Path(filename)
    inside = path.is_relative_to(_ROOT) and ".venv" not in path.parts
    return path.relative_to(_ROOT).as_posix() if inside else path.name
