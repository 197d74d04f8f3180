"""Put a list beside what is chosen in it, or above it where there is little room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.kit import theme
from ui.kit.boxes import column

_SIDE_BY_SIDE = 940


class Split(QWidget):
    """Hold a narrow list at the left and the wide detail at its right."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(theme.px(14))
        self.list = self._column(4)
        self.detail = self._column(6)

    @property
    def beside(self) -> bool:
        """Say whether both stand side by side."""
        return self._both.direction() is QBoxLayout.Direction.LeftToRight

    def _column(self, share: int) -> QVBoxLayout:
        holder = QWidget()
        holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._both.addWidget(holder, share, Qt.AlignmentFlag.AlignTop)
        return column(holder, gap=14)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn as the width allows."""
        super().resizeEvent(event)
        wide = event.size().width() >= theme.px(_SIDE_BY_SIDE)
        way = QBoxLayout.Direction
        self._both.setDirection(way.LeftToRight if wide else way.TopToBottom)
