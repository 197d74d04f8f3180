"""Read a document as plain text, as somebody reads the paper."""

from __future__ import annotations

from collections.abc import Iterator

from app.documents.blocks import (
    Block,
    Changed,
    Document,
    Facts,
    Figure,
    Heading,
    Lines,
    PageBreak,
    Paragraph,
    Signature,
    Table,
    Ticks,
)

_BEFORE = {"quote": "    | ", "opinion": "    ? ", "warning": "    ! "}


def readable(document: Document) -> str:
    """Return everything that a document says."""
    head = " · ".join(
        part
        for part in (document.marking, document.school, document.reference, document.record)
        if part
    )
    parts = (head, *(part for block in document.blocks for part in _said(block)))
    return "\n".join(line.rstrip() for part in parts for line in part.split("\n")) + "\n"


def _said(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text, level=level):
            yield f"\n{'#' * level} {text}\n"
        case Paragraph(text=text, style=style):
            before = _BEFORE.get(style, "")
            yield before + text.replace("\n", "\n" + before)
        case Facts(rows=rows):
            yield from (f"{label}: {_inline(value)}" for label, value in rows)
        case Table():
            yield from _table(block)
        case _:
            yield from _other(block)


def _table(block: Table) -> Iterator[str]:
    if block.caption:
        yield block.caption
    yield " | ".join(column.heading for column in block.columns)
    yield from (" | ".join(_inline(cell) for cell in row) for row in block.rows)


def _other(block: Block) -> Iterator[str]:
    match block:
        case Figure(alt=alt, caption=caption, pictures=pictures):
            yield f"[{alt}]"
            for picture in pictures:
                yield f"[{picture.title}: {', '.join(label.text for label in picture.labels)}]"
            yield caption
        case Signature(signed=signed, ink=ink):
            yield from [signed] if signed else []
            yield from (f"____ {label}" for label in ink)
        case Lines(count=count):
            yield "\n".join(["____"] * count)
        case Ticks(options=options):
            yield "\n".join(f"[ ] {option}" for option in options)
        case Changed(label=label):
            yield f"{label}: {_inline(block.told())}"
        case PageBreak():
            yield "\f"


def _inline(text: str) -> str:
    return text.replace("\n", " / ")
