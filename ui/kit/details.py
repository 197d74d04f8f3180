"""List facts: a label and its value on each line."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.kit import theme
from ui.kit.boxes import empty, hairline
from ui.kit.labels import Label

_NARROW = 480


class Details(QWidget):
    """Show label and value side by side, or one below the other where it is narrow."""

    def __init__(self, facts: Iterable[tuple[str, str]] = (), *, ruled: bool = False) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(6))
        self._ruled = ruled
        self._rows: list[tuple[QWidget, QWidget, QWidget | None]] = []
        self._narrow = False
        for label, value in facts:
            self.add(label, value)

    def add(self, label: str, value: str | QWidget, action: QWidget | None = None) -> None:
        """Put one more fact at the end, with something to press at its right."""
        shown = Label(value).selectable() if isinstance(value, str) else value
        shown.setAccessibleName(f"{label}: {value}" if isinstance(value, str) else label)
        name = Label(label, "muted")
        self._rows.append((name, shown, action))
        self._arrange()

    def clear(self) -> None:
        """Take every fact out."""
        self._rows = []
        empty(self._grid)

    def _arrange(self) -> None:
        while self._grid.takeAt(0) is not None:
            pass
        for line in self.findChildren(QWidget, "rule"):
            line.deleteLater()
        place = 0
        for facts in self._rows:
            place = self._lay(facts, place)
        self._grid.setColumnStretch(0, 0 if self._narrow else 2)
        self._grid.setColumnStretch(1, 1 if self._narrow else 5)

    def _lay(self, facts: tuple[QWidget, QWidget, QWidget | None], place: int) -> int:
        name, value, action = facts
        top = Qt.AlignmentFlag.AlignTop
        if self._ruled and place:
            line = hairline()
            line.setObjectName("rule")
            self._grid.addWidget(line, place, 0, 1, 3)
            place += 1
        if self._narrow:
            self._grid.addWidget(name, place, 0, 1, 2)
            self._grid.addWidget(value, place + 1, 0, 1, 2)
        else:
            self._grid.addWidget(name, place, 0, top)
            self._grid.addWidget(value, place, 1, 2, 1)
        if action is not None:
            self._grid.addWidget(action, place, 2, 2, 1, top | Qt.AlignmentFlag.AlignRight)
        return place + 2

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack label and value where there is no room for both."""
        super().resizeEvent(event)
        narrow = event.size().width() < theme.px(_NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()
