"""Read the time: the only place in Rowan that does."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import Annotated, Protocol

import msgspec

MICROSECOND = timedelta(microseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NAIVE = EPOCH.replace(tzinfo=None)
#: A stamp that comes from outside lies between 1900 and 9000, so that every calendar knows it.
FIRST_US, LAST_US = -2_208_988_800_000_000, 221_845_392_000_000_000
MOST_OFFSET_MIN = 23 * 60 + 59


@cache
def _zone(offset_min: int) -> timezone:
    return timezone(timedelta(minutes=offset_min))


class Stamp(msgspec.Struct, frozen=True, order=True):
    """Hold an instant: microseconds since 1970 in UTC, and the zone's offset in minutes."""

    utc_us: Annotated[int, msgspec.Meta(ge=FIRST_US, le=LAST_US)]
    offset_min: Annotated[int, msgspec.Meta(ge=-MOST_OFFSET_MIN, le=MOST_OFFSET_MIN)] = 0

    @classmethod
    def of(cls, moment: datetime) -> Stamp:
        """Return the stamp of a datetime; one without a zone is a mistake (ValueError)."""
        offset = moment.utcoffset()
        if offset is None:
            message = "a datetime without a zone has no place in time"
            raise ValueError(message)
        return cls((moment - EPOCH) // MICROSECOND, int(offset.total_seconds() // 60))

    def local(self) -> datetime:
        """Return the instant as the clock on the wall showed it, with its zone."""
        since = timedelta(minutes=self.offset_min, microseconds=self.utc_us)
        return (NAIVE + since).replace(tzinfo=_zone(self.offset_min))

    def day(self) -> date:
        """Return the calendar day on the wall."""
        return self.local().date()

    def iso(self) -> str:
        """Return ISO 8601 with the offset, to the second."""
        return self.local().isoformat(timespec="seconds")

    def plus(self, **parts: float) -> Stamp:
        """Return a later stamp; the parts are those of timedelta."""
        return Stamp(self.utc_us + timedelta(**parts) // MICROSECOND, self.offset_min)


class Clock(Protocol):
    """Tell the time."""

    def now(self) -> Stamp:
        """Return this instant."""


class SystemClock:
    """Tell the time by this PC's clock."""

    def now(self) -> Stamp:
        """Return this instant in the PC's zone."""
        return Stamp.of(datetime.now().astimezone())
