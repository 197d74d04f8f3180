"""Find out who reported a concern, and whether they have an account of their own."""

from __future__ import annotations

from dataclasses import dataclass

from app.ledger.certificates import certificates, in_force
from app.ledger.values import Whole
from app.records.concern import AnyConcern
from app.records.fields import PersonAs
from app.records.intake import TakenIn
from app.rules.access import may_hold
from app.vault.keyring import CHILDREN_VAULT
from app.views.vaults import Vaults


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """Hold who reported a record: with an account here, or only as typed."""

    person: PersonAs
    account: bool
    contact: str = ""
    by_note: bool = False


class Reporters:
    """Answer who reported what a decision or an answer is about."""

    def __init__(self, vaults: Vaults) -> None:
        """Take the open vaults."""
        self._school = vaults.school
        self._ledger = vaults.children

    def of(self, whole: Whole) -> list[tuple[str, Reporter]]:
        """Return the records a decision or an answer is about, each with who reported it."""
        links = [*whole.header.links_for("answers"), *whole.header.links_for("settles")]
        found = ((record, self.who(record)) for record in links)
        return [(record, reporter) for record, reporter in found if reporter]

    def who(self, record: str) -> Reporter | None:
        """Return who reported a concern, if anybody but a key holder did."""
        whole = self._ledger.whole(record)
        if whole is None:
            return None
        taken = self._taken(record)
        if taken is not None and taken.identity == "confirmed":
            return Reporter(person=whole.header.author, account=True, by_note=True)
        if taken is not None:
            person = taken.reporter or whole.header.author
            account = bool(taken.reporter) and self._has_account(taken.reporter)
            return Reporter(person=person, account=account, contact=taken.contact, by_note=True)
        if isinstance(whole.record, AnyConcern) and self._has_account(whole.record.reporter):
            return Reporter(person=whole.record.reporter, account=True)
        return None

    def _taken(self, record: str) -> TakenIn | None:
        ids = [e.id for _t, why, e in self._ledger.pointing_at([record]) if why == "takes_in"]
        records = [whole.record for whole in self._ledger.wholes(ids)]
        return next((one for one in records if isinstance(one, TakenIn)), None)

    def _has_account(self, person: PersonAs | None) -> bool:
        """Say whether somebody signs in as a recorder; key holders see for themselves."""
        force = in_force(certificates(self._school), (person and person.id) or "")
        return force is not None and not may_hold(force.certificate.roles, CHILDREN_VAULT)
