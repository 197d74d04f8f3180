from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.kit.daywords import read_day, read_time, write_day, write_time

TODAY = date(2026, 3, 3)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3/3/26", date(2026, 3, 3)),
        ("03.03.2026", date(2026, 3, 3)),
        ("3 3 2026", date(2026, 3, 3)),
        ("3-3-26", date(2026, 3, 3)),
        ("2026-03-03", date(2026, 3, 3)),
        ("3 Mar 2026", date(2026, 3, 3)),
        ("3rd March 2026", date(2026, 3, 3)),
        ("March 3, 2026", date(2026, 3, 3)),
        ("Tue 3 March", date(2026, 3, 3)),
        ("Tuesday, 3 March 2026", date(2026, 3, 3)),
        ("3mar26", date(2026, 3, 3)),
        ("12 Sept 2025", date(2025, 9, 12)),
        ("today", TODAY),
        ("Today ", TODAY),
        ("yesterday", date(2026, 3, 2)),
        ("tomorrow", date(2026, 3, 4)),
        ("Monday", date(2026, 3, 2)),
        ("last Friday", date(2026, 2, 27)),
        ("Tuesday", date(2026, 2, 24)),
        ("30 Dec", date(2025, 12, 30)),
        ("2 Jan", date(2026, 1, 2)),
        ("12/5/85", date(1985, 5, 12)),
        ("12/5/17", date(2017, 5, 12)),
        ("29/2/24", date(2024, 2, 29)),
    ],
)
def test_days_are_read_as_people_type_them(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    "text", ["", "31/2/26", "29/2/26", "3/13/26", "soon", "3", "m", "the 3rd", "3 Foo", "0/1/26"]
)
def test_what_names_no_day_is_not_guessed(text: str) -> None:
    assert read_day(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("14:05", time(14, 5)),
        ("1405", time(14, 5)),
        ("905", time(9, 5)),
        ("9.15", time(9, 15)),
        ("9", time(9)),
        ("2pm", time(14)),
        ("2.05 pm", time(14, 5)),
        ("12 am", time(0)),
        ("12.30 p.m.", time(12, 30)),
        ("noon", time(12)),
        ("midnight", time(0)),
    ],
)
def test_times_are_read_as_people_type_them(text: str, at: time) -> None:
    assert read_time(text) == at


@pytest.mark.parametrize("text", ["", "25:00", "14:60", "13pm", "0am", "later", "12345"])
def test_what_names_no_time_is_not_guessed(text: str) -> None:
    assert read_time(text) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_written_out_is_read_again(day: date) -> None:
    assert read_day(write_day(day), TODAY) == day


@given(st.times())
def test_a_time_written_out_is_read_again(at: time) -> None:
    assert read_time(write_time(at)) == at.replace(second=0, microsecond=0)


@given(st.text(max_size=30))
def test_no_text_is_too_strange_to_read(text: str) -> None:
    read_day(text, TODAY)
    read_time(text)
