"""Vouch for people's keys, and say which certificate was in force at a place in the chain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.base.frames import frame
from app.ledger.ledger import Ledger
from app.records.system import CertificateEnded, CertificateEntry, SchoolEntry
from app.vault.signing import verify

_CERTIFICATE = b"rowan/certificate/1"
#: What stands in the place of a signature that an earlier certificate of the same keys bears.
UNSIGNED = "00"


def certificate_bytes(school: str, certificate: CertificateEntry) -> bytes:
    """Return what the school, the issuer and the new keys sign."""
    return frame(
        _CERTIFICATE,
        school.encode(),
        certificate.id.encode(),
        certificate.person.encode(),
        certificate.name.encode(),
        frame(*(role.encode() for role in certificate.roles)),
        hex_bytes(certificate.session_key),
        hex_bytes(certificate.attest_key),
        hex_bytes(certificate.box_key),
        certificate.issuer.encode(),
        certificate.why.encode(),
    )


def hex_bytes(text: str) -> bytes:
    """Return the bytes of a hexadecimal text; what is none gives nothing, and opens nothing."""
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""


@dataclass(frozen=True, slots=True)
class InForce:
    """Hold a certificate with the places in the chain between which it counts.

    `until` is the sequence of the entry that ended it, or None.
    """

    certificate: CertificateEntry
    since: int
    until: int | None

    def covers(self, seq: int) -> bool:
        """Say whether the certificate counts at a place in the chain."""
        return self.since <= seq and (self.until is None or seq < self.until)

    def key(self, strength: str) -> bytes:
        """Return the public key of one strength (32 bytes)."""
        text = (
            self.certificate.attest_key if strength == "attest" else self.certificate.session_key
        )
        return hex_bytes(text)


def certificates(ledger: Ledger) -> dict[str, InForce]:
    """Return every certificate that stands in a ledger, by its id."""
    held: dict[str, InForce] = {}
    for whole in ledger.of_kinds(["certificate", "certificate.ended"]):
        record, seq = whole.record, whole.entry.seq
        if isinstance(record, CertificateEntry):
            # A second entry under the same id changes nothing of what the first vouched for.
            held.setdefault(record.id, InForce(record, seq, None))
        elif isinstance(record, CertificateEnded) and record.certificate in held:
            now = held[record.certificate]
            held[record.certificate] = InForce(now.certificate, now.since, seq)
    return held


def school_of(ledger: Ledger) -> SchoolEntry | None:
    """Return the entry that opened the ledger."""
    whole = next(iter(ledger.of_kinds(["school"])), None)
    return whole.record if whole and isinstance(whole.record, SchoolEntry) else None


def vouched(
    school: str, school_key: bytes, certificate: CertificateEntry, issuer: CertificateEntry
) -> bool:
    """Say whether school, issuer and both new keys signed a certificate."""
    message = certificate_bytes(school, certificate)
    signed = (
        (school_key, certificate.by_school),
        (hex_bytes(issuer.session_key), certificate.by_issuer),
        (hex_bytes(certificate.session_key), certificate.by_session_key),
        (hex_bytes(certificate.attest_key), certificate.by_attest_key),
    )
    return all(verify(key, hex_bytes(text), message) for key, text in signed)


def trusted(school: str, school_key: bytes, held: Mapping[str, InForce], force: InForce) -> bool:
    """Say whether a certificate in a ledger counts: vouched for whole, or a renewed one.

    A renewed one (other roles, same keys) is signed by school and issuer; that the person has
    these keys was shown by an earlier certificate, which must stand before it in the ledger.
    """
    certificate = force.certificate
    issuer = held.get(certificate.issuer)
    if issuer is None:
        return False
    if certificate.by_session_key != UNSIGNED or certificate.by_attest_key != UNSIGNED:
        return vouched(school, school_key, certificate, issuer.certificate)
    message = certificate_bytes(school, certificate)
    signed = (
        (school_key, certificate.by_school),
        (hex_bytes(issuer.certificate.session_key), certificate.by_issuer),
    )
    return all(verify(key, hex_bytes(text), message) for key, text in signed) and any(
        _shown(school, school_key, held, one) for one in _earlier(held.values(), force)
    )


def _earlier(held: Iterable[InForce], force: InForce) -> list[InForce]:
    """Return the certificates of the same person and keys that stand before one."""
    own = keys_of(force.certificate)
    return [one for one in held if one.since < force.since and keys_of(one.certificate) == own]


def _shown(school: str, school_key: bytes, held: Mapping[str, InForce], one: InForce) -> bool:
    issuer = held.get(one.certificate.issuer)
    return issuer is not None and vouched(school, school_key, one.certificate, issuer.certificate)


def keys_of(certificate: CertificateEntry) -> tuple[str, str, str, str]:
    """Return whose keys a certificate names, and which: person, session, attest, box."""
    one = certificate
    return one.person, one.session_key, one.attest_key, one.box_key


def counting_at(held: Mapping[str, InForce], force: InForce, seq: int) -> InForce | None:
    """Return the certificate that counts at a place for the keys of another, or None.

    It is that one itself, or the one of the same person and keys that renewed it.
    """
    own = keys_of(force.certificate)
    same = [one for one in held.values() if keys_of(one.certificate) == own and one.covers(seq)]
    return force if force in same else next(reversed(same), None)


def in_force(held: Mapping[str, InForce], person: str) -> InForce | None:
    """Return the newest certificate of a person that has not ended."""
    mine = [f for f in held.values() if f.certificate.person == person and f.until is None]
    return mine[-1] if mine else None
