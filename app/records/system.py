"""Record what Rowan itself writes into the ledger: school, certificates, settings, restores."""

from __future__ import annotations

from typing import Annotated

import msgspec

from app.base.text import N_
from app.records.fields import PersonAs
from app.records.record import Kind, Record, kind


class SystemRecord(Record):
    """Hold an entry that no form asks for; its fields are plain."""


Key = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]+$")]


@kind("certificate", 1, N_("Certificate"), vault="any", in_file=False)
class CertificateEntry(SystemRecord):
    """Vouch for a person's public keys: who, which roles, by whom and why.

    Keys and signatures are hexadecimal. `by_school`, `by_issuer` and `by_keys` sign the
    certificate's own bytes (see app/ledger/README.md).
    """

    id: Key
    person: str
    name: str
    roles: tuple[str, ...]
    session_key: Key
    attest_key: Key
    box_key: Key
    issuer: str
    why: str
    by_school: Key
    by_issuer: Key
    by_session_key: Key
    by_attest_key: Key


@kind("certificate.ended", 1, N_("Certificate ended"), vault="any", in_file=False)
class CertificateEnded(SystemRecord):
    """End a certificate: the person left, or has new keys."""

    certificate: Key
    why: str


@kind("school", 1, N_("School"), vault="any", in_file=False)
class SchoolEntry(SystemRecord):
    """Open a vault's ledger: whose it is, and the school's public signing key."""

    school: str
    name: str
    vault: str
    school_key: Key


@kind("setting", 1, N_("Setting changed"), vault="school", in_file=False)
class SettingChanged(SystemRecord):
    """Change a setting or a list: old and new value as JSON text, and the reason if asked for."""

    name: str
    old: str
    new: str
    reason: str = ""

    def line(self) -> str:
        """Return the name of the setting."""
        return self.name


@kind("restored", 1, N_("Restored from a backup"), vault="any", in_file=False)
class Restored(SystemRecord):
    """Say from which backup a vault was restored, and what the restorer's own head was."""

    backup: str
    last_seq: int
    own_seq: int
    own_head: str
    by: PersonAs

    def line(self) -> str:
        """Return the name of the backup."""
        return self.backup


__all__ = [
    "CertificateEnded",
    "CertificateEntry",
    "Kind",
    "Restored",
    "SchoolEntry",
    "SettingChanged",
    "SystemRecord",
]
