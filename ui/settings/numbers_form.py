"""Ask for the telephone numbers that prompts show; one that is missing is shown red."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from app.base.text import _
from app.services.settings import PhoneNumber
from ui.kit.boxes import column, row
from ui.kit.cards import Card
from ui.kit.desk import NUMBER_LABELS
from ui.kit.pills import Pill, State
from ui.settings.asked import LineField

NEEDED = ("social_care", "out_of_hours", "lado", "police")


class NumberField(Card):
    """Ask whom to call and the number, or hear that there is none yet."""

    edited = Signal()

    def __init__(self, code: str) -> None:
        super().__init__(NUMBER_LABELS[code], gap=8)
        self.code = code
        self.who = LineField(_("Name of the team or person (optional)"), name=f"who-{code}")
        self.number = LineField(_("Telephone"), name=f"number-{code}")
        self.later = QCheckBox(_("Not yet"))
        self.later.setObjectName(f"later-{code}")
        self.later.setAccessibleName(_("{who}: not known yet").format(who=NUMBER_LABELS[code]))
        self._missing = Pill(State(_("Not yet"), "danger"))
        self.head.addWidget(self._missing)
        line = row(gap=12)
        line.addWidget(self.who, 3, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(self.number, 2, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(line)
        self.body.addWidget(self.later)
        self.number.edited.connect(self._on_edited)
        self.who.edited.connect(self.edited)
        self.later.toggled.connect(self._on_later)
        self._refresh()

    def value(self) -> PhoneNumber:
        """Return what was typed."""
        return PhoneNumber(name=self.who.text(), number=self.number.text())

    def fill(self, number: PhoneNumber) -> None:
        """Show a number; an empty one is ticked as not known."""
        self.who.fill(number.name)
        self.number.fill(number.number)
        self.later.setChecked(not number.number)
        self._refresh()

    def check(self) -> bool:
        """Say beside the field when there is neither a number nor a tick."""
        missing = not self.number.text() and not self.later.isChecked()
        words = _("Enter the number, or tick “Not yet”") if missing else ""
        return self.number.say(words)

    def _on_edited(self) -> None:
        if self.number.text():
            self.later.setChecked(False)
        self._refresh()
        self.edited.emit()

    def _on_later(self, _ticked: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.number.say("")
        self._refresh()
        self.edited.emit()

    def _refresh(self) -> None:
        self._missing.setVisible(self.later.isChecked() and not self.number.text())


class NumbersForm(QWidget):
    """Ask for several numbers, one card each."""

    edited = Signal()

    def __init__(self, codes: Sequence[str] = NEEDED) -> None:
        super().__init__()
        whole = column(self, gap=12)
        self.fields = {code: NumberField(code) for code in codes}
        for field in self.fields.values():
            field.edited.connect(self.edited)
            whole.addWidget(field)

    def values(self) -> dict[str, PhoneNumber]:
        """Return every number by its code."""
        return {code: field.value() for code, field in self.fields.items()}

    def fill(self, numbers: Mapping[str, PhoneNumber]) -> None:
        """Show numbers."""
        for code, field in self.fields.items():
            field.fill(numbers.get(code, PhoneNumber()))

    def check(self) -> NumberField | None:
        """Show what is missing; return the first field with a problem."""
        wrong = [field for field in self.fields.values() if not field.check()]
        return wrong[0] if wrong else None
