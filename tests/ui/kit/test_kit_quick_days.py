from __future__ import annotations

from datetime import date

import pytest

from ui.kit.quick_days import in_days

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("days", "day"),
    [
        (0, date(2026, 11, 20)),
        (1, date(2026, 11, 23)),
        (7, date(2026, 11, 27)),
        (28, date(2026, 12, 18)),
    ],
)
def test_days_are_counted_from_today(days: int, day: date) -> None:
    assert in_days(FRIDAY, days) == day


def test_a_bank_holiday_is_moved_on() -> None:
    assert in_days(date(2026, 12, 18), 7) == date(2026, 12, 29)
