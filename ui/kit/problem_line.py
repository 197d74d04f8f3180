"""Say in one line what is wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.base.text import _
from ui.kit.boxes import row
from ui.kit.labels import IconLabel, Label


class ProblemLine(QWidget):
    """Say beside a field what is wrong with it."""

    def __init__(self) -> None:
        super().__init__()
        line = row(self, gap=6)
        line.addWidget(IconLabel("error", "danger", 16), 0, Qt.AlignmentFlag.AlignTop)
        self._words = Label("", "error")
        line.addWidget(self._words, 1)
        self.hide()

    def say(self, words: str) -> None:
        """Show words, or nothing."""
        self._words.show_text(words)
        self._words.setAccessibleName(_("Error: {words}").format(words=words) if words else "")
        self.setVisible(bool(words))

    def words(self) -> str:
        """Return the words shown."""
        return self._words.text()
