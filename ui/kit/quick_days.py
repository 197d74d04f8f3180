"""Offer days that are often meant, beside a field in which any day can be typed."""

from __future__ import annotations

from datetime import date, timedelta

from app.base.text import N_, _
from app.rules.working_days import add_working_days, is_working_day
from ui.kit.buttons import Button
from ui.kit.editor import Editor
from ui.kit.fields import FieldBox
from ui.kit.flow import flowing

TOMORROW = 1
CHOICES: tuple[tuple[str, int], ...] = (
    (N_("Today"), 0),
    (N_("Next working day"), TOMORROW),
    (N_("In 1 week"), 7),
    (N_("In 2 weeks"), 14),
    (N_("In 4 weeks"), 28),
)


def in_days(today: date, days: int) -> date:
    """Return a day that many days on, moved on to a working day unless it is today itself."""
    if days == TOMORROW:
        return add_working_days(today, 1)
    day = today + timedelta(days=days)
    while days and not is_working_day(day):
        day += timedelta(days=1)
    return day


def offer_days(box: FieldBox, today: date) -> None:
    """Put buttons under the question for a day; each fills the day in."""
    buttons = [
        Button(
            _(words),
            lambda days=days: _fill(box.editor, in_days(today, days)),  # type: ignore[misc]
            role="quiet",
            name=f"in-days.{days}",
        )
        for words, days in CHOICES
    ]
    for button in buttons:
        label = _(box.field.label)
        button.setAccessibleDescription(label)
    layout = box.layout()
    if layout is not None:
        layout.addWidget(flowing(*buttons, gap=4))


def _fill(editor: Editor, day: date) -> None:
    editor.fill(day)
    editor.changed.emit()
