"""Compose paper from plain blocks: frozen values that printing draws and tests read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.base.text import _

Align = Literal["left", "right", "centre"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Head a part of the document; level 1 is the title of the paper."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Say something in full sentences. Line breaks in the text are kept.

    style: normal, quote (somebody's exact words), opinion, small, warning (boxed),
    lines (blank writing lines; the text says how many).
    """

    text: str
    style: Literal["normal", "quote", "opinion", "small", "warning"] = "normal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """List labels with their values, side by side."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Describe one column of a table; widths are shares of the whole."""

    heading: str
    share: float = 1.0
    align: Align = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Show rows under headings; headings repeat on every page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """Draw one line or area of a figure.

    `path` holds absolute commands in drawing units, y down: ("M", x, y), ("L", x, y),
    ("C", x1, y1, x2, y2, x, y), ("Z",).
    """

    path: tuple[tuple[str | float, ...], ...]
    style: Literal["outline", "detail", "region", "mark", "leader"] = "outline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Write a few words at a point of a figure (drawing units); `round` puts them in a disc."""

    text: str
    x: float
    y: float
    align: Align = "left"
    size: float = 12.0
    round: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Hold one drawing of a figure with its own size in drawing units."""

    width: float
    height: float
    strokes: tuple[Stroke, ...]
    labels: tuple[Label, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Show pictures side by side, vector, with words for those who cannot see them.

    `height_mm` is the height on paper of each picture; printing scales down, never crops.
    """

    pictures: tuple[Picture, ...]
    alt: str
    caption: str = ""
    height_mm: float = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Say how it was signed, and leave an ink line.

    `signed` is a sentence such as "Signed in Rowan by … on … with their passphrase";
    empty on a blank form. `ink` labels the lines to sign by hand.
    """

    signed: str
    ink: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Leave ruled lines to write on by hand, or a box when `boxed`."""

    count: int = 3
    boxed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticks:
    """Show options with empty boxes, to tick by hand."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Hold a part of an amended text: the same in both versions, removed, or added."""

    text: str
    how: Literal["same", "removed", "added"] = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """Show an answer that was amended: removed words struck, added ones underlined."""

    label: str
    parts: tuple[Change, ...]

    def pieces(self) -> tuple[Change, ...]:
        """Return the text with words around each change, for black and white copies."""
        found: list[Change] = []
        for part in self.parts:
            if part.how == "same" or not part.text.strip():
                found.append(Change(text=part.text))
                continue
            if found and found[-1].text.endswith("]"):
                found.append(Change(text=" "))
            body = part.text.strip()
            start, _body, end = part.text.partition(body)
            opening = _("[removed: ") if part.how == "removed" else _("[added: ")
            found += [Change(text=start + opening), Change(text=body, how=part.how)]
            found.append(Change(text="]"))
            found += [Change(text=end)] if end else []
        return tuple(found)

    def told(self) -> str:
        """Return it in words alone, for black and white and for a screen reader."""
        return "".join(piece.text for piece in self.pieces()).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """Show a page of a foreign document: a JPEG file, its size in pixels, and words for it."""

    jpeg: bytes
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Start a new page."""


Block = (
    Heading
    | Paragraph
    | Facts
    | Table
    | Figure
    | Signature
    | Lines
    | Ticks
    | Changed
    | Scan
    | PageBreak
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Hold a whole paper before it is drawn.

    `marking` stands on every page (CONFIDENTIAL – child protection); `reference` is the
    child's reference; `record` names record number and version, e.g. "Record 41, version 1".
    """

    title: str
    marking: str
    blocks: tuple[Block, ...]
    school: str = ""
    reference: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageStamp:
    """Hold what each page says about itself; codes has one code for each page.

    `head` is the chain's head before this copy was entered, in words or hexadecimal.
    """

    printed_by: str
    printed_at: str
    copy: str
    head: str
    fingerprint: str
    codes: tuple[str, ...] = ()
