"""Let a person in: their passphrase opens their keys, their keys the vaults."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from app.base.clock import Clock, Stamp
from app.base.errors import VaultError
from app.base.ids import PersonId, SchoolId
from app.ledger.certificates import InForce, certificates
from app.ledger.ledger import Ledger
from app.ledger.log import log_head, sign_log, signed_up_to, write_log
from app.ledger.standing import SCHEMA, build_standing
from app.records.fields import PersonAs, show_day
from app.rules.intake import Waiting
from app.services.key_file import key_file_differs
from app.services.note_opening import count, waiting_files
from app.services.restoring import gap, lost_at_restore, settle
from app.services.writer import PersonSigner
from app.vault.database import Database
from app.vault.folder import SchoolFolder
from app.vault.heads import Heads, HeadsFile, VaultHeads
from app.vault.keyring import CHILDREN_VAULT, SCHOOL_VAULT, Keyring, unlock
from app.vault.keystore import KeyStore
from app.vault.sealed import (
    SIGN_IN_FAILURE,
    SignInFailure,
    notes_seen,
    open_note,
    read_sign_in_failure,
    remove_note,
    seal_sign_in_failure,
)
from app.views.roll import RollView
from app.views.vaults import Me, Vaults
from app.views.witness import holds

DAY_US = 24 * 3600 * 1_000_000
ClockDoubt = Literal["", "before", "after"]


class NoCertificate(VaultError):
    """No certificate in force vouches for this person's keys."""


class MayNotEnter(VaultError):
    """This person holds no key to the children's records."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """Hold something that is not as it was left: a code and the vault or name it is about."""

    code: Literal[
        "head_missing",
        "lost_at_restore",
        "heads_damaged",
        "key_file",
        "grants_refused",
        "restored",
        "old_keys",
    ]
    about: str


@dataclass(slots=True, kw_only=True)
class Entered:
    """Hold what is open after signing in, for the workspace to take over."""

    keys: KeyStore
    keyring: Keyring
    vaults: Vaults
    signer: PersonSigner
    heads_file: HeadsFile
    seen: Heads
    alarms: list[Alarm] = field(default_factory=list)
    wrong_tries: int = 0


class Door:
    """Stand before a school's vaults: who may try, how long to wait, and letting them in."""

    def __init__(self, folder: SchoolFolder, clock: Clock) -> None:
        """Read the school's key file (FileMissing, BothCopiesDamaged, KeyFileTooNew …)."""
        self.folder = folder
        self.clock = clock
        self.keys = KeyStore(folder)

    @property
    def school_name(self) -> str:
        """Return the school's name."""
        return self.keys.content.name

    @property
    def test_school(self) -> bool:
        """Say whether the school was made with cheap keys, for tests or demonstration."""
        return self.keys.content.test_school

    @property
    def put_back(self) -> Stamp | None:
        """Return when the backup was made that was put back and nobody has signed in since."""
        mark = self.keys.content.restored
        return Stamp(mark.made_us, self.clock.now().offset_min) if mark else None

    def people(self) -> list[tuple[PersonId, str]]:
        """Return who may sign in: id and name."""
        return [(PersonId(h.person), h.name) for h in self.keys.content.holders]

    def seconds_to_wait(self, person: PersonId) -> float:
        """Return how long this person must wait before the next try."""
        return self.keys.wait_before(person, self.clock.now())

    def unlock(self, person: PersonId, passphrase: str) -> Keyring:
        """Open a person's keys: 0.5 to 1 s, may run in a worker (WrongPassphrase)."""
        return unlock(self.keys.content, person, passphrase)

    def note_wrong_try(self, person: PersonId) -> float:
        """Count a wrong passphrase, seal the fact for the log; return the seconds to wait."""
        now = self.clock.now()
        wait = self.keys.note_wrong_try(person, now)
        content = self.keys.content
        count = content.holder(person).tries.count
        failure = SignInFailure(person=person, at=now, count=count)
        seal_sign_in_failure(self.folder, content_school(self.keys), content.intake_now(), failure)
        return wait

    def notes_waiting(self) -> int:
        """Return how many sealed notes wait, failed sign-ins not counted."""
        return self.waiting().total

    def waiting(self) -> Waiting:
        """Count what waits in the tray, urgent notes and since when; nothing more is known."""
        versions = frozenset(key.version for key in self.keys.content.intake)
        seen = waiting_files(self.folder, self.keys.content.school, versions)
        return count(seen, self.clock.now().offset_min)

    def enter(self, keyring: Keyring) -> Entered:
        """Open the vaults on this thread and look whether all is as it was left.

        NoCertificate, MayNotEnter, VaultInUse, VaultDamaged …; whatever was opened is closed.
        """
        if CHILDREN_VAULT not in keyring.vaults:
            raise MayNotEnter
        opened: list[Database] = []
        try:
            ledgers = [
                self._open(name, keyring, opened) for name in (SCHOOL_VAULT, CHILDREN_VAULT)
            ]
            return self._entered(keyring, *ledgers)
        except BaseException:
            for db in opened:
                db.close()
            raise

    def _open(self, vault: str, keyring: Keyring, opened: list[Database]) -> Ledger:
        generation = self.keys.content.vault(vault).generation
        path = self.folder.vault(vault, generation)
        db = Database.open(path, keyring.vault_key(vault), temp_schema=SCHEMA)
        opened.append(db)
        with db.transaction():
            build_standing(db)
        return Ledger(db, school=keyring.school, vault=vault, clock=self.clock)

    def _entered(self, keyring: Keyring, school: Ledger, children: Ledger) -> Entered:
        force = _my_certificate(keyring, children)
        signer = PersonSigner(force.certificate.id, "session", keyring.session)
        person = PersonAs(name=force.certificate.name, id=keyring.person)
        me = Me(person=person, id=keyring.person, roles=force.certificate.roles)
        vaults = Vaults(school=school, children=children, clock=self.clock, me=me)
        card = RollView(vaults).person(keyring.person)
        if card:
            me = Me(person=card.as_in_record(), id=me.id, roles=me.roles)
            vaults = Vaults(school=school, children=children, clock=self.clock, me=me)
        heads_file = HeadsFile(self.folder, keyring.school, keyring.person, keyring.head_key)
        witnessed = heads_file.read()
        entered = Entered(
            keys=self.keys,
            keyring=keyring,
            vaults=vaults,
            signer=signer,
            heads_file=heads_file,
            seen=witnessed.heads or {},
        )
        gone = witnessed.heads is None and not self.keys.content.restored
        gone = gone and signed_in_before(vaults)
        entered.alarms += self._alarms(entered, damaged=gone or bool(witnessed.damaged))
        settle(self.keys, vaults, signer, entered.seen)
        self._begin(entered)
        return entered

    def _alarms(self, entered: Entered, *, damaged: bool) -> list[Alarm]:
        found: list[Alarm] = []
        vaults = entered.vaults
        for ledger in (vaults.school, vaults.children):
            heads = entered.seen.get(ledger.vault)
            if heads and not holds(ledger, heads):
                found.append(self._missing(vaults, ledger, heads))
        if damaged:
            found.append(Alarm("heads_damaged", vaults.me.person.name))
        found += [
            Alarm("grants_refused", f"{g.purpose} {g.vault}") for g in entered.keyring.refused
        ]
        differing = key_file_differs(self.keys.content, vaults.school, entered.keyring)
        found += [Alarm("key_file", what) for what in differing]
        mark = self.keys.content.restored
        if mark:
            made = Stamp(mark.made_us, vaults.clock.now().offset_min).local()
            found.append(Alarm("restored", f"{show_day(made.date())}, {made:%H:%M}"))
        if mark and mark.since:
            found.append(Alarm("old_keys", str(len(mark.since))))
        return found

    def _missing(self, vaults: Vaults, ledger: Ledger, heads: VaultHeads) -> Alarm:
        mark = self.keys.content.restored
        lost = lost_at_restore(vaults, ledger, heads)
        if lost is None and mark and ledger.vault in mark.vaults:
            lost = gap(ledger, heads, ledger.head().seq)
        if lost is None:
            return Alarm("head_missing", ledger.vault)
        numbers = f" {lost.start}–{lost.stop - 1}" if lost else ""
        return Alarm("lost_at_restore", f"{ledger.vault}{numbers}")

    def _begin(self, entered: Entered) -> None:
        """Sign a crash's tail of the log, enter failed sign-ins, and this one."""
        vaults = entered.vaults
        failures = self._failures(entered.keyring)
        for ledger in (vaults.school, vaults.children):
            with ledger.db.transaction():
                if log_head(ledger).seq != signed_up_to(ledger):
                    sign_log(ledger, entered.signer, late=True)
        with vaults.school.db.transaction():
            for _path, failure in failures:
                detail = {"person": failure.person, "at": failure.at.iso(), "count": failure.count}
                write_log(vaults.school, "sign_in_failed", detail)
            write_log(vaults.school, "signed_in", {"person": vaults.me.id})
        for path, _failure in failures:
            remove_note(path)
        entered.wrong_tries = self.keys.clear_tries(entered.keyring.person)

    def _failures(self, keyring: Keyring) -> list[tuple[Path, SignInFailure]]:
        versions = frozenset(keyring.intake)
        found = []
        for note in notes_seen(self.folder, keyring.school, versions):
            if note.problem or note.header is None or note.header.kind != SIGN_IN_FAILURE:
                continue
            try:
                opened = open_note(note.path, keyring.school, keyring.intake)
                found.append((note.path, read_sign_in_failure(opened)))
            except VaultError:
                continue  # it stays, and is shown in the tray
        return found


