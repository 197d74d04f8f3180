"""Put cards in two columns where there is room, else in one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.kit import theme
from ui.kit.boxes import column, row

_TWO_FROM = 960


class Columns(QWidget):
    """Hold a wide column of what is to be done and a narrow one of what is to be known."""

    def __init__(self) -> None:
        super().__init__()
        self._line: QBoxLayout = row(self, gap=14)
        self._lines = (column(gap=14), column(gap=14))
        for lines, share in zip(self._lines, (63, 37), strict=True):
            held = QWidget()
            whole = column(held, gap=0)
            whole.addLayout(lines)
            whole.addStretch(1)
            self._line.addWidget(held, share)

    def add_wide(self, *widgets: QWidget) -> None:
        """Put widgets at the end of the wide column."""
        for widget in widgets:
            self._lines[0].addWidget(widget)

    def add_narrow(self, *widgets: QWidget) -> None:
        """Put widgets at the end of the narrow column."""
        for widget in widgets:
            self._lines[1].addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use one column where two would be too narrow to read."""
        super().resizeEvent(event)
        direction = QBoxLayout.Direction
        two = event.size().width() >= theme.px(_TWO_FROM)
        wanted = direction.LeftToRight if two else direction.TopToBottom
        if self._line.direction() is not wanted:
            self._line.setDirection(wanted)


def side_by_side(widgets: Sequence[QWidget]) -> QWidget:
    """Return widgets in two columns where there is room; one alone takes the whole width."""
    if len(widgets) == 1:
        return widgets[0]
    held = Columns()
    held.add_wide(widgets[0])
    held.add_narrow(*widgets[1:])
    return held
