"""Give a colleague keys: certificate, grants and an entry in the key file."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from app.base.errors import RuleError, VaultError
from app.base.ids import PersonId, SchoolId
from app.ledger.certificates import certificates, vouched
from app.records.system import CertificateEntry
from app.rules.access import VAULT_HOLDERS, may_hold
from app.services.certifying import new_certificate
from app.services.changes import Change
from app.services.writer import Writer
from app.vault.grants import Given, Recipient
from app.vault.keyring import (
    CHILDREN_VAULT,
    FIRST,
    SCHOOL_VAULT,
    Keyring,
    NewPerson,
    change_passphrase,
    new_person_keys,
    new_place,
)
from app.vault.keystore import KeyStore
from app.vault.passphrase import Cost


class HasKeys(RuleError):
    """This person can sign in already."""


class MayNotHold(RuleError):
    """Nobody with these roles may hold the children's records."""


class NoSchoolKey(VaultError):
    """Only a holder of the school's signing key can give a colleague keys."""


class NotVouched(VaultError):
    """A certificate is not what school and issuer signed; no key was handed on."""


class People:
    """Give colleagues keys, and change one's own passphrase."""

    def __init__(self, writer: Writer, keys: KeyStore, keyring: Keyring) -> None:
        """Take the writer, the key file and the open keys of the person signed in."""
        self._writer = writer
        self._keys = keys
        self._keyring = keyring

    def holders(self) -> list[tuple[str, str]]:
        """Return who can sign in: id and name."""
        return [(holder.person, holder.name) for holder in self._keys.content.holders]

    def make_keys(self, person: str, name: str, passphrase: str, cost: Cost) -> NewPerson:
        """Make a colleague's keys under the passphrase they typed; slow, any thread."""
        content = self._keys.content
        place = new_place(
            SchoolId(content.school), PersonId(person), cost=cost, test_school=content.test_school
        )
        return new_person_keys(
            place, name=name, passphrase=passphrase, school_public=content.school_public
        )

    def admit(self, new: NewPerson, roles: Sequence[str], why: str) -> Change:
        """Vouch for new keys in both vaults, then hand on what their roles may hold.

        HasKeys, MayNotHold, NoSchoolKey. The certificate is an entry before the grant stands.
        """
        person = new.holder.person
        if person in {held for held, _name in self.holders()}:
            raise HasKeys(person)
        if not may_hold(tuple(roles), CHILDREN_VAULT):
            raise MayNotHold(person)
        certificate = self._certificate(new, roles, why)
        vaults = self._writer.vaults
        change = Change()
        for ledger in (vaults.school, vaults.children):
            change = self._writer.commit(ledger, [self._writer.writing(certificate)])
        self._hand_on(new, roles, certificate)
        return change

    def certificate_of(self, person: str) -> str:
        """Return the id of the newest certificate of a person that is in force."""
        held = certificates(self._writer.vaults.children).values()
        mine = [f for f in held if f.certificate.person == person and f.until is None]
        if not mine:
            raise NoSchoolKey
        return mine[-1].certificate.id

    def own_cost(self) -> Cost:
        """Return the cost of the passphrase of whoever is signed in."""
        return self._keys.content.holder(self._keyring.person).cost

    def change_own_passphrase(self, old: str, new: str) -> None:
        """Lock one's own keys under a new passphrase; slow (WrongPassphrase)."""
        content = change_passphrase(self._keys.content, self._keyring.person, old, new)
        self._keys.replace(content)

    def _certificate(self, new: NewPerson, roles: Sequence[str], why: str) -> CertificateEntry:
        school = self._keyring.school_signer
        if school is None:
            raise NoSchoolKey
        return new_certificate(
            school=self._keyring.school,
            school_signer=school,
            person=new.holder.person,
            name=new.holder.name,
            roles=roles,
            keys=new.keys,
            why=why,
            issuer=(self._writer.session.certificate, self._keyring.session),
        )

    def _hand_on(
        self, new: NewPerson, roles: Sequence[str], certificate: CertificateEntry
    ) -> None:
        vouching = certificates(self._writer.vaults.school)
        held = vouching[certificate.id].certificate
        issuer = vouching[held.issuer].certificate
        if not vouched(self._keyring.school, self._keys.content.school_public, held, issuer):
            raise NotVouched
        to = Recipient(holder=new.holder.person, box=bytes.fromhex(held.box_key))
        content = self._keys.content
        givens = [
            Given("vault", name, content.vault(name).key_version)
            for name in VAULT_HOLDERS
            if may_hold(tuple(roles), name)
        ]
        givens += [Given("intake", CHILDREN_VAULT, version) for version in self._keyring.intake]
        givens.append(Given("school", SCHOOL_VAULT, FIRST))
        grants = tuple(self._keyring.grant(given, to) for given in givens)
        holder = msgspec.structs.replace(new.holder, grants=grants)
        self._keys.replace(content.with_holder(holder))
