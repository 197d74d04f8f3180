"""Type a day and a time in boxes of their own, or say that they are not known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSizePolicy, QWidget

from app.base.text import _
from app.records.fields import Moment
from ui.kit import theme
from ui.kit.boxes import column, stacked
from ui.kit.daywords import read_day, read_time, write_day, write_time
from ui.kit.flow import flowing
from ui.kit.labels import Label

Today = Callable[[], date]


class DayEdit(QLineEdit):
    """Type one day; on leaving, a day that was understood is written out in full."""

    edited = Signal()

    def __init__(self, today: Today) -> None:
        super().__init__()
        self._today = today
        self.setFixedWidth(theme.px(172))
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self._write_out)

    def value(self) -> date | str | None:
        """Return the day, the words that name none, or None while empty."""
        text = self.text().strip()
        if not text:
            return None
        return read_day(text, self._today()) or text

    def fill(self, value: date | str | None) -> None:
        """Show a day, or words as they were typed."""
        self.setText(write_day(value) if isinstance(value, date) else _iso_day(value or ""))

    def _on_edited(self, _text: str) -> None:
        self.edited.emit()

    def _write_out(self) -> None:
        day = self.value()
        if isinstance(day, date):
            self.setText(write_day(day))


class TimeEdit(QLineEdit):
    """Type one time of day."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(theme.px(96))
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self._write_out)

    def value(self) -> time | str | None:
        """Return the time, the words that name none, or None while empty."""
        text = self.text().strip()
        if not text:
            return None
        found = read_time(text)
        return text if found is None else found

    def fill(self, value: time | str | None) -> None:
        """Show a time, or words as they were typed."""
        self.setText(write_time(value) if isinstance(value, time) else _iso_time(value or ""))

    def _on_edited(self, _text: str) -> None:
        self.edited.emit()

    def _write_out(self) -> None:
        found = self.value()
        if isinstance(found, time):
            self.setText(write_time(found))


class MomentEdit(QWidget):
    """Type a day and a time; ticking "Not known" sets both aside without clearing them."""

    changed = Signal()

    def __init__(self, today: Today, *, unknown: bool = False) -> None:
        super().__init__()
        self.day = DayEdit(today)
        self.time = TimeEdit()
        self.tick = QCheckBox(_("Not known"))
        if not unknown:  # to show it before it stands in the row would open a window
            self.tick.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        parts = ((_("Day"), self.day), (_("Time"), self.time), (" ", self.tick))
        held = [stacked(Label(name, "hint", wrap=False), box, gap=2) for name, box in parts]
        if not unknown:  # to show it before it stands in the row would open a window
            held[2].hide()
        column(self).addWidget(flowing(*held, gap=12))
        self.day.edited.connect(self.changed)
        self.time.edited.connect(self.changed)
        self.tick.toggled.connect(self._on_tick)
        self.setFocusProxy(self.day)

    def value(self) -> Moment | dict[str, Any] | None:
        """Return the moment; as a dict of words where they name none; None while empty."""
        if self.tick.isChecked():
            return Moment()
        day, at = self.day.value(), self.time.value()
        if day is None and at is None:
            return None
        if isinstance(day, str) or isinstance(at, str):
            return {"day": _plain(day), "time": _plain(at)}
        return Moment(day=day, time=at)

    def fill(self, value: Moment | dict[str, Any] | None) -> None:
        """Show a moment, or a draft of one."""
        if isinstance(value, Moment):
            day: date | str | None = value.day
            at: time | str | None = value.time
        else:
            day, at = (value or {}).get("day"), (value or {}).get("time")
        self.tick.setChecked(value is not None and day is None and at is None)
        self.day.fill(day)
        self.time.fill(at)

    def first_wrong(self) -> QLineEdit:
        """Return the box that a problem is about: the first that cannot be read or is empty."""
        return self.time if isinstance(self.day.value(), date) else self.day

    def _on_tick(self, ticked: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.day.setEnabled(not ticked)
        self.time.setEnabled(not ticked)
        self.setFocusProxy(self.tick if ticked else self.day)
        self.changed.emit()


def _plain(value: date | time | str | None) -> str | None:
    return value.isoformat() if isinstance(value, (date, time)) else value


def _iso_day(text: str) -> str:
    try:
        return write_day(date.fromisoformat(text))
    except ValueError:
        return text


def _iso_time(text: str) -> str:
    try:
        return write_time(time.fromisoformat(text))
    except ValueError:
        return text
