from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from app.exchange.roll_read import read_table
from app.exchange.roll_rows import RollFile, guess_reading, read_rows
from app.exchange.roll_table import LARGEST, MOST_COLUMNS, MOST_ROWS, NotARoll, Table
from tests.support.rolls import DIALECTS, Pupil, pupils, table, transfer_file, workbook

TODAY = date(2026, 11, 20)
CHILDREN = pupils(12)


def read(data: bytes) -> RollFile:
    found = read_table(data)
    return read_rows(found, guess_reading(found), TODAY)


def cells(found: Table) -> list[tuple[str, ...]]:
    return [line.cells for line in found.lines]


@pytest.mark.parametrize("name", sorted(DIALECTS))
def test_each_office_system_s_export_is_understood(name: str) -> None:
    file = read(DIALECTS[name](CHILDREN))
    assert file.bad == ()
    assert file.asks == ()
    assert [row.child.born for row in file.good] == [child.born for child in CHILDREN]
    assert [row.child.year for row in file.good] == [f"Year {c.year}" for c in CHILDREN] or (
        name == "transfer_file"
    )
    if name != "by_hand":
        assert [row.child.upn for row in file.good] == [child.upn for child in CHILDREN]
    if name != "sims":  # Windows-1252 has not all their letters
        said = [(row.child.legal_first, row.child.legal_last) for row in file.good]
        assert said == [(child.first, child.last) for child in CHILDREN]


def test_titles_totals_and_blank_columns_are_no_children() -> None:
    found = read_table(DIALECTS["sims"](CHILDREN))
    reading = guess_reading(found)
    assert reading.heading == 4
    assert read_rows(found, reading, TODAY).passed == (18,)
    assert found.coding == "cp1252"


@pytest.mark.parametrize(
    ("name", "coding", "separator"),
    [
        ("arbor", "utf-8-sig", ","),
        ("bromcom", "utf-16", "\t"),
        ("scholarpack", "utf-8", ";"),
        ("isams", "utf-16-le", ","),
        ("by_hand", "utf-8", "|"),
    ],
)
def test_coding_and_separator_are_said(name: str, coding: str, separator: str) -> None:
    found = read_table(DIALECTS[name](CHILDREN))
    assert (found.form, found.coding, found.separator) == ("text", coding, separator)


def test_utf_16_the_other_way_round_without_a_mark() -> None:
    assert read_table("Name,DOB\nA B,2017-05-12\n".encode("utf-16-be")).coding == "utf-16-be"


def test_rows_are_numbered_as_spreadsheets_number_them() -> None:
    text = 'Surname,Forename,DOB\n\n"Li\r\nWu",Mei,2017-05-12\n,,\nLi,Bo,x\n'
    file = read(text.encode())
    assert [row.line for row in file.good] == [3]
    assert [row.line for row in file.bad] == [5]
    assert file.good[0].child.legal_last == "Li Wu"


def test_without_a_known_heading_no_row_is_taken_for_headings() -> None:
    found = read_table(b"Zo,Nguyen,2017-05-12\nTom,Byrne,2016-01-02\n")
    assert guess_reading(found).heading == 0


def test_the_separator_that_excel_writes_on_top_is_taken() -> None:
    found = read_table(b"sep=;\r\nSurname;Forename;DOB\r\nA,B;C;2017-05-12\r\n")
    assert found.separator == ";"
    assert [line.number for line in found.lines] == [2, 3]


def test_a_broken_letter_spoils_its_row_only() -> None:
    lines = ["Surname,Forename,DOB", "Nguyễn,Zoë,2017-05-12", "Ŵyn,Siân,2017-05-13"]
    data = "\n".join(lines).encode().replace("ễ".encode(), b"\xe1\xbb")
    file = read(data)
    assert [dict(row.problems) for row in file.bad] == [{"legal_last": "unreadable"}]
    assert [row.child.legal_last for row in file.good] == ["Ŵyn"]


# ------------------------------------------------------------------ what is refused


