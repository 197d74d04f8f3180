"""Ask who a typed name is: near ones are shown, none is taken without a word of the reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from app.base.text import N_, _
from app.records.fields import Choice
from ui.kit.boxes import column
from ui.kit.chips import ChoiceChips
from ui.kit.labels import FieldLabel, Label
from ui.kit.pickers import Option, Picker, Source
from ui.kit.problem_line import ProblemLine

NOBODY = "nobody"
REASONS = {
    "name": N_("same name"),
    "known_as": N_("known by this name"),
    "near_name": N_("similar name"),
    "class": N_("same class"),
    "age": N_("same age"),
    "born": N_("same birth date"),
    "role": N_("same role"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Hold one typed name: what was typed, who it may be, and what "none of them" is called."""

    key: str
    typed: str
    near: Sequence[Choice]
    exact: str = ""
    warning: str = ""
    nobody: str = ""
    search: str = ""


class MatchBox(QFrame):
    """Offer the near ones, none of them, or a search."""

    changed = Signal()

    def __init__(self, asked: Asked, source: Source) -> None:
        super().__init__()
        self.key = asked.key
        self.setProperty("role", "row")
        self.setObjectName(f"match-{asked.key}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        lines = column(self, gap=6, edge=(14, 2, 0, 2))
        lines.addWidget(Label(asked.typed, "strong"))
        if asked.warning:
            lines.addWidget(Label(asked.warning, "hint"))
        self.problem = ProblemLine()
        lines.addWidget(self.problem)
        self.chips = ChoiceChips([*asked.near, Choice(NOBODY, asked.nobody)])
        self.chips.describe(asked.typed, asked.warning)
        if asked.exact:
            self.chips.choose([one for one in asked.near if one.code == asked.exact])
        self.chips.changed.connect(self._on_changed)
        lines.addWidget(self.chips)
        self.finder = Picker(source)
        self.finder.setObjectName("match-finder")
        self.finder.setAccessibleName(asked.search)
        self.finder.picked.connect(self._on_picked)
        lines.addWidget(FieldLabel(asked.search, self.finder))
        lines.addWidget(self.finder)

    def chosen(self) -> str | None:
        """Return the id chosen, empty for none of them, None while nothing is chosen."""
        chosen = self.chips.chosen()
        if not chosen:
            return None
        return "" if chosen[0].code == NOBODY else chosen[0].code

    def choose(self, code: str) -> None:
        """Show a choice made before."""
        found = {chip.objectName().removeprefix("chip.") for chip in self.chips.chips()}
        wanted = code or NOBODY
        if wanted in found:
            self.chips.choose([Choice(wanted, wanted)])

    def say(self, words: str) -> None:
        """Show what is missing, or nothing."""
        self.problem.say(words)
        self.chips.set_wrong(wrong=bool(words))

    def go(self) -> None:
        """Put the focus on the choice."""
        self.chips.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self) -> None:
        self.say("")
        self.changed.emit()

    def _on_picked(self, key: str) -> None:
        option = self.finder.chosen()
        self.finder.choose(None)
        if option is not None:
            self.chips.choose([Choice(key, _line(option))])
            self._on_changed()


def reasons_words(reasons: Sequence[str]) -> str:
    """Return why somebody may be meant."""
    return ", ".join(_(REASONS[code]) for code in reasons if code in REASONS)


def _line(option: Option) -> str:
    words = f"{option.words} · {option.note}" if option.note else option.words
    return words[:200]
