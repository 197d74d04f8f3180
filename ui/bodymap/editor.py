"""Mark a body map: point or choose a place, then say what is seen there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from app.base.text import _
from app.records.lists import ChoiceList
from app.records.marks import BodyMap, Mark, Place, unanswered
from app.rules.bodymap import empty_map, mark_sentence
from ui.bodymap.layout import TALLEST
from ui.bodymap.marking import Marking
from ui.bodymap.panel import MarkPanel, said_of
from ui.bodymap.sheet import MarkSheet
from ui.kit import theme
from ui.kit.banners import announce
from ui.kit.editor import Editor
from ui.kit.pages import reveal

TWO_COLUMNS = 1000
LOWEST, AROUND = 460, 270  # the least height of a figure; what else stands in a window


class BodyMapEditor(Editor):
    """Edit the marks of one occasion; two columns where there is room, else one.

    Problems are named "marks.0.size" (the first mark's size); codes are those of `unanswered`
    and "wrong" for a size that cannot be read.
    """

    def __init__(self, lists: Mapping[str, ChoiceList] | None = None) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setProperty("role", "fingers")  # the style sheet gives them room
        self._marking = Marking()
        self._drawings = empty_map().drawings
        self._moving = False
        self._shown: dict[str, str] = {}
        self.sheet = MarkSheet()
        self.panel = MarkPanel(lists)
        self._sides = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._build()
        self._refresh()

    def value(self) -> BodyMap | None:
        """Return the marks with their drawings, or None while there are none."""
        marks = self._marking.now.marks
        return BodyMap(drawings=self._drawings, marks=marks) if marks else None

    def set_value(self, value: BodyMap | None) -> None:
        """Show a body map and forget the steps that led here."""
        self._drawings = (value and value.drawings) or empty_map().drawings
        self._marking.start(value.marks if value else ())
        self._shown = {}
        self._refresh()

    def fill(self, value: Any) -> None:
        """Show what a draft holds: a body map, its plain form, or nothing."""
        plain = msgspec.to_builtins(value)
        self.set_value(msgspec.convert(plain, BodyMap) if plain else None)

    def problems(self) -> list[tuple[str, str]]:
        """Return (field, code) of all that is missing or cannot be read."""
        step = self._marking.now
        found = dict(unanswered(BodyMap(marks=step.marks)))
        if step.chosen and self.panel.size_.wrong():
            found[f"marks.{step.chosen - 1}.size"] = "wrong"
        return list(found.items())

    def stops(self) -> Sequence[QWidget]:
        """Return the canvas and the line that finds a place."""
        return (self.sheet.canvas, self.sheet.finder)

    def describe(self, name: str, description: str) -> None:
        """Tell readers the question; canvas and line keep names of their own."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def show_inner(self, problems: Mapping[str, str]) -> Mapping[str, str]:
        """Show problems of marks ("marks.0.size" -> code); return their words by path."""
        mine = dict(self.problems())  # knows also what was typed and cannot be read
        self._shown = {path: mine.get(path, code) for path, code in problems.items()}
        self._refresh()
        return {path: said for path, code in self._shown.items() if (said := said_of(path, code))}

    def focus_inner(self, path: str) -> None:
        """Open the mark that a problem is about and go to the field."""
        _marks, index, field = path.split(".")
        self._choose(int(index) + 1)
        self.panel.go_to(field)
        part = self.panel.parts.get(field, self.panel)
        QTimer.singleShot(0, part, lambda: reveal(part))

    def _build(self) -> None:
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(theme.px(24))
        self._sides.addWidget(self.sheet, 3)
        self._sides.addWidget(self.panel, 2)
        sheet, panel = self.sheet, self.panel
        sheet.placed.connect(self._on_placed)
        sheet.canvas.mark_chosen.connect(self._choose)
        sheet.list.change_asked.connect(self._choose)
        sheet.list.remove_asked.connect(self._on_remove)
        panel.changed.connect(self._on_described)
        panel.move_asked.connect(self._on_move)
        panel.next_asked.connect(lambda: self._choose(0))
        for button, keys, step in (
            (sheet.undo, QKeySequence.StandardKey.Undo, self._marking.undo),
            (sheet.redo, QKeySequence.StandardKey.Redo, self._marking.redo),
        ):
            button.clicked.connect(lambda _on, s=step: self._on_stepped(s))
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda s=step: self._on_stepped(s))

    def _refresh(self) -> None:
        step = self._marking.now
        mark = step.mark()
        self.sheet.show_marking(self._marking, _unfinished(step.marks))
        self.panel.setVisible(mark is not None)
        if mark is not None:
            self.panel.fill(mark)
            prefix = f"marks.{mark.number - 1}."
            mine = {
                p.removeprefix(prefix): c for p, c in self._shown.items() if p.startswith(prefix)
            }
            self.panel.show_problems(mine)

    def _choose(self, number: int) -> None:
        """Describe a mark; 0 goes back to the drawing for another."""
        self._stop_moving()
        self._marking.choose(number)
        self._refresh()
        mark = self._marking.now.mark()
        if mark is None:
            self.sheet.canvas.setFocus()
        else:
            self.panel.go_to("kind")
            announce(self, mark_sentence(mark))
        next_ = self.panel if mark else self.sheet.canvas
        QTimer.singleShot(0, next_, lambda: reveal(next_))

    def _stop_moving(self) -> None:
        self._moving = False
        self.sheet.ask("")

    def _on_placed(self, view: str, place: Place | None, region: str) -> None:
        act = self._marking.move if self._moving else self._marking.place
        act(view, place, region)
        self._choose(self._marking.now.chosen)
        self.changed.emit()

    def _on_described(self, typing: str) -> None:
        mark = self.panel.mark()
        if mark is not None and self._marking.now.chosen == mark.number:
            self._marking.describe(mark, typing=typing)
            self._refresh()
            self.changed.emit()

    def _on_remove(self, number: int) -> None:
        self._stop_moving()
        self._marking.remove(number)
        self._shown = {}
        self._refresh()
        self.sheet.canvas.setFocus()
        announce(self, _("Mark {number} removed").format(number=number))
        self.changed.emit()

    def _on_move(self) -> None:
        self._moving = True
        number = self._marking.now.chosen
        words = _("Tap or click the new place of mark {number}").format(number=number)
        self.sheet.ask(words)
        announce(self, words)
        self.sheet.canvas.setFocus()

    def _on_stepped(self, step: Any) -> None:
        step()
        self.panel.size_.clear()
        self._refresh()
        self.changed.emit()

    def sizeHint(self) -> QSize:
        """Ask for the height that the present width needs: cards grow no further than asked."""
        wide = self.width() if self.isVisible() else super().sizeHint().width()
        return QSize(wide, self._sides.heightForWidth(wide))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use two columns where there is room."""
        wide = event.size().width() >= theme.px(TWO_COLUMNS)
        way = QBoxLayout.Direction
        self._sides.setDirection(way.LeftToRight if wide else way.TopToBottom)
        # On a low window the whole figure is worth more than its size.
        tallest = min(TALLEST, max(LOWEST, self.window().height() * 100 / theme.px(100) - AROUND))
        self.sheet.canvas.limit(tallest)
        super().resizeEvent(event)
        self.updateGeometry()


def _unfinished(marks: tuple[Mark, ...]) -> set[int]:
    found = unanswered(BodyMap(marks=marks))
    return {int(path.split(".")[1]) + 1 for path, _code in found}
