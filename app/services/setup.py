"""Set up a school: its keys, its vaults, its first key holder and the recovery sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from app.base.clock import Clock
from app.base.errors import InputError, VaultError
from app.base.ids import PersonId, SchoolId, new_id
from app.ledger.append import append
from app.ledger.ledger import Ledger
from app.ledger.standing import SCHEMA
from app.ledger.values import Writing
from app.records.check import clean
from app.records.fields import Choice, PersonAs
from app.records.header import Header, Link
from app.records.lists import shipped_lists
from app.records.record import Record
from app.records.register import PersonEntry
from app.records.system import CertificateEntry, SchoolEntry, SettingChanged
from app.services.certifying import new_certificate
from app.services.settings import PhoneNumber
from app.services.writer import PersonSigner
from app.vault.database import Database
from app.vault.folder import SchoolFolder
from app.vault.grants import Giver, Recipient
from app.vault.hashing import sha256
from app.vault.keyfile import KeyFile, Sheet
from app.vault.keyring import FIRST, FIRST_VAULTS, SchoolKeys, new_person_keys, new_place
from app.vault.keystore import KeyStore
from app.vault.passphrase import DEFAULT, Cost
from app.vault.places import refuse_unsafe
from app.vault.recovery import new_code, new_sheet, written
from app.vault.signing import fingerprint

FIRST_SHEET = 1
INTAKE_KEY = "intake_key"
RECOVERY_SHEET = "recovery_sheet"
"""The setting that holds the digest of the public key of the sheet that counts, by its number."""
KEY_HOLDER_ROLES = frozenset({"dsl", "deputy", "head"})


class FolderHasVaults(VaultError):
    """The folder already holds vaults, or a school."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Hold an adult named at set-up: name, job title and role codes."""

    name: str
    roles: tuple[str, ...]
    job: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpAnswers:
    """Hold what set-up asks for; `first` becomes the first key holder."""

    school: str
    first: Named
    others: Sequence[Named] = ()
    numbers: Mapping[str, PhoneNumber] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSchool:
    """Hold what set-up made: whose keys, and what the recovery sheet must show."""

    school: SchoolId
    person: PersonId
    name: str
    recovery_code: str
    sheet: int
    fingerprint: str
    made_by: str = ""


def check_answers(answers: SetUpAnswers) -> None:
    """Refuse answers that lack a name or a key holder's role (InputError)."""
    problems: dict[str, str] = {}
    if not clean(answers.school):
        problems["school"] = "missing"
    if not clean(answers.first.name):
        problems["first_name"] = "missing"
    if not set(answers.first.roles) & KEY_HOLDER_ROLES:
        problems["first_roles"] = "missing"
    if problems:
        raise InputError(problems)


def set_up_school(
    folder: SchoolFolder,
    answers: SetUpAnswers,
    passphrase: str,
    *,
    clock: Clock,
    cost: Cost = DEFAULT,
    test_school: bool = False,
) -> NewSchool:
    """Make a school in an empty folder; slow (the passphrase's derivation), all or nothing.

    The key file is written last: before it stands, there is no school. InputError,
    FolderRefused, FolderHasVaults, and the leaves of StorageFailed.
    """
    check_answers(answers)
    refuse_unsafe(folder.path)
    if folder.path.exists() and (folder.has_school() or folder.vaults_on_disk()):
        raise FolderHasVaults
    folder.prepare()
    maker = _Maker(folder, answers, clock)
    content = maker.keys_for(passphrase, cost=cost, test_school=test_school)
    for vault in FIRST_VAULTS:
        maker.make_vault(vault)
    KeyStore.create(folder, content)
    return NewSchool(
        school=maker.school,
        person=maker.person,
        name=clean(answers.school),
        recovery_code=written(maker.code),
        sheet=FIRST_SHEET,
        fingerprint=fingerprint(maker.keys.signer.public),
        made_by=clean(answers.first.name),
    )


