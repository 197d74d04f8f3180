"""Ask one thing about a mark: a label, a hint, what is wrong, and what answers it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.base.text import _
from app.records.fields import Choice
from app.records.lists import Option
from app.records.marks import NOT_SEEN
from ui.kit.boxes import column
from ui.kit.buttons import Button
from ui.kit.chips import ChoiceChips
from ui.kit.labels import FieldLabel, Label
from ui.kit.problem_line import ProblemLine


class Part(QWidget):
    """Show a question of the mark panel with its answer below."""

    def __init__(self, label: str, *content: QWidget, hint: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        whole = column(self, gap=4)
        whole.addWidget(FieldLabel(label, content[0] if content else None))
        if hint:
            whole.addWidget(Label(hint, "hint"))
        self.problem = ProblemLine()
        whole.addWidget(self.problem)
        for widget in content:
            whole.addWidget(widget)
        self._first = content[0] if content else self

    def go_to(self) -> None:
        """Give the focus to what answers it."""
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)


class OptionChips(QWidget):
    """Choose options of a list; "could not see" stands alone, later options hide behind More."""

    changed = Signal()

    def __init__(
        self,
        options: Sequence[Option],
        name: str,
        *,
        many: bool = False,
        clearable: bool = False,
        first: int = 99,
    ) -> None:
        super().__init__()
        self._hints = {o.code: _(o.hint) for o in options if o.hint}
        self._chips = ChoiceChips([o.choice() for o in options], many=many, clearable=clearable)
        self._chips.describe(name, "")
        self._first = first
        self._before: frozenset[str] = frozenset()
        self._more = Button(_("More kinds"), self._on_more, role="link", icon="down")
        self._hint = Label("", "hint")
        whole = column(self, gap=2)
        for widget in (self._chips, self._more, self._hint):
            whole.addWidget(widget)
        self.setFocusProxy(self._chips)
        self._chips.changed.connect(self._on_changed)
        self._all = len(options) <= first
        self._show_some()

    def chosen(self) -> tuple[Choice, ...]:
        """Return what is chosen."""
        return self._chips.chosen()

    def choose(self, choices: Sequence[Choice]) -> None:
        """Show choices without `changed`."""
        self._chips.choose(choices)
        self._before = self._codes()
        self._show_some()

    def chip(self, code: str) -> QAbstractButton:
        """Return the chip of a code."""
        return next(c for c in self._chips.chips() if c.objectName() == f"chip.{code}")

    def set_wrong(self, *, wrong: bool) -> None:
        """Mark the chips as wrong or right."""
        self._chips.set_wrong(wrong=wrong)
        for chip in self._chips.chips():
            chip.updateGeometry()  # a marked chip has a stronger edge

    def _codes(self) -> frozenset[str]:
        return frozenset(choice.code for choice in self._chips.chosen())

    def _on_more(self) -> None:
        self._all = True
        self._show_some()
        self._chips.chips()[self._first].setFocus()

    def _on_changed(self) -> None:
        codes = self._codes()
        if NOT_SEEN in codes and len(codes) > 1:
            alone = NOT_SEEN not in self._before
            kept = [c for c in self._chips.chosen() if (c.code == NOT_SEEN) == alone]
            self._chips.choose(kept)
        self._before = self._codes()
        self._show_some()
        self.changed.emit()

    def _show_some(self) -> None:
        chosen = self._codes()
        for index, chip in enumerate(self._chips.chips()):
            chip.setVisible(self._all or index < self._first or chip.isChecked())
        self._more.setVisible(not self._all)
        hints = [self._hints[code] for code in chosen if code in self._hints]
        self._hint.show_text(" ".join(hints))
        self._hint.setVisible(bool(hints))
