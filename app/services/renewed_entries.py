"""Enter into the copy of a vault what ends with it: certificates, and who left the school."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from app.ledger.certificates import certificates
from app.ledger.ledger import Ledger
from app.ledger.log import write_log
from app.ledger.values import Writing
from app.records.fields import PersonAs
from app.records.header import Link
from app.records.keys import KeysRenewed
from app.records.system import CertificateEnded, SettingChanged
from app.services.changes import Change
from app.services.role_names import entry_of
from app.services.setup import INTAKE_KEY
from app.services.writer import Writer
from app.vault.keyring import SCHOOL_VAULT
from app.views.roll import RollView


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Say whose keys end, if anybody's, and whether they leave the school too."""

    leaver: PersonAs | None = None
    left: bool = True

    @property
    def person(self) -> str:
        """Return the leaver's id, empty when nobody leaves."""
        return (self.leaver.id or "") if self.leaver else ""


def enter_renewal(
    writer: Writer,
    ledger: Ledger,
    ending: Ending,
    why: str,
    version: int,
    *,
    intake: Mapping[str, str] | None,
) -> Change:
    """Append one act to the copy of a vault: why it has a new key, and what ends."""
    record = KeysRenewed(vault=ledger.vault, key_version=version, why=why, left=ending.leaver)
    writings = [writer.writing(record)]
    if ending.person:
        writings += _ended(writer, ledger, ending.person, why)
    if ledger.vault == SCHOOL_VAULT:
        if ending.person and ending.left:
            writings += _left(writer, ending.person)
        if intake is not None:
            writings.append(_intake(writer, ledger, intake))
    with ledger.db.transaction():
        change = writer.append(ledger, writings)
        detail = {"whose": ending.person, "by": writer.vaults.me.id}
        write_log(ledger, "keys_renewed", detail)
    return change


def end_certificates(writer: Writer, ledger: Ledger, person: str, why: str) -> None:
    """End a person's certificates in a vault that keeps its key: they never held it."""
    writings = _ended(writer, ledger, person, why)
    if writings:
        writer.commit(ledger, writings)


def _ended(writer: Writer, ledger: Ledger, person: str, why: str) -> list[Writing]:
    return [
        writer.writing(CertificateEnded(certificate=force.certificate.id, why=why))
        for force in certificates(ledger).values()
        if force.certificate.person == person and force.until is None
    ]


def _left(writer: Writer, person: str) -> list[Writing]:
    card = RollView(writer.vaults).person(person)
    if card is None:
        return []
    entry = entry_of(card, left_on=writer.vaults.clock.now().day())
    return [writer.writing(entry, links=[Link(person, "about")])]


def _intake(writer: Writer, ledger: Ledger, intake: Mapping[str, str]) -> Writing:
    row = ledger.db.row("SELECT value FROM setting WHERE name = ?", (INTAKE_KEY,))
    new = msgspec.json.encode(intake).decode()
    return writer.writing(SettingChanged(name=INTAKE_KEY, old=row[0] if row else "null", new=new))
