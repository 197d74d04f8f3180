"""Ask who is writing, where nobody is signed in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal

from app.base.text import _
from app.records.fields import PersonAs
from ui.kit.boxes import column
from ui.kit.cards import Card
from ui.kit.labels import FieldLabel, Label
from ui.kit.problem_line import ProblemLine
from ui.kit.recording import WRITER
from ui.kit.texts import ShortText


class WriterBox(Card):
    """Take a name, a role, and where the writer can be found; problems are named "writer.name"."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(
            _("You"), _("You write without an account: the DSL confirms who you are."), gap=12
        )
        self.setObjectName("writer")
        self._lines: dict[str, ShortText] = {}
        self._problems: dict[str, ProblemLine] = {}
        self._ask("name", _("Your name"), "")
        self._ask("role", _("Your role"), _("Such as class teacher, midday supervisor, driver."))
        self._ask(
            "contact",
            _("Where can you be found today?"),
            _("Such as a room, or a number. The DSL may have a question."),
        )

    def draft(self) -> dict[str, str]:
        """Return what was typed."""
        return {name: line.text().strip() for name, line in self._lines.items()}

    def fill(self, draft: Mapping[str, Any]) -> None:
        """Show what a draft holds."""
        for name, line in self._lines.items():
            line.setText(str(draft.get(name) or ""))

    def person(self) -> PersonAs | None:
        """Return the writer, or None until the name is typed."""
        typed = self.draft()
        return PersonAs(name=typed["name"], role=typed["role"]) if typed["name"] else None

    def problems(self) -> dict[str, str]:
        """Return what is missing, and show it."""
        words = {"name": _("Enter your name"), "role": _("Enter your role")}
        typed = self.draft()
        found = {name: said for name, said in words.items() if not typed[name]}
        for name, line in self._problems.items():
            line.say(found.get(name, ""))
        return {f"{WRITER}.{name}": said for name, said in found.items()}

    def go_to(self, path: str) -> None:
        """Put the focus where a problem is, or on the name."""
        name = path.partition(".")[2] or "name"
        self._lines[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, name: str, label: str, hint: str) -> None:
        line = ShortText()
        line.setObjectName(f"writer-{name}")
        line.setAccessibleName(label)
        line.setAccessibleDescription(hint)
        line.edited.connect(self.changed)
        problem = ProblemLine()
        held = column(gap=3)
        held.addWidget(FieldLabel(label, line))
        if hint:
            held.addWidget(Label(hint, "hint"))
        held.addWidget(problem)
        held.addWidget(line)
        self.body.addLayout(held)
        self._lines[name], self._problems[name] = line, problem
