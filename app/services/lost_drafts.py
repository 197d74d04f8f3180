"""Say which drafts nobody can open any more, and let them go after thirty days.

A draft is encrypted under its owner's draft key. Whoever has new keys for a lost passphrase, or
left, leaves drafts that nothing opens: that is stated, not hidden.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.base.clock import Stamp
from app.base.ids import DraftId, PersonId
from app.ledger.certificates import certificates
from app.ledger.log import write_log
from app.vault.draft_files import DraftSeen, discard, drafts_seen
from app.vault.keystore import KeyStore
from app.views.roll import RollView
from app.views.vaults import Vaults

KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class LostDraft:
    """Hold a draft whose owner lost their key: whose, when it was last written, gone when."""

    draft: str
    owner: PersonId
    name: str
    saved: Stamp
    goes_on: date


class LostDrafts:
    """List and let go."""

    def __init__(self, vaults: Vaults, keys: KeyStore) -> None:
        """Take the open vaults and the key file."""
        self._vaults = vaults
        self._keys = keys

    def listed(self) -> list[LostDraft]:
        """Return the drafts that no key opens, the newest first."""
        seen = drafts_seen(self._keys.folder)
        if not seen:
            return []
        ends, names = self._ends(), RollView(self._vaults).names()
        return [
            _lost(one, owner, ends[owner], names.get(owner, ""))
            for one in seen
            if (owner := one.owner) and owner in ends and one.saved_us < ends[owner].utc_us
        ]

    def sweep(self) -> int:
        """Remove those whose thirty days are over, each logged; return how many went."""
        today = self._vaults.clock.now().day()
        gone = [one for one in self.listed() if one.goes_on <= today]
        for one in gone:
            school = self._vaults.school
            with school.db.transaction():
                detail = {"whose": one.owner, "by": self._vaults.me.id}
                write_log(school, "draft_lost", detail)
            discard(self._keys.folder, DraftId(one.draft))
        return len(gone)

    def _ends(self) -> dict[PersonId, Stamp]:
        """Return when keys that somebody had before ended, by person: the last time it did."""
        school = self._vaults.school
        held = certificates(school)
        times = {
            entry.seq: entry.recorded
            for entry in school.entries("e.kind IN ('certificate', 'certificate.ended')")
        }
        now = {one.person: one.keys.session.hex() for one in self._keys.content.holders}
        found: dict[PersonId, Stamp] = {}
        for force in held.values():
            mine = force.certificate
            if mine.session_key != now.get(mine.person) and force.until is not None:
                found[PersonId(mine.person)] = times[force.until]
        return found


def _lost(seen: DraftSeen, owner: PersonId, end: Stamp, name: str) -> LostDraft:
    return LostDraft(
        draft=seen.draft,
        owner=owner,
        name=name,
        saved=Stamp(seen.saved_us, end.offset_min),
        goes_on=end.day() + KEPT,
    )
