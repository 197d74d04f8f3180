"""Choose which posts an adult holds; several are common in a small school."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.records.fields import Choice
from app.services.setup import KEY_HOLDER_ROLES, role_choices
from ui.kit.boxes import column
from ui.kit.chips import ChoiceChips
from ui.kit.labels import Label
from ui.kit.problem_line import ProblemLine

RESERVE = "reserve"
STATUTORY = ("dsl", "deputy", "head", "chair", "designated_teacher", "governor")


class RolesField(QWidget):
    """Ask for roles as chips under a label."""

    def __init__(self, label: str, offered: Sequence[Choice], *, name: str) -> None:
        super().__init__()
        self.chips = ChoiceChips(offered, many=True)
        self.chips.setObjectName(name)
        self.chips.describe(label, "")
        self.problem = ProblemLine()
        whole = column(self, gap=4)
        whole.addWidget(Label(label, "label"))
        whole.addWidget(self.problem)
        whole.addWidget(self.chips)
        self.setFocusProxy(self.chips)

    def codes(self) -> tuple[str, ...]:
        """Return the codes of the roles chosen."""
        return tuple(choice.code for choice in self.chips.chosen())

    def fill(self, codes: Sequence[str]) -> None:
        """Choose exactly these roles."""
        self.chips.choose(role_choices(codes))

    def say(self, words: str) -> bool:
        """Show a problem, or take it away; return whether there is none."""
        self.problem.say(words)
        self.chips.set_wrong(wrong=bool(words))
        return not words


def holds_keys(codes: Sequence[str]) -> bool:
    """Say whether one of these roles may hold the children's records."""
    return bool((KEY_HOLDER_ROLES | {RESERVE}) & set(codes))


def statutory_choices() -> tuple[Choice, ...]:
    """Return the posts that set-up asks about."""
    return role_choices(STATUTORY)
