"""Choose the children a concern is about, each with the part it played."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal

from app.base.text import _
from app.records.header import ChildAs
from app.rules.cards import ChildCard
from ui.concerns.child_line import ChildLine
from ui.concerns.needs import NEEDS_PROMPT, Standing, standing_of
from ui.kit.banners import PromptPanel, announce
from ui.kit.boxes import column, empty
from ui.kit.buttons import Button
from ui.kit.cards import Card
from ui.kit.desk import Desk
from ui.kit.labels import FieldLabel, Label
from ui.kit.pickers import Option, Picker

CHILDREN = "children"


class ChildrenBox(Card):
    """Find children by name, whatever its accents; the same name is told apart by birth date.

    Problems are named "children" and "children.0.role".
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Children"), _("Everybody it is about, one or several."), gap=14)
        self._desk = desk
        self._today = desk.workspace.clock.now().day()
        offered = desk.workspace.settings.lists()["child_roles"].options
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
        self.body.addLayout(self._held)
        self.body.addLayout(self._prompts)
        find = column(gap=4)
        find.addWidget(self._label)
        find.addWidget(Label(_("Type part of the name; accents do not matter."), "hint"))
        find.addWidget(self.finder)
        self.body.addLayout(find)
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
            card = self._desk.workspace.roll_view.child(str(draft.get("child") or ""))
            self._add(card).fill(dict(draft), self._roles)
        self._refresh()

    def add_child(self, child: str) -> None:
        """Add a child of the roll; the first is taken as the one it is about."""
        card = self._desk.workspace.roll_view.child(child)
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
            words[CHILDREN] = _("Choose the child it is about")
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
            self.finder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, line: ChildLine) -> str:
        codes = line.codes()
        if "name" in codes:
            return _("Enter the child’s name")
        if "role" in codes:
            return _("Choose the part {name} played").format(name=line.shown())
        return ""

    def _found(self, typed: str) -> list[Option]:
        cards = self._desk.workspace.roll_view.named(typed)
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
        standing = standing_of(self._desk.workspace, card.id) if card else Standing()
        line = ChildLine(card, self._roles, self._today, standing)
        line.changed.connect(self.changed)
        line.removed.connect(self._on_removed)
        self.lines.append(line)
        self._held.addWidget(line)
        return line

    def _on_removed(self, line: ChildLine) -> None:
        self.lines.remove(line)
        self._held.removeWidget(line)
        line.hide()
        line.deleteLater()
        self._refresh()
        self.finder.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _refresh(self) -> None:
        more = bool(self.lines)
        label = _("Add another child") if more else _("Find a child on the roll")
        self._label.show_text(label)
        self.finder.setAccessibleName(label)
        empty(self._prompts)
        prompt = self._desk.prompt(NEEDS_PROMPT)
        if prompt and any(line.standing.prompt for line in self.lines):
            self._prompts.addWidget(PromptPanel(prompt))
