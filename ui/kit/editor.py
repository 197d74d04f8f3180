"""Say what every widget that edits one answer can do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.records.header import ChildAs
from ui.kit import theme


class Editor(QWidget):
    """Edit one answer; subclass it for each type of field.

    `value()` is what a draft holds: typed where it can be read, else the words as typed, so
    that the check can say they are wrong. `fill()` shows a draft's value without `changed`.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def value(self) -> Any:
        """Return the answer, or None while there is none."""
        raise NotImplementedError

    def answer(self) -> Any:
        """Return the answer without what is hidden from sight."""
        return self.value()

    def fill(self, value: Any) -> None:
        """Show an answer."""
        raise NotImplementedError

    def stops(self) -> Sequence[QWidget]:
        """Return the widgets that take the focus, in order."""
        return (self,)

    def first_stop(self) -> QWidget:
        """Return the widget that a problem, or a click on the label, leads to."""
        return self.stops()[0]

    def describe(self, name: str, description: str) -> None:
        """Tell readers the question, and the hint or the problem."""
        for stop in self.stops():
            stop.setAccessibleName(name)
            stop.setAccessibleDescription(description)

    def set_wrong(self, *, wrong: bool) -> None:
        """Mark the answer as wrong or right."""
        for stop in self.stops():
            theme.mark(stop, wrong=wrong)

    def set_children(self, children: Sequence[ChildAs]) -> None:
        """Hear which children the record is about."""

    def show_inner(self, problems: Mapping[str, str]) -> Mapping[str, str]:
        """Show problems of parts (path inside the answer -> code); return their words by path."""
        del problems
        return {}

    def focus_inner(self, path: str) -> None:
        """Go to a part of the answer."""
        del path
        self.first_stop().setFocus(Qt.FocusReason.OtherFocusReason)
