"""Edit the plain types of answers: words, days, ticks, numbers and choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.base.text import _
from app.records.fields import Choice, Moment
from app.records.lists import Option as ListOption
from ui.kit import theme
from ui.kit.boxes import column
from ui.kit.chips import ChoiceChips
from ui.kit.editor import Editor
from ui.kit.labels import Label
from ui.kit.moments import DayEdit, MomentEdit, Today
from ui.kit.pickers import Option, Picker
from ui.kit.texts import GrowingText, ShortText


class ShortEditor(Editor):
    """Edit one line; with options it suggests them, and anything else may still be typed."""

    def __init__(self, options: Sequence[ListOption] = ()) -> None:
        super().__init__()
        self.line: QLineEdit
        if options:
            picker = Picker([Option(o.code, _(o.words), _(o.hint)) for o in options], free=True)
            picker.changed.connect(self.changed)
            self.line = picker
        else:
            text = ShortText()
            text.edited.connect(self.changed)
            self.line = text
        column(self).addWidget(self.line)
        self.setFocusProxy(self.line)

    def value(self) -> str | None:
        """Return the words, or None while there are none."""
        return self.line.text() or None

    def fill(self, value: str | None) -> None:
        """Show words."""
        if isinstance(self.line, Picker):
            self.line.fill(value or "")
        else:
            self.line.setText(value or "")
        self.line.setCursorPosition(0)

    def stops(self) -> Sequence[QWidget]:
        """Return the line."""
        return (self.line,)


class WordsEditor(Editor):
    """Edit several lines."""

    def __init__(self, *, rows: int = 3, voice: str = "") -> None:
        super().__init__()
        self.box = GrowingText(rows=rows)
        self.box.setProperty("voice", voice)
        self.box.edited.connect(self.changed)
        column(self).addWidget(self.box)
        self.setFocusProxy(self.box)

    def value(self) -> str | None:
        """Return the words, or None while there are none."""
        return self.box.text() or None

    def fill(self, value: str | None) -> None:
        """Show words."""
        self.box.fill(value or "")

    def stops(self) -> Sequence[QWidget]:
        """Return the box."""
        return (self.box,)


class MomentEditor(Editor):
    """Edit a day and a time."""

    def __init__(self, today: Today, *, unknown: bool) -> None:
        super().__init__()
        self.moment = MomentEdit(today, unknown=unknown)
        self.moment.changed.connect(self.changed)
        column(self).addWidget(self.moment)
        self.setFocusProxy(self.moment)

    def value(self) -> Moment | dict[str, Any] | None:
        """Return the moment, or the words typed as a dict."""
        return self.moment.value()

    def fill(self, value: Moment | dict[str, Any] | None) -> None:
        """Show a moment."""
        self.moment.fill(value)

    def stops(self) -> Sequence[QWidget]:
        """Return the boxes and the tick."""
        return (self.moment.day, self.moment.time, self.moment.tick)

    def first_stop(self) -> QWidget:
        """Return the box that cannot be read."""
        return self.moment.first_wrong()

    def describe(self, name: str, description: str) -> None:
        """Name each box by the question and its part."""
        parts = (_("day"), _("time"), _("not known"))
        for stop, part in zip(self.stops(), parts, strict=True):
            stop.setAccessibleName(f"{name} {part}")
            stop.setAccessibleDescription(description)

    def set_wrong(self, *, wrong: bool) -> None:
        """Mark the box that cannot be read."""
        for stop in self.stops():
            theme.mark(stop, wrong=wrong and stop is self.first_stop())


class DayEditor(Editor):
    """Edit a day."""

    def __init__(self, today: Today) -> None:
        super().__init__()
        self.day = DayEdit(today)
        self.day.edited.connect(self.changed)
        column(self).addWidget(self.day)
        self.setFocusProxy(self.day)

    def value(self) -> date | str | None:
        """Return the day, or the words typed."""
        return self.day.value()

    def fill(self, value: date | str | None) -> None:
        """Show a day."""
        self.day.fill(value)

    def stops(self) -> Sequence[QWidget]:
        """Return the line."""
        return (self.day,)


class TickEditor(Editor):
    """Tick a statement."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self.tick = QCheckBox(label.replace("&", "&&"))
        self.tick.clicked.connect(self.changed)
        column(self).addWidget(self.tick)
        self.setFocusProxy(self.tick)

    def value(self) -> bool:
        """Say whether it is ticked."""
        return self.tick.isChecked()

    def fill(self, value: Any) -> None:
        """Show it ticked or not."""
        self.tick.setChecked(bool(value))

    def stops(self) -> Sequence[QWidget]:
        """Return the tick."""
        return (self.tick,)


