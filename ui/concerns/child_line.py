"""Show one child of a concern: who it is, the part it played, and what to bear in mind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
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
from ui.kit.daywords import read_day
from ui.kit.labels import FieldLabel, Label
from ui.kit.problem_line import ProblemLine
from ui.kit.texts import ShortText

Row = dict[str, Any]
_YOUNGEST = timedelta(days=366)  # "9" is an age, and "today" no birth date


class ChildLine(QFrame):
    """Ask which part one child played; a child without a card is typed.

    `codes` are the problems: name and role, each missing. `blind` says that no roll is shown:
    then class and birth date tell children of one name apart.
    """

    changed = Signal()
    removed = Signal(object)

    def __init__(
        self,
        card: ChildCard | None,
        roles: Sequence[Choice],
        today: date,
        standing: Standing,
        *,
        blind: bool = False,
    ) -> None:
        super().__init__()
        self.card = card
        self._blind = blind
        self._today = today
        self.standing = standing
        self.key = card.id if card else new_id()
        self.setProperty("role", "row")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setObjectName("child-line")
        self.name = ShortText()
        self.class_name = ShortText(longest=80)
        self.age = ShortText(longest=40)
        self.roles = ChoiceChips(roles)
        self.problem = ProblemLine()
        self.remove = Button(_("Remove"), self._on_remove, role="quiet", name="child-remove")
        self.remove.set_icon("bin", "accent")
        self._whole = column(self, gap=6, edge=(14, 2, 0, 2))
        self._build(today)
        for box in (self.name, self.class_name, self.age):
            box.edited.connect(self.changed)
        self.roles.changed.connect(self.changed)

    def child(self) -> ChildAs | None:
        """Return the child as the record keeps it, or None while something is missing."""
        chosen = self.roles.chosen()
        if self.codes():
            return None
        if self.card is not None:
            return self.card.as_in_record(chosen[0])
        born = self._born()
        return ChildAs(
            name=self.name.text().strip(),
            role=chosen[0],
            born=born,
            class_name=self.class_name.text().strip(),
            age="" if born else self.age.text().strip(),
            key=self.key,
        )

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
            "class": self.class_name.text(),
            "age": self.age.text(),
            "role": chosen[0].code if chosen else "",
        }

    def fill(self, draft: Row, roles: Sequence[Choice]) -> None:
        """Show a line of a draft."""
        self.key = str(draft.get("key") or self.key)
        self.name.setText(str(draft.get("name") or ""))
        self.class_name.setText(str(draft.get("class") or ""))
        self.age.setText(str(draft.get("age") or ""))
        self.roles.choose([role for role in roles if role.code == draft.get("role")])

    def _build(self, today: date) -> None:
        head = row(gap=8)
        words = column(gap=1)
        title = self.card.name if self.card else self._untold()
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

    def _untold(self) -> str:
        return _("Child") if self._blind else _("A child who is not on the roll")

    def _born(self) -> date | None:
        day = read_day(self.age.text(), self._today) if self._blind else None
        old = day is not None and day < self._today - _YOUNGEST
        return day if old else None

    def _typed(self) -> Any:
        line = row(gap=12)
        told = [(_("Name"), self.name, 3), (_("Age"), self.age, 1)]
        if self._blind:
            told = [
                (_("First name and surname"), self.name, 4),
                (_("Class"), self.class_name, 2),
                (_("Age, or birth date"), self.age, 3),
            ]
        for caption, box, share in told:
            held = column(gap=2)
            held.addWidget(FieldLabel(caption, box))
            held.addWidget(box)
            box.setAccessibleName(caption)
            line.addLayout(held, share)
        self.name.setObjectName("child-name")
        self.class_name.setObjectName("child-class")
        self.age.setObjectName("child-age")
        return line

    def _on_remove(self) -> None:
        self.removed.emit(self)
