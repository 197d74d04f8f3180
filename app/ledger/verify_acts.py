"""Check the signatures: each act covers its entries in their place, by a key then in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import msgspec

from app.base.clock import Stamp
from app.ledger.certificates import InForce
from app.ledger.chain import NOTHING, act_bytes
from app.ledger.findings import Fault, Finding
from app.ledger.ledger import Ledger
from app.records.kinds import of_version
from app.rules.access import may_sign
from app.vault.signing import verify

LAST = (1 << 63) - 1
_SLICE = 500
_ACTS = """
SELECT a.id, a.strength, a.certificate, a.first_seq, a.entries, a.previous, a.recorded_at, a.zone,
  a.signature,
  (SELECT json_group_array(
     json_array(e.seq, hex(e.digest), e.kind, e.version, e.recorded_at, e.zone, e.author)
     ORDER BY e.seq) FROM entry e
   WHERE e.act = a.id AND e.seq >= a.first_seq AND e.seq < a.first_seq + a.entries),
  (SELECT e.hash FROM entry e WHERE e.seq = a.first_seq - 1)
FROM act a WHERE a.first_seq > ? AND a.first_seq <= ? ORDER BY a.first_seq
"""
_UNCOVERED = """
SELECT e.seq, iif(a.id IS NULL, 'act_missing', 'act_misplaced')
FROM entry e LEFT JOIN act a ON a.id = e.act
WHERE a.id IS NULL OR e.seq < a.first_seq OR e.seq >= a.first_seq + a.entries
"""


#: An entry as its act sees it: sequence, digest, kind, version, time, zone, author.
ActEntry = tuple[int, str, str, int, int, int, str]


@dataclass(frozen=True, slots=True)
class StoredAct:
    """Hold an act as it lies in the vault, with its entries."""

    id: str
    strength: str
    certificate: str
    first_seq: int
    count: int
    previous: bytes
    at: Stamp
    signature: bytes
    entries: list[ActEntry]
    hash_before: bytes | None


@dataclass(frozen=True, slots=True)
class Trust:
    """Hold what signatures are checked under: school, vault, and certificates by id."""

    school: str
    vault: str
    held: Mapping[str, InForce]


def stored_acts(ledger: Ledger, after: int = 0, until: int = LAST) -> list[StoredAct]:
    """Return the acts that begin after one sequence and not after another, in order."""
    return [_stored(row) for row in ledger.db.query(_ACTS, (after, until))]


def check_acts(ledger: Ledger, held: Mapping[str, InForce]) -> list[Finding]:
    """Return what is wrong with the acts of a ledger; a second thread checks the signatures."""
    trust, findings = Trust(ledger.school, ledger.vault, held), list[Finding]()
    bounds = [-LAST, *range(_SLICE, ledger.head().seq, _SLICE), LAST]
    checking: list[Future[list[Finding]]] = []
    with ThreadPoolExecutor(1) as other:
        for after, until in pairwise(bounds):
            checking.append(other.submit(_check, trust, stored_acts(ledger, after, until)))
        for one in checking:
            findings += one.result()
    return findings + [Finding(Fault(row[1]), row[0]) for row in ledger.db.query(_UNCOVERED)]


def _check(trust: Trust, acts: Iterable[StoredAct]) -> list[Finding]:
    return [
        finding for act in acts for finding in (*check_place(act), *check_signature(trust, act))
    ]


def _stored(row: Sequence[Any]) -> StoredAct:
    entries = msgspec.json.decode(row[9], type=list[ActEntry])
    parts = [*row[:6], Stamp(row[6], row[7]), row[8], entries, row[10]]
    return StoredAct(*parts)


def check_place(act: StoredAct) -> Iterator[Finding]:
    """Yield that an act does not stand where and when it was signed."""
    seqs = [entry[0] for entry in act.entries]
    wanted = list(range(act.first_seq, act.first_seq + act.count))
    before = NOTHING if act.first_seq == 1 else act.hash_before
    times = {(entry[4], entry[5]) for entry in act.entries}
    if seqs != wanted or act.previous != before or times != {(act.at.utc_us, act.at.offset_min)}:
        yield Finding(Fault.ACT_MISPLACED, act.first_seq)


def check_signature(trust: Trust, act: StoredAct) -> Iterator[Finding]:
    """Yield what is wrong with an act's signature, certificate and strength."""
    force = trust.held.get(act.certificate)
    if force is None:
        yield Finding(Fault.CERTIFICATE_UNKNOWN, act.first_seq, act.certificate)
        return
    # The act that opens a ledger carries the certificate it is signed under.
    if not force.covers(act.first_seq) and not (act.first_seq == 1 and force.since <= act.count):
        yield Finding(Fault.CERTIFICATE_NOT_IN_FORCE, act.first_seq, act.certificate)
    message = act_bytes(
        school=trust.school,
        vault=trust.vault,
        act=act.id,
        strength=act.strength,
        certificate=act.certificate,
        digests=[bytes.fromhex(entry[1]) for entry in act.entries],
        first_seq=act.first_seq,
        previous=act.previous,
        at=act.at,
    )
    if not verify(force.key(act.strength), act.signature, message):
        yield Finding(Fault.SIGNATURE_WRONG, act.first_seq)
    for seq, _digest, kind, version, _at, _zone, author in act.entries:
        if author != force.certificate.person:
            yield Finding(Fault.AUTHOR_DIFFERS, seq)
        cls = of_version(kind, version)
        if cls and cls.kind.sign == "attest" and act.strength != "attest":
            yield Finding(Fault.KEY_TOO_WEAK, seq)
        if not may_sign(force.certificate.roles, kind):
            yield Finding(Fault.NOT_ALLOWED, seq, kind)
