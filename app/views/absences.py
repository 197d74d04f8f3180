"""Ask who acted for the DSL while they were away, on which days, and how much they recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.ledger.values import Whole
from app.records.keys import Acting, ActingSeen
from app.records.kinds import KINDS
from app.records.system import SystemRecord
from app.views.vaults import Vaults

_COUNT = (
    "SELECT count(*) FROM entry WHERE author = ? AND seq > ? AND seq < ?"
    " AND kind NOT IN (SELECT value FROM json_each(?))"
)
_LAST = (1 << 63) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class StoodIn:
    """Say that somebody acted for the person signed in: on which days, and how many records."""

    name: str
    days: tuple[date, ...]
    records: int
    why: tuple[str, ...]


class AbsenceView:
    """Answer who stood in."""

    def __init__(self, vaults: Vaults) -> None:
        """Take the open vaults."""
        self._vaults = vaults

    def since_seen(self) -> tuple[StoodIn, ...]:
        """Return who acted for the person signed in since they last looked, oldest first."""
        me, ledger = self._vaults.me.id, self._vaults.children
        seen = 0
        for whole in ledger.of_kinds([ActingSeen.kind.code]):
            if isinstance(whole.record, ActingSeen) and whole.entry.author == me:
                seen = whole.record.up_to
        sessions = ledger.of_kinds([Acting.kind.code], since_seq=seen)
        mine = [whole for whole in sessions if _for(whole, me)]
        authors = dict.fromkeys(whole.entry.author for whole in mine)
        return tuple(self._stood_in(author, mine, sessions) for author in authors)

    def _stood_in(self, author: str, mine: Sequence[Whole], sessions: Sequence[Whole]) -> StoodIn:
        own = [whole for whole in mine if whole.entry.author == author]
        return StoodIn(
            name=own[-1].header.author.name,
            days=tuple(dict.fromkeys(whole.entry.recorded.day() for whole in own)),
            records=sum(self._records(whole, sessions) for whole in own),
            why=tuple(dict.fromkeys(whole.record.line() for whole in own if whole.record)),
        )

    def _records(self, session: Whole, sessions: Sequence[Whole]) -> int:
        author, since = session.entry.author, session.entry.seq
        later = [w.entry.seq for w in sessions if w.entry.author == author and w.entry.seq > since]
        until = min(later, default=_LAST)
        row = self._vaults.children.db.row(_COUNT, (author, since, until, _SYSTEM))
        return int(row[0]) if row else 0


def _for(whole: Whole, person: str) -> bool:
    record = whole.record
    return (
        isinstance(record, Acting)
        and record.for_whom is not None
        and (record.for_whom.id == person)
    )


_SYSTEM = (
    "[" + ",".join(f'"{cls.kind.code}"' for cls in KINDS if issubclass(cls, SystemRecord)) + "]"
)
