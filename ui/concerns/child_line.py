"""Show one child of a concern: who it is, the part it played, and what to bear in mind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from app.base.ids import new_id
from app.base.text import _
from app.records.fields import Choice
from app.records.header import ChildAs
from app.rules.cards import ChildCard
from ui.concerns.needs import Standing
from ui.kit.boxes import column, row
from ui.kit.buttons import Button
from ui.kit.chips import ChoiceChips
from ui.kit.fields import ProblemLine
from ui.kit.labels import FieldLabel, Label
from ui.kit.texts import ShortText

Row = dict[str, Any]


class ChildLine(QFrame):
    """Ask which part one child played; a child who is not on the roll is typed by name and age.

    `codes` are the problems: name and role, each missing.
    """

    changed = Signal()
    removed = Signal(object)

    def __init__(
        self, card: ChildCard | None, roles: Sequence[Choice], today: date, standing: Standing
    ) -> None:
        super().__init__()
        self.card = card
        self.standing = standing
        self.key = card.id if card else new_id()
        self.setProperty("role", "row")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setObjectName("child-line")
        self.name = ShortText()
        self.age = ShortText(longest=40)
        self.roles = ChoiceChips(roles)
        self.problem = ProblemLine()
        self.remove = Button(_("Remove"), self._on_remove, role="quiet", name="child-remove")
        self.remove.set_icon("bin", "accent")
        self._whole = column(self, gap=6, edge=(14, 2, 0, 2))
        self._build(today)
        for box in (self.name, self.age):
            box.edited.connect(self.changed)
        self.roles.changed.connect(self.changed)

    def child(self) -> ChildAs | None:
        """Return the child as the record keeps it, or None while something is missing."""
        chosen = self.roles.chosen()
        if self.codes():
            return None
        if self.card is not None:
            return self.card.as_in_record(chosen[0])
        name, age = self.name.text().strip(), self.age.text().strip()
        return ChildAs(name=name, role=chosen[0], age=age, key=self.key)

    def shown(self) -> str:
        """Return the name, as far as it is known."""
        return self.card.name if self.card else self.name.text().strip()

    def codes(self) -> dict[str, str]:
        """Return what is missing."""
        found = {}
        if self.card is None and not self.name.text().strip():
            found["name"] = "missing"
        if not self.roles.chosen():
            found["role"] = "missing"
        return found

    def say(self, words: str) -> None:
        """Show what is wrong, or nothing."""
        self.problem.say(words)
        self.roles.set_wrong(wrong=bool(words) and not self.roles.chosen())

    def go(self) -> None:
        """Put the focus on what is missing."""
        name = self.card is None and not self.name.text().strip()
        (self.name if name else self.roles).setFocus(Qt.FocusReason.OtherFocusReason)

    def draft(self) -> Row:
        """Return the line as a draft keeps it."""
        chosen = self.roles.chosen()
        return {
            "child": self.card.id if self.card else "",
            "key": self.key,
            "name": self.shown(),
            "age": self.age.text(),
            "role": chosen[0].code if chosen else "",
        }

    def fill(self, draft: Row, roles: Sequence[Choice]) -> None:
        """Show a line of a draft."""
        self.key = str(draft.get("key") or self.key)
        self.name.setText(str(draft.get("name") or ""))
        self.age.setText(str(draft.get("age") or ""))
        self.roles.choose([role for role in roles if role.code == draft.get("role")])

    def _build(self, today: date) -> None:
        head = row(gap=8)
        words = column(gap=1)
        title = self.card.name if self.card else _("A child who is not on the roll")
        words.addWidget(Label(title, "strong"))
        if self.card:
            words.addWidget(Label(self.card.identity(today), "muted"))
        head.addLayout(words, 1)
        self.remove.setAccessibleName(_("Remove {name}").format(name=title))
        head.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        self._whole.addLayout(head)
        if self.standing.statuses:
            self._whole.addWidget(Label(self.standing.words(), "hint"))
        if self.card is None:
            self._whole.addLayout(self._typed())
        self._whole.addWidget(self.problem)
        label = FieldLabel(_("Part played"), self.roles)
        self._whole.addWidget(label)
        self.roles.describe(_("Part played by {name}").format(name=title), "")
        self._whole.addWidget(self.roles)

    def _typed(self) -> Any:
        line = row(gap=12)
        for caption, box, share in ((_("Name"), self.name, 3), (_("Age"), self.age, 1)):
            held = column(gap=2)
            held.addWidget(FieldLabel(caption, box))
            held.addWidget(box)
            box.setAccessibleName(caption)
            line.addLayout(held, share)
        self.name.setObjectName("child-name")
        self.age.setObjectName("child-age")
        return line

    def _on_remove(self) -> None:
        self.removed.emit(self)
