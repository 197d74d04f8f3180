"""Say how long something has waited, how old it is, and when something is due."""

from __future__ import annotations

from datetime import date

from app.base.clock import Stamp
from app.base.text import _, ngettext
from ui.kit.pills import State

_HOUR, _DAY, _WEEK = 60, 24 * 60, 7
_MINUTE_US = 60_000_000


def waited_words(minutes: int) -> str:
    """Return how long something has waited: waited 2 h 10 min, waited 3 days."""
    return _("waited {time}").format(time=length_words(minutes))


def length_words(minutes: int) -> str:
    """Return a length of time: less than a minute, 25 min, 2 h 10 min, 3 days."""
    if minutes < 1:
        return _("less than a minute")
    if minutes < _HOUR:
        return _("{minutes} min").format(minutes=minutes)
    if minutes < _DAY:
        hours, rest = divmod(minutes, _HOUR)
        hours_words = _("{hours} h").format(hours=hours)
        return f"{hours_words} {_('{minutes} min').format(minutes=rest)}" if rest else hours_words
    return days_words(minutes // _DAY)


def days_words(days: int) -> str:
    """Return a number of days in words."""
    return ngettext("{days} day", "{days} days", days).format(days=days)


def minutes_between(earlier: Stamp, later: Stamp) -> int:
    """Return the whole minutes between two instants, 0 if the first is the later one."""
    return max(0, later.utc_us - earlier.utc_us) // _MINUTE_US


def near_day(day: date, today: date) -> str:
    """Return a day as people say it near to today: tomorrow, Thu 12 March, 12 March 2027."""
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    away = (day - today).days
    if away in near:
        return near[away]
    if abs(away) < _WEEK:
        return f"{day:%a} {day.day} {day:%B}"
    return f"{day.day} {day:%B}" if day.year == today.year else f"{day.day} {day:%B} {day.year}"


def near_time(stamp: Stamp, today: date) -> str:
    """Return an instant as people say it near to today: today 08:12, 12 March 15:40."""
    return f"{near_day(stamp.day(), today)} {stamp.local():%H:%M}"


def due_state(due: date, today: date, *, loud: bool = True) -> State:
    """Return the state of something due on a day; only a loud one is coloured."""
    late = (today - due).days
    if late > 0:
        words = ngettext("Overdue {days} day", "Overdue {days} days", late).format(days=late)
        return State(words, "danger" if loud else "muted")
    words = _("Due {day}").format(day=near_day(due, today))
    return State(words, "warn" if loud and late == 0 else "muted")
