"""Group what belongs together on a white card with a hairline edge."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.kit.boxes import column, empty, row
from ui.kit.labels import Label


class Card(QFrame):
    """Hold widgets in one column under an optional heading; actions stand right of it."""

    def __init__(self, heading: str = "", hint: str = "", *, gap: int = 12) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        whole = column(self, gap=12, edge=(20, 16, 20, 18))
        self._head = row(gap=8)
        self.heading = Label(heading, "heading")
        self.hint = Label(hint, "hint")
        if not hint:  # to show it before it stands on the card would open a window
            self.hint.hide()
        if heading:
            words = column(gap=2)
            words.addWidget(self.heading)
            words.addWidget(self.hint)
            self._head.addLayout(words, 1)
            whole.addLayout(self._head)
            self.setAccessibleName(heading)
        self.body = column(gap=gap)
        whole.addLayout(self.body)

    @property
    def head(self) -> QHBoxLayout:
        """Return the row of the heading, for actions at its right."""
        return self._head

    def add(self, *widgets: QWidget) -> Card:
        """Put widgets at the end and return the card."""
        for widget in widgets:
            self.body.addWidget(widget)
        return self

    def clear(self) -> None:
        """Take out everything but the heading."""
        empty(self.body)
