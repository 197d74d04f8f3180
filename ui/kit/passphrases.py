"""Type a passphrase: hidden or shown, pasted if wanted, with a word about Caps Lock."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.base.text import _
from ui.kit import theme
from ui.kit.boxes import column, row
from ui.kit.buttons import Button
from ui.kit.labels import FieldLabel, Label
from ui.kit.problem_line import ProblemLine


class _Line(QLineEdit):
    """Notice capitals typed without Shift."""

    capitals = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say whether Caps Lock seems to be on."""
        letter = event.text()
        if letter.isalpha() and letter.isascii():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.capitals.emit(letter.isupper() is not shift)
        super().keyPressEvent(event)


class PassphraseEdit(QWidget):
    """Ask for a passphrase; `given` is emitted on Enter."""

    given = Signal()
    changed = Signal()

    def __init__(self, label: str, hint: str = "") -> None:
        super().__init__()
        whole = column(self, gap=4)
        self.line = _Line()
        self.line.setObjectName("passphrase")
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(label)
        self.line.setAccessibleDescription(hint)
        self.line.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self._hint = Label(hint, "hint")
        self._hint.setVisible(bool(hint))
        self.problem = ProblemLine()
        self._capitals = Label(_("Caps Lock seems to be on."), "hint")
        self._capitals.hide()
        self._show = Button(_("Show"), self._on_show, name="passphrase.show")
        held = row(gap=8)
        held.addWidget(self.line, 1)
        held.addWidget(self._show)
        whole.addWidget(FieldLabel(label, self.line))
        whole.addWidget(self._hint)
        whole.addWidget(self.problem)
        whole.addLayout(held)
        whole.addWidget(self._capitals)
        self.line.capitals.connect(self._capitals.setVisible)
        self.line.returnPressed.connect(self.given)
        self.line.textEdited.connect(self._on_edited)
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """Return what was typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what was typed."""
        self.line.clear()

    def say_problem(self, words: str) -> None:
        """Show what is wrong, mark the text for typing over, and take the focus."""
        self.problem.say(words)
        theme.mark(self.line, wrong=bool(words))
        self.line.setAccessibleDescription(words or self._hint.text())
        if words:
            self.line.selectAll()
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_edited(self, _text: str) -> None:
        self.changed.emit()

    def _on_show(self) -> None:
        hidden = self.line.echoMode() is QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode
        self.line.setEchoMode(mode.Normal if hidden else mode.Password)
        self._show.set_words(_("Hide") if hidden else _("Show"))
