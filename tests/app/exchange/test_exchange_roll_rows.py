from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.exchange.roll_headings import guess_columns, missing_fields, signature
from app.exchange.roll_read import read_table
from app.exchange.roll_rows import Reading, RollFile, guess_reading, read_rows
from tests.support.rolls import upn

TODAY = date(2026, 11, 20)
HEADER = (
    "UPN,Legal first name,Legal surname,Known first name,Known surname,Birth date,Class,Year,Sex"
)


def roll(*rows: str, header: str = HEADER, **orders: bool) -> RollFile:
    found = read_table("\r\n".join([header, *rows]).encode())
    reading: Reading = replace(guess_reading(found), **orders)  # type: ignore[arg-type]
    return read_rows(found, reading, TODAY)


def named(*headings: str) -> list[str]:
    columns = guess_columns(headings)
    return [columns.get(place, "") for place in range(len(headings))]


# ------------------------------------------------------------------ columns


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (["Surname", "Forename"], ["legal_last", "legal_first"]),
        (["Legal Surname", "Surname"], ["legal_last", "known_last"]),
        (["Surname", "Preferred Surname"], ["legal_last", "known_last"]),
        (["Forename", "Chosen Forename"], ["legal_first", "known_first"]),
        (["Pupil's Family-Name", "pupil_FIRST  name"], ["legal_last", "legal_first"]),
        (["DateOfBirth", "NCYear", "RegGroup"], ["born", "year", "class_name"]),
        (["D.O.B", "Yr", "M/F"], ["born", "year", "sex"]),
        (["Name", "DOB"], ["full_name", "born"]),
        (["Name", "Surname", "Forename"], ["", "legal_last", "legal_first"]),
        (["Name", "Surname", "DOB"], ["legal_first", "legal_last", "born"]),
        (["UPN", "UPN"], ["upn", ""]),
        (["House", "Meals"], ["", ""]),
    ],
    ids=" ".join,
)
def test_headings_are_understood_in_any_order(headings: list[str], fields: list[str]) -> None:
    assert named(*headings) == fields
    assert sorted(named(*reversed(headings))) == sorted(fields)


def test_what_is_missing_is_named() -> None:
    assert missing_fields({0: "full_name"}) == ("born",)
    assert missing_fields({0: "legal_first"}) == ("legal_last", "born")


def test_a_layout_is_known_again_however_its_headings_are_spelt() -> None:
    one, other = ["Date of Birth", "Surname"], ["date_of_birth", "SURNAME"]
    assert signature(one) == signature(other) != signature(["Surname", "Date of Birth"])
    assert "urname" not in signature(one)


# ------------------------------------------------------------------ cells


@pytest.mark.parametrize(
    ("written", "born"),
    [
        ("12/05/2017", date(2017, 5, 12)),
        ("12/05/17", date(2017, 5, 12)),
        ("12/05/97", date(1997, 5, 12)),
        ("2017-05-12", date(2017, 5, 12)),
        ("2017-05-12T00:00:00", date(2017, 5, 12)),
        ("20170512", date(2017, 5, 12)),
        ("12-05-2017", date(2017, 5, 12)),
        ("12.5.17", date(2017, 5, 12)),
        ("12/05/2017 00:00", date(2017, 5, 12)),
        ("12 May 2017", date(2017, 5, 12)),
        ("12-May-17", date(2017, 5, 12)),
        ("12-MAY-2017", date(2017, 5, 12)),
        ("1st September 2019", date(2019, 9, 1)),
        ("3 Sept 2019", date(2019, 9, 3)),
        ("42867", date(2017, 5, 12)),
        ("42867.0", date(2017, 5, 12)),
    ],
)
def test_ways_to_write_a_birth_date(written: str, born: date) -> None:
    assert roll(f",A,B,,,{written},,,", day_first=True).good[0].child.born == born


@pytest.mark.parametrize(
    ("days", "asked"),
    [
        (("03/04/2017",), ("day_order",)),
        (("03/04/2017", "13/04/2017"), ()),
        (("03/04/2017", "04/13/2017"), ()),
        (("13/04/2017", "04/13/2017"), ("day_order",)),
        (("03/03/2017",), ()),
        (("2017-04-03",), ()),
    ],
    ids=str,
)
def test_the_order_of_day_and_month_is_asked_only_if_nothing_shows_it(
    days: tuple[str, ...], asked: tuple[str, ...]
) -> None:
    rows = [f",A{n},B,,,{day},,," for n, day in enumerate(days)]
    assert roll(*rows).asks == asked


