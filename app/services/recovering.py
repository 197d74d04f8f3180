"""Open a school with its recovery sheet, to make new keys for one of its key holders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from app.base.errors import RuleError, VaultError
from app.base.ids import PersonId, SchoolId, new_id
from app.ledger.append import append
from app.ledger.certificates import certificates
from app.ledger.ledger import Ledger
from app.ledger.log import write_log
from app.ledger.standing import SCHEMA, build_standing
from app.ledger.values import Writing
from app.records.fields import PersonAs
from app.records.header import Header
from app.records.keys import RecoveryUsed
from app.records.record import Record
from app.records.system import CertificateEnded, CertificateEntry
from app.rules.access import may_give
from app.services.certifying import new_certificate
from app.services.granting import givens_for
from app.services.sign_in import Door
from app.services.writer import PersonSigner
from app.vault.database import Database
from app.vault.grants import Given, Giver, Opened, Recipient
from app.vault.heads import forget_heads
from app.vault.keyfile import KeyFile
from app.vault.keyring import (
    CHILDREN_VAULT,
    SCHOOL_VAULT,
    NewPerson,
    new_person_keys,
    new_place,
)
from app.vault.recovery import read, recover, sheet_of
from app.vault.signing import Signer


class NotAKeyHolder(RuleError):
    """The recovery sheet makes keys for the DSL, a deputy or the head only."""


class SheetTooOld(VaultError):
    """The sheet opens, but not the vaults as they lie here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOpen:
    """Hold what a typed code has opened; gone when new keys are made or the page is left."""

    number: int
    opened: Opened
    school_signer: Signer


class Recovering:
    """Stand at the door with the sheet in hand."""

    def __init__(self, door: Door) -> None:
        """Take the school's door."""
        self.door = door
        self._keys = door.keys

    def people(self) -> list[tuple[PersonId, str]]:
        """Return whose passphrase may be made new, by id and name: no recorder's.

        Whoever was never granted anything is shown: a key file may have lost what it held.
        """
        holders = self._keys.content.holders
        vaults = {h.person: {grant.given.vault for grant in h.grants} for h in holders}
        return [
            (person, name)
            for person, name in self.door.people()
            if not vaults[person] or CHILDREN_VAULT in vaults[person]
        ]

    def seconds_to_wait(self, person: PersonId) -> float:
        """Return how long to wait before the next code, as after wrong passphrases."""
        return self.door.seconds_to_wait(person)

    def note_wrong_code(self, person: PersonId) -> float:
        """Count a wrong code like a wrong passphrase of the person it was tried for."""
        return self.door.note_wrong_try(person)

    def open(self, typed: str) -> SheetOpen:
        """Open the sheet of a typed code (InputError on "code", WrongSheet, SheetTooOld)."""
        code, content = read(typed), self._keys.content
        opened = recover(content, code)
        sheet, _box = sheet_of(content, code)
        wanted = {(vault.name, vault.key_version) for vault in content.vaults}
        here = {one for one in wanted if one[0] in {SCHOOL_VAULT, CHILDREN_VAULT}}
        if opened.school is None or not here <= set(opened.vaults):
            raise SheetTooOld
        return SheetOpen(number=sheet.number, opened=opened, school_signer=opened.school)

    def make_keys(self, person: PersonId, passphrase: str) -> NewPerson:
        """Make new keys under a new passphrase; slow, any thread."""
        content = self._keys.content
        old = content.holder(person)
        place = new_place(
            SchoolId(content.school), person, cost=old.cost, test_school=content.test_school
        )
        return new_person_keys(
            place, name=old.name, passphrase=passphrase, school_public=content.school_public
        )

    def admit(self, sheet: SheetOpen, new: NewPerson, why: str) -> None:
        """Enter the new keys in both vaults, then hand them what the roles may hold.

        The sheet stands for the issuer: the school's key, opened by it, signs the certificate.
        NotAKeyHolder, VaultInUse, VaultDamaged and the leaves of StorageFailed. A kill between
        leaves certificates without keys; doing it again ends them.
        """
        content = self._keys.content
        opened: list[Database] = []
        try:
            ledgers = [self._open(v, sheet, opened) for v in (SCHOOL_VAULT, CHILDREN_VAULT)]
            certificate = self._certificate(ledgers[1], sheet, new, why)
            for ledger in ledgers:
                self._enter(ledger, certificate, new, sheet.number)
        finally:
            for db in opened:
                db.close()
        forget_heads(self.door.folder, PersonId(new.holder.person))
        self._keys.replace(_handed_on(content, sheet, new, certificate))

    def _open(self, vault: str, sheet: SheetOpen, opened: list[Database]) -> Ledger:
        content = self._keys.content
        file = content.vault(vault)
        path = self.door.folder.vault(vault, file.generation)
        key = sheet.opened.vaults[vault, file.key_version]
        db = Database.open(path, key, temp_schema=SCHEMA)
        opened.append(db)
        with db.transaction():
            build_standing(db)
        school = SchoolId(content.school)
        return Ledger(db, school=school, vault=vault, clock=self.door.clock)

    def _certificate(
        self, children: Ledger, sheet: SheetOpen, new: NewPerson, why: str
    ) -> CertificateEntry:
        held = certificates(children).values()
        mine = [f.certificate for f in held if f.certificate.person == new.holder.person]
        roles: Sequence[str] = mine[-1].roles if mine else ()
        if not may_give(tuple(roles)):
            raise NotAKeyHolder(new.holder.name)
        return new_certificate(
            school=self._keys.content.school,
            school_signer=sheet.school_signer,
            person=new.holder.person,
            name=new.holder.name,
            roles=roles,
            keys=new.keys,
            why=why,
        )

    def _enter(
        self, ledger: Ledger, certificate: CertificateEntry, new: NewPerson, sheet: int
    ) -> None:
        who = PersonAs(name=new.holder.name, id=new.holder.person)
        ending = [
            CertificateEnded(certificate=force.certificate.id, why=certificate.why)
            for force in certificates(ledger).values()
            if force.certificate.person == who.id and force.until is None
        ]
        used = RecoveryUsed(sheet=sheet, person=who, why=certificate.why)
        writings = [self._writing(record, who) for record in (certificate, *ending, used)]
        signer = PersonSigner(certificate.id, "session", new.keys.session)
        with ledger.db.transaction():
            append(ledger, writings, signer)
            write_log(ledger, "recovery_used", {"whose": who.id, "sheet": sheet})

    def _writing(self, record: Record, who: PersonAs) -> Writing:
        name = new_id()
        header = Header(
            id=name,
            kind=record.kind.code,
            version=record.kind.version,
            author=who,
            written=self.door.clock.now(),
            root=name,
        )
        return Writing(header=header, record=record)


def _handed_on(
    content: KeyFile, sheet: SheetOpen, new: NewPerson, certificate: CertificateEntry
) -> KeyFile:
    giver = Giver(SchoolId(content.school), new.holder.person, new.keys.session)
    to = Recipient(holder=new.holder.person, box=new.keys.public.box)
    given = [
        (one, secret)
        for one in givens_for(certificate.roles, content)
        if (secret := _secret(sheet, one)) is not None
    ]
    grants = tuple(giver.give(one, secret, to) for one, secret in given)
    return content.with_holder(msgspec.structs.replace(new.holder, grants=grants))


def _secret(sheet: SheetOpen, given: Given) -> bytes | None:
    if given.purpose == "vault":
        return sheet.opened.vaults.get((given.vault, given.version))
    if given.purpose == "intake":
        box = sheet.opened.intake.get(given.version)
        return box.private() if box else None
    return sheet.school_signer.seed()
