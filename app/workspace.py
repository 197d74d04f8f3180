"""Hold what exists only while Rowan is unlocked: one attribute per service and view."""

from __future__ import annotations

from collections.abc import Iterator

from app.ledger.chain import NOTHING
from app.ledger.findings import Report
from app.ledger.fresh import FreshSlice, fresh_slices
from app.ledger.ledger import Ledger
from app.ledger.verify import verify
from app.printing.worker import Worker
from app.services.acting import Acting
from app.services.actions import Actions
from app.services.attachments import Attachments
from app.services.backups import Backups
from app.services.closures import Closures
from app.services.collecting import Collecting, Publishing
from app.services.concerns import Concerns
from app.services.corrections import Corrections
from app.services.decisions import Decisions
from app.services.drafts import Drafts
from app.services.feedback import Feedback
from app.services.files import Files
from app.services.intake import Intake, IntakeParts
from app.services.key_changes import KeyChanges
from app.services.leaving import leave, witness
from app.services.lost_drafts import LostDrafts
from app.services.note_opening import NoteOpener
from app.services.notes import Family, Notes, PoliceNotifications
from app.services.papers import Papers
from app.services.people import People
from app.services.reconsidering import Reconsidering
from app.services.recovery_sheets import RecoverySheets
from app.services.renewing import Renewing
from app.services.restoring import lost_at_restore
from app.services.role_names import RoleNames
from app.services.roll import Roll
from app.services.roll_import import RollImports
from app.services.roll_leavers import Leavers
from app.services.roll_undo import RollUndo
from app.services.settings import Settings
from app.services.sheets import Sheets
from app.services.sign_in import Alarm, Entered
from app.services.verifying import Verification
from app.services.writer import PersonSigner, Writer
from app.vault.draft_files import DraftFiles
from app.vault.folder import SchoolFolder
from app.vault.heads import Head, VaultHeads
from app.vault.keyring import open_attest
from app.vault.signing import fingerprint
from app.views.access_log import AccessLogView
from app.views.corrections import CorrectionsView
from app.views.find import FindView
from app.views.key_people import KeyPeopleView
from app.views.roll import RollView
from app.views.standing import StandingView
from app.views.today import TodayView
from app.views.vaults import Me


