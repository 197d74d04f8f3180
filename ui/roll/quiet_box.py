"""Choose one of many from a list that leaves the wheel to the page."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy


class QuietBox(QComboBox):
    """Choose one of many; the wheel scrolls the page instead of changing the choice."""

    def __init__(self, name: str, words: str, *, least: int = 14, wide: bool = True) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(least)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding if wide else policy.Maximum, policy.Fixed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()
