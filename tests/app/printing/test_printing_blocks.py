from __future__ import annotations

import re

import pypdfium2
import pytest

from app.documents.blocks import (
    Column,
    Facts,
    Figure,
    Heading,
    Label,
    Lines,
    Paragraph,
    Picture,
    Signature,
    Stroke,
    Table,
    Ticks,
)
from app.printing.draw import draw
from tests.support.papers import body, concern, paper, stamp
from tests.support.pdf_reader import common_text, opened, pages, squeezed, structure, tags

LONG = " ".join(f"word{at}" for at in range(900))
SQUARE = Stroke(path=(("M", 0, 0), ("L", 10, 0), ("L", 10, 10), ("Z",)))


def content(pdf: bytes, page: int = 0) -> str:
    with opened(pdf) as file:
        return file.pages[page].Contents.read_bytes().decode("ascii")


def test_the_heads_of_a_table_repeat_and_are_told_once() -> None:
    columns = (Column(heading="Date"), Column(heading="What happened", share=4))
    rows = tuple((f"Row {at}", "Something was seen.") for at in range(90))
    printed = draw(paper(Table(columns=columns, rows=rows, caption="Chronology")), stamp())
    assert len(printed.pages) > 2
    assert all("What happened" in text for text in common_text(printed.pdf))
    assert [one.text for one in structure(printed.pdf)].count("What happened") == 1
    assert tags(printed.pdf).count("TR") == 91
    assert tags(printed.pdf).count("TD") == 180
    assert tags(printed.pdf).count("Table") == 1


def test_a_row_longer_than_a_page_is_printed_whole() -> None:
    columns = (Column(heading="No.", share=0.2), Column(heading="Words"))
    printed = draw(paper(Table(columns=columns, rows=(("1", LONG), ("2", "")))), stamp())
    assert len(printed.pages) > 1
    told = [one.text for one in structure(printed.pdf) if one.tag == "TD"]
    assert [squeezed(text) for text in told] == ["1", LONG, "2"]
    assert tags(printed.pdf).count("TD") == 4


def test_a_short_row_is_not_parted() -> None:
    columns = (Column(heading="Words"),)
    rows = tuple((f"{at} one\ntwo\nthree\nfour {at}.",) for at in range(60))
    printed = draw(paper(Table(columns=columns, rows=rows)), stamp())
    for at in range(60):
        homes = [
            f"{at} one\n" in page.text and f"four {at}." in page.text for page in printed.pages
        ]
        assert any(homes)


def test_a_very_tall_head_is_printed_once() -> None:
    columns = (Column(heading=LONG),)
    printed = draw(paper(Table(columns=columns, rows=(("x",),))), stamp())
    assert squeezed("".join(one.text for one in structure(printed.pdf))) == f"{LONG}x"


def test_labels_head_their_values() -> None:
    printed = draw(paper(Facts(rows=(("Child", "Ŵyn"), ("When", "")))), stamp())
    with opened(printed.pdf) as file:
        table = file.Root.StructTreeRoot.K.K[0]
        scopes = [str(row.K[0].A.Scope) for row in table.K]
    assert scopes == ["/Row", "/Row"]


@pytest.mark.parametrize(
    ("style", "tag"), [("normal", "P"), ("quote", "BlockQuote"), ("small", "P"), ("warning", "P")]
)
def test_a_paragraph_is_told_as_it_was_typed(style: str, tag: str) -> None:
    block = Paragraph(text="One line.\nAnother line.\n\nNew thought.", style=style)  # type: ignore[arg-type]
    told = structure(draw(paper(block), stamp()).pdf)
    assert squeezed(" ".join(one.text for one in told)) == "One line. Another line. New thought."
    assert {one.tag for one in told} == {tag}


def test_an_opinion_says_that_it_is_one() -> None:
    printed = draw(paper(Paragraph(text="He looks tired.", style="opinion")), stamp())
    assert [one.text for one in structure(printed.pdf)] == ["Opinion, not fact", "He looks tired."]


def test_a_figure_is_scaled_and_never_cropped() -> None:
    wide = Picture(width=4_000, height=100, strokes=(SQUARE,))
    tall = Picture(width=10, height=4_000, strokes=(SQUARE,))
    for picture in (wide, tall):
        for height in (20.0, 2_000.0):
            block = Figure(pictures=(picture, picture), alt="squares", height_mm=height)
            for box in boxes_of(draw(paper(block), stamp()).pdf, picture):
                assert 53 <= box[0] <= box[2] <= 543
                assert 60 <= box[1] <= box[3] <= 780