class _Maker:
    """Make keys and vaults of one new school."""

    def __init__(self, folder: SchoolFolder, answers: SetUpAnswers, clock: Clock) -> None:
        self.folder, self.answers, self.clock = folder, answers, clock
        self.school = SchoolId(new_id())
        self.person = PersonId(new_id())
        self.keys = SchoolKeys()
        self.code = new_code()
        self.sheet_digest = ""

    def keys_for(self, passphrase: str, *, cost: Cost, test_school: bool) -> KeyFile:
        """Return the key file, with the first person's keys and the recovery sheet's."""
        place = new_place(self.school, self.person, cost=cost, test_school=test_school)
        first = self.answers.first
        self.first = new_person_keys(
            place,
            name=clean(first.name),
            passphrase=passphrase,
            school_public=self.keys.signer.public,
        )
        giver = Giver(school=self.school, person=self.person, signer=self.first.keys.session)
        to = Recipient(holder=self.person, box=self.first.keys.public.box)
        grants = self.keys.grants(giver, to, vaults=FIRST_VAULTS, key_holder=True)
        holder = msgspec.structs.replace(self.first.holder, grants=grants)
        content = self.keys.keyfile(place, name=clean(self.answers.school), holders=(holder,))
        return content.with_sheet(self._sheet(giver))

    def _sheet(self, giver: Giver) -> Sheet:
        sheet = new_sheet(self.school, FIRST_SHEET, self.code)
        self.sheet_digest = sha256(sheet.public).hex()
        to = Recipient(holder=sheet.holder(), box=sheet.public)
        grants = self.keys.grants(giver, to, vaults=FIRST_VAULTS, key_holder=True)
        return msgspec.structs.replace(sheet, grants=grants)

    def make_vault(self, vault: str) -> None:
        """Make one vault and write its first act."""
        path = self.folder.vault(vault, FIRST)
        with Database.create(path, self.keys.vaults[vault], temp_schema=SCHEMA) as db:
            ledger = Ledger(db, school=self.school, vault=vault, clock=self.clock)
            with db.transaction():
                append(ledger, self._first_act(vault), self._signer())

    def _signer(self) -> PersonSigner:
        return PersonSigner(self.certificate.id, "session", self.first.keys.session)

    def _first_act(self, vault: str) -> list[Writing]:
        opening = SchoolEntry(
            school=self.school,
            name=clean(self.answers.school),
            vault=vault,
            school_key=self.keys.signer.public.hex(),
        )
        if vault == FIRST_VAULTS[0]:
            self.certificate = self._certify()
        writings = [self._writing(opening), self._writing(self.certificate)]
        if vault == FIRST_VAULTS[0]:
            writings += [*self._people(), *self._settings()]
        return writings

    def _certify(self) -> CertificateEntry:
        first = self.answers.first
        return new_certificate(
            school=self.school,
            school_signer=self.keys.signer,
            person=self.person,
            name=clean(first.name),
            roles=first.roles,
            keys=self.first.keys,
            why="set-up",
        )

    def _people(self) -> list[Writing]:
        everyone = [(self.person, self.answers.first)]
        everyone += [(PersonId(new_id()), named) for named in self.answers.others]
        return [
            self._writing(_person_entry(named), Link(person, "about"))
            for person, named in everyone
            if clean(named.name)
        ]

    def _settings(self) -> list[Writing]:
        intake = {str(FIRST): self.keys.intake.public.hex()}
        settings: dict[str, object] = {
            "school_name": clean(self.answers.school),
            "numbers": dict(self.answers.numbers),
            INTAKE_KEY: intake,
            RECOVERY_SHEET: {str(FIRST_SHEET): self.sheet_digest},
        }
        return [
            self._writing(
                SettingChanged(name=name, old="null", new=msgspec.json.encode(value).decode())
            )
            for name, value in settings.items()
        ]

    def _writing(self, record: Record, *links: Link) -> Writing:
        first, name = self.answers.first, new_id()
        header = Header(
            id=name,
            kind=record.kind.code,
            version=record.kind.version,
            author=PersonAs(name=clean(first.name), role=_job(first), id=self.person),
            written=self.clock.now(),
            root=name,
            links=links,
        )
        return Writing(header=header, record=record)


def role_choices(codes: Sequence[str]) -> tuple[Choice, ...]:
    """Return role codes with the words shown."""
    roles = shipped_lists()["staff_roles"]
    return tuple(roles.choice(code) for code in codes)


def _person_entry(named: Named) -> PersonEntry:
    return PersonEntry(
        name=clean(named.name), roles=role_choices(named.roles), job=clean(named.job) or None
    )


def _job(named: Named) -> str:
    return clean(named.job) or ", ".join(choice.words for choice in role_choices(named.roles))
