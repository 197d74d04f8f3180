"""Record that a DSL has read a concern somebody else wrote."""

from __future__ import annotations

from app.base.text import N_
from app.records.record import Record, kind


@kind("acknowledged", 1, N_("Read by a DSL"))
class Acknowledged(Record):
    """Say that a DSL has read a concern; who and when stand in the header."""
