"""Word how a recorder's note stands, and what a reply says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.base.text import _
from app.services.recorder import MyNote, Reply
from ui.kit.pills import State
from ui.kit.waiting import near_time

_NOT_WRITTEN = frozenset({"code", "day", "role"})


def state_of(note: MyNote) -> State:
    """Return how a note stands: waiting, read, decided, answered."""
    states = {
        "waiting": State(_("Waiting"), "muted", "clock"),
        "read": State(_("Read"), "accent"),
        "decided": State(_("Decided"), "good"),
        "answered": State(_("Answered"), "good"),
    }
    return states[note.state]


def reply_words(reply: Reply, day: date) -> str:
    """Return what a reply says, by whom and when; one that cannot be verified says so."""
    words = {
        "read": _("read by {name}, {when}"),
        "decided": _("decided by {name}, {when}"),
        "answered": _("answered by {name}, {when}"),
    }[reply.what]
    said = words.format(name=reply.by.name, when=near_time(reply.at, day))
    return said if reply.sure else _("{said} (cannot be confirmed)").format(said=said)


def draft_words(values: Mapping[str, Any]) -> str:
    """Return the longest text in a draft: what it is recognised by."""
    texts = sorted(_texts(values), key=len)
    return texts[-1] if texts else _("Nothing is written yet.")


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        if value.keys() & _NOT_WRITTEN:
            return []
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, (list, tuple)):
        return [text for part in value for text in _texts(part)]
    return []