def boxes_of(pdf: bytes, picture: Picture) -> list[tuple[float, float, float, float]]:
    """Return where each picture stands: left, bottom, right, top, in points."""
    file = pypdfium2.PdfDocument(pdf)
    placed = [found.get_matrix() for found in file[0].get_objects() if found.get_matrix().d < 0]
    file.close()
    assert placed
    return [
        (at.e, at.f + at.d * picture.height, at.e + at.a * picture.width, at.f) for at in placed
    ]


def test_pictures_stand_in_rows_when_one_row_would_be_too_small() -> None:
    pictures = tuple(Picture(width=100, height=60, strokes=(SQUARE,)) for _each in range(4))
    block = Figure(pictures=pictures, alt="four", height_mm=60)
    boxes = boxes_of(draw(paper(block), stamp()).pdf, pictures[0])
    assert len(boxes) == 4
    assert len({round(box[3]) for box in boxes}) == 2


def test_marks_are_numbered_in_discs_and_told() -> None:
    picture = body("Front", ("child’s right", "child’s left"), (150, 200, "1"), (120, 330, "12"))
    printed = draw(paper(Figure(pictures=(picture,), alt="Front. 1: bruise.")), stamp())
    (figure,) = [one for one in structure(printed.pdf) if one.tag == "Figure"]
    assert figure.alt == "Front. 1: bruise."
    assert squeezed(figure.text) == "Front child’s right child’s left 1 12"
    assert content(printed.pdf).count(" c ") > 2 * 4


def test_small_letters_of_a_figure_stay_legible() -> None:
    label = Label(text="child’s left", x=10, y=10, size=2)
    picture = Picture(width=1_000, height=1_000, strokes=(SQUARE,), labels=(label,))
    printed = draw(paper(Figure(pictures=(picture,), alt="x", height_mm=30)), stamp())
    sizes = {float(size) for size in re.findall(r"/F\d+\+\d+ ([\d.]+) Tf", content(printed.pdf))}
    assert min(sizes) >= 7


def test_an_unknown_command_of_a_drawing_is_refused() -> None:
    for path in ((("Q", 1, 2, 3, 4),), (("M", 1),)):
        block = Figure(
            pictures=(Picture(width=9, height=9, strokes=(Stroke(path=path),)),), alt=""
        )
        with pytest.raises((KeyError, ValueError)):
            draw(paper(block), stamp())


def test_a_signature_leaves_room_for_ink() -> None:
    block = Signature(signed="Signed in Rowan.", ink=("Signature", "Date", "Name"))
    printed = draw(paper(block), stamp())
    assert [one.text for one in structure(printed.pdf)] == [
        "Signed in Rowan.",
        "Signature",
        "Date",
        "Name",
    ]


def test_lines_and_boxes_for_a_pen_are_no_text() -> None:
    blocks = (Lines(count=3), Lines(count=40, boxed=True), Ticks(options=("Yes", "No", LONG)))
    printed = draw(paper(Heading(text="Tick"), *blocks), stamp())
    told = [squeezed(one.text) for one in structure(printed.pdf)]
    assert told == ["Tick", "Yes", "No", LONG]
    assert all(page.unmarked == 0 for page in pages(printed.pdf))


def test_nothing_to_show_draws_nothing() -> None:
    empty = (Facts(rows=()), Ticks(options=()), Lines(count=0), Signature(signed=""))
    printed = draw(paper(*empty, Figure(pictures=(), alt="none")), stamp())
    assert structure(printed.pdf) == []
    assert len(printed.pages) == 1


def test_a_heading_never_ends_a_page() -> None:
    for lines in range(25, 45):
        before = Paragraph(text="\n".join(f"line {at}" for at in range(lines)))
        after = Paragraph(text="\n".join(f"after {at}" for at in range(6)))
        printed = draw(paper(before, Heading(text="The heading"), after), stamp())
        (page,) = [page.text for page in printed.pages if "The heading" in page.text]
        assert "after 1" in page


def test_furniture_of_any_length_leaves_room_for_the_paper() -> None:
    document = concern()
    long = "Ŵ" * 5_000
    printed = draw(
        type(document)(
            title=long, marking=long, school=long, reference=long, record=long, blocks=()
        ),
        stamp(),
    )
    assert "…" in printed.pages[0].text
