from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.rules.roll_matching import Matched, Named, match_rows, reasons_for

BORN = date(2017, 5, 12)


def a(key: str, first: str = "Zoë", last: str = "Nguyễn", **more: Any) -> Named:
    return Named(key=key, first=first, last=last, **{"born": BORN, **more})


def matched(rows: list[Named], roll: list[Named]) -> Matched:
    return match_rows(rows, roll)


def near(found: Matched, row: str = "2") -> list[str]:
    return [one.child for one in found.near.get(row, ())]


def test_a_number_tells_though_the_surname_changed() -> None:
    found = matched([a("2", last="Smith", upn="U1")], [a("x", upn="U1"), a("y", upn="U2")])
    assert found.sure == {"2": "x"}


def test_a_number_that_names_somebody_else_altogether_is_asked() -> None:
    roll = [a("x", "Tom", "Byrne", upn="U1", born=date(2015, 1, 2))]
    found = matched([a("2", upn="U1")], roll)
    assert (found.sure, near(found)) == ({}, ["x"])


def test_the_number_of_the_other_twin_is_asked() -> None:
    roll = [a("x", "Amy", upn="U1"), a("y", "Ben", upn="U2")]
    found = matched([a("2", "Amy", upn="U2")], roll)
    assert found.sure == {}
    assert set(near(found)) == {"x", "y"}


def test_name_and_birth_date_tell_without_a_number_however_spelt() -> None:
    assert matched([a("2", "zoe", "NGUYEN")], [a("x", upn="U1")]).sure == {"2": "x"}


def test_one_name_and_birthday_with_two_numbers_is_asked() -> None:
    found = matched([a("2", upn="U2")], [a("x", upn="U1")])
    assert (found.sure, near(found)) == ({}, ["x"])


def test_two_of_one_name_and_birthday_are_asked() -> None:
    found = matched([a("2"), a("3", upn="U3")], [a("x"), a("y")])
    assert found.sure == {}
    assert set(near(found)) == {"x", "y"}


def test_twins_who_both_stand_in_the_file_are_not_asked_about() -> None:
    rows = [a("2", "Amy"), a("3", "Ben")]
    found = matched(rows, [a("x", "Amy")])
    assert (found.sure, dict(found.near)) == ({"2": "x"}, {})


@pytest.mark.parametrize(
    ("row", "reasons"),
    [
        (a("2", last="Smith"), ("first", "birth")),
        (a("2", "Ben"), ("last", "birth")),
        (a("2", "Zoe", "Nguyem", born=BORN), ("first", "birth")),
        (a("2", "Zoey", "Nguyens"), ("spelling", "birth")),
        (a("2", born=date(2017, 12, 5)), ("name", "birth_slip")),
        (a("2", born=date(2017, 5, 21)), ("name", "birth_slip")),
        (a("2", born=date(2011, 1, 3)), ("name",)),
        (a("2", "Ben", born=date(2011, 1, 3)), ()),
        (a("2", "Ben", "Byrne"), ()),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_alike_and_why(row: Named, reasons: tuple[str, ...]) -> None:
    assert reasons_for(row, a("x")) == reasons
    assert near(matched([row], [a("x")])) == (["x"] if reasons else [])


def test_a_known_name_counts_as_a_name() -> None:
    assert reasons_for(a("2", "Zo", "Smith"), a("x", known_first="Zo")) == ("first", "birth")


def test_five_thousand_rows_of_one_surname_are_matched() -> None:
    roll = [a(f"r{n}", f"A{n}", born=date(2010 + n % 9, 1 + n % 12, 1)) for n in range(5_000)]
    rows = [a(f"{n}", f"A{n}", born=one.born) for n, one in enumerate(roll)]
    assert len(matched(rows, roll).sure) == 5_000
