"""Ask for one record with all that follows from it."""

from __future__ import annotations

from dataclasses import dataclass

from app.ledger.certificates import certificates
from app.ledger.values import Whole
from app.records.record import Record
from app.rules.cards import ChildCard
from app.views.lines import card_of
from app.views.roll import RollView
from app.views.vaults import Vaults


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """Hold a record that points at another, and why."""

    why: str
    whole: Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage:
    """Hold one record as its page shows it.

    `following` are the records that point at it or at those (decision, actions and what became
    of them, closure …), oldest first; `open_for` are the children it stands open for.
    """

    whole: Whole
    children: tuple[ChildCard, ...]
    following: tuple[Following, ...]
    open_for: tuple[str, ...]
    signer_name: str

    @property
    def record(self) -> Record | None:
        """Return the record itself."""
        return self.whole.record


class RecordView:
    """Answer what one record says and what came of it."""

    def __init__(self, vaults: Vaults) -> None:
        """Take the open vaults."""
        self._ledger = vaults.children
        self._roll = RollView(vaults)

    def page(self, record: str) -> RecordPage | None:
        """Return a record's page, or None where there is none."""
        whole = self._ledger.whole(record)
        if whole is None:
            return None
        rows = self._ledger.db.query("SELECT child FROM standing WHERE id = ?", (record,))
        force = certificates(self._ledger).get(whole.certificate)
        return RecordPage(
            whole=whole,
            children=tuple(card_of(c, self._roll) for c in whole.header.children),
            following=tuple(self._following(record)),
            open_for=tuple(row[0] for row in rows),
            signer_name=force.certificate.name if force else "",
        )

    def _following(self, record: str) -> list[Following]:
        found: dict[str, str] = {}
        frontier = [record]
        while frontier:
            pointing = self._ledger.pointing_at(frontier)
            frontier = [e.id for _t, _w, e in pointing if e.id not in found]
            for _target, why, entry in pointing:
                found.setdefault(entry.id, why)
        wholes = self._ledger.wholes(found)
        return [Following(why=found[w.entry.id], whole=w) for w in wholes]
