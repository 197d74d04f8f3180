"""Decide which backups may go: all of the last 14 days stay, then one a week for 12 weeks."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import UTC
from pathlib import Path

from app.base.clock import Stamp
from app.base.ids import SchoolId
from app.vault.backup import BackupSeen, list_backups
from app.vault.files import move

ALL_DAYS = 14
WEEKS = 12
_DAY_US = 24 * 3600 * 1_000_000
_GOING = ".part"


def surplus(backups: Sequence[BackupSeen], now: Stamp) -> tuple[BackupSeen, ...]:
    """Return what may be removed, oldest first; never the newest whole one."""
    by_age = sorted(backups, key=lambda one: one.made, reverse=True)
    whole = [one for one in by_age if one.whole]
    kept_weeks: set[tuple[int, int]] = set()
    gone = []
    for one in by_age:
        age_us = now.utc_us - one.made.utc_us
        if age_us <= ALL_DAYS * _DAY_US or one in whole[:1]:
            continue
        week = _week(one.made)
        in_weeks = age_us <= (ALL_DAYS + 7 * WEEKS) * _DAY_US
        if in_weeks and one.whole and week not in kept_weeks:
            kept_weeks.add(week)
        else:
            gone.append(one)
    return tuple(reversed(gone))


def _week(made: Stamp) -> tuple[int, int]:
    year, week, _ = made.local().astimezone(UTC).isocalendar()
    return year, week


def prune(destination: Path, school: SchoolId, now: Stamp) -> int:
    """Remove this school's surplus backups from a folder; return how many went.

    Each is first renamed to end in `.part`, so that a kill leaves no half backup under its name.
    """
    gone = surplus(list_backups(destination, school), now)
    for one in gone:
        going = one.path.with_name(one.path.name + _GOING)
        move(one.path, going)
        shutil.rmtree(going, ignore_errors=True)
    return len(gone)
