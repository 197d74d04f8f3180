"""Give colleagues keys, change what they may hold, and give new ones for lost passphrases."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from app.base.errors import RuleError, VaultError
from app.base.ids import PersonId, SchoolId
from app.ledger.certificates import certificates, in_force
from app.ledger.ledger import Ledger
from app.ledger.log import write_log
from app.records.keys import KeysConfirmed
from app.records.system import CertificateEnded, CertificateEntry
from app.services.certifying import new_certificate, renewed_certificate
from app.services.changes import Change
from app.services.granting import RECORDER, givens_for, recipient, vaults_for
from app.services.sign_in import Entered
from app.services.writer import PersonSigner, Writer
from app.vault.grants import Given
from app.vault.heads import forget_heads
from app.vault.keyfile import Holder
from app.vault.keyring import (
    CHILDREN_VAULT,
    NewPerson,
    change_passphrase,
    new_person_keys,
    new_place,
)
from app.vault.passphrase import Cost
from app.vault.phrases import problem_with
from app.vault.signing import Signer


class HasKeys(RuleError):
    """This person can sign in already."""


class HasNoKeys(RuleError):
    """This person cannot sign in, so there is nothing to change."""


class MayNotHold(RuleError):
    """Nobody with these roles may hold keys."""


class OtherVaults(RuleError):
    """Under the new roles other vaults may be held: old keys go, or new ones come, first."""


class StillHasKeys(RuleError):
    """Somebody who can sign in does not just leave: their keys are taken first."""


class OwnKeys(RuleError):
    """Nobody gives themselves other keys: another key holder does."""


class NoSchoolKey(VaultError):
    """Only a holder of the school's signing key can give a colleague keys."""


