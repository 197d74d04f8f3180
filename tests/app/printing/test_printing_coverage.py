from __future__ import annotations

import pytest

from app.documents.blocks import (
    Block,
    Column,
    Facts,
    Figure,
    Heading,
    Label,
    Lines,
    Paragraph,
    Picture,
    Signature,
    Table,
    Ticks,
)
from app.printing.coverage import as_printed, missing_characters
from tests.support.papers import NAMES, concern, paper, stamp

CHARACTER = "李"
PICTURE = Picture(width=9, height=9, strokes=(), labels=(Label(text=CHARACTER, x=1, y=1),))


def test_names_of_the_school_are_covered() -> None:
    assert missing_characters(concern(), stamp()) == ()
    text = " ".join((*NAMES, "שרה", "शर्मा", "Đorđe", "Ольга", "Γιώργος", "✓", "½ °C €"))
    assert missing_characters(paper(Paragraph(text=text))) == ()


@pytest.mark.parametrize(
    "block",
    [
        Heading(text=CHARACTER),
        Paragraph(text=f"a{CHARACTER}", style="quote"),
        Facts(rows=((CHARACTER, ""),)),
        Facts(rows=(("", CHARACTER),)),
        Table(columns=(Column(heading=CHARACTER),), rows=()),
        Table(columns=(Column(heading=""),), rows=((CHARACTER,),)),
        Table(columns=(Column(heading=""),), rows=(), caption=CHARACTER),
        Figure(pictures=(), alt="", caption=CHARACTER),
        Figure(pictures=(PICTURE,), alt=""),
        Signature(signed=CHARACTER),
        Signature(signed="", ink=(CHARACTER,)),
        Ticks(options=(CHARACTER,)),
    ],
)
def test_a_missing_character_is_found_in_every_block(block: Block) -> None:
    assert missing_characters(paper(Lines(), block)) == (CHARACTER,)


def test_missing_characters_are_named_once_in_order() -> None:
    document = paper(Paragraph(text="😔李\n\t\x07"), Paragraph(text="李ab王"))
    assert missing_characters(document) == ("😔", "李", "王")


def test_text_as_printed_names_what_has_no_shape() -> None:
    assert as_printed("sad 😔 李\x07\nO’Neill") == "sad ‹pensive face› ‹U+674E›\nO’Neill"
