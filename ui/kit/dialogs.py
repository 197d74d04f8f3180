"""Ask or tell something that cannot wait: verbs on the buttons, the safe one first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QScrollArea, QWidget

from app.base.errors import RowanError
from app.base.fold import fold
from app.base.text import _
from ui.kit import theme
from ui.kit.boxes import Scrolled, column, row
from ui.kit.buttons import Button, danger, plain, primary
from ui.kit.labels import FieldLabel, Label
from ui.kit.passphrases import PassphraseEdit
from ui.kit.problems import explain
from ui.kit.told_words import Words


class Dialog(QDialog):
    """Hold a heading, a body and a row of buttons; Esc closes. Open it with `open()`."""

    def __init__(self, parent: QWidget | None, title: str, *, width: int = 520) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Rowan"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        self.setMinimumWidth(theme.px(min(width, 420)))
        self._wide = theme.px(width)
        whole = column(self, gap=16, edge=(24, 20, 24, 18))
        self._title = Label(title, "title")
        whole.addWidget(self._title)
        self._inside = Scrolled()
        self._inside.setProperty("role", "body")
        held = column(self._inside, gap=0)
        self.body = column(gap=10)
        held.addLayout(self.body)
        held.addStretch(1)
        self._area = area = QScrollArea()
        area.setMinimumHeight(1)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._inside)
        area.verticalScrollBar().rangeChanged.connect(self._on_range)
        whole.addWidget(area, 1)
        self.buttons = row(gap=8)
        whole.addLayout(self.buttons)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets at the end of the body."""
        for widget in widgets:
            self.body.addWidget(widget)

    def add_words(self, *lines: str) -> None:
        """Put lines of text at the end of the body."""
        self.add(*(Label(line) for line in lines if line))

    def add_heading(self, text: str) -> None:
        """Put a heading at the end of the body."""
        self.add(Label(text, "heading"))

    def offer(self, *buttons: Button, default: Button) -> None:
        """Put the buttons at the foot; Enter presses the default."""
        for button in buttons:
            self.buttons.addWidget(button)
        self.buttons.addStretch(1)
        default.setDefault(True)
        default.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer_close(self, words: str = "") -> None:
        """Put one button at the foot that closes."""
        close = primary(words or _("Close"), self.reject)
        self.offer(close, default=close)

    def open(self) -> None:
        """Show the dialog over its window without waiting."""
        self.resize(self._wide, min(self._fitting_height(), self._room()))
        super().open()
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """Take the height of what is inside, now that its width is known."""
        view, layout = self._area.viewport(), self._inside.layout()
        need = layout.totalHeightForWidth(view.width()) if layout else 0
        around = self.height() - view.height()
        self.resize(self.width(), min(around + need, self._room()))

    def _on_range(self, _least: int, most: int) -> None:
        # What is said later, such as a problem, makes the dialog taller while there is room.
        if most > 0 and self.height() < self._room():
            self.resize(self.width(), min(self.height() + most, self._room()))

    def _room(self) -> int:
        parent = self.parentWidget()
        room = parent.window().height() if parent else self.screen().availableSize().height()
        return room - theme.px(24)

    def _fitting_height(self) -> int:
        for part in (self, *self.findChildren(QWidget)):
            part.ensurePolished()
        metrics = theme.current().metrics
        inner = self._wide - 2 * theme.px(24)
        layout = self._inside.layout()
        tall = layout.totalHeightForWidth(inner) if layout else 0
        head = self._title.heightForWidth(inner)
        return head + tall + metrics.control + 2 * theme.px(16) + theme.px(20 + 18) + 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Hold what is asked before something that cannot be undone: name the thing and its size.

    `type_this` has to be typed first, such as the child's surname.
    """

    title: str
    body: str
    yes: str
    no: str
    type_this: str = ""
    grave: bool = True


class Confirm(Dialog):
    """Ask a question; the safe answer is the default."""

    confirmed = Signal()

    def __init__(self, parent: QWidget | None, question: Question) -> None:
        super().__init__(parent, question.title)
        self._question = question
        self.add_words(question.body)
        self._typed = QLineEdit()
        self.yes = (danger if question.grave else primary)(question.yes, self._on_yes)
        self.yes.setObjectName("confirm.yes")
        self.no = plain(question.no, self.reject)
        self.no.setObjectName("confirm.no")
        if question.type_this:
            words = _("Type “{text}” to go on").format(text=question.type_this)
            self._typed.setAccessibleName(words)
            self._typed.textEdited.connect(self._on_typed)
            self.add(FieldLabel(words, self._typed), self._typed)
            self.yes.setEnabled(False)
        self.offer(self.no, self.yes, default=self.no)

    def _on_typed(self, text: str) -> None:
        self.yes.setEnabled(fold(text) == fold(self._question.type_this))

    def _on_yes(self) -> None:
        self.accept()
        self.confirmed.emit()


def confirm(parent: QWidget | None, question: Question, on_yes: Callable[[], object]) -> Confirm:
    """Open a question and do something if the answer is yes."""
    dialog = Confirm(parent, question)
    dialog.confirmed.connect(on_yes)
    dialog.open()
    return dialog


class PassphraseDialog(Dialog):
    """Ask for the passphrase again before something is signed with it.

    `given` carries what was typed; call `close_signed()` when it was right, `say_wrong()` when
    not. The line is emptied in both cases but pasting is never refused.
    """

    given = Signal(str)

    def __init__(
        self, parent: QWidget | None, title: str, lines: Sequence[str], *, verb: str = ""
    ) -> None:
        super().__init__(parent, title)
        self.add_words(*lines)
        self.passphrase = PassphraseEdit(_("Your passphrase"))
        self.passphrase.given.connect(self._on_given)
        self.add(self.passphrase)
        self._verb = verb or _("Sign")
        self.sign = primary(self._verb, self._on_given)
        self.sign.setObjectName("passphrase.sign")
        self.back = plain(_("Go back"), self.reject)
        self.offer(self.sign, self.back, default=self.sign)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_wrong(self, words: str) -> None:
        """Say why it was not accepted and let the person try again."""
        self.set_busy(busy=False)
        self.passphrase.clear()
        self.passphrase.say_problem(words)

    def close_signed(self) -> None:
        """Close after signing."""
        self.passphrase.clear()
        self.accept()

    def set_busy(self, *, busy: bool) -> None:
        """Wait while the key is derived."""
        self.sign.setEnabled(not busy)
        self.passphrase.setEnabled(not busy)
        self.sign.set_words(_("Checking …") if busy else self._verb)

    def _on_given(self) -> None:
        typed = self.passphrase.text()
        if not typed:
            self.passphrase.say_problem(_("Enter your passphrase"))
            return
        self.passphrase.say_problem("")
        self.set_busy(busy=True)
        self.given.emit(typed)


class ProblemDialog(Dialog):
    """Say what could not be done, that nothing was changed, and what to do next."""

    def __init__(self, parent: QWidget | None, words: Words) -> None:
        super().__init__(parent, words.title)
        self.setObjectName("problem-dialog")
        self.add_words(words.body)
        if words.next_step:
            self.add(Label(words.next_step, "strong"))
        self.offer_close()


def show_problem(parent: QWidget | None, error: RowanError) -> ProblemDialog:
    """Open a dialog that explains an error."""
    dialog = ProblemDialog(parent, explain(error))
    dialog.open()
    return dialog
