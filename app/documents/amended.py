"""Show how an entry was amended: each version with its author, time, reason and differences."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from app.base.text import _
from app.documents.answers import Showing
from app.documents.blocks import Block, Facts, Heading, Paragraph
from app.documents.differences import differences
from app.documents.letters import Letters
from app.documents.moments import short_stamp
from app.documents.sheet_source import SheetEntry, SheetVersion
from app.documents.signed import signed_briefly


def amended_blocks(
    entry: SheetEntry, letters: Letters, *, skip: frozenset[str] = frozenset()
) -> Iterator[Block]:
    """Yield what each amendment changed, oldest first; nothing for a record of one version.

    `skip` names fields that this print leaves out.
    """
    if not entry.versions:
        return
    yield Heading(text=_("How it was amended"), level=2)
    yield Paragraph(
        text=_("Above stands the newest version. What it replaced stands here, word by word."),
        style="small",
    )
    showing = Showing(children=entry.header.children, letters=letters, skip=skip)
    yield Paragraph(text=version_caption(entry.versions[0]), style="small")
    for before, after in pairwise(entry.versions):
        yield Paragraph(text=version_caption(after), style="small")
        yield Facts(rows=((_("Why it was amended"), letters.text(after.reason)),))
        yield from differences(before.record, after.record, showing)


def version_caption(version: SheetVersion) -> str:
    """Return number, author, time and strength of a version in one line."""
    return _("Version {number} · {author} · {when} · {signed}").format(
        number=version.number,
        author=version.author,
        when=short_stamp(version.recorded),
        signed=signed_briefly(version.signed),
    )
