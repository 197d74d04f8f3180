"""Say a state in a word, with an icon and a colour that only repeat it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtWidgets import QFrame, QSizePolicy

from ui.kit import theme
from ui.kit.boxes import row
from ui.kit.labels import IconLabel, Label

Tone = Literal["muted", "accent", "good", "warn", "danger"]

ICONS: dict[Tone, str] = {
    "muted": "",
    "accent": "info",
    "good": "good",
    "warn": "clock",
    "danger": "warning",
}


@dataclass(frozen=True, slots=True)
class State:
    """Hold a state in one or two words, its tone, and an icon if the tone's own will not do."""

    words: str
    tone: Tone = "muted"
    icon: str | None = None

    def icon_name(self) -> str:
        """Return the icon to draw, or nothing."""
        return ICONS[self.tone] if self.icon is None else self.icon


class Pill(QFrame):
    """Show a state as a small rounded label."""

    def __init__(self, state: State) -> None:
        super().__init__()
        self.setProperty("role", "pill")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        line = row(self, gap=4, edge=(8, 2, 9, 2))
        self._icon = IconLabel("info", side=14)
        self._words = Label("", "pill-words", wrap=False)
        line.addWidget(self._icon)
        line.addWidget(self._words)
        self.show_state(state)

    def show_state(self, state: State) -> None:
        """Show another state."""
        name = state.icon_name()
        self._icon.setVisible(bool(name))
        if name:
            self._icon.draw(name, state.tone)
        self._words.show_text(state.words)
        self.setAccessibleName(state.words)
        theme.mark(self, tone=state.tone)
        theme.mark(self._words, tone=state.tone)
