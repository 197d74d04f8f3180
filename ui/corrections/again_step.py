"""Offer the words of a record filed in error for the child it is really about."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.base.ids import new_id
from app.base.text import _
from ui.kit.banners import Notice
from ui.kit.boxes import column
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.labels import FieldLabel
from ui.kit.pickers import Option, Picker
from ui.kit.problem_line import ProblemLine

AGAIN = frozenset({"concern", "note", "household", "contact", "status", "document"})


class AgainStep(QWidget):
    """Say that it is done; ask which child it is about and open the form filled in."""

    def __init__(self, desk: Desk, record: str, said: str) -> None:
        super().__init__()
        self.setObjectName("again-step")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._desk = desk
        self._record = record
        ws = desk.workspace
        today = ws.clock.now().day()
        self.picker = Picker(
            lambda text: [
                Option(card.id, card.name, card.identity(today))
                for card in ws.roll_view.named(text)
            ]
        )
        self.picker.setObjectName("right-child")
        self._problem = ProblemLine()
        whole = column(self, gap=14)
        whole.addWidget(Notice(said, [_("It can be put back.")], tone="good"))
        self._offered = self._kind() in AGAIN
        again = Button(
            _("Record it for this child"), self._on_again, role="primary", name="record-again"
        )
        done = Button(_("Back to Today"), lambda: desk.go("today"), name="error-done")
        self.buttons = [again, done] if self._offered else [done]
        if self._offered:
            label = FieldLabel(_("Child on the roll"), self.picker)
            card = Card(
                _("Is it about another child?"),
                _("The form opens with the same words. Read them again before you sign."),
            )
            card.add(label, self._problem, self.picker)
            whole.addWidget(card)

    def start(self) -> None:
        """Put the focus where work goes on."""
        first = self.picker if self._offered else self.buttons[0]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _kind(self) -> str:
        found = self._desk.workspace.versions.error(self._record)
        return found.whole.entry.kind if found else ""

    def _on_again(self) -> None:
        ws = self._desk.workspace
        chosen = self.picker.chosen()
        card = ws.roll_view.child(chosen.id) if chosen else None
        if card is None:
            self._problem.say(_("Choose the child it is about"))
            self.start()
            return
        role = ws.settings.lists()["child_roles"].choice("subject")
        if self._kind() == "document":
            self._desk.go("attach", child=card.id, again=self._record)
            return
        draft = ws.corrections.again(new_id(), self._record, card.as_in_record(role))
        row: dict[str, Any] = {"child": card.id, "key": card.id, "role": role.code}
        extra = {"children": [row], "about": [card.id]}
        self._desk.go(draft.kind, draft=msgspec.structs.replace(draft, extra=extra), child="")