def packed(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for name in names:
            zipped.writestr(name, b"x")
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("xl/workbook.xml", b"<workbook/>")
        zipped.writestr("xl/worksheets/sheet1.xml", b" " * (4 << 20))
    return out.getvalue()


DTD = b'<?xml version="1.0"?><!DOCTYPE CTfile [<!ENTITY a "b">]><CTfile>&a;</CTfile>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"Surname,DOB\n" + b"a\0\0b" * 3, "not_text"),
        (b'Surname,DOB\n"A,2017-05-12\n', "quotes"),
        (b"Surname,DOB\n" + b"A" * 200_000 + b",B", "quotes"),
        (b"A,B\n" * (MOST_ROWS + 1), "too_many"),
        (b"A," * (MOST_COLUMNS + 1) + b"B", "too_wide"),
        (b" " * (LARGEST + 1), "too_large"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_excel"),
        (b"%PDF-1.7", "pdf"),
        (b"<html><table><tr><td>Surname</td></tr></table></html>", "web_page"),
        (packed("Index/Document.iwa"), "numbers"),
        (packed("content.xml", "mimetype"), "open_document"),
        (packed("word/document.xml"), "not_a_table"),
        (packed("xl/workbook.xml"), "damaged"),
        (b"PK\x03\x04\x00\x00", "damaged"),
        (bomb(), "bomb"),
        (DTD, "ctf_dtd"),
        (b"<CTfile><Pupil>", "ctf_damaged"),
        (b"<Other/>", "not_ctf"),
        (b"<CTfile></CTfile>", "empty"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_roll_is_refused_with_its_reason(data: bytes, why: str) -> None:
    with pytest.raises(NotARoll) as caught:
        read_table(data)
    assert caught.value.why == why


def test_the_row_with_the_open_quotation_mark_is_named() -> None:
    with pytest.raises(NotARoll) as caught:
        read_table(b'Surname,DOB\nA,B\n"C,D\n')
    assert caught.value.about == "3"


def test_the_largest_file_is_read() -> None:
    rows = [["Surname", "Forename", "DOB"], *([f"A{n}", "B", "2017-05-12"] for n in range(5_000))]
    assert len(read(table(rows).encode()).good) == 5_000


# ------------------------------------------------------------------ workbooks


def book(*rows: list[object]) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_values_of_a_workbook_are_text() -> None:
    data = book(["Surname", "DOB", "Year", "Left"], ["Li", date(2017, 5, 12), 4.0, True])
    assert cells(read_table(data))[1] == ("Li", "2017-05-12", "4")


def test_the_sheet_with_the_headings_is_taken() -> None:
    assert read_table(workbook(CHILDREN)).sheet == "Pupils"


def test_formulas_are_never_worked_out_and_said() -> None:
    found = read_table(book(["Surname", "DOB"], ["Li", '=CONCAT("2017","-05-12")'], ["Wu", "=1"]))
    assert found.formulas == 2
    assert cells(found)[1:] == [("Li",), ("Wu",)]


def test_a_workbook_that_declares_entities_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(CHILDREN))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/"):
                content = b'<!DOCTYPE a [<!ENTITY b "c">]>' + content
            new.writestr(name, content)
    with pytest.raises(NotARoll) as caught:
        read_table(out.getvalue())
    assert caught.value.why == "damaged"


def test_an_empty_workbook_is_empty() -> None:
    with pytest.raises(NotARoll) as caught:
        read_table(book([None]))
    assert caught.value.why == "empty"


# ------------------------------------------------------------------ transfer files


def test_only_the_identity_of_pupils_is_read_from_a_transfer_file() -> None:
    one: Pupil = CHILDREN[0]
    data = transfer_file([one]).replace(
        b"</BasicDetails>",
        b"<Ethnicity>WBRI</Ethnicity><FSMhistory><UPN>H801200001001</UPN></FSMhistory>"
        b"</BasicDetails>",
    )
    found = read_table(data)
    assert found.form == "ctf"
    wanted = ("UPN", "Legal surname", "Legal first name", "Birth date", "Sex", "Year")
    assert cells(found)[0] == wanted
    assert cells(found)[1][0] == one.upn
    assert "WBRI" not in str(found)
