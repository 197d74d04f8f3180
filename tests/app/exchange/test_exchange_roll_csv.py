from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.roll_csv import LARGEST, MOST_ROWS, NotARoll, RollFile, read_roll
from app.records.register import upn_letter

TODAY = date(2026, 11, 20)
HEADER = (
    "UPN,Legal first name,Legal surname,Known first name,Known surname,Birth date,Class,Year,Sex"
)
DIGITS = "801200001001"
UPN = upn_letter(DIGITS) + DIGITS


def roll(*rows: str, header: str = HEADER) -> RollFile:
    return read_roll("\r\n".join([header, *rows]).encode(), TODAY)


def problems(file: RollFile) -> list[tuple[int, dict[str, str]]]:
    return [(row.line, dict(row.problems)) for row in file.bad]


def test_a_tidy_row_becomes_a_child() -> None:
    (row,) = roll(f"{UPN},Zoë,Nguyễn,Zo,,12/05/2017,Oak,Year 4,F").good
    child = row.child
    assert row.line == 2
    assert (child.upn, child.legal_first, child.legal_last) == (UPN, "Zoë", "Nguyễn")
    assert (child.known_first, child.known_last, child.born) == ("Zo", None, date(2017, 5, 12))
    assert (child.class_name, child.year) == ("Oak", "Year 4")
    assert child.sex is not None
    assert child.sex.code == "F"


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp1252"])
def test_each_coding_that_spreadsheets_write_is_read(code: str) -> None:
    data = f"{HEADER}\n,Siân,O’Neill,,,2017-05-12,,,".encode(code)
    (row,) = read_roll(data, TODAY).good
    assert row.child.full_name() == "Siân O’Neill"


@pytest.mark.parametrize(
    ("written", "born"),
    [
        ("12/05/2017", date(2017, 5, 12)),
        ("2017-05-12", date(2017, 5, 12)),
        ("12-05-2017", date(2017, 5, 12)),
        ("12 May 2017", date(2017, 5, 12)),
        ("12-May-2017", date(2017, 5, 12)),
        ("1 September 2019", date(2019, 9, 1)),
    ],
)
def test_ways_to_write_a_birth_date(written: str, born: date) -> None:
    assert roll(f",A,B,,,{written},,,").good[0].child.born == born


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        (",A,B,,,,,,", {"born": "missing"}),
        (",A,B,,,31/02/2017,,,", {"born": "wrong"}),
        (",A,B,,,05/12/17,,,", {"born": "wrong"}),
        (",A,B,,,13/13/2017,,,", {"born": "wrong"}),
        (",A,B,,,12/05/1950,,,", {"born": "born_too_early"}),
        (",A,B,,,21/11/2026,,,", {"born": "future"}),
        (",,B,,,12/05/2017,,,", {"legal_first": "missing"}),
        (",A,,,,12/05/2017,,,", {"legal_last": "missing"}),
        ("Z801200001001,A,B,,,12/05/2017,,,", {"upn": "upn_letter"}),
        ("H80120000100,A,B,,,12/05/2017,,,", {"upn": "upn_form"}),
        (f"{'A' * 201},A,B,,,12/05/2017,,,", {"upn": "too_long"}),
        (",A,B,,,12/05/2017,,,X", {"sex": "wrong"}),
        (f",{'A' * 201},B,,,12/05/2017,,,", {"legal_first": "too_long"}),
    ],
)
def test_a_bad_row_says_line_and_reason_and_the_others_stand(
    cells: str, wrong: dict[str, str]
) -> None:
    upn = UPN if not cells.startswith("Z") else ""
    file = roll(f"{upn},Zoë,Nguyễn,,,12/05/2017,,,", cells)
    assert problems(file) == [(3, wrong)]
    assert len(file.good) == 1


def test_a_child_of_today_may_be_born_today() -> None:
    assert roll(",A,B,,,20/11/2026,,,").good


def test_the_second_of_two_equal_rows_is_refused() -> None:
    named = roll(",A,B,,,12/05/2017,,,", ",A,B,,,12/05/2017,,,", ",A,B,,,13/05/2017,,,")
    assert problems(named) == [(3, {"legal_last": "double_row"})]
    numbered = roll(f"{UPN},A,B,,,12/05/2017,,,", f"{UPN},C,D,,,13/05/2017,,,")
    assert problems(numbered) == [(3, {"upn": "double_row"})]


