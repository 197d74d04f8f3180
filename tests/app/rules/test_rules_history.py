from __future__ import annotations

from datetime import date

import msgspec
import pytest

from app.records.concern import Concern
from app.records.fields import Moment, PersonAs
from app.records.note import Note
from app.records.record import Record
from app.rules.history import is_history
from tests.support.drafts import full

ENTERED = date(2026, 11, 20)  # a Friday


def from_paper(at: Moment | None) -> Record:
    """Return a concern that was written on paper at a moment, or not at all."""
    by = PersonAs("Hanna Brandt", "Class teacher") if at else None
    kept = "Blue cabinet" if at else None
    record = full(Concern)
    return msgspec.structs.replace(record, paper_by=by, paper_at=at, paper_kept=kept)


@pytest.mark.parametrize(
    ("written", "history"),
    [
        (Moment(date(2019, 3, 4)), True),
        (Moment(), True),
        (Moment(date(2026, 11, 18)), True),
        (Moment(date(2026, 11, 19)), False),
        (Moment(ENTERED), False),
        (None, False),
    ],
    ids=["years ago", "day not known", "two days", "the day before", "same day", "no paper"],
)
def test_paper_is_history_once_its_time_for_a_decision_was_over(
    written: Moment | None,
    history: bool,  # noqa: FBT001
) -> None:
    assert is_history(from_paper(written), ENTERED) is history


def test_nothing_but_a_concern_from_paper_is_history() -> None:
    assert not is_history(full(Note), ENTERED)
    assert not is_history(None, ENTERED)
