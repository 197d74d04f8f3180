"""A note that nobody reads alarms in time: by minutes, by the time of day, on school days."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import msgspec
import pytest

from app.base.clock import Stamp
from app.rules.intake import IntakeAlarm, Unread, Waiting, alarms, read_by

ALARM = IntakeAlarm()


def at(text: str, *, offset_min: int = 0) -> Stamp:
    zone = timezone(timedelta(minutes=offset_min))
    return Stamp.of(datetime.fromisoformat(text).replace(tzinfo=zone))


@pytest.mark.parametrize(
    ("arrived", "due"),
    [
        ("2026-11-20T09:00", "2026-11-20T11:00"),
        ("2026-11-20T12:59", "2026-11-20T14:59"),
        ("2026-11-20T13:01", "2026-11-20T15:00"),
        ("2026-11-20T14:59", "2026-11-20T15:00"),
        ("2026-11-20T15:00", "2026-11-20T17:00"),
        ("2026-11-20T15:01", "2026-11-20T17:01"),
        ("2026-11-19T23:30", "2026-11-20T09:00"),
        ("2026-11-20T22:30", "2026-11-23T09:00"),
        ("2026-11-21T10:00", "2026-11-23T09:00"),
        ("2026-12-24T23:00", "2026-12-29T09:00"),
    ],
)
def test_a_note_must_be_read_by(arrived: str, due: str) -> None:
    assert read_by(at(arrived), ALARM) == at(due)


def test_the_schools_own_clock_counts() -> None:
    summer = at("2026-06-05T14:59", offset_min=60)
    assert read_by(summer, ALARM) == at("2026-06-05T15:00", offset_min=60)


def test_a_school_sets_its_own_times() -> None:
    alarm = IntakeAlarm(minutes=30, at="12:30")
    assert read_by(at("2026-11-20T12:10"), alarm) == at("2026-11-20T12:30")
    assert read_by(at("2026-11-20T12:40"), alarm) == at("2026-11-20T13:10")


@pytest.mark.parametrize(
    "said", [{"minutes": 1}, {"minutes": 10_000}, {"at": "25:00"}, {"at": "15"}], ids=str
)
def test_times_that_make_no_sense_are_refused(said: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(said, IntakeAlarm)


def test_alarms_come_at_the_minute_urgent_ones_first() -> None:
    notes = [
        Unread(file="late", arrived=at("2026-11-20T09:00"), urgent=False),
        Unread(file="urgent", arrived=at("2026-11-20T09:30"), urgent=True),
        Unread(file="fresh", arrived=at("2026-11-20T10:00"), urgent=False),
    ]
    assert alarms(notes, at("2026-11-20T10:59"), ALARM) == ()
    found = alarms(notes, at("2026-11-20T11:30"), ALARM)
    assert [alarm.file for alarm in found] == ["urgent", "late"]
    assert alarms([], at("2026-11-20T11:30"), ALARM) == ()


def test_what_waits_is_added_up() -> None:
    assert Waiting(notes=2, unfinished=1, strange=3, urgent=1).total == 6
