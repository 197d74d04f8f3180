"""List facts: a label and its value on each line."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from ui.kit import theme
from ui.kit.boxes import column, empty, hairline, row
from ui.kit.labels import Label

_NARROW = 400
_TOP = Qt.AlignmentFlag.AlignTop


class Fact(QWidget):
    """Show one label with its value, and something to press at its right."""

    def __init__(self, label: str, value: str | QWidget, action: QWidget | None) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        shown = Label(value).selectable() if isinstance(value, str) else value
        shown.setAccessibleName(f"{label}: {value}" if isinstance(value, str) else label)
        name = Label(label, "muted")
        line = row(self, gap=12)
        self._pair: QBoxLayout = row(gap=16)
        for part, share in ((name, 3), (shown, 7)):
            if isinstance(part, Label):
                part.setAlignment(_TOP)
            self._pair.addWidget(part, share)
        line.addLayout(self._pair, 1)
        if action is not None:
            self._pair.setContentsMargins(0, theme.px(4), 0, theme.px(4))
            line.addWidget(action, 0, _TOP)

    def set_narrow(self, *, narrow: bool) -> None:
        """Put the value below its label, or beside it."""
        direction = QBoxLayout.Direction
        self._pair.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._pair.setSpacing(theme.px(2 if narrow else 16))
        self.updateGeometry()


class Details(QWidget):
    """Show label and value side by side, or one below the other where it is narrow."""

    def __init__(self, facts: Iterable[tuple[str, str]] = (), *, ruled: bool = False) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._lines = column(self, gap=8 if ruled else 6)
        self._ruled = ruled
        self._narrow = False
        self._facts: list[Fact] = []
        for label, value in facts:
            self.add(label, value)

    def add(self, label: str, value: str | QWidget, action: QWidget | None = None) -> None:
        """Put one more fact at the end, with something to press at its right."""
        if self._ruled and self._facts:
            self._lines.addWidget(hairline())
        fact = Fact(label, value, action)
        fact.set_narrow(narrow=self._narrow)
        self._facts.append(fact)
        self._lines.addWidget(fact)

    def clear(self) -> None:
        """Take every fact out."""
        self._facts = []
        empty(self._lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack label and value where there is no room for both."""
        super().resizeEvent(event)
        narrow = event.size().width() < theme.px(_NARROW)
        if narrow is not self._narrow:
            self._narrow = narrow
            for fact in self._facts:
                fact.set_narrow(narrow=narrow)
            self._lines.invalidate()
            self.updateGeometry()
