"""List the marks made so far, each with what can be done with it."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.base.text import _
from app.records.marks import Mark
from app.rules.bodymap import mark_sentence
from ui.kit import theme
from ui.kit.boxes import column, empty, row
from ui.kit.buttons import Button
from ui.kit.labels import Label


class MarkList(QWidget):
    """Show one line per mark; signals carry the mark's number."""

    change_asked = Signal(int)
    remove_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._lines = column(self, gap=6)

    def show_marks(
        self, marks: tuple[Mark, ...], chosen: int, unfinished: Collection[int]
    ) -> None:
        """Show marks; the chosen one stands out, unfinished ones say so."""
        empty(self._lines)
        for mark in marks:
            line = self._line(mark, chosen=mark.number == chosen)
            self._lines.addWidget(line)
            if mark.number in unfinished and mark.number != chosen:
                said = Label(_("Not finished: press Change to say the rest"), "hint")
                self._lines.addWidget(said)

    def _line(self, mark: Mark, *, chosen: bool) -> QWidget:
        said = mark_sentence(mark)
        frame = QFrame()
        frame.setProperty("role", "row")
        theme.mark(frame, chosen=chosen)
        inside = row(frame, gap=6, edge=(10, 0, 0, 0))
        inside.addWidget(Label(said, "strong" if chosen else "body"), 1)
        for verb, name, asked in (
            (_("Change"), "change", self.change_asked),
            (_("Remove"), "remove", self.remove_asked),
        ):
            button = Button(verb, role="link", name=f"{name}.{mark.number}")
            button.setAccessibleName(
                _("{verb} mark {number}").format(verb=verb, number=mark.number)
            )
            button.clicked.connect(lambda _on, n=mark.number, s=asked: s.emit(n))
            inside.addWidget(button)
            if chosen and name == "change":
                button.hide()
        return frame
