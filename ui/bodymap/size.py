"""Ask how large a mark is: two lengths in centimetres, or that it could not be seen."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.base.text import _
from app.records.fields import Choice
from app.records.lists import Option
from app.records.marks import LONGEST_CM
from ui.bodymap.parts import OptionChips
from ui.kit import theme
from ui.kit.boxes import beside, column, stacked
from ui.kit.editors import NumberEditor
from ui.kit.labels import FieldLabel

Manner = Literal["", "measured", "estimated"]


class SizeEditor(QWidget):
    """Type length and width, tick that they are not known, say how they were found.

    `changed` carries "size" while it is being typed, else nothing.
    """

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.length = NumberEditor()
        self.width_ = NumberEditor()
        self.unknown = QCheckBox(_("Could not see, or not measured"))
        self.manner = OptionChips(
            [Option("measured", _("Measured")), Option("estimated", _("Estimated"))],
            _("Measured or estimated"),
        )
        whole = column(self, gap=6)
        names = (_("Length, cm"), _("Width, cm"))
        fields = [
            stacked(FieldLabel(name, field.line), field, gap=2)
            for name, field in zip(names, (self.length, self.width_), strict=True)
        ]
        for name, field in zip(names, (self.length, self.width_), strict=True):
            field.describe(name, _("Such as 2 or 2.5"))
            field.changed.connect(self._on_typed)
        whole.addWidget(beside(*fields, None, gap=12))
        whole.addWidget(self.manner)
        whole.addWidget(self.unknown)
        self.unknown.clicked.connect(self._on_chosen)
        self.manner.changed.connect(self._on_chosen)
        self.setFocusProxy(self.length)

    def fill(
        self, length: float | None, width: float | None, *, unknown: bool, manner: Manner
    ) -> None:
        """Show a size, leaving alone what already reads so."""
        for field, value in ((self.length, length), (self.width_, width)):
            if read_size(field.line) != value or (value is None and not self._is_wrong(field)):
                field.fill(value)
        self.unknown.setChecked(unknown)
        chips = {"measured": _("Measured"), "estimated": _("Estimated")}
        self.manner.choose([Choice(manner, chips[manner])] if manner else [])
        self._enable()

    def lengths(self) -> tuple[float | None, float | None]:
        """Return length and width in centimetres, None where nothing can be read."""
        return read_size(self.length.line), read_size(self.width_.line)

    def how(self) -> Manner:
        """Return how the size was found."""
        chosen = self.manner.chosen()
        if not chosen:
            return ""
        return "measured" if chosen[0].code == "measured" else "estimated"

    def wrong(self) -> bool:
        """Say whether something typed is no length."""
        fields = (self.length, self.width_)
        return not self.unknown.isChecked() and any(map(self._is_wrong, fields))

    def set_wrong(self, *, wrong: bool) -> None:
        """Mark the fields as wrong or right."""
        for field in (self.length, self.width_):
            theme.mark(field.line, wrong=wrong)

    def clear(self) -> None:
        """Empty what was typed."""
        self.length.fill(None)
        self.width_.fill(None)

    @staticmethod
    def _is_wrong(field: NumberEditor) -> bool:
        return bool(field.line.text().strip()) and read_size(field.line) is None

    def _enable(self) -> None:
        for field in (self.length, self.width_, self.manner):
            field.setEnabled(not self.unknown.isChecked())

    def _on_typed(self) -> None:
        self.changed.emit("size")

    def _on_chosen(self) -> None:
        self._enable()
        self.changed.emit("")


def read_size(line: QLineEdit) -> float | None:
    """Return the centimetres typed, with comma or point; None if there are none or too many."""
    try:
        size = float(line.text().strip().replace(",", ".").removesuffix("cm").strip())
    except ValueError:
        return None
    return size if 0 < size <= LONGEST_CM else None
