"""Do, hand on, move or cancel an action, each in a small dialog that asks for the reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.base.text import _
from app.documents.moments import short_day
from app.records.action import ActionCancelled, ActionDone, ActionReassigned, ActionRedated
from ui.concerns.stories import ActionStory
from ui.kit.desk import Desk
from ui.kit.quick_days import offer_days
from ui.kit.record_dialog import Asking, RecordDialog, ask_record

Then = Callable[[], object] | None


def ask_done(desk: Desk, parent: QWidget, action: ActionStory, then: Then = None) -> RecordDialog:
    """Ask when an action was done and what came of it; nothing has to be typed."""
    asking = Asking(title=_("Action done"), kind=ActionDone, verb=_("Done"), lines=_lines(action))
    act = desk.workspace.actions.done
    return ask_record(
        desk, parent, asking, lambda answers: act(action.id, answers), said=_("Done"), done=then
    )


def ask_reassign(
    desk: Desk, parent: QWidget, action: ActionStory, then: Then = None
) -> RecordDialog:
    """Ask who does an action now, and why."""
    asking = Asking(
        title=_("Give it to somebody else"),
        kind=ActionReassigned,
        verb=_("Give"),
        lines=_lines(action),
    )
    act = desk.workspace.actions.reassign
    return ask_record(
        desk, parent, asking, lambda answers: act(action.id, answers), said=_("Given"), done=then
    )


def ask_redate(
    desk: Desk, parent: QWidget, action: ActionStory, then: Then = None
) -> RecordDialog:
    """Ask for a new date, and why; the old one stays visible."""
    asking = Asking(
        title=_("New date"),
        kind=ActionRedated,
        verb=_("Save new date"),
        lines=_lines(action),
        skip=frozenset({"was"}),
    )
    act = desk.workspace.actions.redate
    dialog = ask_record(
        desk,
        parent,
        asking,
        lambda answers: act(action.id, answers),
        said=_("New date saved"),
        done=then,
    )
    offer_days(dialog.box("due"), desk.workspace.clock.now().day())
    return dialog


def ask_cancel(
    desk: Desk, parent: QWidget, action: ActionStory, then: Then = None
) -> RecordDialog:
    """Ask why an action is not needed."""
    asking = Asking(
        title=_("Cancel this action"),
        kind=ActionCancelled,
        verb=_("Cancel action"),
        lines=_lines(action),
    )
    act = desk.workspace.actions.cancel
    return ask_record(
        desk,
        parent,
        asking,
        lambda answers: act(action.id, answers),
        said=_("Action cancelled"),
        done=then,
    )


ASKS: dict[str, Callable[[Desk, QWidget, ActionStory, Then], RecordDialog]] = {
    "done": ask_done,
    "reassign": ask_reassign,
    "redate": ask_redate,
    "cancel": ask_cancel,
}


def _lines(action: ActionStory) -> list[str]:
    words = _("{about} · {who} · due {day}")
    about = words.format(about=action.about, who=action.who.name, day=short_day(action.due))
    return [action.what, about]
