from __future__ import annotations

import hashlib
from dataclasses import replace
from io import BytesIO

import pytest

from app.documents.blocks import Column, Document, Facts, Heading, PageBreak, Paragraph, Table
from app.printing.codes import new_code, shown
from app.printing.draw import count_pages, draw
from app.printing.printed import Printed
from tests.support.papers import NAMES, blank_form, concern, paper, stamp
from tests.support.pdf_reader import (
    common_text,
    joined,
    opened,
    pages,
    squeezed,
    structure,
    tags,
)

LONG = " ".join(["The child said that it was cold, and the adult wrote what was heard."] * 60)


def codes(count: int) -> tuple[str, ...]:
    return tuple(f"0123456789AB{at}" for at in range(count))


@pytest.fixture(scope="module")
def sheet() -> Printed:
    return draw(concern(narrative=f"{LONG}\n\n{LONG}"), stamp(), codes)


def test_every_page_says_what_it_is(sheet: Printed) -> None:
    count = len(sheet.pages)
    assert count > 2
    for at, text in enumerate(map(squeezed, common_text(sheet.pdf)), start=1):
        for words in (
            "CONFIDENTIAL – child protection",
            "Ashgrove Primary School",
            "Child reference R-0041",
            "Record 41, version 1",
            f"Page {at} of {count}",
            "Printed by Siân O’Neill (DSL), 3 March 2026, 16:02",
            "Copy 2",
            "Time by this PC’s clock",
            "9f86 d081 884c 7d65 9a2f eaa0 c55a d015 a3bf 4f1b 2b0b 822c d15d 6c15 b0f0 0a08",
            "School key fingerprint: 4e07 4085 62be db8b 60ce 05c1 decf e3ad",
            f"Page code {shown(codes(count)[at - 1])}",
        ):
            assert words in text


def test_the_text_of_a_page_is_what_its_operators_draw() -> None:
    sheet = draw(
        concern(narrative=LONG, names=("Zoë", "Siân", "Ŵyn", "O’Neill", "Đorđe")), stamp()
    )
    for page, own in zip(pages(sheet.pdf), sheet.pages, strict=True):
        drawn = "\n".join(piece.text.strip() for piece in page.pieces if piece.text.strip())
        assert squeezed(drawn) == squeezed(own.text)
        assert len(drawn.split("\n")) <= len(own.text.split("\n"))


def test_the_text_of_a_page_is_what_another_program_finds() -> None:
    sheet = draw(
        concern(narrative=LONG, names=("Zoë", "Siân", "Ŵyn", "O’Neill", "Đorđe")), stamp()
    )
    for found, own in zip(common_text(sheet.pdf), sheet.pages, strict=True):
        assert sorted(joined(found)) == sorted(joined(own.text))
        assert squeezed(LONG)[:60] in squeezed(found) or own.number > 2


@pytest.mark.parametrize("name", [*NAMES, "Nguyê\u0303n", "Đorđe", "Straße", "שרה", "शर्मा"])
def test_names_print_right_wherever_they_stand(name: str) -> None:
    columns = (Column(heading=name),)
    document = Document(
        title="Names",
        marking=f"CONFIDENTIAL {name}",
        school=name,
        reference=name,
        blocks=(
            Heading(text=name),
            Paragraph(text=f"I spoke to {name} today."),
            Facts(rows=((name, name),)),
            Table(columns=columns, rows=((name,),)),
        ),
    )
    printed = draw(document, replace(stamp(), printed_by=name))
    whole = Paragraph(text=name.replace("ê\u0303", "ễ")).text
    assert printed.pages[0].text.count(whole) == 10
    assert common_text(printed.pdf)[0].count(whole) == 10
    told = [one.text for one in structure(printed.pdf)]
    assert sum(text.count(whole) for text in told) == 6


def test_the_same_paper_has_the_same_bytes(sheet: Printed) -> None:
    again = draw(concern(narrative=f"{LONG}\n\n{LONG}"), stamp(), codes)
    assert again == sheet


def test_one_word_changed_changes_one_page() -> None:
    blocks = (Paragraph(text=LONG), PageBreak(), Paragraph(text="It was on the left arm."))
    other = (*blocks[:2], Paragraph(text="It was on the right arm."))
    first, second = (draw(paper(*some), stamp(), codes) for some in (blocks, other))
    digests = [
        [hashlib.sha256(page.text.encode()).digest() for page in printed.pages]
        for printed in (first, second)
    ]
    assert [one == two for one, two in zip(*digests, strict=True)] == [True, False]
    assert first.pdf != second.pdf