class People:
    """Give colleagues keys, change roles, and change one's own passphrase."""

    def __init__(self, writer: Writer, entered: Entered) -> None:
        """Take the writer, and what signing in has opened."""
        self._writer = writer
        self._entered = entered
        self._keys = entered.keys
        self._keyring = entered.keyring

    # ------------------------------------------------------------------ asked

    def holders(self) -> list[tuple[str, str]]:
        """Return who can sign in: id and name."""
        return [(holder.person, holder.name) for holder in self._keys.content.holders]

    def certificate_of(self, person: str, vault: str = CHILDREN_VAULT) -> str:
        """Return the id of the newest certificate of a person that is in force (NoSchoolKey)."""
        force = in_force(certificates(self._ledger(vault)), person)
        if force is None:
            raise NoSchoolKey
        return force.certificate.id

    def roles_of(self, person: str) -> tuple[str, ...]:
        """Return the roles that a person's keys are vouched for with; none without keys."""
        force = in_force(certificates(self._writer.vaults.school), person)
        return force.certificate.roles if force else ()

    def own_cost(self) -> Cost:
        """Return the cost of the passphrase of whoever is signed in."""
        return self._keys.content.holder(self._keyring.person).cost

    def problem_with(self, passphrase: str, name: str) -> str | None:
        """Return why a passphrase that a recorder chose will not do, as a problem code."""
        return problem_with(passphrase, [name, self._keys.content.name])

    # ------------------------------------------------------------------ keys given

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
        """Vouch for new keys in each vault they may hold, then hand on what their roles may hold.

        HasKeys, MayNotHold, NoSchoolKey. The certificate is an entry before the grant stands.
        """
        person = new.holder.person
        if person in {held for held, _name in self.holders()}:
            raise HasKeys(person)
        if not vaults_for(roles):
            raise MayNotHold(person)
        return self._vouch(new, roles, why)

    def reissue(self, new: NewPerson, why: str, roles: Sequence[str] = ()) -> Change:
        """Give a person new keys in the place of those whose passphrase is lost.

        The old certificates end, the roles stay unless others are given; what the old draft key
        encrypted stays shut. HasNoKeys, OwnKeys, OtherVaults, NoSchoolKey.
        """
        person = new.holder.person
        if person == self._keyring.person:
            raise OwnKeys(person)
        if person not in {held for held, _name in self.holders()}:
            raise HasNoKeys(person)
        old = self.roles_of(person)
        wanted = tuple(roles) or old or (RECORDER,)
        if set(vaults_for(old)) - set(vaults_for(wanted)):
            raise OtherVaults(person)
        return self._vouch(new, wanted, why)

    def change_roles(
        self, person: str, roles: Sequence[str], why: str, *, name: str = ""
    ) -> Change:
        """Vouch for the same keys with other roles, or another name; grants follow.

        HasNoKeys, NoSchoolKey; OtherVaults when the vaults that may be held would differ: who may
        open more draws five words for new keys, who may open less leaves a vault to a new key.
        """
        force = in_force(certificates(self._writer.vaults.school), person)
        if force is None:
            raise HasNoKeys(person)
        old = force.certificate
        if tuple(roles) == old.roles and name in ("", old.name):
            return Change()
        if vaults_for(old.roles) != vaults_for(roles):
            raise OtherVaults(person)
        certificate = renewed_certificate(
            old,
            roles,
            school=self._keyring.school,
            school_signer=self._school_signer(),
            name=name,
            why=why,
            issuer=self._issuer(),
        )
        change = self._enter(certificate, "roles_changed")
        self._take_over(certificate)
        holder = self._keys.content.holder(PersonId(person))
        renamed = msgspec.structs.replace(holder, name=certificate.name)
        self._hand_on(renamed, certificate)
        return change

    def confirm_own(self) -> Change:
        """Say, signed with one's new keys, that they are one's own."""
        change = Change()
        vaults = self._writer.vaults
        for ledger in (vaults.school, vaults.children):
            record = KeysConfirmed(certificate=self._writer.session.certificate)
            change = self._writer.commit(ledger, [self._writer.writing(record)])
        self._log("keys_confirmed", self._keyring.person)
        return change

    def change_own_passphrase(self, old: str, new: str) -> None:
        """Lock one's own keys under a new passphrase; slow (WrongPassphrase)."""
        content = change_passphrase(self._keys.content, self._keyring.person, old, new)
        self._keys.replace(content)

    # ------------------------------------------------------------------ inside

    def _vouch(self, new: NewPerson, roles: Sequence[str], why: str) -> Change:
        certificate = new_certificate(
            school=self._keyring.school,
            school_signer=self._school_signer(),
            person=new.holder.person,
            name=new.holder.name,
            roles=roles,
            keys=new.keys,
            why=why,
            issuer=self._issuer(),
        )
        change = self._enter(certificate, "keys_given")
        forget_heads(self._keys.folder, PersonId(new.holder.person))
        self._hand_on(new.holder, certificate)
        return change

    def _enter(self, certificate: CertificateEntry, what: str) -> Change:
        """Enter a certificate in both vaults; older ones of the person end.

        A recorder's stands in *children* too, without a key to it: for what is taken in of theirs.
        """
        change, vaults = Change(), self._writer.vaults
        for ledger in (vaults.school, vaults.children):
            ending = [
                CertificateEnded(certificate=force.certificate.id, why=certificate.why)
                for force in certificates(ledger).values()
                if force.certificate.person == certificate.person and force.until is None
            ]
            writings = [self._writer.writing(record) for record in (certificate, *ending)]
            change = self._writer.commit(ledger, writings)
        self._log(what, certificate.person)
        return change

    def _hand_on(self, holder: Holder, certificate: CertificateEntry) -> None:
        """Seal what the roles may hold to the keys vouched for; what they may not goes."""
        content = self._keys.content
        to = recipient(self._writer.vaults.school, content, certificate.id)
        wanted = givens_for(certificate.roles, content)
        kept = tuple(grant for grant in holder.grants if _may_stay(grant.given, wanted))
        missing = [given for given in wanted if given not in {grant.given for grant in kept}]
        granted = tuple(self._keyring.grant(given, to) for given in missing)
        renewed = msgspec.structs.replace(holder, grants=(*kept, *granted))
        self._keys.replace(content.with_holder(renewed))

    def _take_over(self, certificate: CertificateEntry) -> None:
        """Sign under the new certificate from now on, if it is one's own."""
        if certificate.person == self._keyring.person:
            signer = PersonSigner(certificate.id, "session", self._keyring.session)
            self._writer.session = self._entered.signer = signer

    def _log(self, what: str, person: str) -> None:
        school = self._writer.vaults.school
        with school.db.transaction():
            write_log(school, what, {"whose": person, "by": self._writer.vaults.me.id})

    def _school_signer(self) -> Signer:
        signer = self._keyring.school_signer
        if signer is None:
            raise NoSchoolKey
        return signer

    def _issuer(self) -> tuple[str, Signer]:
        return self._writer.session.certificate, self._keyring.session

    def _ledger(self, vault: str) -> Ledger:
        vaults = self._writer.vaults
        return vaults.children if vault == CHILDREN_VAULT else vaults.school


def _may_stay(given: Given, wanted: Sequence[Given]) -> bool:
    """Say whether a grant may stay: older versions of a key that may be held open backups."""
    return any((given.purpose, given.vault) == (one.purpose, one.vault) for one in wanted)


def people_of(entered: Entered) -> People:
    """Return the service for somebody who has just signed in, before there is a workspace."""
    return People(Writer(entered.vaults, entered.signer), entered)
