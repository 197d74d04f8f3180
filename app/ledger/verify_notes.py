"""Check entries whose author did not sign the act they stand in: notes that were taken in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from app.ledger.certificates import InForce, counting_at, hex_bytes
from app.ledger.chain import unplaced_act_bytes
from app.ledger.findings import Fault
from app.records.intake import TakenIn
from app.rules.access import MAY_SEND, UNSIGNED_NOTES, may_send
from app.vault.signing import verify


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """Hold an entry as its act sees it, and its place among the certificates of its ledger."""

    school: str
    vault: str
    held: Mapping[str, InForce]
    seq: int
    digest: bytes
    kind: str
    author: str
    attested: bool


def fault_of(entry: Foreign, taken_in: Iterable[bytes]) -> Fault | None:
    """Return what is wrong with an entry's author, given the `taken_in` bodies of its act.

    A `taken_in` must quote the entry's digest. An author with an id must have signed it under a
    certificate in force at this place; one without an id must not be said to have signed.
    """
    quoting = [one for body in taken_in if (one := _decoded(body)) and _quotes(one, entry)]
    if len(quoting) != 1:
        return Fault.AUTHOR_DIFFERS
    taken = quoting[0]
    if not entry.author:
        unsigned = taken.identity != "confirmed" and not (
            taken.identity == "typed" and taken.signature
        )
        if not unsigned:
            return Fault.AUTHOR_DIFFERS
        claimed = taken.identity == "not_confirmed" and entry.kind in MAY_SEND
        allowed = entry.kind in UNSIGNED_NOTES or claimed
        return None if allowed else Fault.NOT_ALLOWED
    return _signed_fault(entry, taken)


def _signed_fault(entry: Foreign, taken: TakenIn) -> Fault | None:
    force = entry.held.get(taken.certificate)
    if taken.identity != "confirmed" or force is None or force.certificate.person != entry.author:
        return Fault.AUTHOR_DIFFERS
    counting = counting_at(entry.held, force, entry.seq)
    if counting is None:
        return Fault.CERTIFICATE_NOT_IN_FORCE
    message = unplaced_act_bytes(
        school=entry.school,
        vault=entry.vault,
        act=taken.act,
        strength=taken.strength,
        certificate=taken.certificate,
        digests=[entry.digest],
    )
    if not verify(force.key(taken.strength), hex_bytes(taken.signature), message):
        return Fault.SIGNATURE_WRONG
    if entry.attested and taken.strength != "attest":
        return Fault.KEY_TOO_WEAK
    return None if may_send(counting.certificate.roles, entry.kind) else Fault.NOT_ALLOWED


def _quotes(taken: TakenIn, entry: Foreign) -> bool:
    return hex_bytes(taken.digest) == entry.digest


def _decoded(body: bytes) -> TakenIn | None:
    try:
        return msgspec.json.decode(body, type=TakenIn)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
