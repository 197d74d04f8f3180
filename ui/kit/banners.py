"""Tell people something on the page itself: a problem, a rule, a prompt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from PySide6 import QtGui
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.base.text import _, ngettext
from ui.kit.boxes import column, empty, row
from ui.kit.buttons import Button, WrappingButton
from ui.kit.labels import IconLabel, Label

NoticeTone = Literal["info", "good", "warn", "danger"]

_ICONS: dict[NoticeTone, tuple[str, str]] = {
    "info": ("info", "accent"),
    "good": ("good", "good"),
    "warn": ("warning", "warn"),
    "danger": ("warning", "danger"),
}


@dataclass(frozen=True, slots=True)
class Prompt:
    """Hold guidance for the point of need: a heading, lines, and how loud it is."""

    title: str
    lines: tuple[str, ...] = ()
    tone: NoticeTone = "info"


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have a screen reader say something without moving the focus."""
    event = QtGui.QAccessibleAnnouncementEvent(widget, text)  # not before something is said
    loudness = QtGui.QAccessible.AnnouncementPoliteness
    event.setPoliteness(loudness.Assertive if urgent else loudness.Polite)
    QtGui.QAccessible.updateAccessibility(event)


class Notice(QFrame):
    """Show a heading with lines below it, an icon, and buttons that go with it."""

    def __init__(
        self, title: str, lines: Iterable[str] = (), *, tone: NoticeTone = "info"
    ) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        whole = row(self, gap=10, edge=(14, 11, 14, 12))
        name, colour = _ICONS[tone]
        whole.addWidget(IconLabel(name, colour, 20), 0, Qt.AlignmentFlag.AlignTop)
        words = column(gap=4)
        whole.addLayout(words, 1)
        words.addWidget(Label(title, "strong"))
        for line in lines:
            words.addWidget(Label(line).selectable())
        self.buttons = row(gap=8)
        self.buttons.addStretch(1)  # an empty row would take all the width away
        words.addLayout(self.buttons)
        self.setAccessibleName(title)

    def offer(self, *buttons: Button) -> Notice:
        """Put buttons under the words and return the notice."""
        for button in buttons:
            self.buttons.insertWidget(self.buttons.count() - 1, button)
        return self


class PromptPanel(Notice):
    """Show a prompt at the point of need."""

    def __init__(self, prompt: Prompt) -> None:
        super().__init__(prompt.title, prompt.lines, tone=prompt.tone)


class RuleBanner(Notice):
    """Say that a rule forbids something: what, why, and what can be done instead."""

    def __init__(self, title: str, why: str, instead: str = "") -> None:
        super().__init__(title, [line for line in (why, instead) if line], tone="warn")
        announce(self, f"{title} {why}", urgent=True)


class ErrorSummary(QFrame):
    """List what is wrong, each line a button that leads to its field."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "summary")
        self.setObjectName("error-summary")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        whole = column(self, gap=4, edge=(18, 14, 18, 14))
        head = row(gap=8)
        head.addWidget(IconLabel("error", "danger", 20))
        head.addWidget(Label(_("There is a problem"), "heading"), 1)
        whole.addLayout(head)
        self._lines = column(gap=0)
        whole.addLayout(self._lines)
        self.hide()

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show one line per field -> words, take the focus, and have the count announced."""
        empty(self._lines)
        for field, words in problems.items():
            line = WrappingButton(words, role="problem", name=f"problem.{field}")
            line.clicked.connect(lambda _on, name=field: self.asked.emit(name))
            self._lines.addWidget(line)
        self.setVisible(bool(problems))
        if problems:
            count = len(problems)
            said = ngettext("{count} problem", "{count} problems", count).format(count=count)
            self.setAccessibleName(_("There is a problem"))
            self.setAccessibleDescription(said)
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, said, urgent=True)