def test_an_upn_may_be_written_small() -> None:
    assert roll(f"{UPN.lower()},A,B,,,12/05/2017,,,").good[0].child.upn == UPN


def test_headings_may_be_written_anyhow_and_others_are_said_to_be_ignored() -> None:
    header = " LEGAL   first name ,legal SURNAME,Birth Date,House,"
    file = roll("A,B,12/05/2017,Red,", header=header)
    assert len(file.good) == 1
    assert file.ignored == ("house",)
    assert file.said == {"legal_first", "legal_last", "born"}


def test_quotes_commas_and_line_breaks_inside_a_cell() -> None:
    file = roll(
        ',"Anna, called ""Annie""",B,,,12/05/2017,"Oak\r\nClass",,', ",C,D,,,12/05/2017,,,"
    )
    assert [row.line for row in file.good] == [3, 4]
    assert file.good[0].child.legal_first == 'Anna, called "Annie"'


def test_empty_lines_count_for_line_numbers_only() -> None:
    file = roll("", ",,,,,,,,", ",A,B,,,12/05/2017,,,")
    assert [row.line for row in file.good] == [4]
    assert file.bad == ()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no_header"),
        (b"\r\n", "no_header"),
        (b"\xef\xbb\xbf", "no_header"),
        (b"Legal first name,Legal surname\nA,B", "missing_column"),
        (b"Legal first name,Legal surname,Birth date,birth  date\n", "double_column"),
        (HEADER.encode("utf-16"), "not_text"),
        (b"PK\x03\x04\x00\x00", "not_text"),
        (HEADER.encode() + b'\n,"A,B,,,12/05/2017,,,', "not_text"),
        (HEADER.encode() + b"\n," + b"A" * 200_000 + b",B", "not_text"),
        (HEADER.encode() + b"\n" + b",A,B,,,12/05/2017,,,\n" * (MOST_ROWS + 1), "too_many"),
        (b" " * (LARGEST + 1), "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_roll_is_refused_with_its_reason(data: bytes, why: str) -> None:
    with pytest.raises(NotARoll) as caught:
        read_roll(data, TODAY)
    assert caught.value.why == why


def test_a_missing_column_is_named() -> None:
    with pytest.raises(NotARoll) as caught:
        roll(header="Legal first name,Legal surname")
    assert caught.value.about == "birth date"


def test_the_largest_file_is_read() -> None:
    rows = [f",A{n},B,,,12/05/2017,,," for n in range(MOST_ROWS)]
    assert len(roll(*rows).good) == MOST_ROWS


# ------------------------------------------------------------------ anything else


def mutated(random: Random) -> bytes:
    """Return a roll with some bytes changed, cut, doubled or put in."""
    rows = [f"{UPN},Zoë,Nguyễn,Zo,,12/05/2017,Oak,Year 4,F", ',"A ""B"" C",D,,,2017-05-13,,,M']
    data = bytearray("\r\n".join([HEADER, *rows]).encode())
    for _each in range(random.randrange(1, 8)):
        place = random.randrange(len(data))
        what = random.choice(("flip", "cut", "double", "insert", "special"))
        if what == "flip":
            data[place] ^= 1 << random.randrange(8)
        elif what == "cut":
            del data[place : place + random.randrange(1, 30)]
        elif what == "double":
            data[place:place] = data[place : place + random.randrange(1, 60)]
        elif what == "insert":
            data[place:place] = random.randbytes(random.randrange(1, 6))
        else:
            data[place:place] = random.choice((b'"', b"\r", b"\n", b",", b"\0", b"=1+1", b"\xff"))
    return bytes(data)


@pytest.mark.parametrize("seed", range(10))
def test_a_mutated_file_is_read_or_refused_and_never_breaks(seed: int) -> None:
    random = Random(seed)
    for _each in range(50):
        data = mutated(random)
        try:
            file = read_roll(data, TODAY)
        except NotARoll:
            continue
        assert all(row.child.born <= TODAY for row in file.good)
        assert all(row.problems for row in file.bad)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        file = read_roll(HEADER.encode() + b"\n" + data, TODAY)
    except NotARoll:
        return
    lines = [row.line for row in file.good] + [row.line for row in file.bad]
    assert all(line >= 2 for line in lines)
