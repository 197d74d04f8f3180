"""Ask which documents are attached to a child's file or to a record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.base.clock import Stamp
from app.ledger.attachments import HOLDS
from app.ledger.values import Whole
from app.records.document import Document
from app.records.header import ChildAs
from app.views.child_file import ChildFileView
from app.views.vaults import Vaults

ABOUT = "about"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """Hold one attached document: its record, where its bytes lie, and what it belongs to.

    `about` is the id of the record it is attached to, empty for a child's file alone; `about_seq`
    is that record's number, 0 for none.
    """

    record: str
    seq: int
    document: Document
    attachment: str
    recorded: Stamp
    author: str
    children: tuple[ChildAs, ...]
    about: str = ""
    about_seq: int = 0

    @property
    def day(self) -> date:
        """Return the date on the document, else the day it came."""
        return self.document.dated or self.document.received


class DocumentsView:
    """Answer which documents there are, the newest first."""

    def __init__(self, vaults: Vaults) -> None:
        """Take the open vaults."""
        self._ledger = vaults.children
        self._files = ChildFileView(vaults)

    def of_child(self, child: str) -> tuple[Attached, ...]:
        """Return every document in a child's file."""
        refs = self._files.refs(child)
        return self._listed(self._ledger.wholes_about(refs, Document.kind.code))

    def of_record(self, record: str) -> tuple[Attached, ...]:
        """Return the documents attached to a record."""
        pointing = self._ledger.pointing_at([record])
        kind = Document.kind.code
        ids = [e.id for _target, why, e in pointing if why == ABOUT and e.kind == kind]
        return self._listed(self._ledger.wholes(ids))

    def one(self, record: str, *, in_error: bool = False) -> Attached | None:
        """Return one document by its record's id, or None where there is none.

        `in_error` finds those that were filed in error, and only they are.
        """
        found = self._ledger.in_error([record]) if in_error else self._ledger.wholes([record])
        return next((one for whole in found if (one := self._attached(whole))), None)

    def _listed(self, wholes: Iterable[Whole]) -> tuple[Attached, ...]:
        found = [one for whole in wholes if (one := self._attached(whole))]
        return tuple(sorted(found, key=_place, reverse=True))

    def _attached(self, whole: Whole) -> Attached | None:
        held = whole.header.links_for(HOLDS)
        if not isinstance(whole.record, Document) or not held:
            return None
        about = next(iter(whole.header.links_for(ABOUT)), "")
        entry = self._ledger.entry(about) if about else None
        return Attached(
            record=whole.entry.id,
            seq=whole.entry.seq,
            document=whole.record,
            attachment=held[0],
            recorded=whole.entry.recorded,
            author=whole.header.author.shown(),
            children=whole.header.children,
            about=about,
            about_seq=entry.seq if entry else 0,
        )


def _place(one: Attached) -> tuple[date, int]:
    return one.day, one.seq
