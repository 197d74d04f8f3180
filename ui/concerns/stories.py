"""Gather what became of a record: actions with their changes, owners, and closings by child."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar

from app.base.text import _
from app.documents.moments import short_day
from app.documents.sheet_source import SheetEntry, Signed
from app.documents.taken import with_taken
from app.records.action import (
    Action,
    ActionCancelled,
    ActionDone,
    ActionReassigned,
    ActionRedated,
)
from app.records.fields import PersonAs
from app.records.record import Record
from app.rules.cards import ChildCard
from app.views.records import Following, RecordPage
from app.workspace import Workspace

R = TypeVar("R", bound=Record)
State = Literal["open", "done", "cancelled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionStory:
    """Hold an action as it stands now, with every change in words, oldest first."""

    id: str
    entry: Following
    what: str
    about: str
    who: PersonAs
    due: date
    state: State
    changes: tuple[str, ...] = ()


def of_kind(following: Iterable[Following], cls: type[R]) -> Iterator[tuple[Following, R]]:
    """Yield the records of one kind with their entries, oldest first."""
    for one in following:
        if isinstance(one.whole.record, cls):
            yield one, one.whole.record


def own(page: RecordPage) -> Following:
    """Return the page's own record in the form of those that follow it."""
    return Following(why="", whole=page.whole)


def action_stories(page: RecordPage) -> tuple[ActionStory, ...]:
    """Return every action of a page, the page's own included, each with its changes."""
    found = of_kind([own(page), *page.following], Action)
    return tuple(_story(one, action, page.following) for one, action in found)


def sheet_entry(one: Following, signed_by: str) -> SheetEntry:
    """Return an entry as documents take it (ValueError for a kind this Rowan does not know)."""
    whole = one.whole
    if whole.record is None:
        raise ValueError(whole.entry.kind)
    return SheetEntry(
        header=whole.header,
        record=whole.record,
        number=whole.entry.seq,
        recorded=whole.entry.recorded,
        signed=Signed(by=signed_by, strength=whole.strength),
        version=whole.number,
        amended=whole.amended,
    )


def page_entry(page: RecordPage) -> SheetEntry:
    """Return the page's own record as documents take it, with who took it in if it was a note."""
    return with_taken(sheet_entry(own(page), page.signer_name), sheet_entries(page))


def sheet_entries(page: RecordPage) -> tuple[SheetEntry, ...]:
    """Return what follows a record as documents take it; unknown kinds are left out."""
    known = (one for one in page.following if one.whole.record is not None)
    return tuple(sheet_entry(one, one.whole.header.author.name) for one in known)


def names_of(one: Following, page: RecordPage) -> str:
    """Return whom an entry is about where that is not each child of the page."""
    mine = {child.ref() for child in one.whole.header.children}
    if len(page.children) == 1 or mine == {card.id for card in page.children}:
        return ""
    return ", ".join(child.shown() for child in one.whole.header.children)


def open_cards(page: RecordPage) -> tuple[ChildCard, ...]:
    """Return the children of a page that it stands open for."""
    refs = matched_refs(page)
    return tuple(c for c in page.children if refs.get(c.id, c.id) in page.open_for)


def matched_refs(page: RecordPage) -> dict[str, str]:
    """Return which child of the roll each child typed by name was matched with."""
    found = {}
    for one in page.following:
        header = one.whole.header
        for key in header.links_for("was"):
            found[key] = next(iter(header.links_for("matches")), key)
    return found


def now_listed(workspace: Workspace, page: RecordPage) -> tuple[ChildCard, ...]:
    """Return the children of a page as the roll knows them now, matched ones too."""
    refs = matched_refs(page)
    roll = workspace.roll_view
    return tuple(roll.child(refs.get(card.id, card.id)) or card for card in page.children)


def _story(entry: Following, action: Action, following: Sequence[Following]) -> ActionStory:
    who, due = action.who, action.due
    state: State = "open"
    changes = []
    key = entry.whole.entry.id
    for one in following:
        if not any(link.to == key for link in one.whole.header.links):
            continue
        record = one.whole.record
        said = _said(record, who, due)
        if said:
            changes.append(_signed(said, one))
        match record:
            case ActionReassigned(who=other):
                who = other
            case ActionRedated(due=day):
                due = day
            case ActionDone():
                state = "done"
            case ActionCancelled():
                state = "cancelled"
            case _:
                pass
    return ActionStory(
        id=key,
        entry=entry,
        what=action.what,
        about=", ".join(child.shown() for child in entry.whole.header.children),
        who=who,
        due=due,
        state=state,
        changes=tuple(changes),
    )


def _said(record: Record | None, who: PersonAs, due: date) -> str:
    match record:
        case ActionDone(at=at, outcome=outcome):
            done = _("Done {when}").format(when=at.shown()) if at else _("Done")
            return f"{done}: {outcome}" if outcome else done
        case ActionReassigned(who=other, reason=reason):
            words = _("Given to {new}, was {old}: {reason}")
            return words.format(new=other.name, old=who.name, reason=reason)
        case ActionRedated(due=day, reason=reason):
            words = _("New date {new}, was {old}: {reason}")
            return words.format(new=short_day(day), old=short_day(due), reason=reason)
        case ActionCancelled(reason=reason):
            return _("Cancelled: {reason}").format(reason=reason)
        case _:
            return ""


def _signed(said: str, one: Following) -> str:
    day, name = short_day(one.whole.entry.recorded.day()), one.whole.header.author.name
    return _("{said} ({name}, {day})").format(said=said, name=name, day=day)