def test_a_file_that_puts_the_month_first_is_read_so() -> None:
    file = roll(",A,B,,,03/04/2017,,,", ",C,D,,,04/13/2017,,,")
    assert [row.child.born for row in file.good] == [date(2017, 3, 4), date(2017, 4, 13)]
    assert roll(",A,B,,,03/04/2017,,,", day_first=False).good[0].child.born == date(2017, 3, 4)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ('"Khan, Amira Noor"', "Amira Noor", "Khan"),
        ('"Khan, Miss Amira"', "Amira", "Khan"),
        ("Amira Noor Khan", "Amira Noor", "Khan"),
    ],
)
def test_whole_names_are_parted(written: str, first: str, last: str) -> None:
    file = roll(f"{written},2017-05-12", header="Name,DOB", last_first=False)
    (row,) = file.good
    assert (row.child.legal_first, row.child.legal_last) == (first, last)


def test_the_order_of_whole_names_is_asked_without_a_comma() -> None:
    assert roll("Amira Khan,2017-05-12", header="Name,DOB").asks == ("name_order",)
    (row,) = roll("Khan Amira,2017-05-12", header="Name,DOB", last_first=True).good
    assert row.child.full_name() == "Amira Khan"


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("R", "Reception"),
        ("Reception", "Reception"),
        ("0", "Reception"),
        ("N2", "Nursery"),
        ("1", "Year 1"),
        ("Y06", "Year 6"),
        ("Year  3", "Year 3"),
        ("yr 4", "Year 4"),
        ("13", "Year 13"),
        ("Squirrels", "Squirrels"),
    ],
)
def test_years_are_written_one_way(written: str, year: str) -> None:
    assert roll(f",A,B,,,2017-05-12,,{written},").good[0].child.year == year


@pytest.mark.parametrize(
    ("written", "code"), [("F", "F"), ("male", "M"), ("Girl", "F"), ("U", None), ("", None)]
)
def test_sexes(written: str, code: str | None) -> None:
    sex = roll(f",A,B,,,2017-05-12,,,{written}").good[0].child.sex
    assert (sex.code if sex else None) == code


def test_a_upn_may_be_written_small_and_with_blanks() -> None:
    whole = upn(1)
    written = f"{whole[:4]} {whole[4:]}".lower()
    assert roll(f"{written},A,B,,,2017-05-12,,,").good[0].child.upn == whole


# ------------------------------------------------------------------ rows


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        (",A,B,,,,,,", {"born": "missing"}),
        (",A,B,,,31/02/2017,,,", {"born": "wrong"}),
        (",A,B,,,13/13/2017,,,", {"born": "wrong"}),
        (",A,B,,,31/12/1950,,,", {"born": "born_too_early"}),
        (",A,B,,,21/11/2026,,,", {"born": "future"}),
        (",,B,,,31/12/2017,,,", {"legal_first": "missing"}),
        (",A,,,,31/12/2017,,,", {"legal_last": "missing"}),
        ("Z801200001001,A,B,,,31/12/2017,,,", {"upn": "upn_letter"}),
        ("H80120000100,A,B,,,31/12/2017,,,", {"upn": "upn_form"}),
        (",A,B,,,31/12/2017,,,perhaps", {"sex": "wrong"}),
        (f",{'A' * 201},B,,,31/12/2017,,,", {"legal_first": "too_long"}),
    ],
)
def test_a_bad_row_says_number_and_reason_and_the_others_stand(
    row: str, wrong: dict[str, str]
) -> None:
    file = roll(f"{upn(1)},Zoë,Nguyễn,,,31/12/2017,,,", row)
    assert [(bad.line, dict(bad.problems)) for bad in file.bad] == [(3, wrong)]
    assert len(file.good) == 1


def test_a_child_of_today_may_be_born_today() -> None:
    assert roll(",A,B,,,20/11/2026,,,").good


def test_the_second_of_two_equal_rows_is_refused() -> None:
    named_twice = roll(",A,B,,,31/12/2017,,,", ",A,B,,,31/12/2017,,,", ",A,B,,,30/12/2017,,,")
    assert [dict(bad.problems) for bad in named_twice.bad] == [{"legal_last": "double_row"}]
    numbered = roll(f"{upn(1)},A,B,,,31/12/2017,,,", f"{upn(1)},C,D,,,30/12/2017,,,")
    assert [dict(bad.problems) for bad in numbered.bad] == [{"upn": "double_row"}]


def test_headings_again_and_totals_are_passed_over_but_a_child_called_page_is_not() -> None:
    page = ",Anna,Page,,,,Oak,Year 4,F"
    file = roll(",A,B,,,31/12/2017,,,", HEADER, "Total,1", ",,,,,,,,1", page)
    assert file.passed == (3, 4, 5)
    assert [bad.line for bad in file.bad] == [6]


def test_columns_that_are_not_read_are_named() -> None:
    file = roll("A,B,31/12/2017,Red,", header="Forename,Surname,DOB,House,")
    assert file.ignored == ("House",)
    assert file.said == {"legal_first", "legal_last", "born"}


def test_a_leaving_date_before_birth_is_refused() -> None:
    file = roll("A,B,31/12/2017,30/12/2016", header="Forename,Surname,DOB,Date of leaving")
    assert [dict(bad.problems) for bad in file.bad] == [{"left_on": "left_before_born"}]
