"""Say that something went wrong in Rowan itself, without a word of any record."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.base.text import _
from ui.kit.buttons import plain, primary
from ui.kit.dialogs import Dialog

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


class CrashDialog(Dialog):
    """Tell the person, and let them copy a report that holds no record text."""

    def __init__(self, parent: QWidget | None, report: str) -> None:
        super().__init__(parent, _("Something went wrong in Rowan"), width=640)
        self.setObjectName("crash")
        self.add_words(
            _("Rowan has locked. What you typed is kept as a draft."),
            _("The report below holds no name and no word of any record."),
        )
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName(_("Report"))
        self.add(self.report)
        close = primary(_("Close"), self.accept)
        self.offer(close, plain(_("Copy the report"), self._on_copy), default=close)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())


def catch_crashes(parent: Callable[[], QWidget | None], lock: Callable[[], object]) -> None:
    """Lock and show the crash dialog for every error that nobody caught."""

    def on_error(
        kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        report = report_of(error)
        lock()
        CrashDialog(parent(), report).open()

    sys.excepthook = on_error


def _place(filename: str) -> str:
    path = Path(filename)
    inside = path.is_relative_to(_ROOT) and ".venv" not in path.parts
    return path.relative_to(_ROOT).as_posix() if inside else path.name
