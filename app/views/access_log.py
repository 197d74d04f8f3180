"""Ask who did what lately: the newest lines of both access logs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.base.clock import Stamp
from app.ledger.certificates import certificates, in_force
from app.ledger.log import log_lines
from app.rules.access import may_hold
from app.rules.cards import ChildCard
from app.views.lines import card_of
from app.views.roll import RollView
from app.views.vaults import Vaults

NEWEST = 200
_TWO = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Accessed:
    """Hold one line of an access log.

    `what` is a word of this program (signed_in, file_opened …); `detail` is None once destroyed.
    `who` is the name of the person it was, `child` whose file it concerns, `whose` the name of
    the adult whose keys it concerns.
    """

    vault: str
    seq: int
    what: str
    at: Stamp
    who: str
    child: ChildCard | None
    detail: Mapping[str, Any] | None
    whose: str = ""


class AccessLogView:
    """Answer who opened, printed and changed what."""

    def __init__(self, vaults: Vaults) -> None:
        """Take the open vaults."""
        self._vaults = vaults
        self._roll = RollView(vaults)

    def newest(self, most: int = NEWEST) -> list[Accessed]:
        """Return the newest lines of both logs, newest first."""
        names = {card.id: card.name for card in self._roll.people(leavers=True)}
        found = [
            self._accessed(ledger.vault, line.seq, line.what, line.recorded, line.detail, names)
            for ledger in (self._vaults.school, self._vaults.children)
            for line in log_lines(ledger, newest=most)
        ]
        return sorted(found, key=lambda one: (one.at, one.vault, one.seq), reverse=True)[:most]

    def has_other_signed_in(self) -> bool:
        """Say whether two of those who can open the children's records now have signed in."""
        school = self._vaults.school
        rows = school.db.query(
            "SELECT DISTINCT json_extract(CAST(d.detail AS TEXT), '$.person')"
            " FROM log l JOIN log_detail d ON d.seq = l.seq WHERE l.what = 'signed_in'"
        )
        if len(rows) < _TWO:
            return False
        held = certificates(school)
        found = [in_force(held, str(row[0])) for row in rows]
        holders = [f for f in found if f and may_hold(f.certificate.roles, "children")]
        return len(holders) >= _TWO

    def _accessed(  # noqa: PLR0917 - the parts of one line
        self,
        vault: str,
        seq: int,
        what: str,
        at: Stamp,
        detail: Mapping[str, Any] | None,
        names: Mapping[str, str],
    ) -> Accessed:
        facts = detail or {}
        person = str(facts.get("by") or facts.get("person") or "")
        child = str(facts.get("child") or "") or self._child_of(str(facts.get("record") or ""))
        return Accessed(
            vault=vault,
            seq=seq,
            what=what,
            at=at,
            who=names.get(person, ""),
            child=self._roll.child(child) if child else None,
            detail=detail,
            whose=names.get(str(facts.get("whose") or ""), ""),
        )

    def _child_of(self, record: str) -> str:
        whole = self._vaults.children.whole(record) if record else None
        named = next(iter(whole.header.children), None) if whole else None
        return card_of(named, self._roll).id if named else ""
