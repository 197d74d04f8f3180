"""Show actions with everything that became of them: old dates and old owners stay visible."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.base.text import _
from app.documents.blocks import Column, Table
from app.documents.letters import Letters
from app.documents.moments import short_day
from app.documents.sheet_source import SheetEntry
from app.records.action import (
    Action,
    ActionCancelled,
    ActionDone,
    ActionReassigned,
    ActionRedated,
)

HISTORY = (ActionDone, ActionReassigned, ActionRedated, ActionCancelled)


def actions_table(
    actions: Sequence[SheetEntry], history: Iterable[SheetEntry], letters: Letters
) -> Table:
    """Return one row for each action; `history` are the entries that changed any of them."""
    held = list(history)
    return Table(
        columns=(
            Column(heading=_("Record"), share=0.6),
            Column(heading=_("What is to be done"), share=2.0),
            Column(heading=_("About"), share=1.2),
            Column(heading=_("Who and by when"), share=1.5),
            Column(heading=_("What became of it"), share=3.2),
        ),
        rows=tuple(_row(one, _of(one, held), letters) for one in actions),
    )


def _of(action: SheetEntry, history: Iterable[SheetEntry]) -> list[SheetEntry]:
    mine = {action.header.id, action.header.root}
    found = (one for one in history if any(link.to in mine for link in one.header.links))
    return sorted(found, key=lambda one: one.number)


def _row(entry: SheetEntry, history: Sequence[SheetEntry], letters: Letters) -> tuple[str, ...]:
    action = entry.record
    assert isinstance(action, Action)  # noqa: S101 - narrows for the type checker
    said = [_change(one, letters) for one in history]
    over = any(isinstance(one.record, ActionDone | ActionCancelled) for one in history)
    return (
        str(entry.number),
        letters.text(action.what),
        ", ".join(letters.short(child) for child in entry.header.children),
        _("{who}\nby {day}").format(who=action.who.name, day=short_day(action.due)),
        "\n".join(said if over else [*said, _("Open when this was printed")]),
    )


def _change(entry: SheetEntry, letters: Letters) -> str:
    day = short_day(entry.recorded.day())
    known = {"day": day, "number": entry.number, "by": entry.header.author.name}
    said = _said(entry, letters)
    return _("{day}: {said} ({by}, record {number})").format(said=said, **known)


def _said(entry: SheetEntry, letters: Letters) -> str:
    match entry.record:
        case ActionDone(at=at, outcome=outcome):
            done = _("done, {when}").format(when=at.shown()) if at else _("done")
            return ". ".join(part for part in (done, letters.text(outcome or "")) if part)
        case ActionReassigned(who=who, reason=reason):
            return _("given to {who}: {reason}").format(who=who.name, reason=letters.text(reason))
        case ActionRedated(due=due, was=was, reason=reason):
            return _("new date {due}, was {was}: {reason}").format(
                due=short_day(due), was=short_day(was), reason=letters.text(reason)
            )
        case ActionCancelled(reason=reason):
            return _("cancelled: {reason}").format(reason=letters.text(reason))
        case _:
            raise ValueError(entry.header.kind)
