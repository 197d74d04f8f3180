"""Delays are said as exactly as both ends are known, and never more exactly."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.clock import Stamp
from app.documents.moments import (
    Point,
    delay_words,
    point_of,
    short_day,
    short_stamp,
    span_words,
    stamp_words,
)
from app.records.fields import NOT_KNOWN, Moment

DAY = date(2026, 3, 3)
NOON = Point(DAY, time(12, 0))


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (NOON, "at the same time"),
        (Point(DAY, time(12, 1)), "1 minute later"),
        (Point(DAY, time(12, 59)), "59 minutes later"),
        (Point(DAY, time(13, 0)), "1 hour later"),
        (Point(DAY, time(15, 0)), "3 hours later"),
        (Point(DAY, time(15, 5)), "3 h 5 min later"),
        (Point(date(2026, 3, 4), time(8, 30)), "20 h 30 min later"),
        (Point(date(2026, 3, 4), time(12, 0)), "the next day"),
        (Point(date(2026, 3, 6), time(9, 0)), "3 days later"),
        (Point(DAY), "the same day"),
        (Point(date(2026, 3, 4)), "the next day"),
        (Point(date(2026, 3, 17)), "14 days later"),
        (Point(DAY, time(11, 59)), "before it"),
        (Point(date(2026, 3, 2)), "before it"),
    ],
)
def test_how_long_after(end: Point, words: str) -> None:
    assert delay_words(NOON, end) == words


@given(st.integers(0, 60 * 24 * 40))
def test_the_same_instant_is_never_later_than_itself(minutes: int) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    point = point_of(Stamp.of(moment))
    assert point is not None
    assert delay_words(point, point) == "at the same time"


def test_points_are_as_the_clock_on_the_wall_showed_them() -> None:
    summer = timezone(timedelta(hours=1))
    stamp = Stamp.of(datetime(2026, 7, 1, 0, 30, 59, tzinfo=summer))
    assert point_of(stamp) == Point(date(2026, 7, 1), time(0, 30))
    assert stamp_words(stamp) == "1 July 2026 at 00:30"
    assert short_stamp(stamp) == "1 Jul 2026, 00:30"
    assert point_of(NOT_KNOWN) is None
    assert point_of(None) is None
    assert point_of(Moment(DAY)) == Point(DAY)


def test_days_between_which_something_holds() -> None:
    assert span_words(DAY, None) == "since 3 March 2026"
    assert span_words(None, DAY) == "until 3 March 2026"
    assert span_words(DAY, date(2026, 4, 1)) == "3 March 2026 to 1 April 2026"
    assert span_words(None, None) == ""
    assert short_day(DAY) == "3 Mar 2026"
