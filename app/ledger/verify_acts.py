"""Check the signatures: each act covers its entries in their place, by a key then in force."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import msgspec

from app.base.clock import Stamp
from app.ledger.certificates import InForce
from app.ledger.chain import NOTHING, act_bytes
from app.ledger.findings import Fault, Finding
from app.ledger.ledger import Ledger
from app.ledger.verify_notes import Foreign, fault_of
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
# By place, not by the index of kinds: the rows of a slice are read anyway.
_TAKEN_IN = """
SELECT e.act, b.body FROM entry e JOIN body b ON b.seq = e.seq
WHERE e.seq >= ? AND e.seq < ? AND +e.kind = 'taken_in'
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
    taken_in: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Trust:
    """Hold what signatures are checked under: school, vault, and certificates by id."""

    school: str
    vault: str
    held: Mapping[str, InForce]


def stored_acts(ledger: Ledger, after: int = 0, until: int = LAST) -> list[StoredAct]:
    """Return the acts that begin after one sequence and not after another, in order."""
    acts = [_stored(row) for row in ledger.db.query(_ACTS, (after, until))]
    if not acts:
        return acts
    quoting: dict[str, list[bytes]] = {}
    end = max(act.first_seq + act.count for act in acts)
    for act, body in ledger.db.query(_TAKEN_IN, (acts[0].first_seq, end)):
        quoting.setdefault(act, []).append(body)
    return [
        replace(act, taken_in=tuple(quoting[act.id])) if act.id in quoting else act for act in acts
    ]


def _whatever(_count: int) -> None:
    """Tell nobody."""


def check_acts(
    ledger: Ledger, held: Mapping[str, InForce], step: Callable[[int], object] = _whatever
) -> list[Finding]:
    """Return what is wrong with the acts of a ledger; a second thread checks the signatures.

    `step` is called with the number of acts in each slice that was checked.
    """
    trust, findings = Trust(ledger.school, ledger.vault, held), list[Finding]()
    bounds = [-LAST, *range(_SLICE, ledger.head().seq, _SLICE), LAST]
    checking: list[tuple[int, Future[list[Finding]]]] = []
    with ThreadPoolExecutor(1) as other:
        try:
            for after, until in pairwise(bounds):
                acts = stored_acts(ledger, after, until)
                checking.append((len(acts), other.submit(_check, trust, acts)))
            for count, one in checking:
                findings += one.result()
                step(count)
        finally:
            other.shutdown(wait=False, cancel_futures=True)
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
    for entry in act.entries:
        yield from _check_author(trust, act, force, entry)


def _check_author(
    trust: Trust, act: StoredAct, force: InForce, entry: ActEntry
) -> Iterator[Finding]:
    """Yield what is wrong with an entry's author: the act's signer, or that of a note."""
    seq, _digest, kind, version, _at, _zone, author = entry
    signer = force.certificate
    cls = of_version(kind, version)
    attested = cls is not None and cls.kind.sign == "attest"
    if author != signer.person:
        yield from _check_note(trust, act, entry, attested=attested)
    elif not may_sign(signer.roles, kind):
        yield Finding(Fault.NOT_ALLOWED, seq, kind)
    if attested and act.strength != "attest":
        yield Finding(Fault.KEY_TOO_WEAK, seq)


def _check_note(
    trust: Trust, act: StoredAct, entry: ActEntry, *, attested: bool
) -> Iterator[Finding]:
    seq, digest, kind, _version, _at, _zone, author = entry
    foreign = Foreign(
        school=trust.school,
        vault=trust.vault,
        held=trust.held,
        seq=seq,
        digest=bytes.fromhex(digest),
        kind=kind,
        author=author,
        attested=attested,
    )
    fault = fault_of(foreign, act.taken_in)
    if fault:
        yield Finding(fault, seq)
