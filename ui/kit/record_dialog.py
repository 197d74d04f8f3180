"""Ask the few questions of a small record in a dialog."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.base.text import _
from app.records.declared import Field, fields_of
from app.records.record import Record
from app.services.changes import Change
from ui.kit.buttons import plain, primary
from ui.kit.context import FormContext
from ui.kit.desk import Desk
from ui.kit.dialogs import Dialog
from ui.kit.fields import FieldBox
from ui.kit.groups import FieldGroup


@dataclass(frozen=True, kw_only=True)
class Asking:
    """Hold what a dialog asks: a title, lines, the kind of record, and the verb that does it.

    `skip` names fields that the program fills in; `values` are shown as known already; `first`
    are questions put before those of the record.
    """

    title: str
    kind: type[Record]
    verb: str
    lines: Sequence[str] = ()
    skip: frozenset[str] = frozenset()
    values: Mapping[str, Any] = field(default_factory=dict)
    first: Sequence[FieldBox] = ()


class RecordDialog(Dialog):
    """Ask the questions of one kind of record; `given` carries the answers."""

    given = Signal(dict)

    def __init__(self, parent: QWidget | None, asking: Asking, context: FormContext) -> None:
        super().__init__(parent, asking.title, width=600)
        self._first = tuple(asking.first)
        self.add_words(*asking.lines)
        self.add(*self._first)
        asked = [one for one in fields_of(asking.kind) if one.name not in asking.skip]
        self.group = FieldGroup(context, self)
        boxes = self.group.build(asked)
        for name, value in asking.values.items():
            self.group.boxes[name].fill(value)
        self.add(*boxes)
        self.yes = primary(asking.verb, self._on_given)
        self.yes.setObjectName("dialog-yes")
        self.no = plain(_("Go back"), self.reject)
        self.no.setObjectName("dialog-no")
        self.offer(self.yes, self.no, default=self.yes)
        finish = QShortcut(QKeySequence("Ctrl+Return"), self)
        finish.activated.connect(self._on_given)
        self._start()

    def box(self, name: str) -> FieldBox:
        """Return the box of a question."""
        own = {one.field.name: one for one in self._first}
        return own.get(name) or self.group.boxes[name]

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show problems at their questions and go to the first."""
        self.group.show_problems(problems)
        for one in self._first:
            one.say_problem(problems.get(one.field.name, ""))
        known = {one.field.name for one in self._first} | set(self.group.boxes)
        wrong = [path for path in problems if path.partition(".")[0] in known]
        if wrong:
            self.box(wrong[0].partition(".")[0]).editor.first_stop().setFocus(
                Qt.FocusReason.OtherFocusReason
            )

    def _start(self) -> None:
        boxes = [*self._first, *self.group.boxes.values()]
        empty = [one for one in boxes if one.editor.value() is None]
        (empty or boxes)[0].editor.first_stop().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_given(self) -> None:
        early = self.group.early_problems()
        if early:
            self.show_problems(early)
            return
        first = {one.field.name: one.editor.answer() for one in self._first}
        self.given.emit({**first, **self.group.answers()})


def ask_record(
    desk: Desk,
    parent: QWidget,
    asking: Asking,
    act: Callable[[dict[str, Any]], Change],
    *,
    said: str = "",
    done: Callable[[], object] | None = None,
) -> RecordDialog:
    """Open the dialog of a record; do the act with its answers, and stay open until it is done."""
    dialog = RecordDialog(parent, asking, desk.form_context())

    def on_given(answers: dict[str, Any]) -> None:
        ok = desk.do(lambda: act(answers), parent=dialog, problems=dialog.show_problems, done=said)
        if ok:
            dialog.accept()
            if done is not None:
                done()

    dialog.given.connect(on_given)
    dialog.open()
    return dialog


def a_question(name: str, field_type: Any, ask: Any) -> Field:
    """Return a question that belongs to no declared record, such as "For which children?"."""
    return Field(name=name, type=field_type, required=True, ask=ask, annotation=str)
