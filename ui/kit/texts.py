"""Type words: a line, or a box that grows with what is written."""

from __future__ import annotations

import math

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy

from app.records.fields import SHORT_LENGTH
from ui.kit import theme

LEAST_LINES, MOST_LINES = 2, 10


class ShortText(QLineEdit):
    """Type one line; what is pasted loses its line breaks, never its letters."""

    edited = Signal()

    def __init__(self, *, longest: int = SHORT_LENGTH) -> None:
        super().__init__()
        # One more than allowed may be typed: the check explains it, nothing is cut off silently.
        self.setMaxLength(max(longest * 2, longest + 1))
        self.textEdited.connect(self._on_edited)

    def _on_edited(self, _text: str) -> None:
        self.edited.emit()


class GrowingText(QPlainTextEdit):
    """Type several lines; Tab leaves, paste is plain, the box grows from 2 to 10 lines."""

    edited = Signal()

    def __init__(self, *, rows: int = 3, most: int = MOST_LINES) -> None:
        super().__init__()
        self._least = max(LEAST_LINES, min(rows, most))
        self._most = most
        self._filling = False
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(theme.px(4))
        self.textChanged.connect(self._on_changed)
        self._fit()

    def text(self) -> str:
        """Return the words as typed."""
        return self.toPlainText()

    def fill(self, text: str) -> None:
        """Show words without counting them as typed."""
        self._filling = True
        self.setPlainText(text)
        self._filling = False

    def _on_changed(self) -> None:
        self._fit()
        if not self._filling:
            self.edited.emit()

    def _fit(self) -> None:
        lines = min(max(self._lines(), self._least), self._most)
        room = self.fontMetrics().lineSpacing() * lines + 2 * theme.px(4) + 2 * theme.px(5) + 2
        if self.height() != room:
            self.setFixedHeight(room)
        over = self._lines() > self._most
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if over else policy.ScrollBarAlwaysOff
        )

    def _lines(self) -> int:
        spacing = self.fontMetrics().lineSpacing()
        layout = self.document().documentLayout()
        count, block = 0, self.document().firstBlock()
        while block.isValid() and count <= self._most:
            # QPlainTextDocumentLayout counts in lines, other layouts in pixels.
            layout.blockBoundingRect(block)
            count += max(1, block.layout().lineCount())
            block = block.next()
        return max(1, math.ceil(count)) if spacing else 1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count the lines again for another width."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Enter to the page."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words only."""
        if source.hasText():
            self.insertPlainText(source.text())

    def sizeHint(self) -> QSize:
        """Ask for the height of the lines shown."""
        return QSize(super().sizeHint().width(), self.height())
