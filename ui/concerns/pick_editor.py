"""Edit an answer that is one of many, found by typing: its id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.kit.boxes import column
from ui.kit.editor import Editor
from ui.kit.pickers import Picker


class PickEditor(Editor):
    """Hold a picker; the answer is the id of what was picked."""

    def __init__(self, picker: Picker) -> None:
        super().__init__()
        self.picker = picker
        picker.changed.connect(self.changed)
        column(self).addWidget(picker)
        self.setFocusProxy(picker)

    def value(self) -> str | None:
        """Return the id, or None while nothing is picked."""
        chosen = self.picker.chosen()
        return chosen.id if chosen else None

    def fill(self, value: Any) -> None:
        """Show the words of an answer; ids are not shown."""
        self.picker.fill(str(value or ""))

    def stops(self) -> Sequence[QWidget]:
        """Return the line."""
        return (self.picker,)
