"""Count working days: Monday to Friday without England's bank holidays.

Source: domain convention as in the deadline rules' edition; the day of the event is day 0.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta
from functools import cache

SATURDAY = 5


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Return England's bank holidays of a year, substitutes included."""
    import holidays  # noqa: PLC0415 - takes 0.1 s to import and is needed late

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date, closed: Container[date] = ()) -> bool:
    """Say whether a day is a working day."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year) and day not in closed


def add_working_days(day: date, count: int) -> date:
    """Return the day that is `count` working days after a day (day 0 is not counted).

    A note from outside may name any day: after the calendar's last one there is none.
    """
    left = count
    while left and day < date.max:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return day
