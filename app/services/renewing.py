"""Give the vaults new keys, when somebody leaves or a passphrase may be known to others.

The vaults are copied under new keys and checked while they are in use; what ends is entered in
the copies only; the key file, one atomic write, lets the copies count. So a kill at any moment
leaves either the old state or the new one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.base.errors import VaultError
from app.base.ids import PersonId
from app.ledger.certificates import certificates, in_force, trusted
from app.ledger.ledger import Ledger
from app.ledger.log import log_head
from app.ledger.standing import SCHEMA, build_standing
from app.ledger.verify import verify
from app.records.fields import PersonAs
from app.rules.access import may_give, may_hold
from app.services.backups import BackupUnsound
from app.services.changes import Change
from app.services.granting import NotVouched, vaults_for
from app.services.key_file import check_sheet
from app.services.leaving import witness
from app.services.people import NoSchoolKey, OwnKeys
from app.services.renewed_entries import Ending, end_certificates, enter_renewal
from app.services.sign_in import Entered
from app.services.writer import Writer
from app.vault.attachments import YearFile, copy_to_new_key, enter_year_key, year_files
from app.vault.database import CopyStopped, Database
from app.vault.faults import sorting_os
from app.vault.grants import Given, Grant, Recipient
from app.vault.keyfile import IntakeKey, KeyFile
from app.vault.keyring import CHILDREN_VAULT, FIRST, SCHOOL_VAULT
from app.vault.renewal import FreshFile, copy_fresh, fresh_files, renewed
from app.vault.seal import BoxKey

#: Told how far the copying is: done and in all, of one thousand.
Report = Callable[[int, int], object]
_WHOLE = 1000


class MovedOn(VaultError):
    """Something was recorded while the vaults were copied; the copies do not count."""


@dataclass(slots=True, kw_only=True)
class Renewal:
    """Hold what is being made: the new files, and the yearly files of documents with them."""

    ending: Ending
    why: str
    fresh: list[FreshFile]
    old: dict[str, Database]
    years: dict[str, tuple[YearFile, ...]]
    intake: BoxKey | None
    new_years: dict[str, list[YearFile]] = field(default_factory=dict)


class Renewing:
    """Copy, check and switch; `prepare` and `finish` on the UI thread, `copy` in a worker."""

    def __init__(self, writer: Writer, entered: Entered) -> None:
        """Take the writer, and what signing in has opened."""
        self._writer = writer
        self._entered = entered
        self._keys = entered.keys
        self._keyring = entered.keyring
        self._stopped = False
        #: Called with the name of each step once it is done; tests kill there.
        self.at: Callable[[str], object] = lambda _step: None

    def others(self, person: str = "") -> int:
        """Return how many key holders remain who could give others keys, if one person left."""
        held = certificates(self._writer.vaults.school)
        found = [in_force(held, one.person) for one in self._keys.content.holders]
        return sum(
            may_give(force.certificate.roles) and may_hold(force.certificate.roles, CHILDREN_VAULT)
            for force in found
            if force is not None and force.certificate.person != person
        )

    def prepare(self, why: str, *, leaver: PersonAs | None = None, left: bool = True) -> Renewal:
        """Draw new keys for every vault the leaver holds, or for all when nobody leaves.

        `left`: they leave the school; else only their keys are taken. OwnKeys: so the last holder
        never goes. NoSchoolKey.
        """
        person = leaver.id if leaver and leaver.id else ""
        if person == self._keyring.person:
            raise OwnKeys(person)
        if self._keyring.school_signer is None:
            raise NoSchoolKey
        content = self._keys.content
        names = self._held_by(person, content)
        fresh = fresh_files(self._keys.folder, content, names)
        old = {name: self._ledger(name).db for name in names}
        with_intake = CHILDREN_VAULT in names
        return Renewal(
            ending=Ending(leaver=leaver, left=left),
            why=why,
            fresh=fresh,
            old=old,
            years={name: year_files(db, name) for name, db in old.items()},
            intake=BoxKey.new() if with_intake else None,
        )

    def copy(self, renewal: Renewal, report: Report | None = None) -> bool:
        """Copy and check every file; slow, any thread. Nothing counts until `finish`.

        False when it was stopped, because Rowan locks. VaultDamaged, BackupUnsound, and the
        leaves of StorageFailed.
        """
        tell = report or (lambda _done, _total: None)
        try:
            for place, fresh in enumerate(renewal.fresh):
                self._copy(renewal, fresh, tell, place)
        except CopyStopped:
            self.discard(renewal)
            return False
        except BaseException:
            self.discard(renewal)
            raise
        return True

    def stop(self) -> None:
        """Stop a copy at its next slice; any thread."""
        self._stopped = True

    def finish(self, renewal: Renewal) -> Change:
        """Enter what ends, hand the new keys on, and let the new files count.

        MovedOn, NotVouched, SheetNotVouched and the leaves of StorageFailed: the old files count
        then, and nothing was changed. Afterwards whoever is signed in works on with the new ones.
        """
        opened: dict[str, Ledger] = {}
        try:
            for fresh in renewal.fresh:
                opened[fresh.vault.name] = self._open(fresh)
            content = self._content(renewal)
            change = self._enter(renewal, opened)
            self._keys.replace(content)
        except BaseException:
            for ledger in opened.values():
                ledger.db.close()
            self.discard(renewal)
            raise
        self.at("switched")
        self._take_over(renewal, opened)
        self._writer.tell(change)
        return change

    def discard(self, renewal: Renewal) -> None:
        """Remove files that do not count."""
        paths = [fresh.path for fresh in renewal.fresh]
        paths += [y.path(self._keys.folder) for ys in renewal.new_years.values() for y in ys]
        for path in paths:
            for ending in ("", "-journal", ".part", ".part-journal"):
                with sorting_os(path):
                    path.with_name(path.name + ending).unlink(missing_ok=True)

    # ------------------------------------------------------------------ inside

    def _held_by(self, person: str, content: KeyFile) -> list[str]:
        names = [vault.name for vault in content.vaults if vault.name in self._keyring.vaults]
        if not person:
            return names
        # Whoever took their grant out of the key file may know the key all the same.
        force = in_force(certificates(self._writer.vaults.school), person)
        may = vaults_for(force.certificate.roles) if force else ()
        return [n for n in names if n in may or person in content.may_open(_given(n, content))]

    def _copy(self, renewal: Renewal, fresh: FreshFile, tell: Report, place: int) -> None:
        share = _WHOLE // max(1, len(renewal.fresh))
        name = fresh.vault.name

        def step(done: int, total: int) -> None:
            if self._stopped:
                raise CopyStopped
            tell(place * share + share * done // max(1, 2 * total), _WHOLE)

        def check(vault: str, copy: Database) -> None:
            self.at(f"copied {vault}")
            made = renewal.new_years.setdefault(vault, [])
            for year in renewal.years[vault]:
                generation = fresh.vault.generation
                new = copy_to_new_key(self._keys.folder, year, generation=generation, step=step)
                made.append(new)
                self.at(f"documents {vault}")
            with copy.transaction():
                for new in made:
                    enter_year_key(copy, new)
            self._check(vault, copy)

        copy_fresh(fresh, renewal.old[name], check=check, open_copy=_open_copy, step=step)
        tell((place + 1) * share, _WHOLE)
        self.at(f"checked {name}")

    def _check(self, vault: str, copy: Database) -> None:
        content = self._keys.content
        clock = self._writer.vaults.clock
        ledger = Ledger(copy, school=content.school, vault=vault, clock=clock)
        found = verify(ledger, school_key=content.school_public)
        if not found.sound:
            raise BackupUnsound(found)

    def _open(self, fresh: FreshFile) -> Ledger:
        name = fresh.vault.name
        old = self._ledger(name)
        db = _open_copy(fresh.path, fresh.key)
        ledger = Ledger(db, school=old.school, vault=name, clock=old.clock)
        if (ledger.head(), log_head(ledger)) != (old.head(), log_head(old)):
            db.close()
            raise MovedOn
        with db.transaction():
            build_standing(db)
        return ledger

    def _enter(self, renewal: Renewal, opened: dict[str, Ledger]) -> Change:
        intake = {str(key.version): key.public.hex() for key in self._keys.content.intake}
        if renewal.intake is not None:
            intake[str(self._intake_version())] = renewal.intake.public.hex()
        versions = {fresh.vault.name: fresh.vault.key_version for fresh in renewal.fresh}
        kinds: frozenset[str] = frozenset()
        for name, ledger in opened.items():
            said = intake if name == SCHOOL_VAULT and renewal.intake is not None else None
            entering = (renewal.ending, renewal.why, versions[name])
            kinds |= enter_renewal(self._writer, ledger, *entering, intake=said).kinds
            self.at(f"entered {name}")
        return Change(kinds=kinds)

    def _content(self, renewal: Renewal) -> KeyFile:
        content = self._keys.content
        leaver = renewal.ending.person
        intake = None
        if renewal.intake is not None:
            intake = IntakeKey(self._intake_version(), renewal.intake.public)
        return renewed(
            content,
            renewal.fresh,
            grants=self._grants(renewal, content),
            intake=intake,
            without=PersonId(leaver) if leaver else None,
        )

    def _grants(self, renewal: Renewal, content: KeyFile) -> list[Grant]:
        giver, found = self._keyring.giver(), list[Grant]()
        secrets = [(_given_of(fresh), fresh.key) for fresh in renewal.fresh]
        if renewal.intake is not None:
            given = Given("intake", CHILDREN_VAULT, self._intake_version())
            secrets.append((given, renewal.intake.private()))
        for to, names in self._recipients(renewal.ending.person, content):
            found += [giver.give(g, secret, to) for g, secret in secrets if g.vault in names]
        return found

    def _recipients(self, leaver: str, content: KeyFile) -> list[tuple[Recipient, Sequence[str]]]:
        """Return to whom new keys are sealed, each with the vaults that their roles may hold."""
        held = certificates(self._writer.vaults.school)
        found: list[tuple[Recipient, Sequence[str]]] = []
        for holder in content.holders:
            force = in_force(held, holder.person)
            if holder.person == leaver:
                continue
            if force is None or not trusted(content.school, content.school_public, held, force):
                raise NotVouched(holder.name)
            to = Recipient(holder.person, bytes.fromhex(force.certificate.box_key))
            found.append((to, vaults_for(force.certificate.roles)))
        for sheet in content.sheets:
            check_sheet(content, sheet, self._writer.vaults.school)
            found.append((Recipient(sheet.holder(), sheet.public), (SCHOOL_VAULT, CHILDREN_VAULT)))
        return found

    def _take_over(self, renewal: Renewal, opened: dict[str, Ledger]) -> None:
        """Work on with the new files; what was open before is closed."""
        for name, ledger in opened.items():
            mine = self._ledger(name)
            mine.db = ledger.db
            renewal.old[name].close()
        self._keyring.renew(self._keys.content)
        vaults = self._writer.vaults
        for ledger in (vaults.school, vaults.children):
            if renewal.ending.person and ledger.vault not in opened:
                end_certificates(self._writer, ledger, renewal.ending.person, renewal.why)
        witness(self._entered)

    def _intake_version(self) -> int:
        return max((key.version for key in self._keys.content.intake), default=FIRST) + 1

    def _ledger(self, vault: str) -> Ledger:
        vaults = self._writer.vaults
        return vaults.children if vault == CHILDREN_VAULT else vaults.school


def _given(name: str, content: KeyFile) -> Given:
    return Given("vault", name, content.vault(name).key_version)


def _given_of(fresh: FreshFile) -> Given:
    return Given("vault", fresh.vault.name, fresh.vault.key_version)


def _open_copy(path: Path, key: bytes) -> Database:
    return Database.open(path, key, temp_schema=SCHEMA)
