"""Attach a document to a child's file or to a record: what it is, who gave it, and its digest."""

from __future__ import annotations

from typing import Annotated

import msgspec

from app.base.text import N_, _
from app.records.fields import Day, FieldType, Moment, One, Section, Short
from app.records.record import Record, kind

MOST_BYTES = 40 << 20
"""How large an attached file may be, in bytes: 40 MB."""

ABOUT = Section(N_("Document"))
FILE = Section(N_("The attached file"))

Bytes = Annotated[int, msgspec.Meta(ge=1, le=MOST_BYTES), FieldType.NUMBER]
_UNREAD = N_("Choose the file")


@kind("document", 1, N_("Document"))
class Document(Record):
    """Say what a document is, where it came from, and which bytes were attached.

    The bytes lie in a yearly file beside the vault; the header's link `holds` names them.
    `media` is the type that Rowan found by looking, such as application/pdf, whatever the name
    says. `sha256` is 64 hexadecimal characters.
    """

    title: Annotated[Short, ABOUT.ask(N_("Title"), missing=N_("Enter a title"))]
    what: Annotated[
        One,
        ABOUT.ask(N_("What is it?"), pick="document_kinds", missing=N_("Choose what it is")),
    ]
    dated: Annotated[Day | None, ABOUT.ask(N_("Date on the document"))] = None
    received: Annotated[
        Day,
        ABOUT.ask(N_("Received on"), past=True, default="today", missing=N_("Enter when it came")),
    ]
    source: Annotated[
        Short,
        ABOUT.ask(
            N_("Who gave it, and how?"),
            N_("For example: Dr Odum, health visitor, by e-mail."),
            missing=N_("Enter who gave it and how it came"),
        ),
    ]
    original: Annotated[
        Short | None,
        ABOUT.ask(N_("Where is the paper original kept?")),
    ] = None
    file_name: Annotated[Short, FILE.ask(N_("Name of the file"), missing=_UNREAD)]
    media: Annotated[Short, FILE.ask(N_("Type found by looking"), missing=_UNREAD)]
    size: Annotated[Bytes, FILE.ask(N_("Size in bytes"), missing=_UNREAD)]
    sha256: Annotated[Short, FILE.ask(N_("SHA-256"), missing=_UNREAD)]

    def happened_at(self) -> Moment:
        """Return the date on the document, else the day it came."""
        return Moment(self.dated or self.received)

    def line(self) -> str:
        """Return the title, what it is, and where it came from."""
        words = _("{title} ({what}), from {source}")
        return words.format(title=self.title, what=self.what.words, source=self.source)


FILE_FACTS = frozenset({"file_name", "media", "size", "sha256"})
"""What the program finds out itself, so that no form asks for it."""
