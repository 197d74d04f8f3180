"""Ask one question that is answered on one line, with its hint and its problem above it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.kit import theme
from ui.kit.boxes import column, row
from ui.kit.buttons import Button
from ui.kit.labels import FieldLabel, Label
from ui.kit.problem_line import ProblemLine
from ui.kit.texts import ShortText


class LineField(QWidget):
    """Ask for one line; `name` is the object name of the line itself."""

    edited = Signal()

    def __init__(
        self, label: str, hint: str = "", *, name: str, beside: Button | None = None
    ) -> None:
        super().__init__()
        self.label = label
        self._hint = hint
        self.line = ShortText()
        self.line.setObjectName(name)
        self.line.setAccessibleName(label)
        self.line.setAccessibleDescription(hint)
        self.line.edited.connect(self.edited)
        self.problem = ProblemLine()
        whole = column(self, gap=4)
        whole.addWidget(FieldLabel(label, self.line))
        if hint:
            whole.addWidget(Label(hint, "hint"))
        whole.addWidget(self.problem)
        held = row(gap=8)
        held.addWidget(self.line, 1)
        if beside is not None:
            held.addWidget(beside)
        whole.addLayout(held)
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """Return what was typed, without blanks around it."""
        return self.line.text().strip()

    def fill(self, text: str) -> None:
        """Show a text."""
        self.line.setText(text)
        self.line.setCursorPosition(0)

    def say(self, words: str) -> bool:
        """Show a problem, or take it away; return whether there is none."""
        self.problem.say(words)
        theme.mark(self.line, wrong=bool(words))
        self.line.setAccessibleDescription(words or self._hint)
        return not words

    def go(self) -> None:
        """Take the focus."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
