"""Say instants, and how long there was between two of them, in words."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import NamedTuple

from app.base.clock import Stamp
from app.base.text import _, ngettext
from app.records.fields import Moment, show_day

_HOUR = 60
_DAY = 24 * _HOUR


class Point(NamedTuple):
    """Hold a place in time as precisely as it is known: the day, and perhaps the time."""

    day: date
    time: time | None = None

    def shown(self) -> str:
        """Return it in words."""
        return Moment(self.day, self.time).shown()


def point_of(moment: Moment | Stamp | None) -> Point | None:
    """Return where a moment stands on the wall's clock and calendar, if that is known."""
    if isinstance(moment, Stamp):
        wall = moment.local()
        return Point(wall.date(), wall.time().replace(second=0, microsecond=0))
    return Point(moment.day, moment.time) if moment and moment.day else None


def stamp_words(stamp: Stamp) -> str:
    """Return an instant by the clock on the wall: 3 March 2026 at 14:05."""
    wall = stamp.local()
    return Moment(wall.date(), wall.time()).shown()


def short_day(day: date) -> str:
    """Return a day for a narrow column: 3 Mar 2026."""
    return f"{day.day} {day:%b %Y}"


def short_stamp(stamp: Stamp) -> str:
    """Return an instant for a narrow column: 3 Mar 2026, 14:05."""
    return f"{short_day(stamp.day())}, {stamp.local():%H:%M}"


def span_words(since: date | None, until: date | None) -> str:
    """Return the days between which something holds; empty if neither is known."""
    if since and until:
        return _("{since} to {until}").format(since=show_day(since), until=show_day(until))
    if since:
        return _("since {day}").format(day=show_day(since))
    return _("until {day}").format(day=show_day(until)) if until else ""


def delay_words(start: Point, end: Point) -> str:
    """Return how long after the start the end was, as exactly as both are known."""
    if start.time is None or end.time is None:
        return _days_words((end.day - start.day).days)
    gone = datetime.combine(end.day, end.time) - datetime.combine(start.day, start.time)
    minutes = int(gone.total_seconds() // 60)
    if minutes < 0:
        return _("before it")
    if minutes >= _DAY:
        return _days_words((end.day - start.day).days)
    return _minutes_words(minutes)


def _minutes_words(minutes: int) -> str:
    hours, left = divmod(minutes, _HOUR)
    if minutes == 0:
        return _("at the same time")
    if hours == 0:
        return ngettext("{count} minute later", "{count} minutes later", left).format(count=left)
    if left == 0:
        return ngettext("{count} hour later", "{count} hours later", hours).format(count=hours)
    return _("{hours} h {minutes} min later").format(hours=hours, minutes=left)


def _days_words(days: int) -> str:
    if days < 0:
        return _("before it")
    if days == 0:
        return _("the same day")
    if days == 1:
        return _("the next day")
    return ngettext("{count} day later", "{count} days later", days).format(count=days)
