"""Ask who looks after a concern and what is to be done: the owner, and actions in rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.base.text import N_, _
from app.records.declared import Field
from app.records.fields import Adult, Ask, Day, FieldType, Section, Short, WhichChild
from app.records.header import ChildAs
from app.records.record import Row
from ui.kit.cards import Card
from ui.kit.context import FormContext
from ui.kit.desk import Desk
from ui.kit.fields import FieldBox
from ui.kit.groups import RowBox, RowsEditor
from ui.kit.people import PersonEditor
from ui.kit.quick_days import in_days, offer_days

OWNER, ACTIONS, WHAT, CHILD, DUE = "owner", "actions", "what", "child", "due"
A_WEEK = 7
WORK = Section(N_("What is to be done"))


class ActionRow(Row):
    """Ask for one action of a decision; the questions are those of the action itself."""

    child: Annotated[WhichChild, WORK.ask(N_("For which child?"), default="only")]
    what: Annotated[
        Short, WORK.ask(N_("What is to be done?"), missing=N_("Enter what is to be done"))
    ]
    who: Annotated[
        Adult, WORK.ask(N_("Who does it?"), missing=N_("Choose who does it"), default="author")
    ]
    due: Annotated[Day, WORK.ask(N_("By when?"), missing=N_("Enter the day it is due"))]


class ActionRows(RowsEditor):
    """Edit actions; a row in which nothing was typed is no action."""

    def __init__(self, field: Field, context: FormContext) -> None:
        super().__init__(field, context)
        self._today: date = context.today()

    def add_row(self) -> RowBox:
        """Add a row that is due in a week unless another day is chosen."""
        box = super().add_row()
        due = box.group.boxes[DUE]
        due.fill(in_days(self._today, A_WEEK))
        offer_days(due, self._today)
        only = len(self._context.children) == 1
        box.group.boxes[CHILD].setVisible(not only)
        return box

    def written(self) -> list[dict[str, Any]]:
        """Return the rows in which something was typed."""
        rows = (box.group.values() for box in self.rows)
        return [row for row in rows if row.get(WHAT)]

    def places(self) -> list[int]:
        """Return where the rows that count stand among all rows."""
        return [n for n, box in enumerate(self.rows) if box.group.values().get(WHAT)]


class WorkPart(Card):
    """Hold owner and actions; problems are named "owner" and "actions.0.what"."""

    changed = Signal()

    def __init__(self, desk: Desk, children: Sequence[ChildAs]) -> None:
        super().__init__(_("Who looks after it, and what is to be done"), gap=18)
        context = desk.form_context(tuple(children))
        self.owner = FieldBox(_owner_field(), PersonEditor(context.people), context)
        self.owner.fill(desk.workspace.me.person)
        field = _actions_field()
        self.rows = ActionRows(field, context)
        self.actions_box = FieldBox(field, self.rows, context)
        self.add(self.owner, self.actions_box)
        self.rows.add_row()
        self.owner.changed.connect(self.changed)
        self.actions_box.changed.connect(self.changed)

    def fill(self, extra: Mapping[str, Any]) -> None:
        """Show what a draft holds."""
        if extra.get(OWNER):
            self.owner.fill(extra[OWNER])
        if extra.get(ACTIONS):
            self.rows.fill(extra[ACTIONS])

    def values(self) -> dict[str, Any]:
        """Return owner and actions as a draft holds them."""
        return {
            OWNER: msgspec.to_builtins(self.owner.editor.value()),
            ACTIONS: msgspec.to_builtins(self.rows.written()),
        }

    def show_problems(self, problems: Mapping[str, str]) -> dict[str, str]:
        """Show problems at their fields; return the words by path."""
        words = {}
        said = self.owner.say_problem(problems.get(OWNER, ""))
        if said:
            words[OWNER] = said
        places = self.rows.places()
        inner = {}
        for path, code in problems.items():
            head, _dot, rest = path.partition(".")
            if head == ACTIONS and rest:
                number, _dot, name = rest.partition(".")
                inner[f"{places[int(number)]}.{name}"] = code
        shown = self.rows.show_inner(inner)
        return words | {f"{ACTIONS}.{path}": text for path, text in shown.items()}

    def go_to(self, path: str) -> QWidget:
        """Put the focus on the field of a problem and return the box it stands in."""
        head, _dot, rest = path.partition(".")
        if head == OWNER:
            self.owner.editor.first_stop().setFocus(Qt.FocusReason.OtherFocusReason)
            return self.owner
        self.rows.focus_inner(rest)
        return self.actions_box

    def early_problems(self) -> dict[str, str]:
        """Return what no check sees."""
        return {f"{ACTIONS}.{path}": code for path, code in self.rows.early_problems().items()}


def _owner_field() -> Field:
    ask = Ask(
        section=WORK,
        label=_("Who looks after it?"),
        hint=_("You, unless you name somebody else."),
        missing=_("Choose who looks after it"),
    )
    return Field(name=OWNER, type=FieldType.PERSON, required=True, ask=ask, annotation=Adult)


def _actions_field() -> Field:
    ask = Ask(
        section=WORK,
        label=_("Actions"),
        hint=_("Each about one child, with somebody who does it and a day. Leave empty if none."),
        missing=_("Enter what is to be done"),
        add=_("Add another action"),
    )
    return Field(
        name=ACTIONS,
        type=FieldType.ROWS,
        required=True,
        ask=ask,
        annotation=tuple,
        row=ActionRow,
    )
