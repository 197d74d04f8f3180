"""Hold what exists while a recorder is signed in: the roll to choose from, and their own notes."""

from __future__ import annotations

from app.base.errors import InputError
from app.exchange.intake_file import Leading
from app.services.drafts import Drafts
from app.services.noting import told_by
from app.services.recorder import RecorderNotes
from app.services.recorder_sign_in import RecorderEntered, leave_recorder
from app.services.settings import SettingsView
from app.services.sign_in import Alarm
from app.services.writer import PersonSigner
from app.vault.draft_files import DraftFiles
from app.vault.keyring import change_passphrase, open_attest
from app.vault.phrases import problem_with
from app.vault.signing import fingerprint
from app.views.roll import RollView


class RecorderWorkspace:
    """Offer a recorder what is theirs; gone at lock. Nothing here opens a child's record."""

    def __init__(self, entered: RecorderEntered) -> None:
        """Take over what signing in has opened."""
        self._entered = entered
        keyring, vault = entered.keyring, entered.vault
        self.folder = entered.door.folder
        self.me = vault.me
        self.clock = vault.clock
        self.alarms: tuple[Alarm, ...] = tuple(entered.alarms)
        self.roll_view = RollView(vault)
        self.settings = SettingsView(vault.school)
        files = DraftFiles(self.folder, keyring.school, keyring.person, keyring.draft_key)
        self.drafts = Drafts(self.folder, files, keyring.person)
        self.notes = RecorderNotes(entered, self.drafts)

    @property
    def test_school(self) -> bool:
        """Say whether this is a demonstration or test school with cheap keys."""
        return self._entered.keys.content.test_school

    @property
    def school_fingerprint(self) -> str:
        """Return the fingerprint of the school's signing key."""
        return fingerprint(self._entered.keys.content.school_public)

    def leads(self) -> tuple[Leading, ...]:
        """Return whom to tell in person: the DSL first, then deputies."""
        return told_by(self._entered.door).leaders

    def attest_signer(self, passphrase: str) -> PersonSigner:
        """Open the attest key for one signing: slow, any thread (WrongPassphrase)."""
        entered = self._entered
        key = open_attest(entered.keys.content, entered.keyring.person, passphrase)
        return PersonSigner(entered.signer.certificate, "attest", key)

    def problem_with(self, passphrase: str) -> str | None:
        """Return why a chosen passphrase will not do, as a problem code, or None."""
        return problem_with(passphrase, (self.me.person.name, self._entered.keys.content.name))

    def change_own_passphrase(self, old: str, new: str) -> None:
        """Lock one's own keys under a new passphrase; slow (WrongPassphrase, InputError)."""
        problem = self.problem_with(new)
        if problem:
            raise InputError({"new": problem})
        keys = self._entered.keys
        keys.replace(change_passphrase(keys.content, self._entered.keyring.person, old, new))

    def close(self, *, signed_out: bool) -> None:
        """Log the leaving, witness the heads and close *school*."""
        leave_recorder(self._entered, signed_out=signed_out)
