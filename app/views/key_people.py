"""Ask who works here, who can sign in and how, and what about their keys wants looking at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.base.clock import Stamp
from app.ledger.certificates import certificates, in_force
from app.ledger.log import log_lines
from app.rules.access import may_hold
from app.rules.cards import PersonCard
from app.vault.keystore import KeyStore
from app.views.issued import issued_by
from app.views.roll import RollView
from app.views.vaults import Vaults

Account = Literal["holder", "recorder", "none", "left"]
_MOST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPerson:
    """Hold an adult with their account: holds the children's records, records only, none, left.

    `roles` are those their keys are vouched for with; `since` when those keys were given.
    `unconfirmed` names who issued keys that they have not confirmed.
    """

    card: PersonCard
    account: Account
    roles: tuple[str, ...] = ()
    last: Stamp | None = None
    since: Stamp | None = None
    unconfirmed: str = ""

    @property
    def id(self) -> str:
        """Return the person's id."""
        return self.card.id


class KeyPeopleView:
    """Answer who can sign in."""

    def __init__(self, vaults: Vaults, keys: KeyStore) -> None:
        """Take the open vaults and the key file."""
        self._vaults = vaults
        self._keys = keys
        self._roll = RollView(vaults)

    def everyone(self, *, leavers: bool = False) -> list[KeyPerson]:
        """Return the adults of the register by name, leavers too if asked for."""
        cards = self._roll.people(leavers=leavers)
        known = self._known()
        return [self._of(card, known) for card in cards]

    def person(self, person: str) -> KeyPerson | None:
        """Return one adult of the register."""
        card = self._roll.person(person)
        return self._of(card, self._known()) if card else None

    def with_account(self, account: Account) -> list[tuple[str, str]]:
        """Return who has an account that opens the children's records, or only records."""
        return [(o.id, o.card.name) for o in self._known().values() if o.account == account]

    def unconfirmed(self) -> str:
        """Return who issued the keys of whoever is signed in, if they are to be confirmed."""
        person = self.person(self._vaults.me.id)
        return person.unconfirmed if person else ""

    def _of(self, card: PersonCard, known: dict[str, KeyPerson]) -> KeyPerson:
        found = known.get(card.id)
        if found is None:
            return KeyPerson(card=card, account="left" if card.left_on else "none")
        return KeyPerson(
            card=card,
            account=found.account,
            roles=found.roles,
            last=found.last,
            since=found.since,
            unconfirmed=found.unconfirmed,
        )

    def _known(self) -> dict[str, KeyPerson]:
        """Return those with keys, by id."""
        school = self._vaults.school
        held, last, issued = certificates(school), self._last(), issued_by(school)
        given = {e.seq: e.recorded for e in school.entries("e.kind = 'certificate'")}
        found = {}
        for holder in self._keys.content.holders:
            force = in_force(held, holder.person)
            roles = force.certificate.roles if force else ()
            found[holder.person] = KeyPerson(
                card=PersonCard(id=holder.person, name=holder.name),
                account="holder" if may_hold(roles, "children") else "recorder",
                roles=roles,
                last=last.get(holder.person),
                since=given.get(force.since) if force else None,
                unconfirmed=issued.get(force.certificate.id, "") if force else "",
            )
        return found

    def _last(self) -> dict[str, Stamp]:
        lines = log_lines(self._vaults.school, newest=_MOST, what="signed_in")
        found: dict[str, Stamp] = {}
        for line in lines:
            person = str((line.detail or {}).get("person", ""))
            found.setdefault(person, line.recorded)
        return found
