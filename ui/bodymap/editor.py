"""Mark a body map: point or choose a place, then say what is seen there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from app.base.text import _
from app.records.lists import ChoiceList
from app.records.marks import BodyMap, Mark, Place, unanswered
from app.rules.bodymap import VIEW_WORDS, VIEWS, drawing, empty_map, find_regions, mark_sentence
from ui.bodymap.canvas import BodyMapCanvas
from ui.bodymap.history import History, Step
from ui.bodymap.marklist import MarkList
from ui.bodymap.panel import PROBLEMS, MarkPanel
from ui.bodymap.parts import FingerSize
from ui.kit import theme
from ui.kit.banners import announce
from ui.kit.boxes import beside, column
from ui.kit.buttons import Button
from ui.kit.editor import Editor
from ui.kit.labels import FieldLabel, Label
from ui.kit.pages import reveal
from ui.kit.pickers import Option, Picker

TWO_COLUMNS = 1000


class BodyMapEditor(Editor):
    """Edit the marks of one occasion; two columns where there is room, else one."""

    def __init__(self, lists: Mapping[str, ChoiceList] | None = None) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._history = History()
        self._drawings = empty_map().drawings
        self._moving = False
        self._problems: dict[str, str] = {}
        self.canvas = BodyMapCanvas()
        self.under = Label("", "hint")
        self.finder = Picker(_offer_regions)
        self.list = MarkList()
        self.panel = MarkPanel(lists)
        self.undo = Button(_("Undo"), self._on_undo, icon="undo")
        self.redo = Button(_("Redo"), self._on_redo, icon="redo")
        self._sides = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._build()
        self._wire()
        self._fingers = FingerSize(self)
        self._refresh()

    # What a form asks for.

    def value(self) -> BodyMap | None:
        """Return the marks with their drawings, or None while there are none."""
        marks = self._history.now.marks
        return BodyMap(drawings=self._drawings, marks=marks) if marks else None

    def set_value(self, value: BodyMap) -> None:
        """Show a body map and forget the steps that led here."""
        self._drawings = value.drawings or empty_map().drawings
        self._history.start(Step(value.marks))
        self._problems = {}
        self._refresh()

    def fill(self, value: Any) -> None:
        """Show what a draft holds: a body map, its plain form, or nothing."""
        plain = msgspec.to_builtins(value)
        self.set_value(msgspec.convert(plain, BodyMap) if plain else BodyMap())

    def problems(self) -> list[tuple[str, str]]:
        """Return (field, code) of what is missing or cannot be read: ("marks.0.size", "missing")."""
        step = self._history.now
        found = dict(unanswered(BodyMap(marks=step.marks)))
        if step.chosen and self.panel.size_.wrong():
            found[f"marks.{step.chosen - 1}.size"] = "wrong"
        return list(found.items())

    def early_problems(self) -> dict[str, str]:
        """Return the problems by field, as a form asks for them."""
        return dict(self.problems())

    def stops(self) -> Sequence[QWidget]:
        """Return the canvas and the line that finds a place."""
        return (self.canvas, self.finder)

    def describe(self, name: str, description: str) -> None:
        """Tell readers the question; canvas and line keep names of their own."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def set_wrong(self, *, wrong: bool) -> None:
        """Mark the line that finds a place."""
        theme.mark(self.finder, wrong=wrong)

    def show_inner(self, problems: Mapping[str, str]) -> Mapping[str, str]:
        """Show problems of marks ("marks.0.size" -> code); return their words by path."""
        self._problems = dict(problems)
        self._refresh()
        return {path: said for path in problems if (said := self._said(path))}

    def focus_inner(self, path: str) -> None:
        """Open the mark that a problem is about and go to the field."""
        _marks, index, field = path.split(".")
        self._choose(int(index) + 1)
        self.panel.go_to(field)
        QTimer.singleShot(0, self.panel, lambda: reveal(self.panel.parts.get(field, self.panel)))
