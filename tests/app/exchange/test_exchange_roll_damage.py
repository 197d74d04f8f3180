"""Damaged files are read or refused with a reason; nothing else ever happens."""

from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.roll_read import read_table
from app.exchange.roll_rows import guess_reading, read_rows
from app.exchange.roll_table import NotARoll
from tests.support.rolls import DIALECTS, mutated, pupils

TODAY = date(2026, 11, 20)
TIMES = 25
"""For each of the eight dialects: 200 files; torture reads 2,000."""


def outcome(data: bytes) -> str:
    """Return refused or read, having looked at each row of what was read."""
    try:
        table = read_table(data)
    except NotARoll:
        return "refused"
    file = read_rows(table, guess_reading(table), TODAY)
    numbers = [row.line for row in file.good] + [row.line for row in file.bad]
    numbers += file.passed
    assert sorted(set(numbers)) == sorted(numbers)
    assert all(row.child.born <= TODAY for row in file.good)
    assert all(row.problems for row in file.bad)
    return "read"


@pytest.mark.parametrize("name", sorted(DIALECTS))
def test_a_damaged_file_is_read_or_refused(name: str) -> None:
    random = Random(f"damage {name}")
    whole = DIALECTS[name](pupils(6))
    found = Counter(outcome(mutated(whole, random)) for _each in range(TIMES))
    assert found.total() == TIMES
    assert outcome(whole) == "read"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert outcome(data) in {"read", "refused"}


@given(st.text(max_size=200))
def test_any_text_under_headings_is_read_or_refused(text: str) -> None:
    whole = f"Surname,Forename,DOB\n{text}".encode("utf-8", "ignore")
    assert outcome(whole) in {"read", "refused"}
