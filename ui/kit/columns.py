"""Put two columns side by side where there is room, else one below the other."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.kit import theme
from ui.kit.boxes import column

_SIDE_BY_SIDE = 900


class TwoColumns(QWidget):
    """Hold a wide column for what is read or done and a narrow one for what goes with it.

    With `side_first` the narrow column stands above where there is no room beside. `turned`
    carries True when the columns come to stand side by side, False when they do not.
    """

    turned = Signal(bool)

    def __init__(self, *, side_first: bool = False) -> None:
        super().__init__()
        self._side_first = side_first
        self._turned = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(theme.px(14))
        self.main = self._column(5)
        self.side = self._column(3)

    def _column(self, share: int) -> QVBoxLayout:
        holder = QWidget()
        holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._both.addWidget(holder, share, Qt.AlignmentFlag.AlignTop)
        return column(holder, gap=14)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the columns as the width allows."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        wide = event.size().width() >= theme.px(_SIDE_BY_SIDE)
        below = way.BottomToTop if self._side_first else way.TopToBottom
        wanted = way.LeftToRight if wide else below
        if not self._turned or self._both.direction() is not wanted:
            self._turned = True
            self._both.setDirection(wanted)
            self.turned.emit(wide)
