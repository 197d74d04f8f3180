"""Say who: an adult with a role, or which of a record's children."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtWidgets import QWidget

from app.base.text import _
from app.records.fields import Choice, PersonAs
from app.records.header import ChildAs
from ui.kit.boxes import column, row
from ui.kit.chips import ChoiceChips
from ui.kit.editor import Editor
from ui.kit.labels import FieldLabel, Label
from ui.kit.pickers import Option, Picker
from ui.kit.texts import ShortText


class PersonEditor(Editor):
    """Pick an adult from the register, or type a name and a role."""

    def __init__(self, people: Sequence[PersonAs]) -> None:
        super().__init__()
        self._people = {person.id: person for person in people if person.id}
        options = [Option(key, person.name, person.role) for key, person in self._people.items()]
        self.name = Picker(options, free=True)
        self.role = ShortText()
        line = row(self, gap=12)
        for label, box, share in ((_("Name"), self.name, 3), (_("Role"), self.role, 2)):
            held = column(gap=2)
            caption = FieldLabel(label, box)
            caption.setProperty("role", "hint")
            held.addWidget(caption)
            held.addWidget(box)
            line.addLayout(held, share)
        self.name.changed.connect(self._on_name)
        self.role.edited.connect(self.changed)
        self.setFocusProxy(self.name)

    def value(self) -> PersonAs | dict[str, Any] | None:
        """Return the person; None while neither name nor role is typed."""
        name, role = self.name.words(), self.role.text().strip()
        if not name:
            return {"name": "", "role": role} if role else None
        chosen = self.name.chosen()
        return PersonAs(name=name, role=role, id=chosen.id if chosen else None)

    def fill(self, value: Any) -> None:
        """Show a person."""
        person = msgspec.to_builtins(value) or {}
        name, role, key = (str(person.get(part) or "") for part in ("name", "role", "id"))
        if key:
            self.name.choose(Option(key, name, role))
        else:
            self.name.setText(name)
        self.role.setText(role)
        self.role.setCursorPosition(0)

    def stops(self) -> Sequence[QWidget]:
        """Return both boxes."""
        return (self.name, self.role)

    def describe(self, name: str, description: str) -> None:
        """Name each box by the question and its part."""
        for stop, part in ((self.name, _("name")), (self.role, _("role"))):
            stop.setAccessibleName(f"{name} {part}")
            stop.setAccessibleDescription(description)

    def set_wrong(self, *, wrong: bool) -> None:
        """Mark the name."""
        self.name.setProperty("wrong", wrong)
        self.name.style().polish(self.name)

    def _on_name(self) -> None:
        chosen = self.name.chosen()
        known = self._people.get(chosen.id) if chosen else None
        if known is not None:
            self.role.setText(known.role)
        self.changed.emit()


class ChildEditor(Editor):
    """Choose which of the record's children is meant."""

    def __init__(self, children: Sequence[ChildAs], *, only: bool = False) -> None:
        super().__init__()
        self._only = only
        self.chips = ChoiceChips(())
        self._none = Label(_("Choose the children first."), "muted")
        held = column(self)
        held.addWidget(self.chips)
        held.addWidget(self._none)
        self.chips.changed.connect(self.changed)
        self.setFocusProxy(self.chips)
        self.set_children(children)

    def value(self) -> str | None:
        """Return the child's reference."""
        chosen = self.chips.chosen()
        return chosen[0].code if chosen else None

    def fill(self, value: str | None) -> None:
        """Show which child is meant."""
        known = {chip.objectName().removeprefix("chip.") for chip in self.chips.chips()}
        if value in known or value is None:
            self.chips.choose([Choice(value, value)] if value else [])

    def stops(self) -> Sequence[QWidget]:
        """Return the chips."""
        return self.chips.chips() or (self,)

    def describe(self, name: str, description: str) -> None:
        """Name the chips by the children and the question."""
        self.chips.describe(name, description)

    def set_wrong(self, *, wrong: bool) -> None:
        """Mark the chips."""
        self.chips.set_wrong(wrong=wrong)

    def set_children(self, children: Sequence[ChildAs]) -> None:
        """Offer these children; one that is no longer among them is no longer chosen."""
        keep = self.value()
        refs = [child.ref() for child in children]
        self.chips.choose([])
        self.chips.offer([Choice(child.ref(), child.shown()) for child in children])
        if self._only and len(refs) == 1:
            keep = refs[0]
        if keep in refs:
            self.fill(keep)
        self._none.setVisible(not refs)
