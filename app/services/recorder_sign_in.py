"""Let in a recorder with an account: their keys open *school*, and no child's record."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.base.clock import Clock
from app.base.errors import VaultError
from app.ledger.certificates import certificates, in_force, trusted
from app.ledger.ledger import Ledger
from app.ledger.log import log_head, sign_log, signed_up_to, write_log
from app.ledger.standing import SCHEMA
from app.records.fields import PersonAs
from app.services.key_file import key_file_differs
from app.services.sign_in import Alarm, Door, NoCertificate
from app.services.writer import PersonSigner
from app.vault.database import Database
from app.vault.heads import Heads, HeadsFile
from app.vault.keyring import CHILDREN_VAULT, SCHOOL_VAULT, Keyring
from app.vault.keystore import KeyStore
from app.views.roll import RollView
from app.views.vaults import Me
from app.views.witness import heads_of, holds


class NotSettled(VaultError):
    """A backup was put back; a key holder signs in first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecorderVault:
    """Hold the one ledger a recorder opens, the clock, and who they are."""

    school: Ledger
    clock: Clock
    me: Me


@dataclass(slots=True, kw_only=True)
class RecorderEntered:
    """Hold what is open after a recorder signed in."""

    door: Door
    keyring: Keyring
    vault: RecorderVault
    signer: PersonSigner
    heads_file: HeadsFile
    seen: Heads
    alarms: list[Alarm] = field(default_factory=list)
    wrong_tries: int = 0

    @property
    def keys(self) -> KeyStore:
        """Return the key file."""
        return self.door.keys


def is_recorder(keyring: Keyring) -> bool:
    """Say whether these keys open *school* and no child's record."""
    return SCHOOL_VAULT in keyring.vaults and CHILDREN_VAULT not in keyring.vaults


def enter_recorder(door: Door, keyring: Keyring) -> RecorderEntered:
    """Open *school* on this thread and look whether it is as it was left.

    NotSettled, NoCertificate, VaultInUse, VaultDamaged …; whatever was opened is closed.
    """
    if door.keys.content.restored:
        raise NotSettled
    generation = door.keys.content.vault(SCHOOL_VAULT).generation
    path = door.folder.vault(SCHOOL_VAULT, generation)
    db = Database.open(path, keyring.vault_key(SCHOOL_VAULT), temp_schema=SCHEMA)
    try:
        ledger = Ledger(db, school=keyring.school, vault=SCHOOL_VAULT, clock=door.clock)
        return _entered(door, keyring, ledger)
    except BaseException:
        db.close()
        raise


def leave_recorder(entered: RecorderEntered, *, signed_out: bool) -> None:
    """Log the leaving, sign the log, witness the heads and close *school*.

    The leaves of StorageFailed: it is closed then, and the next sign-in signs the tail.
    """
    school = entered.vault.school
    try:
        with school.db.transaction():
            what = "signed_out" if signed_out else "locked"
            write_log(school, what, {"person": entered.vault.me.id})
            sign_log(school, entered.signer)
        entered.heads_file.write({**entered.seen, SCHOOL_VAULT: heads_of(school)})
    finally:
        school.db.close()


def _entered(door: Door, keyring: Keyring, school: Ledger) -> RecorderEntered:
    held = certificates(school)
    force = in_force(held, keyring.person)
    mine = keyring.session.public.hex()
    if (
        force is None
        or force.certificate.session_key != mine
        or not trusted(keyring.school, keyring.school_public, held, force)
    ):
        raise NoCertificate
    person = PersonAs(name=force.certificate.name, id=keyring.person)
    me = Me(person=person, id=keyring.person, roles=force.certificate.roles)
    vault = RecorderVault(school=school, clock=door.clock, me=me)
    card = RollView(vault).person(keyring.person)
    if card:
        me = Me(person=card.as_in_record(), id=me.id, roles=me.roles)
        vault = RecorderVault(school=school, clock=door.clock, me=me)
    heads_file = HeadsFile(door.folder, keyring.school, keyring.person, keyring.head_key)
    witnessed = heads_file.read()
    entered = RecorderEntered(
        door=door,
        keyring=keyring,
        vault=vault,
        signer=PersonSigner(force.certificate.id, "session", keyring.session),
        heads_file=heads_file,
        seen=witnessed.heads or {},
    )
    entered.alarms += _alarms(entered, damaged=bool(witnessed.damaged))
    _begin(entered)
    return entered


def _alarms(entered: RecorderEntered, *, damaged: bool) -> list[Alarm]:
    school, found = entered.vault.school, list[Alarm]()
    heads = entered.seen.get(SCHOOL_VAULT)
    if heads and not holds(school, heads):
        found.append(Alarm("head_missing", SCHOOL_VAULT))
    if damaged:
        found.append(Alarm("heads_damaged", entered.vault.me.person.name))
    content, keyring = entered.keys.content, entered.keyring
    found += [Alarm("key_file", what) for what in key_file_differs(content, school, keyring)]
    refused = entered.keyring.refused
    return found + [Alarm("grants_refused", f"{g.purpose} {g.vault}") for g in refused]


def _begin(entered: RecorderEntered) -> None:
    """Sign a crash's tail of the log, and enter this sign-in."""
    school = entered.vault.school
    with school.db.transaction():
        if log_head(school).seq != signed_up_to(school):
            sign_log(school, entered.signer, late=True)
        write_log(school, "signed_in", {"person": entered.vault.me.id})
    entered.wrong_tries = entered.keys.clear_tries(entered.keyring.person)
