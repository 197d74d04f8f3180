"""Find characters that paper cannot show, before anything is printed."""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.blocks import (
    Changed,
    Document,
    Facts,
    Figure,
    Heading,
    PageStamp,
    Paragraph,
    Signature,
    Table,
    Ticks,
)
from app.printing.faces import REGULAR
from app.printing.sanitise import printable
from app.printing.shaping import face_for, stand_in

_UNSHAPED = frozenset("\n\u200c\u200d")


def missing_characters(document: Document, stamp: PageStamp | None = None) -> tuple[str, ...]:
    """Return each character that no face has, in the order of first use.

    Printed all the same they appear as their names or numbers, such as ‹pensive face›.
    """
    missing: dict[str, None] = {}
    for text in _texts(document, stamp):
        for char in printable(text):
            if char not in _UNSHAPED and face_for(char, REGULAR) is None:
                missing[char] = None
    return tuple(missing)


def as_printed(text: str) -> str:
    """Return a text as paper shows it, with names in place of characters that no face has."""
    return "".join(
        char if char in _UNSHAPED or face_for(char, REGULAR) else stand_in(char)
        for char in printable(text)
    )


def _texts(document: Document, stamp: PageStamp | None) -> Iterator[str]:
    yield from (document.title, document.marking, document.school)
    yield from (document.reference, document.record)
    if stamp is not None:
        yield from (stamp.printed_by, stamp.printed_at, stamp.copy, stamp.head, stamp.fingerprint)
    for block in document.blocks:
        yield from _texts_of(block)


def _texts_of(block: object) -> Iterator[str]:
    match block:
        case Heading(text=text) | Paragraph(text=text):
            yield text
        case Facts(rows=rows):
            yield from (text for row in rows for text in row)
        case Table(columns=columns, rows=rows, caption=caption):
            yield caption
            yield from (column.heading for column in columns)
            yield from (text for row in rows for text in row)
        case Figure():
            yield from _texts_of_figure(block)
        case Signature(signed=signed, ink=labels):
            yield from (signed, *labels)
        case Ticks(options=options):
            yield from options
        case Changed(label=label):
            yield from (label, block.told())


def _texts_of_figure(block: Figure) -> Iterator[str]:
    yield block.caption
    for picture in block.pictures:
        yield picture.title
        yield from (label.text for label in picture.labels)
