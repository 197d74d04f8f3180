"""Take children who left long ago, and of whom there is no record, off the roll.

Hold nothing of the ordinary pupil record (002-071): a name on the roll serves records only.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from datetime import date

from app.ledger.log import write_log
from app.records.header import Link
from app.records.roll import ChildRemoved
from app.services.changes import Change
from app.services.roll_undo import with_records
from app.services.settings import Settings
from app.services.writer import Writer

KEPT = "leavers_kept_months"
KEPT_MONTHS = 12
LONGEST_KEPT = 120
_LEFT = (
    "SELECT id, left_on FROM child WHERE left_on IS NOT NULL AND merged_into IS NULL"
    " ORDER BY found_by"
)


class Leavers:
    """Say whose time on the roll is over, and take them off when somebody says so."""

    def __init__(self, writer: Writer, settings: Settings) -> None:
        """Take the writer of the person signed in, and the settings."""
        self._writer = writer
        self._settings = settings
        self._school = writer.vaults.school

    def kept_months(self) -> int:
        """Return how many months after leaving a child without a record stays on the roll."""
        return self._settings.get(KEPT, int, KEPT_MONTHS)

    def keep_months(self, months: int) -> Change:
        """Change how many months that is."""
        return self._settings.put(KEPT, max(0, min(months, LONGEST_KEPT)))

    def due(self) -> tuple[str, ...]:
        """Return the children whose time is over and of whom there is no record, by name."""
        today, months = self._writer.vaults.clock.now().day(), self.kept_months()
        left = {row[0]: date.fromisoformat(row[1]) for row in self._school.db.query(_LEFT)}
        over = [child for child, day in left.items() if months_after(day, months) <= today]
        if not over:
            return ()
        recorded = with_records(self._writer.vaults)
        return tuple(child for child in over if child not in recorded)

    def remove(self, children: Collection[str]) -> Change:
        """Take those who are still due off the roll; the log counts them and names nobody."""
        gone = [child for child in self.due() if child in set(children)]
        if not gone:
            return Change()
        rows = self._school.db.query("SELECT id, merged_into FROM child WHERE merged_into NOTNULL")
        ids = [*gone, *(one for one, into in rows if into in gone)]
        writings = [
            self._writer.writing(ChildRemoved(why="left"), links=[Link(child, "about")])
            for child in ids
        ]
        with self._school.db.transaction():
            change = self._writer.append(self._school, writings)
            detail = {"count": len(gone), "by": self._writer.vaults.me.id}
            write_log(self._school, "leavers_removed", detail)
        self._writer.tell(change)
        return change


def months_after(day: date, months: int) -> date:
    """Return the same day of the month some months later, or the last one that month has."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = divmod(whole, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