def test_codes_are_asked_for_once_with_the_number_of_pages() -> None:
    asked: list[int] = []

    def ask(count: int) -> tuple[str, ...]:
        asked.append(count)
        return tuple(new_code() for _each in range(count))

    printed = draw(concern(), stamp(), ask)
    assert asked == [len(printed.pages)]
    assert asked == [count_pages(concern(), stamp())]
    assert all(shown(page.code) in page.text for page in printed.pages)


def test_a_wrong_number_of_codes_is_refused() -> None:
    with pytest.raises(ValueError, match="1 codes for 3 pages"):
        draw(concern(), stamp(("0123456789ABC",)))


def test_a_form_without_codes_has_none() -> None:
    printed = draw(blank_form(), stamp())
    assert [page.code for page in printed.pages] == [""]
    assert "Page code" not in printed.pages[0].text


def test_the_structure_names_every_kind_of_block(sheet: Printed) -> None:
    found = tags(sheet.pdf)
    assert found[0] == "Document"
    assert {"H1", "H2", "P", "BlockQuote", "Figure", "Caption", "Table", "TR", "TH", "TD"} <= {
        *found
    }
    assert {"L", "LI", "LBody"} <= {*tags(draw(blank_form(), stamp()).pdf)}


def test_figures_are_told_in_words(sheet: Printed) -> None:
    told = [one.alt for one in structure(sheet.pdf) if one.tag == "Figure"]
    assert told == [
        "Body map. 1: bruise, left forearm. 2: red mark, left thigh. 3: graze, upper back."
    ]


def test_nothing_is_painted_outside_tags(sheet: Printed) -> None:
    assert [page.unmarked for page in pages(sheet.pdf)] == [0] * len(sheet.pages)


def test_a_rule_drawn_outside_tags_would_be_seen(sheet: Printed) -> None:
    with opened(sheet.pdf) as file:
        stream = file.pages[0].Contents.read_bytes() + b"\n0 0 m 9 9 l S"
        file.pages[0].Contents = file.make_stream(stream)
        out = BytesIO()
        file.save(out)
    assert pages(out.getvalue())[0].unmarked == 1


def test_paragraphs_over_two_pages_stay_one_element(sheet: Printed) -> None:
    told = [one.text for one in structure(sheet.pdf) if one.tag == "P"]
    assert sum(squeezed(text) == squeezed(LONG) for text in told) == 2


def test_the_file_says_its_language_title_and_nothing_of_its_makers(sheet: Printed) -> None:
    with opened(sheet.pdf) as file:
        assert str(file.Root.Lang) == "en-GB"
        assert bool(file.Root.MarkInfo.Marked)
        assert bool(file.Root.ViewerPreferences.DisplayDocTitle)
        assert file.open_metadata()["dc:title"] == "Concern"
        assert {*file.docinfo} <= {"/Title", "/Producer"}
        assert str(file.docinfo.Title) == "Concern"


def test_the_file_follows_the_format(sheet: Printed) -> None:
    with opened(sheet.pdf) as file:
        assert file.check_pdf_syntax() == []
        assert file.pdf_version == "1.7"


def test_all_letters_are_inside_the_file(sheet: Printed) -> None:
    with opened(sheet.pdf) as file:
        fonts = [font for page in file.pages for font in page.Resources.Font.values()]
        assert {str(font.Subtype) for font in fonts} == {"/TrueType"}
        assert {str(font.BaseFont)[1:].partition("+")[2] for font in fonts} == {
            "SourceSansPro-Regular",
            "SourceSansPro-Semibold",
            "FiraGO-Regular",
        }
        for font in fonts:
            data = font.FontDescriptor.FontFile2.read_bytes()
            assert 1_000 < len(data) < 60_000
    assert len(sheet.pdf) < 12_000 * len(sheet.pages) + 20_000


def test_a_paper_is_black_and_white(sheet: Printed) -> None:
    colours = {"rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"}
    assert all(not page.operators & colours for page in pages(sheet.pdf))


def test_nothing_in_a_paper_acts() -> None:
    text = "<a href='file:///etc/passwd'>x</a> <img src='file:///etc/passwd'/> https://example.org"
    with opened(draw(paper(Paragraph(text=text)), stamp()).pdf) as file:
        assert "/Annots" not in file.pages[0]
        assert "/XObject" not in file.pages[0].Resources
        assert not {"/AcroForm", "/Names", "/OpenAction", "/AA"} & {*file.Root.keys()}
