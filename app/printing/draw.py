"""Draw a document as a PDF: tagged, with its letters inside, the same bytes each time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any, Final, get_args

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from app.documents.blocks import (
    Block,
    Document,
    Facts,
    Figure,
    Heading,
    Lines,
    PageBreak,
    PageStamp,
    Paragraph,
    Signature,
    Table,
    Ticks,
)
from app.printing.byhand import set_lines, set_signature, set_ticks
from app.printing.embed import Fonts
from app.printing.faces import Weight
from app.printing.figure import set_figure
from app.printing.flow import Leaf, Piece, Strip, paginate
from app.printing.furniture import Furniture
from app.printing.grid import set_facts, set_table
from app.printing.ink import PAGE_HEIGHT, PAGE_WIDTH, Ink
from app.printing.printed import Codes, PageText, Printed
from app.printing.prose import set_heading, set_paragraph
from app.printing.sanitise import printable
from app.printing.setting import MEASURE, Style, set_text
from app.printing.tags import Element, write_tree

LANGUAGE: Final = "en-GB"
_ROOM_FOR_HEADING = 90.0


class _NewPage:
    head = 0.0
    strips: tuple[Strip, ...] = ()

    def draw(self, *_ignored: object) -> None:
        """Draw nothing: only the next page begins."""


def draw(document: Document, stamp: PageStamp, codes: Codes | None = None) -> Printed:
    """Draw a document on A4.

    `codes` is asked once, with the number of pages; without it the codes of the stamp are used,
    one for each page, or none at all. Raise ValueError when there are more or fewer than pages.
    """
    coded = codes is not None or bool(stamp.codes)
    furniture = Furniture(document, stamp, coded=coded)
    leaves = lay_out(document, furniture)
    given = codes(len(leaves)) if codes else stamp.codes
    if coded and len(given) != len(leaves):
        raise ValueError(f"{len(given)} codes for {len(leaves)} pages")
    fonts = Fonts()
    top = Element(tag="Document")
    inks = [
        _draw_page(leaf, furniture, Ink(at, fonts), top, (len(leaves), given[at] if coded else ""))
        for at, leaf in enumerate(leaves)
    ]
    pages = tuple(
        PageText(number=at + 1, text=ink.text(), code=given[at] if coded else "")
        for at, ink in enumerate(inks)
    )
    return Printed(pdf=_file(inks, fonts, top, printable(document.title)), pages=pages)


def lay_out(document: Document, furniture: Furniture) -> list[Leaf]:
    """Share the blocks of a document out over pages."""
    room = furniture.bottom - furniture.top - _ROOM_FOR_HEADING
    pieces = (piece for block in document.blocks for piece in _set(block, room))
    return paginate(pieces, top=furniture.top, bottom=furniture.bottom)


def count_pages(document: Document, stamp: PageStamp, *, coded: bool = True) -> int:
    """Return how many pages a document takes."""
    return len(lay_out(document, Furniture(document, stamp, coded=coded)))


def warm_up() -> None:
    """Load the letters ahead of the first drawing."""
    for weight in get_args(Weight):
        set_text("Łukasz أحمد", Style(size=10, leading=12, weight=weight), MEASURE)


_SETTERS: Final[dict[type, Callable[[Any], Iterable[Piece]]]] = {
    Heading: set_heading,
    Paragraph: set_paragraph,
    Facts: set_facts,
    Table: set_table,
    Signature: set_signature,
    Lines: set_lines,
    Ticks: set_ticks,
    PageBreak: lambda _block: [_NewPage()],
}


def _set(block: Block, room: float) -> Iterable[Piece]:
    if isinstance(block, Figure):
        return set_figure(block, room)
    return _SETTERS[type(block)](block)


def _draw_page(
    leaf: Leaf, furniture: Furniture, ink: Ink, top: Element, facts: tuple[int, str]
) -> Ink:
    count, code = facts
    furniture.draw_head(ink, ink.page + 1, count)
    for piece, part in leaf.parts:
        piece.draw(ink, top, part)
    furniture.draw_foot(ink, code)
    return ink


def _file(inks: list[Ink], fonts: Fonts, top: Element, title: str) -> bytes:
    pdf = pikepdf.new()
    shared = fonts.write(pdf)
    for ink in inks:
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, PAGE_WIDTH, PAGE_HEIGHT]),
            Resources=Dictionary(Font=shared),
            Contents=pdf.make_stream(ink.content()),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    write_tree(pdf, top)
    pdf.Root.Lang = String(LANGUAGE)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    with pdf.open_metadata(set_pikepdf_as_editor=False) as about:
        about["dc:title"] = title
        about["dc:language"] = [LANGUAGE]
        about["pdf:Producer"] = "Rowan"
    out = BytesIO()
    pdf.save(
        out,
        deterministic_id=True,
        compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        min_version="1.7",
    )
    return out.getvalue()