def content_school(keys: KeyStore) -> SchoolId:
    """Return the school's id as the key file names it."""
    return SchoolId(keys.content.school)


def clock_doubt(vaults: Vaults, now: Stamp) -> ClockDoubt:
    """Say whether the PC's clock stands before the last entry, or more than a day after it."""
    row = vaults.children.db.row("SELECT recorded_at FROM entry ORDER BY seq DESC LIMIT 1")
    last = row[0] if row and row[0] else now.utc_us
    if now.utc_us < last:
        return "before"
    return "after" if now.utc_us - last > DAY_US else ""


def _my_certificate(keyring: Keyring, ledger: Ledger) -> InForce:
    mine = [
        force
        for force in certificates(ledger).values()
        if force.certificate.session_key == keyring.session.public.hex() and force.until is None
    ]
    if not mine or mine[-1].certificate.person != keyring.person:
        raise NoCertificate
    return mine[-1]


def signed_in_before(vaults: Vaults) -> bool:
    """Say whether the person signing in did so before, on this PC.

    A restore may have been to another PC, where nobody has heads yet: only what came after counts;
    so it does where they were given new keys, which open no heads written before.
    """
    row = vaults.school.db.row(
        "SELECT 1 FROM log l JOIN log_detail d ON d.seq = l.seq WHERE l.what = 'signed_in'"
        " AND l.seq > (SELECT coalesce(max(n.seq), 0) FROM log n"
        " JOIN log_detail k ON k.seq = n.seq WHERE n.what = 'restored'"
        " OR n.what IN ('keys_given', 'recovery_used')"
        " AND json_extract(CAST(k.detail AS TEXT), '$.whose') = ?1)"
        " AND json_extract(CAST(d.detail AS TEXT), '$.person') = ?1 LIMIT 1",
        (vaults.me.id,),
    )
    return row is not None
