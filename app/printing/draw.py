"""Draw a document as a PDF: tagged, with its letters inside, the same bytes each time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any, Final, cast

import pikepdf
from pikepdf import Dictionary, String
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Spacer,
)

from app.documents import blocks
from app.documents.blocks import Block, Document, PageStamp
from app.printing.byhand import set_lines, set_signature, set_ticks
from app.printing.changed import set_changed
from app.printing.faces import BOLD, REGULAR
from app.printing.figure import set_figure
from app.printing.furniture import Furniture
from app.printing.grid import Grid, set_facts, set_table
from app.printing.printed import Codes, PageText, Printed
from app.printing.prose import set_heading, set_paragraph
from app.printing.sanitise import printable
from app.printing.scan import set_scan
from app.printing.setting import LEFT, MEASURE, PAGE_HEIGHT, PAGE_WIDTH
from app.printing.shaping import source, width_of
from app.printing.sheet import Piece, Sheet
from app.printing.tags import Element, write_tree

LANGUAGE: Final = "en-GB"
_ROOM_FOR_HEADING = 90.0
_BESIDE_SCAN = 40.0  # above it stands a line or two, not a heading


def draw(document: Document, stamp: PageStamp, codes: Codes | None = None) -> Printed:
    """Draw a document on A4.

    `codes` is asked once, with the number of pages; without it the codes of the stamp are used,
    one for each page, or none at all. Raise ValueError when there are more or fewer than pages.
    """
    coded = codes is not None or bool(stamp.codes)
    furniture = Furniture(document, stamp, coded=coded)
    out, top = BytesIO(), Element(tag="Document")
    sheet = _lay_out(document, furniture, top, out)
    given = codes(sheet.count) if codes else stamp.codes
    if coded and len(given) != sheet.count:
        raise ValueError(f"{len(given)} codes for {sheet.count} pages")
    furniture.codes = given
    texts = sheet.finish(furniture.draw_head, furniture.draw_foot)
    pages = tuple(
        PageText(number=number, text=text, code=given[number - 1] if coded else "")
        for number, text in enumerate(texts, start=1)
    )
    return Printed(pdf=_finished(out, top, printable(document.title)), pages=pages)


def count_pages(document: Document, stamp: PageStamp, *, coded: bool = True) -> int:
    """Return how many pages a document takes."""
    furniture = Furniture(document, stamp, coded=coded)
    return _lay_out(document, furniture, Element(tag="Document"), BytesIO()).count


def warm_up() -> None:
    """Load the letters ahead of the first drawing."""
    for font in (REGULAR, BOLD):
        width_of("Łukasz أحمد", font)


_SETTERS: Final[dict[type, Callable[[Any, Element], Iterable[Piece | Grid]]]] = {
    blocks.Heading: set_heading,
    blocks.Paragraph: set_paragraph,
    blocks.Facts: set_facts,
    blocks.Table: set_table,
    blocks.Signature: set_signature,
    blocks.Lines: set_lines,
    blocks.Ticks: set_ticks,
    blocks.Changed: set_changed,
}


def _lay_out(document: Document, furniture: Furniture, top: Element, out: BytesIO) -> Sheet:
    """Share the blocks of a document out over pages."""
    height = furniture.top - furniture.bottom
    frame = Frame(LEFT, furniture.bottom, MEASURE, height, 0, 0, 0, 0)
    template = BaseDocTemplate(
        out,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        pageTemplates=[PageTemplate(frames=[frame])],
        initialFontName=REGULAR,
        invariant=1,
        pageCompression=0,  # pikepdf does it, without a detour through ASCII
    )
    source(REGULAR)
    template.build(_story(document.blocks, top, height), canvasmaker=Sheet)
    return cast("Sheet", template.canv)


def _story(given: Sequence[Block], top: Element, height: float) -> list[Flowable]:
    """Return what reportlab lays out, with no page that would stay blank."""
    story: list[Flowable] = []
    chain: list[Piece | Grid] = []
    for block in given:
        if isinstance(block, blocks.PageBreak):
            story += _kept(chain, height)
            chain = []
            if story and not isinstance(story[-1], PageBreak):
                story.append(PageBreak())
            continue
        for piece in _set(block, top, height - _ROOM_FOR_HEADING):
            chain.append(piece)
            if not piece.keep:
                story += _kept(chain, height)
                chain = []
    story += _kept(chain, height)
    while story and isinstance(story[-1], PageBreak):
        story.pop()
    return story or [Spacer(0, 0)]


def _set(block: Block, top: Element, room: float) -> Iterable[Piece | Grid]:
    if isinstance(block, blocks.Figure):
        return set_figure(block, room, top)
    if isinstance(block, blocks.Scan):
        return set_scan(block, room + _BESIDE_SCAN, top)
    return _SETTERS[type(block)](block, top)


def _kept(chain: Sequence[Piece | Grid], height: float) -> Iterator[Flowable]:
    """Yield pieces after a new page, if their beginning does not fit on this one."""
    if chain:
        needed = sum(piece.getSpaceBefore() + piece.start for piece in chain)
        yield CondPageBreak(min(needed, height) - 0.01)
    yield from chain


def _finished(drawn: BytesIO, top: Element, title: str) -> bytes:
    """Return the file with its structure, language and title."""
    out = BytesIO()
    with pikepdf.open(drawn) as pdf:
        write_tree(pdf, top)
        pdf.Root.Lang = String(LANGUAGE)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        del pdf.docinfo
        with pdf.open_metadata(set_pikepdf_as_editor=False) as about:
            about["dc:title"] = title
            about["dc:language"] = [LANGUAGE]
            about["pdf:Producer"] = "Rowan"
        pdf.save(
            out,
            deterministic_id=True,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            force_version="1.7",
        )
    return out.getvalue()
