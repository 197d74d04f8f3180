"""Say which records tell of the past: written on paper long before they were entered."""

from __future__ import annotations

from datetime import date

from app.records.concern import Concern
from app.records.record import Record
from app.rules.deadlines import newest_rules

DECIDE = "D02"


def is_history(record: Record | None, entered: date) -> bool:
    """Say whether a concern came from paper, its time for a decision over when it was entered.

    No clock of today runs for it. One that was written on paper the same day is no history.
    """
    if not isinstance(record, Concern) or record.paper_at is None:
        return False
    written = record.paper_at.day
    return written is None or newest_rules().rule(DECIDE).limit_from(written) < entered
