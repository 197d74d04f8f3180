"""Choose the children a concern is about, each with the part it played."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.base.text import _
from app.records.header import ChildAs
from app.rules.cards import ChildCard
from ui.concerns.child_line import ChildLine
from ui.concerns.needs import NEEDS_PROMPT, Standing, standing_from
from ui.kit.banners import PromptPanel, announce
from ui.kit.boxes import column, empty
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.labels import FieldLabel, Label
from ui.kit.pickers import Option, Picker
from ui.kit.problem_line import ProblemLine
from ui.kit.recording import Recording

CHILDREN = "children"


class ChildrenBox(Card):
    """Find children by name, whatever its accents; the same name is told apart by birth date.

    Where no roll is shown each child is typed. Problems are named "children", "children.0.role".
    """

    changed = Signal()

    def __init__(self, recording: Recording) -> None:
        super().__init__(_("Children"), _("Everybody it is about, one or several."), gap=14)
        self._recording = recording
        self._roll = recording.roll
        self._today = recording.clock.now().day()
        offered = recording.lists()["child_roles"].options
        self._roles = [option.choice() for option in offered]
        self.lines: list[ChildLine] = []
        self._held = column(gap=16)
        self._prompts = column(gap=8)
        self.finder = Picker(self._found)
        self.finder.setObjectName("child-finder")
        self.finder.picked.connect(self._on_picked)
        self._label = FieldLabel("", self.finder)
        self.not_listed = Button(
            _("A child who is not on the roll"),
            self._on_not_listed,
            role="add",
            icon="plus",
            name="child-not-listed",
        )
        self._problem = ProblemLine()
        self.add(self._problem)
        self.body.addLayout(self._held)
        self.body.addLayout(self._prompts)
        if self._roll is not None:
            self.add(self._finding())
        self.add(self.not_listed)
        self._refresh()

    def children_named(self) -> tuple[ChildAs, ...]:
        """Return the children of whom everything is said."""
        found = (line.child() for line in self.lines)
        return tuple(child for child in found if child is not None)

    def identity(self) -> str:
        """Return whom the record is about, for the line under the title."""
        cards = [line.card for line in self.lines]
        if len(cards) == 1 and cards[0] is not None:
            return f"{cards[0].name} · {cards[0].identity(self._today)}"
        return " · ".join(name for line in self.lines if (name := line.shown()))

    def draft(self) -> list[dict[str, Any]]:
        """Return every line as a draft keeps it."""
        return [line.draft() for line in self.lines]

    def fill(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Show the lines of a draft; a child who has gone from the roll is shown as typed."""
        for draft in rows:
            self._add(self._card(str(draft.get("child") or ""))).fill(dict(draft), self._roles)
        self._refresh()

    def add_child(self, child: str) -> None:
        """Add a child of the roll; the first is taken as the one it is about."""
        card = self._card(child)
        known = next((line for line in self.lines if card and line.key == card.id), None)
        if card is None:
            return
        line = known or self._add(card)
        if known is None and len(self.lines) == 1:
            line.roles.choose(self._roles[:1])
        self._refresh()

    def problems(self) -> dict[str, str]:
        """Return problem words by path, and show them at the lines."""
        words: dict[str, str] = {}
        if not self.lines:
            blind = self._roll is None
            words[CHILDREN] = (
                _("Add the child it is about") if blind else _("Choose the child it is about")
            )
        self._problem.say(words.get(CHILDREN, "") if self._roll is None else "")
        for place, line in enumerate(self.lines):
            said = self._say(line)
            line.say(said)
            if said:
                words[f"{CHILDREN}.{place}.{next(iter(line.codes()))}"] = said
        return words

    def go_to(self, path: str) -> None:
        """Put the focus where a problem is."""
        parts = path.split(".")
        if len(parts) > 1:
            self.lines[int(parts[1])].go()
        else:
            self._first_stop().setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Put one empty line on a form that shows no roll."""
        if self._roll is None and not self.lines:
            self._on_not_listed()

    def _first_stop(self) -> QWidget:
        return self.not_listed if self._roll is None else self.finder

    def _card(self, child: str) -> ChildCard | None:
        return self._roll.child(child) if self._roll is not None and child else None

    def _finding(self) -> QWidget:
        find = QWidget()
        lines = column(find, gap=4)
        lines.addWidget(self._label)
        lines.addWidget(Label(_("Type part of the name; accents do not matter."), "hint"))
        lines.addWidget(self.finder)
        return find

    def _say(self, line: ChildLine) -> str:
        codes = line.codes()
        if "name" in codes:
            return _("Enter the child’s name")
        if "role" in codes:
            return _("Choose the part {name} played").format(name=line.shown())
        return ""

    def _found(self, typed: str) -> list[Option]:
        cards = self._roll.named(typed) if self._roll is not None else []
        return [Option(card.id, card.name, card.identity(self._today)) for card in cards]

    def _on_picked(self, child: str) -> None:
        self.finder.choose(None)
        self.add_child(child)
        announce(self, _("{name} added").format(name=self.lines[-1].shown()))
        self.changed.emit()

    def _on_not_listed(self) -> None:
        line = self._add(None)
        if len(self.lines) == 1:
            line.roles.choose(self._roles[:1])
        self._refresh()
        line.go()
        self.changed.emit()

    def _add(self, card: ChildCard | None) -> ChildLine:
        blind = self._roll is None
        line = ChildLine(card, self._roles, self._today, self._standing(card), blind=blind)
        line.changed.connect(self.changed)
        line.removed.connect(self._on_removed)
        self.lines.append(line)
        self._held.addWidget(line)
        return line

    def _standing(self, card: ChildCard | None) -> Standing:
        if card is None:
            return Standing()
        return standing_from(self._recording.statuses(card.id), self._recording.lists())

    def _on_removed(self, line: ChildLine) -> None:
        self.lines.remove(line)
        self._held.removeWidget(line)
        line.hide()
        line.deleteLater()
        self._refresh()
        self._first_stop().setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _refresh(self) -> None:
        more = bool(self.lines)
        label = _("Add another child") if more else _("Find a child on the roll")
        self._label.show_text(label)
        self.finder.setAccessibleName(label)
        if self._roll is None:
            self.not_listed.set_words(_("Add another child") if more else _("Add a child"))
        empty(self._prompts)
        prompt = self._recording.prompt(NEEDS_PROMPT)
        if prompt and any(line.standing.prompt for line in self.lines):
            self._prompts.addWidget(PromptPanel(prompt))