class Workspace:
    """Offer services and views to whoever is signed in; gone at lock."""

    def __init__(self, folder: SchoolFolder, entered: Entered) -> None:
        """Take over what signing in has opened."""
        self._entered = entered
        self._vaults = vaults = entered.vaults
        self.folder = folder
        self.clock = vaults.clock
        self.alarms: tuple[Alarm, ...] = tuple(entered.alarms)
        self.seen_up_to = self._seen("children")
        writer = Writer(vaults, entered.signer)
        self._offer_views()
        self._offer_services(writer)
        self._offer_school(writer)
        self._offer_keys(writer)
        self._offer_intake(writer)

    def _offer_views(self) -> None:
        self.roll_view = RollView(self._vaults)
        self.today = TodayView(self._vaults)
        self.standing = StandingView(self._vaults)
        self.find = FindView(self._vaults)
        self.versions = CorrectionsView(self._vaults)
        self.key_people = KeyPeopleView(self._vaults, self._entered.keys)
        self.access_log = AccessLogView(self._vaults)

    def _offer_keys(self, writer: Writer) -> None:
        entered = self._entered
        self.people = People(writer, entered)
        self.role_names = RoleNames(writer, self.settings)
        self.key_changes = KeyChanges(self._vaults, self.settings)
        self.renewing = Renewing(writer, entered)
        self.recovery_sheets = RecoverySheets(writer, entered)
        self.acting = Acting(writer)
        self.lost_drafts = LostDrafts(self._vaults, entered.keys)
        self.lost_drafts.sweep()

    def _offer_services(self, writer: Writer) -> None:
        vaults = self._vaults
        self.files = Files(vaults)
        self.concerns = Concerns(writer)
        self.decisions = Decisions(writer)
        self.actions = Actions(writer)
        self.closures = Closures(writer)
        self.notes = Notes(writer)
        self.corrections = Corrections(writer)
        self.reconsidering = Reconsidering(writer)
        self.police = PoliceNotifications(writer)
        self.family = Family(writer)
        self.attachments = Attachments(writer, self.folder)

    def _offer_school(self, writer: Writer) -> None:
        vaults, entered = self._vaults, self._entered
        self.roll = Roll(writer)
        self.settings = Settings(writer)
        self.roll_imports = RollImports(writer, self.settings)
        self.roll_undo = RollUndo(writer)
        self.leavers = Leavers(writer, self.settings)
        self.backups = Backups(vaults, entered.keys, entered.keyring, self.settings)
        self.worker = Worker()
        school_key = entered.keys.content.school_public
        self.papers = Papers(vaults, school_key, self.worker, self.witness)
        self.sheets = Sheets(vaults, self.settings, self.papers)
        files = DraftFiles(
            self.folder, entered.keyring.school, entered.keyring.person, entered.keyring.draft_key
        )
        self.drafts = Drafts(self.folder, files, entered.keyring.person)

    def _offer_intake(self, writer: Writer) -> None:
        entered, settings = self._entered, self.settings
        keyring, school = entered.keyring, self._vaults.school
        self.feedback = Feedback(writer, self.folder, keyring)
        parts = IntakeParts(
            opener=NoteOpener(self.folder, keyring, school, self.clock),
            collecting=Collecting(self.folder, keyring, self._vaults.children),
            publishing=Publishing(entered.keys, keyring, settings, self.roll_view),
            feedback=self.feedback,
            settings=settings,
        )
        self.intake = Intake(writer, self.folder, parts)
        writer.listeners += [self.feedback.follow, self.intake.follow]
        self.intake.tidy()

    @property
    def me(self) -> Me:
        """Return who is signed in, with the role that records name now."""
        return self._vaults.me

    @property
    def school_fingerprint(self) -> str:
        """Return the fingerprint of the school's signing key, as every page bears it."""
        return fingerprint(self._entered.keys.content.school_public)

    @property
    def test_school(self) -> bool:
        """Say whether this is a demonstration or test school with cheap keys."""
        return self._entered.keys.content.test_school

    def attest_signer(self, passphrase: str) -> PersonSigner:
        """Open the attest key for one signing: slow, any thread (WrongPassphrase).

        The caller drops it when the record is signed.
        """
        entered = self._entered
        key = open_attest(entered.keys.content, entered.keyring.person, passphrase)
        return PersonSigner(entered.signer.certificate, "attest", key)

    def verify(self) -> tuple[Report, ...]:
        """Verify both vaults from first to last, against this person's own witnessed heads."""
        reports = []
        for ledger in (self._vaults.school, self._vaults.children):
            seen = self._witnessed(ledger)
            reports.append(
                verify(
                    ledger,
                    school_key=self._entered.keys.content.school_public,
                    heads=[seen.ledger] if seen else [],
                    log_heads=[seen.log] if seen else [],
                )
            )
        return tuple(reports)

    def verification(self) -> Verification:
        """Return the same check, to be made of copies by a worker."""
        ledgers = (self._vaults.school, self._vaults.children)
        return Verification(
            folder=self.folder,
            ledgers=ledgers,
            witnessed=[self._witnessed(ledger) for ledger in ledgers],
            school_key=self._entered.keys.content.school_public,
            clock=self.clock,
        )

    def _witnessed(self, ledger: Ledger) -> VaultHeads | None:
        seen = self._entered.seen.get(ledger.vault)
        lost = seen is not None and lost_at_restore(self._vaults, ledger, seen) is not None
        return None if lost else seen

    def fresh(self) -> Iterator[FreshSlice]:
        """Yield what is new since this person last left, in slices to be checked by a worker.

        Each step reads on the vault's own thread; `FreshSlice.findings` needs no vault. Nothing
        is yielded for a vault whose head is missing: that is an alarm of its own.
        """
        for ledger in (self._vaults.school, self._vaults.children):
            seen = self._entered.seen.get(ledger.vault)
            since = seen.ledger if seen else Head(0, NOTHING)
            if since.seq == 0 or ledger.hash_at(since.seq) == since.hash:
                yield from fresh_slices(ledger, since)

    def witness(self) -> None:
        """Sign the access logs and write this person's heads file."""
        witness(self._entered)

    def close(self, *, signed_out: bool) -> None:
        """Log the leaving, witness the heads and close the vaults."""
        self.worker.close()
        self.attachments.stop()
        self.intake.publish()
        leave(self._entered, signed_out=signed_out)

    def _seen(self, vault: str) -> int:
        heads = self._entered.seen.get(vault)
        return heads.ledger.seq if heads else 0
