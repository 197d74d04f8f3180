"""Draw the documents that are printed with a paper: slow, in the thread that draws the paper."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from app.base.text import N_, _
from app.documents.annexes import Annex, with_annexes
from app.documents.blocks import Document, Scan
from app.printing.foreign import (
    DocumentBroken,
    DocumentLocked,
    DocumentTooLarge,
    DocumentTooSlow,
    Reader,
)
from app.records.media import drawn, media_words
from app.services.attachments import Source
from app.views.documents import Attached

MOST_PAGES = 100
"""How many pages of documents one print may have; beyond it they are listed only."""
_DPI = 150.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Annexed:
    """Name a document to be printed with a paper, and where its bytes lie."""

    one: Attached
    source: Source


class Annexes:
    """Put documents behind a paper, each drawn by a confined process; `cancel` ends that."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._reader: Reader | None = None

    def put_behind(self, paper: Document, wanted: Sequence[Annexed]) -> Document | None:
        """Return the paper with its documents; None when it was cancelled.

        A document that cannot be drawn is listed with the reason. One that is missing or changed
        raises: AttachmentMissing, AttachmentChanged, VaultDamaged, the leaves of StorageFailed.
        """
        self._cancelled.clear()
        found: list[Annex] = []
        left = MOST_PAGES
        for each in wanted:
            annex = self._drawn(each, left)
            if self._cancelled.is_set():
                return None
            left -= len(annex.pages)
            found.append(annex)
        return with_annexes(paper, found)

    def cancel(self) -> None:
        """Stop what is being drawn; any thread."""
        self._cancelled.set()
        reader = self._reader
        if reader is not None:
            reader.close()

    def _drawn(self, each: Annexed, left: int) -> Annex:
        one = each.one
        annex = Annex(record=one.document, number=one.seq, by=one.author)
        if not drawn(one.document.media):
            kind = media_words(one.document.media)
            return _not_drawn(annex, _("Rowan does not draw files of this kind: {kind}"), kind)
        data = each.source.read()
        self._reader = reader = Reader()
        try:
            count = len(reader.open(data, one.document.media).sizes)
            if count > left:
                return _not_drawn(annex, _("it has {kind} pages: print it from elsewhere"), count)
            pages = tuple(self._page(reader, one, number) for number in range(count))
        except (DocumentBroken, DocumentLocked, DocumentTooLarge, DocumentTooSlow) as error:
            return _not_drawn(annex, _(_REASONS[type(error)]), "")
        finally:
            reader.close()
            self._reader = None
        return Annex(record=annex.record, number=annex.number, by=annex.by, pages=pages)

    def _page(self, reader: Reader, one: Attached, number: int) -> Scan:
        picture = reader.jpeg(number, _DPI)
        alt = _("Page {number} of the document “{title}”")
        return Scan(
            jpeg=picture.content,
            width=picture.width,
            height=picture.height,
            alt=alt.format(number=number + 1, title=one.document.title),
        )


_REASONS: dict[type[Exception], str] = {
    DocumentLocked: N_("it is protected by a password of its own"),
    DocumentBroken: N_("it is not whole"),
    DocumentTooLarge: N_("its pages are too large or too many"),
    DocumentTooSlow: N_("drawing it took too long"),
}


def _not_drawn(annex: Annex, why: str, kind: object) -> Annex:
    return Annex(
        record=annex.record, number=annex.number, by=annex.by, why_not=why.format(kind=kind)
    )
