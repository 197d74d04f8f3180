"""Check that every certificate hangs on the school's key and on an issuer then in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.ledger.certificates import InForce, hex_bytes, school_of, trusted
from app.ledger.findings import Fault, Finding
from app.ledger.ledger import Ledger


def check_certificates(
    ledger: Ledger, held: Mapping[str, InForce], school_key: bytes | None
) -> Iterator[Finding]:
    """Yield certificates that nobody vouches for, and a school's key that is not the school's."""
    try:
        school = school_of(ledger)
    except ValueError:
        school = None
    if school is None:
        if ledger.head().seq:
            yield Finding(Fault.CERTIFICATE_FORGED, 1, "school")
        return
    key = hex_bytes(school.school_key)
    if school.school != ledger.school or school.vault != ledger.vault:
        yield Finding(Fault.CERTIFICATE_FORGED, 1, "school")
    if school_key is not None and school_key != key:
        yield Finding(Fault.CERTIFICATE_FORGED, 1, "school")
    for force in held.values():
        issuer = held.get(force.certificate.issuer)
        if (
            issuer is None
            or not issuer.covers(force.since)
            or not trusted(ledger.school, key, held, force)
        ):
            yield Finding(Fault.CERTIFICATE_FORGED, force.since, force.certificate.id)
    yield from issued_by_nobody(ledger, held)


def issued_by_nobody(ledger: Ledger, held: Mapping[str, InForce]) -> Iterator[Finding]:
    """Yield certificates that issue themselves, but neither open the ledger nor say by what sheet.

    Whoever holds the school's key could make one; with `recovery.used` in its act, every key
    holder is alarmed.
    """
    entries = ledger.entries("e.kind IN ('certificate', 'recovery.used') OR e.seq = 1")
    acts = {entry.seq: entry.act for entry in entries}
    open_to_it = {e.act for e in entries if e.kind == "recovery.used" or e.seq == 1}
    for force in held.values():
        mine = force.certificate
        if mine.issuer == mine.id and acts.get(force.since) not in open_to_it:
            yield Finding(Fault.CERTIFICATE_FORGED, force.since, mine.id)
