from __future__ import annotations

from datetime import date

import pytest

from app.base.clock import Stamp
from ui.kit.pills import State
from ui.kit.waiting import (
    due_state,
    minutes_between,
    near_day,
    near_time,
    waited_words,
)

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "waited less than a minute"),
        (1, "waited 1 min"),
        (59, "waited 59 min"),
        (60, "waited 1 h"),
        (130, "waited 2 h 10 min"),
        (24 * 60 - 1, "waited 23 h 59 min"),
        (24 * 60, "waited 1 day"),
        (3 * 24 * 60 + 5, "waited 3 days"),
    ],
)
def test_waiting_is_said_as_people_say_it(minutes: int, words: str) -> None:
    assert waited_words(minutes) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (FRIDAY, "today"),
        (date(2026, 11, 21), "tomorrow"),
        (date(2026, 11, 19), "yesterday"),
        (date(2026, 11, 23), "Mon 23 November"),
        (date(2026, 11, 14), "Sat 14 November"),
        (date(2026, 11, 27), "27 November"),
        (date(2027, 1, 4), "4 January 2027"),
    ],
)
def test_days_near_to_today_are_named_by_their_nearness(day: date, words: str) -> None:
    assert near_day(day, FRIDAY) == words


@pytest.mark.parametrize(
    ("due", "loud", "state"),
    [
        (date(2026, 11, 18), True, State("Overdue 2 days", "danger")),
        (date(2026, 11, 19), False, State("Overdue 1 day", "muted")),
        (FRIDAY, True, State("Due today", "warn")),
        (date(2026, 11, 21), True, State("Due tomorrow", "muted")),
    ],
)
def test_only_a_loud_one_is_coloured(due: date, loud: bool, state: State) -> None:  # noqa: FBT001 - parametrised
    assert due_state(due, FRIDAY, loud=loud) == state


def test_minutes_are_whole_and_never_below_nothing() -> None:
    start = Stamp(1_772_535_480_000_000, 0)
    assert minutes_between(start, start.plus(seconds=119)) == 1
    assert minutes_between(start.plus(hours=1), start) == 0
    assert near_time(start, start.day()) == f"today {start.local():%H:%M}"
