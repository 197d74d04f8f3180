"""Ask several questions together, some of them only when others say so, some repeated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.base.text import _
from app.records.declared import Field, fields_of
from app.records.fields import FieldType, Moment
from app.records.header import ChildAs
from ui.kit.boxes import column, row
from ui.kit.buttons import Button
from ui.kit.context import FormContext
from ui.kit.editor import Editor
from ui.kit.fields import FieldBox, default_of, is_empty, make_editor
from ui.kit.labels import Label


class FieldGroup(QObject):
    """Keep the field boxes of a record or a row, and what is hidden from sight.

    Boxes are built when they are first wanted: sections that nobody opens cost nothing.
    """

    changed = Signal()

    def __init__(self, context: FormContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.boxes: dict[str, FieldBox] = {}

    def build(self, fields: Iterable[Field]) -> list[FieldBox]:
        """Make the boxes of fields, with what is known filled in; return them in order."""
        made = [self._build(field) for field in fields if field.ask is not None]
        self._show_asked()
        return made

    def _build(self, field: Field) -> FieldBox:
        box = FieldBox(field, _editor(field, self._context), self._context)
        box.changed.connect(self._on_changed)
        self.boxes[field.name] = box
        known = default_of(field, self._context)
        if known is not None:
            box.fill(known)
        return box

    def values(self) -> dict[str, Any]:
        """Return every answer given, also those out of sight: what a draft keeps."""
        pairs = ((name, box.editor.value()) for name, box in self.boxes.items())
        return {name: value for name, value in pairs if not is_empty(value)}

    def answers(self) -> dict[str, Any]:
        """Return the answers to the questions that are asked: what is checked and kept."""
        asked = ((name, box.editor.answer()) for name, box in self._asked_boxes())
        return {name: value for name, value in asked if not is_empty(value)}

    def fill(self, draft: Mapping[str, Any]) -> None:
        """Show a draft; questions it does not answer become empty."""
        for name, box in self.boxes.items():
            box.fill(draft.get(name))
        self._show_asked()

    def is_asked(self, name: str) -> bool:
        """Say whether a question is asked, as other answers stand."""
        when = _condition(self.boxes[name].field)
        if when is None or when[0] not in self.boxes:
            return True
        other, codes = when
        return self.is_asked(other) and bool(self.boxes[other].codes() & codes)

    def show_problems(self, problems: Mapping[str, str]) -> dict[str, str]:
        """Show problems (path -> code) at their fields, clear all others; return the words."""
        words: dict[str, str] = {}
        for name, box in self.boxes.items():
            inner = {
                path.removeprefix(f"{name}."): code
                for path, code in problems.items()
                if path.startswith(f"{name}.")
            }
            said = box.say_problem(problems.get(name, ""))
            if said:
                words[name] = said
                box.show()
            for path, part in box.editor.show_inner(inner).items():
                words[f"{name}.{path}"] = part
        return words

    def go_to(self, path: str) -> QWidget | None:
        """Put the focus on the field of a problem and return its box."""
        name, _dot, inner = path.partition(".")
        box = self.boxes.get(name)
        if box is None:
            return None
        box.show()
        if inner:
            box.editor.focus_inner(inner)
        else:
            box.editor.first_stop().setFocus(Qt.FocusReason.OtherFocusReason)
        return box

    def first_empty(self) -> str | None:
        """Return the first question asked that has no answer."""
        empty = (name for name, box in self._asked_boxes() if is_empty(box.editor.value()))
        return next(empty, None)

    def early_problems(self) -> dict[str, str]:
        """Return what no check sees: days that are past by their question and still to come."""
        problems: dict[str, str] = {}
        now = self._context.clock.now().local().replace(tzinfo=None)
        for name, box in self._asked_boxes():
            if box.field.ask and box.field.ask.past and is_to_come(box.editor.value(), now):
                problems[name] = "future"
            if isinstance(box.editor, RowsEditor):
                inner = box.editor.early_problems()
                problems.update({f"{name}.{path}": code for path, code in inner.items()})
        return problems

    def set_children(self, children: Sequence[ChildAs]) -> None:
        """Tell every editor which children the record is about."""
        self._context = replace(self._context, children=children)
        for box in self.boxes.values():
            box.editor.set_children(children)

    def _asked_boxes(self) -> Iterator[tuple[str, FieldBox]]:
        return ((name, box) for name, box in self.boxes.items() if self.is_asked(name))

    def _show_asked(self) -> None:
        for name, box in self.boxes.items():
            if _condition(box.field) is not None:
                box.setVisible(self.is_asked(name))

    def _on_changed(self) -> None:
        self._show_asked()
        self.changed.emit()


class RowBox(QFrame):
    """Ask the questions of one row."""

    removed = Signal(object)
    changed = Signal()

    def __init__(self, field: Field, context: FormContext) -> None:
        super().__init__()
        if field.row is None:
            raise TypeError(f"{field.name} has no rows")
        self.setProperty("role", "row")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        whole = column(self, gap=12, edge=(14, 2, 0, 2))
        self.group = FieldGroup(context, self)
        boxes = self.group.build(fields_of(field.row))
        self.group.changed.connect(self.changed)
        self._title = Label("", "strong")
        self.remove = Button(_("Remove"), lambda: self.removed.emit(self), role="quiet")
        self.remove.set_icon("bin", "accent")
        head = row(gap=8)
        head.addWidget(self._title, 1)
        head.addWidget(self.remove)
        whole.addLayout(head)
        for box in boxes:
            whole.addWidget(box)

    def set_place(self, number: int, count: int) -> None:
        """Say which row this is."""
        self._title.show_text(_("{number} of {count}").format(number=number, count=count))
        self.remove.setAccessibleName(_("Remove {number}").format(number=number))


class RowsEditor(Editor):
    """Edit a repeated part of a record: add rows, fill them in, take them away."""

    def __init__(self, field: Field, context: FormContext) -> None:
        super().__init__()
        self._field = field
        self._context = context
        self.rows: list[RowBox] = []
        whole = column(self, gap=12)
        self._lines = column(gap=18)
        whole.addLayout(self._lines)
        label = _(field.ask.add) if field.ask and field.ask.add else _("Add")
        self.add_button = Button(label, self._on_add, role="add", icon="plus")
        whole.addWidget(self.add_button)
        self.setFocusProxy(self.add_button)

    def value(self) -> list[dict[str, Any]] | None:
        """Return the rows as drafts."""
        return [box.group.values() for box in self.rows] or None

    def answer(self) -> list[dict[str, Any]] | None:
        """Return the rows without what is hidden from sight."""
        return [box.group.answers() for box in self.rows] or None

    def fill(self, value: Any) -> None:
        """Show rows, typed or plain."""
        for box in list(self.rows):
            self._drop(box)
        for draft in value or ():
            plain = draft if isinstance(draft, Mapping) else msgspec.structs.asdict(draft)
            self.add_row().group.fill(plain)

    def add_row(self) -> RowBox:
        """Add an empty row at the end and return it."""
        box = RowBox(self._field, self._context)
        box.removed.connect(self._on_removed)
        box.changed.connect(self.changed)
        self.rows.append(box)
        self._lines.addWidget(box)
        self._number()
        return box

    def stops(self) -> Sequence[QWidget]:
        """Return the button that adds."""
        return (self.add_button,)

    def describe(self, name: str, description: str) -> None:
        """Leave the button its own name."""
        self.setAccessibleName(name)
        self.add_button.setAccessibleDescription(description)

    def set_children(self, children: Sequence[ChildAs]) -> None:
        """Tell every row which children the record is about."""
        self._context = replace(self._context, children=children)
        for box in self.rows:
            box.group.set_children(children)

    def early_problems(self) -> dict[str, str]:
        """Return what no check sees, by row and field."""
        return {
            f"{place}.{path}": code
            for place, box in enumerate(self.rows)
            for path, code in box.group.early_problems().items()
        }

    def show_inner(self, problems: Mapping[str, str]) -> Mapping[str, str]:
        """Show problems of rows: "0.reason" -> code."""
        words: dict[str, str] = {}
        for place, box in enumerate(self.rows):
            mine = {
                path.partition(".")[2]: code
                for path, code in problems.items()
                if path.partition(".")[0] == str(place)
            }
            shown = box.group.show_problems(mine)
            words.update({f"{place}.{path}": said for path, said in shown.items()})
        return words

    def focus_inner(self, path: str) -> None:
        """Go to a field of a row."""
        place, _dot, inner = path.partition(".")
        if place.isdigit() and int(place) < len(self.rows):
            self.rows[int(place)].group.go_to(inner)

    def _on_add(self) -> None:
        box = self.add_row()
        first = next(iter(box.group.boxes), None)
        empty = box.group.first_empty() or first
        if empty:
            box.group.go_to(empty)
        self.changed.emit()

    def _on_removed(self, box: RowBox) -> None:
        self._drop(box)
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _drop(self, box: RowBox) -> None:
        self.rows.remove(box)
        self._lines.removeWidget(box)
        box.hide()
        box.deleteLater()
        self._number()

    def _number(self) -> None:
        for place, box in enumerate(self.rows, start=1):
            box.set_place(place, len(self.rows))


def _editor(field: Field, context: FormContext) -> Editor:
    if field.type is FieldType.ROWS:
        return RowsEditor(field, context)
    return make_editor(field, context)


def is_to_come(value: Any, now: datetime) -> bool:
    """Say whether a day or a moment lies after now (a local time without zone)."""
    if isinstance(value, Moment):
        later_today = value.day == now.date() and (value.time or time.min) > now.time()
        return later_today or is_to_come(value.day, now)
    return isinstance(value, date) and value > now.date()


def _condition(field: Field) -> tuple[str, frozenset[str]] | None:
    return field.ask.show_when if field.ask else None
