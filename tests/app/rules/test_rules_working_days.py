from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.working_days import add_working_days, bank_holidays, is_working_day

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))

COMPUTED = [
    ("an allegation, from a Friday", 1, date(2026, 12, 18), date(2026, 12, 21)),
    ("an allegation, from Christmas Eve", 1, date(2026, 12, 24), date(2026, 12, 29)),
    ("an allegation, from a Saturday", 1, date(2026, 11, 21), date(2026, 11, 23)),
    ("a conference, over Christmas", 15, date(2026, 12, 14), date(2027, 1, 7)),
    ("a conference, over Easter", 15, date(2027, 3, 22), date(2027, 4, 14)),
    ("a core group", 10, date(2026, 12, 10), date(2026, 12, 24)),
    ("an assessment", 45, date(2026, 11, 23), date(2027, 1, 28)),
    ("a first review in care", 20, date(2026, 12, 8), date(2027, 1, 8)),
    ("an education plan", 10, date(2026, 12, 8), date(2026, 12, 22)),
    ("the next day, before Easter", 1, date(2027, 3, 25), date(2027, 3, 30)),
    ("a leaver's file, over Christmas", 5, date(2026, 12, 18), date(2026, 12, 29)),
]


@pytest.mark.parametrize(
    ("count", "start", "end"), [case[1:] for case in COMPUTED], ids=[case[0] for case in COMPUTED]
)
def test_the_computed_cases(count: int, start: date, end: date) -> None:
    assert add_working_days(start, count) == end


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2027, [(1, 1), (3, 26), (3, 29), (5, 3), (5, 31), (8, 30), (12, 27), (12, 28)]),
        (2028, [(1, 3), (4, 14), (4, 17), (5, 1), (5, 29), (8, 28), (12, 25), (12, 26)]),
    ],
)
def test_bank_holidays_of_england_with_their_substitutes(
    year: int, days: list[tuple[int, int]]
) -> None:
    weekdays = {day for day in bank_holidays(year) if day.weekday() < 5}
    assert weekdays == {date(year, *day) for day in days}


def test_christmas_of_2026_has_its_substitute_on_monday() -> None:
    assert not is_working_day(date(2026, 12, 25))
    assert not is_working_day(date(2026, 12, 28))
    assert is_working_day(date(2026, 12, 29))


def test_a_day_of_the_schools_own_can_be_closed() -> None:
    day = date(2026, 11, 20)
    assert is_working_day(day)
    assert not is_working_day(day, {day})


def test_scotlands_own_holidays_do_not_count_in_england() -> None:
    assert is_working_day(date(2026, 8, 3))  # Scotland's summer bank holiday


@given(DAYS, st.integers(1, 60))
def test_the_answer_is_a_working_day_with_as_many_between(day: date, count: int) -> None:
    end = add_working_days(day, count)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert is_working_day(end)
    assert sum(map(is_working_day, between)) == count


@given(DAYS, st.integers(0, 30), st.integers(0, 30))
def test_steps_add_up(day: date, one: int, other: int) -> None:
    assert add_working_days(add_working_days(day, one), other) == add_working_days(
        day, one + other
    )


@given(DAYS)
def test_no_days_later_is_the_same_day(day: date) -> None:
    assert add_working_days(day, 0) == day


def test_after_the_last_day_of_the_calendar_there_is_none() -> None:
    assert add_working_days(date(9999, 12, 31), 2) == date.max