class NumberEditor(Editor):
    """Edit a number; a comma serves as well as a point."""

    def __init__(self) -> None:
        super().__init__()
        self.line = ShortText(longest=20)
        self.line.setFixedWidth(theme.px(112))
        self.line.edited.connect(self.changed)
        column(self).addWidget(self.line)
        self.setFocusProxy(self.line)

    def value(self) -> float | str | None:
        """Return the number, or the words typed."""
        text = self.line.text().strip()
        try:
            return float(text.replace(",", ".")) if text else None
        except ValueError:
            return text

    def fill(self, value: float | str | None) -> None:
        """Show a number."""
        is_number = isinstance(value, (int, float))
        self.line.setText(f"{value:g}" if is_number else str(value or ""))

    def stops(self) -> Sequence[QWidget]:
        """Return the line."""
        return (self.line,)


class ChipsEditor(Editor):
    """Choose one or several options that are all in sight."""

    def __init__(
        self, options: Sequence[ListOption], *, many: bool = False, clearable: bool = False
    ) -> None:
        super().__init__()
        self._many = many
        self._hints = {o.code: _(o.hint) for o in options if o.hint}
        groups = {o.code: _(o.group) for o in options if o.group} if many else {}
        choices = [o.choice() for o in options]
        self.chips = ChoiceChips(choices, many=many, clearable=clearable, groups=groups)
        self._hint = Label("", "hint")
        held = column(self, gap=4)
        held.addWidget(self.chips)
        held.addWidget(self._hint)
        self.setFocusProxy(self.chips)
        self.chips.changed.connect(self._on_changed)
        self._show_hints()

    def value(self) -> Choice | tuple[Choice, ...] | None:
        """Return the choice, or all choices."""
        chosen = self.chips.chosen()
        if self._many:
            return chosen or None
        return chosen[0] if chosen else None

    def fill(self, value: Any) -> None:
        """Show what is chosen."""
        self.chips.choose(_choices(value))
        self._show_hints()

    def stops(self) -> Sequence[QWidget]:
        """Return the chips."""
        return self.chips.chips() or (self,)

    def describe(self, name: str, description: str) -> None:
        """Name the chips by their words and the question."""
        self.chips.describe(name, description)

    def set_wrong(self, *, wrong: bool) -> None:
        """Mark the chips."""
        self.chips.set_wrong(wrong=wrong)

    def _on_changed(self) -> None:
        self._show_hints()
        self.changed.emit()

    def _show_hints(self) -> None:
        chosen = [self._hints.get(choice.code, "") for choice in self.chips.chosen()]
        words = " ".join(filter(None, chosen)) if not self._many else ""
        self._hint.show_text(words)
        self._hint.setVisible(bool(words))


class ListEditor(Editor):
    """Choose one of many options by typing part of it."""

    def __init__(self, options: Sequence[ListOption]) -> None:
        super().__init__()
        self._choices = {o.code: o.choice() for o in options}
        self.picker = Picker([Option(o.code, _(o.words)) for o in options])
        self.picker.changed.connect(self.changed)
        column(self).addWidget(self.picker)
        self.setFocusProxy(self.picker)

    def value(self) -> Choice | str | None:
        """Return the choice, or words that name none."""
        chosen = self.picker.chosen()
        if chosen is not None:
            return self._choices.get(chosen.id) or Choice(chosen.id, chosen.words)
        return self.picker.words() or None

    def fill(self, value: Any) -> None:
        """Show a choice, or words as typed."""
        if isinstance(value, str):
            self.picker.fill(value)
            return
        choice = next(iter(_choices(value)), None)
        self.picker.choose(Option(choice.code, choice.words) if choice else None)

    def stops(self) -> Sequence[QWidget]:
        """Return the line."""
        return (self.picker,)


def _choices(value: Any) -> tuple[Choice, ...]:
    """Return choices from what a draft may hold: one, several, typed or plain."""
    if value is None or isinstance(value, str):
        return ()
    if isinstance(value, Choice):
        return (value,)
    if isinstance(value, Mapping):
        return (Choice(str(value["code"]), str(value["words"])),)
    return tuple(choice for item in value for choice in _choices(item))
