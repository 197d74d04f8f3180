"""Compare what the key file says with what key holders signed, at each sign-in.

Anybody who may write in the school's folder can change the key file; a recorder can change rows of
*school*, too. So keys count only where somebody gave them who may give keys.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from app.ledger.certificates import InForce, certificates, hex_bytes, school_of, trusted
from app.ledger.ledger import Ledger
from app.ledger.verify_trust import issued_by_nobody
from app.rules.access import may_give
from app.services.setup import INTAKE_KEY, RECOVERY_SHEET
from app.vault.grants import vouches
from app.vault.hashing import sha256
from app.vault.keyfile import Holder, KeyFile, Sheet
from app.vault.keyring import Keyring
from app.vault.renewal import SheetNotVouched


def key_file_differs(content: KeyFile, school: Ledger, keyring: Keyring) -> list[str]:
    """Return what in the key file does not follow from the signed entries.

    `keyring` is that of whoever signs in: a key holder also holds every intake key.
    """
    found: list[str] = []
    held = certificates(school)
    entry = school_of(school)
    if entry is None or hex_bytes(entry.school_key) != content.school_public:
        found.append("school key")
    signed = setting(school, INTAKE_KEY)
    named = {str(key.version): key.public.hex() for key in content.intake}
    mine = {str(version): key.public.hex() for version, key in keyring.intake.items()}
    if signed != named or (mine and mine != named):
        found.append("intake key")
    given = givers(content, held)
    found += [one.name for one in content.holders if _differs(one, held, given)]
    found += [
        force.certificate.name
        for force in held.values()
        if not trusted(content.school, content.school_public, held, force)
    ]
    alone = {finding.what for finding in issued_by_nobody(school, held)}
    found += [held[one].certificate.name for one in sorted(alone)]
    if not all(sheet_counts(content, one, given, school) for one in content.sheets):
        found.append("recovery sheet")
    return list(dict.fromkeys(found))


def givers(content: KeyFile, held: Mapping[str, InForce]) -> frozenset[tuple[str, bytes]]:
    """Return every person with every session key under which they could give others keys."""
    return frozenset(
        (force.certificate.person, hex_bytes(force.certificate.session_key))
        for force in held.values()
        if may_give(force.certificate.roles)
        and trusted(content.school, content.school_public, held, force)
    )


def check_sheet(content: KeyFile, sheet: Sheet, school: Ledger) -> None:
    """Refuse a sheet that no key holder made (SheetNotVouched)."""
    if not sheet_counts(content, sheet, givers(content, certificates(school)), school):
        raise SheetNotVouched


def sheet_counts(
    content: KeyFile, sheet: Sheet, given: frozenset[tuple[str, bytes]], school: Ledger
) -> bool:
    """Say whether a sheet is the one that was signed, and whoever gave it keys may do so.

    A grant signs the digest of the box key it was sealed to, so the key file alone cannot name
    another; whoever left and kept their keys is stopped by the signed entry, which they cannot
    write. A school of before such entries has none.
    """
    named = setting(school, RECOVERY_SHEET)
    if named and named.get(str(sheet.number)) != sheet_digest(sheet):
        return False
    return any(
        (grant.giver, grant.giver_key) in given
        and grant.holder == sheet.holder()
        and vouches(grant, content.school, sheet.public)
        for grant in sheet.grants
    )


def sheet_digest(sheet: Sheet) -> str:
    """Return the digest of a sheet's public key, as it is entered (hexadecimal)."""
    return sha256(sheet.public).hex()


def setting(school: Ledger, name: str) -> dict[str, str]:
    """Return a setting that holds digests or keys by number; empty when there is none."""
    row = school.db.row("SELECT value FROM setting WHERE name = ?", (name,))
    return msgspec.json.decode(row[0], type=dict[str, str]) if row else {}


def _differs(
    holder: Holder, held: Mapping[str, InForce], given: frozenset[tuple[str, bytes]]
) -> bool:
    keys = holder.keys
    named = (holder.person, keys.session.hex(), keys.attest.hex(), keys.box.hex())
    vouched = {
        (one.person, one.session_key, one.attest_key, one.box_key)
        for one in (force.certificate for force in held.values() if force.until is None)
    }
    return named not in vouched or any(
        (grant.giver, grant.giver_key) not in given for grant in holder.grants
    )
