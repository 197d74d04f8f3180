"""Compose the pages of documents that are printed with a record or a child's file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.base.text import _
from app.documents.answers import grouped
from app.documents.blocks import Block, Document, Facts, Heading, PageBreak, Paragraph, Scan
from app.records import document
from app.records.fields import show_day
from app.records.media import media_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """Hold one document as it is printed: its record and number, and its pages as pictures.

    `why_not` says why it has none; `by` names who attached it.
    """

    record: document.Document
    number: int
    by: str
    pages: tuple[Scan, ...] = ()
    why_not: str = ""


def with_annexes(paper: Document, annexes: Sequence[Annex]) -> Document:
    """Return a paper followed by a list of its documents and by their pages."""
    return replace(paper, blocks=(*paper.blocks, *_listed(annexes), *_pages(annexes)))


def _listed(annexes: Sequence[Annex]) -> Iterator[Block]:
    yield PageBreak()
    yield Heading(text=_("Documents printed with it"), level=1)
    yield Paragraph(
        text=_(
            "Their pages follow as pictures of what was attached. They are shown as they came: "
            "names of other people in them are not replaced."
        ),
        style="small",
    )
    for place, annex in enumerate(annexes, start=1):
        yield Heading(text=f"{place}. {annex.record.title}", level=2)
        yield Facts(rows=tuple(_facts(annex)))


def _facts(annex: Annex) -> Iterator[tuple[str, str]]:
    held = annex.record
    yield _("What is it?"), held.what.words
    if held.dated:
        yield _("Date on the document"), show_day(held.dated)
    yield _("Received on"), show_day(held.received)
    yield _("Who gave it, and how?"), held.source
    if held.original:
        yield _("Where is the paper original kept?"), held.original
    yield _("Attached"), _("record {number}, by {name}").format(number=annex.number, name=annex.by)
    yield _("File"), f"{held.file_name} ({media_words(held.media)})"
    yield _("SHA-256"), grouped(held.sha256)
    pages = str(len(annex.pages)) if annex.pages else _("not in this print")
    yield _("Pages"), pages
    if annex.why_not:
        yield _("Why not"), annex.why_not


def _pages(annexes: Sequence[Annex]) -> Iterator[Block]:
    for place, annex in enumerate(annexes, start=1):
        for number, scan in enumerate(annex.pages, start=1):
            yield PageBreak()
            words = _("Document {place}, “{title}”, page {number} of {count}. SHA-256 {sha256}")
            told = words.format(
                place=place,
                title=annex.record.title,
                number=number,
                count=len(annex.pages),
                sha256=annex.record.sha256[:16],
            )
            yield Paragraph(text=told, style="small")
            yield scan
