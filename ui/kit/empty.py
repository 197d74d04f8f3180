"""Say what belongs in an empty place, why it is empty, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.boxes import column
from ui.kit.buttons import Button
from ui.kit.labels import IconLabel, Label


class EmptyState(QWidget):
    """Show an icon, a heading, one sentence and at most one button."""

    def __init__(
        self, title: str, body: str = "", *, icon: str = "", action: Button | None = None
    ) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        whole = column(self, gap=6, edge=(16, 24, 16, 24))
        middle = Qt.AlignmentFlag.AlignHCenter
        whole.addStretch(1)
        if icon:
            whole.addWidget(IconLabel(icon, "muted", 28), 0, middle)
        for text, role in ((title, "strong"), (body, "muted")):
            if text:
                label = Label(text, role)
                label.setAlignment(middle)
                whole.addWidget(label)
        if action is not None:
            whole.addSpacing(6)
            whole.addWidget(action, 0, middle)
        whole.addStretch(1)
        self.setAccessibleName(title)
