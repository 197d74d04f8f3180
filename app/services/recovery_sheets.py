"""Make a new recovery sheet, in the place of one that was used, lost or seen by others."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from app.base.ids import SchoolId
from app.ledger.log import write_log
from app.records.keys import RecoverySheetMade, RecoveryUsed
from app.records.system import SettingChanged
from app.services.changes import Change
from app.services.key_file import sheet_digest
from app.services.people import NoSchoolKey
from app.services.setup import FIRST_SHEET, RECOVERY_SHEET, NewSchool
from app.services.sign_in import Entered
from app.services.writer import Writer
from app.vault.grants import Given, Recipient
from app.vault.keyfile import Sheet
from app.vault.keyring import CHILDREN_VAULT, FIRST, SCHOOL_VAULT
from app.vault.recovery import new_code, new_sheet, written
from app.vault.signing import fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSheet:
    """Hold a sheet that does not count yet, and what it must show on screen and paper."""

    sheet: Sheet
    shown: NewSchool


class RecoverySheets:
    """Say whether the sheet in the safe still counts, and make another."""

    def __init__(self, writer: Writer, entered: Entered) -> None:
        """Take the writer, and what signing in has opened."""
        self._writer = writer
        self._keys = entered.keys
        self._keyring = entered.keyring

    def number(self) -> int:
        """Return the number of the sheet that counts; 0 when there is none."""
        return max((sheet.number for sheet in self._keys.content.sheets), default=0)

    def used(self) -> RecoveryUsed | None:
        """Return what the sheet in force was used for: it must be made anew then."""
        found = self._writer.vaults.school.of_kinds([RecoveryUsed.kind.code])
        for whole in reversed(found):
            if isinstance(whole.record, RecoveryUsed) and whole.record.sheet == self.number():
                return whole.record
        return None

    def draw(self) -> NewSheet:
        """Draw a code and grant the sheet what key holders hold; nothing counts yet.

        NoSchoolKey when whoever is signed in cannot hand that on.
        """
        content, keyring = self._keys.content, self._keyring
        if keyring.school_signer is None:
            raise NoSchoolKey
        code, number = new_code(), max(self.number(), self._last(), FIRST_SHEET) + 1
        sheet = new_sheet(SchoolId(content.school), number, code)
        to = Recipient(holder=sheet.holder(), box=sheet.public)
        givens = [Given("vault", v.name, v.key_version) for v in content.vaults]
        givens = [g for g in givens if g.vault in keyring.vaults]
        givens += [Given("intake", CHILDREN_VAULT, key.version) for key in content.intake]
        givens.append(Given("school", SCHOOL_VAULT, FIRST))
        grants = tuple(keyring.grant(given, to) for given in givens)
        shown = NewSchool(
            school=SchoolId(content.school),
            person=keyring.person,
            name=content.name,
            recovery_code=written(code),
            sheet=number,
            fingerprint=fingerprint(content.school_public),
            made_by=self._writer.vaults.me.person.name,
        )
        return NewSheet(sheet=msgspec.structs.replace(sheet, grants=grants), shown=shown)

    def keep(self, new: NewSheet, why: str) -> Change:
        """Let a drawn sheet count, and none before it; the caller had its code typed back."""
        self._keys.replace(self._keys.content.with_sheet(new.sheet))
        school = self._writer.vaults.school
        row = school.db.row("SELECT value FROM setting WHERE name = ?", (RECOVERY_SHEET,))
        named = msgspec.json.encode({str(new.sheet.number): sheet_digest(new.sheet)}).decode()
        records = (
            RecoverySheetMade(sheet=new.sheet.number, why=why),
            SettingChanged(name=RECOVERY_SHEET, old=row[0] if row else "null", new=named),
        )
        with school.db.transaction():
            change = self._writer.append(school, [self._writer.writing(one) for one in records])
            write_log(school, "recovery_sheet", {"by": self._writer.vaults.me.id})
        return change

    def _last(self) -> int:
        found = self._writer.vaults.school.of_kinds([RecoverySheetMade.kind.code])
        numbers = [w.record.sheet for w in found if isinstance(w.record, RecoverySheetMade)]
        return max(numbers, default=0)
