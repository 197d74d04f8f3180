from __future__ import annotations

import pypdfium2
import pytest

from app.documents.blocks import (
    Block,
    Column,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Stroke,
    Table,
    Ticks,
)
from app.printing.draw import draw
from tests.support.papers import paper, stamp
from tests.support.pdf_reader import common_text, squeezed

FULL = 46  # lines of a paragraph on one page of these papers


def text(name: str, lines: int) -> Paragraph:
    return Paragraph(text="\n".join(f"{name}{at}." for at in range(lines)))


def shares(name: str, *blocks: Block) -> list[int]:
    """Return how many lines of a text stand on each page."""
    printed = draw(paper(*blocks), stamp())
    pages = [page.text.split() for page in printed.pages]
    return [sum(word.startswith(name) and word.endswith(".") for word in page) for page in pages]


def height_of(word: str, pdf: bytes, page: int = 0) -> float:
    """Return how high above the foot of a page a word stands, in points."""
    file = pypdfium2.PdfDocument(pdf)
    words = file[page].get_textpage()
    index, _count = words.search(word).get_next()
    top: float = words.get_charbox(index)[3]
    file.close()
    return top


def test_a_long_text_runs_on() -> None:
    assert shares("line", text("line", 2 * FULL + 5)) == [FULL, FULL, 5]


def test_a_heading_goes_with_two_lines_of_its_text() -> None:
    found = set()
    for before in range(FULL - 8, FULL):
        blocks = (text("before", before), Heading(text="heading."), text("after", 9))
        at = shares("heading", *blocks).index(1)
        found.add((at, shares("after", *blocks)[at]))
    assert {(0, 2), (0, 3), (0, 4), (1, 9)} <= found
    assert min(lines for _page, lines in found) == 2


def test_two_headings_go_together_with_their_table() -> None:
    table = Table(columns=(Column(heading="head."),), rows=(("row.",), ("row.",)), caption="It.")
    for before in range(FULL - 12, FULL):
        blocks = (text("before", before), Heading(text="one."), Heading(text="two.", level=3))
        pages = {
            word: shares(word, *blocks, table).index(1 if word != "row" else max(1, 0))
            for word in ("one", "two", "It", "head")
        }
        first_row = next(at for at, rows in enumerate(shares("row", *blocks, table)) if rows)
        assert {*pages.values()} == {first_row}


@pytest.mark.parametrize("before", range(FULL - 10, FULL + 1))
@pytest.mark.parametrize("lines", [1, 2, 3, 4, 5, 9])
def test_no_line_stands_alone(before: int, lines: int) -> None:
    found = [count for count in shares("x", text("before", before), text("x", lines)) if count]
    assert sum(found) == lines
    assert all(count >= min(2, lines) for count in found)
    assert lines > 3 or found == [lines]


def test_a_gap_is_dropped_at_the_top_of_a_page() -> None:
    blocks = (Heading(text="First"), PageBreak(), Heading(text="Second"), Heading(text="Third"))
    pdf = draw(paper(*blocks), stamp()).pdf
    assert height_of("First", pdf) == pytest.approx(height_of("Second", pdf, 1), abs=0.5)
    assert height_of("Second", pdf, 1) - height_of("Third", pdf, 1) > 17 + 13


def test_a_head_is_repeated_above_each_part() -> None:
    rows = tuple((f"row {at}",) for at in range(80))
    pdf = draw(paper(Table(columns=(Column(heading="Head"),), rows=rows)), stamp()).pdf
    for page, found in enumerate(map(squeezed, common_text(pdf))):
        assert found.count("Head") == 1
        assert height_of("Head", pdf, page) > height_of("row", pdf, page)


def test_a_long_row_begins_where_the_one_before_it_ends() -> None:
    rows = (("short",), ("\n".join(f"long{at}." for at in range(60)),), ("short",))
    found = shares("long", Table(columns=(Column(heading="Head"),), rows=rows))
    assert sum(found) == 60
    assert found[0] > 40


def test_no_empty_row_begins_a_page() -> None:
    table = Table(columns=(Column(heading="Head"),), rows=(("row",),) * 60)
    tops = set()
    for before in range(14):  # 11.5 points each, so that what is left differs every time
        small = [Paragraph(text="x", style="small")] * before
        pdf = draw(paper(*small, table), stamp()).pdf
        tops.add(round(height_of("row", pdf, 1), 1))
    assert len(tops) == 1


def test_what_is_taller_than_a_page_runs_on_and_stays_on_the_paper() -> None:
    long = " ".join(f"word{at}." for at in range(1_000))
    printed = draw(paper(Ticks(options=("yes", long))), stamp())
    assert sum(shares("word", Ticks(options=("yes", long)))) == 1_000
    last = printed.pages[0].text.split("Page code")[0].split("word")[-1].split(".")[0]
    assert height_of(f"word{last}.", printed.pdf) > 60


def test_a_figure_too_tall_for_the_rest_of_a_page_has_the_next_one() -> None:
    square = Stroke(path=(("M", 0, 0), ("L", 9, 0), ("L", 9, 9), ("Z",)))
    picture = Picture(width=9, height=9, strokes=(square,), title="picture.")
    figure = Figure(pictures=(picture,), alt="x", caption="caption.", height_mm=2_000)
    blocks = (text("before", 20), figure, text("after", 1))
    assert shares("picture", *blocks) == [0, 1]
    assert shares("caption", *blocks) == [0, 1]
    assert shares("after", *blocks) == [0, 1]


def test_a_new_page_is_never_a_blank_one() -> None:
    end = PageBreak()
    assert shares("x", text("x", 1), end, end, end, text("x", 2), end, end) == [1, 2]
    assert shares("x", end, end, text("x", 1)) == [1]
    assert shares("x", end) == [0]
    assert shares("x") == [0]
