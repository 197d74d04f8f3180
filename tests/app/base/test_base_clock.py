from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.clock import Stamp, SystemClock

MOMENTS = st.datetimes(
    datetime(1970, 1, 2), datetime(2099, 1, 1),  # noqa: DTZ001 - their zones are drawn
    timezones=st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m))),
)  # fmt: skip


@given(MOMENTS)
def test_a_moment_comes_back_with_its_zone(moment: datetime) -> None:
    stamp = Stamp.of(moment)
    assert stamp.local() == moment
    assert stamp.local().utcoffset() == moment.utcoffset()
    assert stamp.day() == moment.date()


@given(MOMENTS, MOMENTS)
def test_stamps_stand_in_the_order_of_time(one: datetime, other: datetime) -> None:
    assert (Stamp.of(one).utc_us < Stamp.of(other).utc_us) == (one < other)


def test_the_day_is_that_of_the_wall() -> None:
    summer = datetime.fromisoformat("2026-07-01T00:30:00+01:00")
    assert Stamp.of(summer).day() == date(2026, 7, 1)
    assert Stamp.of(summer.astimezone(UTC)).day() == date(2026, 6, 30)
    assert Stamp.of(summer).iso() == "2026-07-01T00:30:00+01:00"


def test_later_keeps_the_zone() -> None:
    stamp = Stamp.of(datetime.fromisoformat("2026-07-01T23:30:00+01:00"))
    assert stamp.plus(hours=1).iso() == "2026-07-02T00:30:00+01:00"


def test_a_datetime_without_a_zone_has_no_place_in_time() -> None:
    with pytest.raises(ValueError, match="zone"):
        Stamp.of(datetime(2026, 7, 1))  # noqa: DTZ001 - that is the point


def test_the_pcs_clock_goes_forward_and_has_a_zone() -> None:
    one, other = SystemClock().now(), SystemClock().now()
    assert one <= other
    assert abs(one.offset_min) <= 14 * 60
