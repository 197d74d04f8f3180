"""Lift from a record what lists need; verify lifts again and compares."""

from __future__ import annotations

from dataclasses import dataclass

from app.records.header import Header
from app.records.record import Record
from app.records.words import search_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifted:
    """Hold the columns that follow from a header and a record."""

    kind: str
    version: int
    root: str
    author: str
    happened_on: str | None
    due_on: str | None
    owner: str | None
    children: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]
    words: str


def lift(header: Header, record: Record) -> Lifted:
    """Return the lifted columns; children are (id, role code), links (target, why), sorted."""
    happened = record.happened_at()
    due = record.due_on()
    return Lifted(
        kind=header.kind,
        version=header.version,
        root=header.root,
        author=header.author.id or "",
        happened_on=happened.day.isoformat() if happened and happened.day else None,
        due_on=due.isoformat() if due else None,
        owner=record.owner(),
        children=tuple(sorted({(c.ref(), c.role.code) for c in header.children})),
        links=tuple(sorted({(link.to, link.why) for link in header.links})),
        words=search_words(header, record),
    )
