"""A sheet says who wrote it on paper and when, and who entered it."""

from __future__ import annotations

from datetime import date

import msgspec

from app.documents.record_sheet import record_sheet
from app.documents.sheet_source import SheetSource
from app.records.fields import Moment, PersonAs
from tests.app.documents.readable import readable
from tests.app.documents.samples import DSL, MIA, SCHOOL, at, concern, entry

VOLUNTEER = PersonAs(name="Wanda Kruk", role="Volunteer reader")


def sheet(written: Moment) -> str:
    """Return the sheet of a record that was written on paper at a moment."""
    record = msgspec.structs.replace(
        concern(),
        reporter=VOLUNTEER,
        paper_by=VOLUNTEER,
        paper_at=written,
        paper_kept="Blue cabinet, drawer 2",
        map_child=None,
        body_map=None,
    )
    whole = entry(7, record, at(3, 15, 20), by=DSL, children=(MIA,))
    return readable(record_sheet(SheetSource(school=SCHOOL, entry=whole)))


def test_the_times_tell_paper_and_entry_apart() -> None:
    said = sheet(Moment(date(2019, 3, 4)))
    assert "Written on paper by Wanda Kruk (Volunteer reader) | 4 March 2019" in said
    assert f"Entered from paper by {DSL.shown()} | 3 March 2026" in said
    assert "Written by" not in said


def test_paper_comes_first_with_where_the_original_is() -> None:
    said = sheet(Moment(date(2019, 3, 4)))
    assert "## First written on paper\n" in said
    assert "Where is the original kept?: Blue cabinet, drawer 2" in said
    assert said.index("## First written on paper") < said.index("## What was seen or said")
    assert "____ Wanda Kruk (Volunteer reader): signature and date" in said


def test_a_day_that_is_not_known_is_said() -> None:
    assert "Written on paper by Wanda Kruk (Volunteer reader) | Not known" in sheet(Moment())
