"""Say first of all on Today that notes wait in the tray, loudest when nobody has read them."""

from __future__ import annotations

from app.base.text import _, ngettext
from app.rules.intake import NoteAlarm, Waiting
from ui.kit.banners import Notice, NoticeTone
from ui.kit.buttons import Button
from ui.kit.desk import Desk
from ui.kit.waiting import near_time


def notes_notice(desk: Desk) -> Notice | None:
    """Return what is to be said about the tray, or None while it is empty."""
    intake, today = desk.workspace.intake, desk.workspace.clock.now().day()
    waiting = intake.waiting()
    if not waiting.total:
        return None
    late = intake.alarms()
    lines = []
    if late:
        first = near_time(min(one.arrived for one in late), today)
        words = ngettext(
            "{count} has not been read. It came {first}.",
            "{count} have not been read. The first came {first}.",
            len(late),
        )
        lines.append(words.format(count=len(late), first=first))
    elif waiting.since is not None:
        lines.append(_("The oldest came {when}.").format(when=near_time(waiting.since, today)))
    more = _more(waiting)
    notice = Notice(
        _title(waiting), [*lines, *([more] if more else [])], tone=_tone(waiting, late)
    )
    notice.setObjectName("alarm-notes")
    return notice.offer(
        Button(_("Open the tray"), lambda: desk.go("intake"), icon="tray", name="to-intake")
    )


def _title(waiting: Waiting) -> str:
    if not waiting.notes:
        return _("The tray is not empty")
    words = ngettext("{count} note waits", "{count} notes wait", waiting.notes)
    urgent = ngettext("{count} urgent", "{count} urgent", waiting.urgent)
    said = words.format(count=waiting.notes)
    return f"{said}, {urgent.format(count=waiting.urgent)}" if waiting.urgent else said


def _more(waiting: Waiting) -> str:
    parts = []
    if waiting.unfinished:
        parts.append(_("{count} unfinished").format(count=waiting.unfinished))
    if waiting.strange:
        parts.append(_("{count} that cannot be taken in").format(count=waiting.strange))
    return " · ".join(parts)


def _tone(waiting: Waiting, late: tuple[NoteAlarm, ...]) -> NoticeTone:
    if late or waiting.urgent:
        return "danger"
    return "warn" if waiting.notes else "info"
