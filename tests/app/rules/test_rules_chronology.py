from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.base.clock import Stamp
from app.records.fields import Choice, Moment
from app.rules.chronology import Filter, Line, in_order, narrowed

SUBJECT = Choice("subject", "Child this is about")
NEGLECT = Choice("neglect", "Neglect")


def a_line(
    seq: int,
    happened: Moment | None = None,
    recorded: datetime = datetime(2026, 11, 20, 15, 0, tzinfo=UTC),
    **parts: object,
) -> Line:
    known: dict[str, object] = {"kind": "note", "author": "A", "text": "Said that all was well."}
    return Line(
        seq=seq,
        record=f"{seq:032x}",
        label="Note",
        happened=happened,
        recorded=Stamp.of(recorded),
        role=SUBJECT,
        **{**known, **parts},  # type: ignore[arg-type]
    )


def order(*lines: Line) -> list[int]:
    return [line.seq for line in in_order(lines)]


def test_an_event_stands_under_the_day_it_happened_not_the_day_it_was_written() -> None:
    written_late = a_line(2, Moment(date(2026, 11, 3), time(9, 0)))
    assert order(a_line(1, Moment(date(2026, 11, 10))), written_late) == [2, 1]
    assert written_late.day == date(2026, 11, 3)


def test_what_has_no_known_day_stands_where_it_was_written() -> None:
    unknown = a_line(3, Moment(), datetime(2026, 11, 12, 9, 0, tzinfo=UTC))
    assert unknown.day == date(2026, 11, 12)
    before, after = a_line(1, Moment(date(2026, 11, 11))), a_line(2, Moment(date(2026, 11, 13)))
    assert order(after, unknown, before) == [1, 3, 2]


def test_within_a_day_the_clock_decides_and_then_the_sequence() -> None:
    day = date(2026, 11, 20)
    noon = a_line(1, Moment(day, time(12, 0)))
    morning = a_line(2, Moment(day, time(8, 5)))
    also_noon = a_line(3, Moment(day, time(12, 0)))
    assert order(also_noon, noon, morning) == [2, 1, 3]


def test_the_day_on_the_wall_counts_not_the_day_in_utc() -> None:
    summer = Stamp.of(datetime.fromisoformat("2026-07-01T00:30:00+01:00"))
    assert replace(a_line(1), recorded=summer).day == date(2026, 7, 1)


MOMENTS = st.none() | st.builds(
    Moment,
    st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 9)),
    st.none() | st.times(),
)
LINES = st.lists(st.tuples(MOMENTS, st.integers(0, 5)), max_size=20).map(
    lambda rows: [
        a_line(n, happened, datetime(2026, 1, 3 + day, 12, tzinfo=UTC))
        for n, (happened, day) in enumerate(rows)
    ]
)


@given(LINES, st.randoms(use_true_random=False))
def test_order_does_not_depend_on_how_lines_arrive(lines: list[Line], random: object) -> None:
    mixed = list(lines)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert in_order(mixed) == in_order(lines)
    assert [line.day for line in in_order(lines)] == sorted(line.day for line in lines)


CONCERN = a_line(
    1,
    Moment(date(2026, 11, 3)),
    kind="concern",
    author="B",
    text="Siân came without a coat.",
    categories=(NEGLECT,),
)
NOTE = a_line(2, Moment(date(2026, 11, 9)), detail="by telephone")


@pytest.mark.parametrize(
    ("wanted", "seqs"),
    [
        (Filter(), [1, 2]),
        (Filter(kinds=frozenset({"concern"})), [1]),
        (Filter(kinds=frozenset({"closure"})), []),
        (Filter(categories=frozenset({"neglect", "physical"})), [1]),
        (Filter(categories=frozenset({"physical"})), []),
        (Filter(since=date(2026, 11, 3)), [1, 2]),
        (Filter(since=date(2026, 11, 4)), [2]),
        (Filter(until=date(2026, 11, 9)), [1, 2]),
        (Filter(until=date(2026, 11, 8)), [1]),
        (Filter(since=date(2026, 11, 4), until=date(2026, 11, 8)), []),
        (Filter(author="B"), [1]),
        (Filter(words="sian"), [1]),
        (Filter(words="TELEPHONE"), [2]),
        (Filter(words="coat", author="A"), []),
    ],
)
def test_filters(wanted: Filter, seqs: list[int]) -> None:
    assert [line.seq for line in narrowed([CONCERN, NOTE], wanted)] == seqs
