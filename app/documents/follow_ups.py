"""Show what followed from a record: each entry with its number, and its own signature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.base.text import _
from app.documents.actions_table import HISTORY, actions_table
from app.documents.amended import amended_blocks
from app.documents.answers import Showing, answers, joined
from app.documents.blocks import Block, Facts, Heading, Paragraph
from app.documents.letters import Letters
from app.documents.moments import short_stamp
from app.documents.sheet_source import SheetEntry
from app.documents.signed import dsl_ink, signature_block, signed_briefly
from app.records.acknowledged import Acknowledged
from app.records.action import Action, Assigned
from app.records.closure import Closure, Matched
from app.records.correction import Amendment
from app.records.decision import Decision
from app.records.header import ChildAs
from app.records.intake import TakenIn

_GATHERED = (Action, Amendment, Assigned, Acknowledged, TakenIn, *HISTORY)


def follow_up_blocks(
    entries: Sequence[SheetEntry], children: Sequence[ChildAs], letters: Letters
) -> tuple[Block, ...]:
    """Return what followed, in the order of the chain.

    Owners and actions are gathered before the first closure. `children` are those of the
    record that the sheet is about.
    """
    told = [one for one in entries if not isinstance(one.record, _GATHERED)]
    first = next((one.number for one in told if isinstance(one.record, Closure)), None)
    before = [one for one in told if first is None or one.number < first]
    blocks: list[Block] = []
    for entry in before:
        blocks += _entry_blocks(entry, children, letters)
    blocks += _owners(entries, children, letters)
    blocks += _actions(entries, letters)
    for entry in told[len(before) :]:
        blocks += _entry_blocks(entry, children, letters)
    return tuple(blocks)


def _actions(entries: Sequence[SheetEntry], letters: Letters) -> Iterator[Block]:
    actions = [one for one in entries if isinstance(one.record, Action)]
    if actions:
        history = [one for one in entries if isinstance(one.record, HISTORY)]
        yield Heading(text=_("Actions"))
        yield actions_table(actions, history, letters)


def entry_caption(entry: SheetEntry) -> str:
    """Return number, author, time and strength of an entry in one line."""
    return _("Record {number}, version {version} · {author} · {when} · {signed}").format(
        number=entry.number,
        version=entry.version,
        author=entry.header.author.shown(),
        when=short_stamp(entry.recorded),
        signed=signed_briefly(entry.signed),
    )


def about_words(entry: SheetEntry, children: Sequence[ChildAs], letters: Letters) -> str:
    """Return whom an entry is about where that is not each of the children."""
    mine = {child.ref() for child in entry.header.children}
    if len(children) == 1 or mine == {child.ref() for child in children}:
        return ""
    return ", ".join(letters.short(child) for child in entry.header.children)


def _entry_blocks(
    entry: SheetEntry, children: Sequence[ChildAs], letters: Letters
) -> Iterator[Block]:
    yield Heading(text=_(entry.record.kind.label))
    yield Paragraph(text=entry_caption(entry), style="small")
    about = about_words(entry, children, letters)
    every = (*entry.header.children, *children)
    showing = Showing(children=every, letters=letters, compact=True)
    first = [Facts(rows=((_("About"), about),))] if about else []
    if isinstance(entry.record, Matched):
        yield Facts(rows=tuple(_match_rows(entry, entry.record, children, letters)))
        return
    yield from joined([*first, *answers(entry.record, showing)])
    yield from amended_blocks(entry, letters)
    if entry.signed.strength == "attest":
        ink = [dsl_ink()] if isinstance(entry.record, Decision) else []
        yield signature_block(entry, *ink)


def _match_rows(
    entry: SheetEntry, record: Matched, children: Sequence[ChildAs], letters: Letters
) -> Iterator[tuple[str, str]]:
    typed = [letters.short(child) for child in children if child.key == record.key]
    yield _("As typed"), ", ".join(typed)
    yield _("On the roll"), ", ".join(letters.short(child) for child in entry.header.children)
    yield _("How do you know?"), letters.text(record.reason)


def _owners(
    entries: Sequence[SheetEntry], children: Sequence[ChildAs], letters: Letters
) -> Iterator[Block]:
    rows = []
    for entry in entries:
        if isinstance(entry.record, Assigned):
            about = about_words(entry, children, letters)
            said = [
                entry.record.who.shown(),
                _("for {children}").format(children=about) if about else "",
                letters.text(entry.record.reason or ""),
                _("(record {number})").format(number=entry.number),
            ]
            since = _("From {when}").format(when=short_stamp(entry.recorded))
            rows.append((since, " ".join(part for part in said if part)))
    if rows:
        yield Heading(text=_("Who looks after it"))
        yield Facts(rows=tuple(rows))
