"""Say that something went wrong in Rowan itself."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.base.text import _
from ui.kit.buttons import plain, primary
from ui.kit.dialogs import Dialog


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
