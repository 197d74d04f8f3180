"""Check the access log: its chain, its details, its signatures and the copy register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from app.base.clock import Stamp
from app.ledger.certificates import InForce, hex_bytes
from app.ledger.chain import NOTHING, log_digest, log_hash, log_signature_bytes
from app.ledger.copies import COPY, Copy, subject_of
from app.ledger.findings import Fault, Finding
from app.ledger.ledger import Ledger
from app.vault.signing import verify

_LINES = """
SELECT l.seq, l.what, l.recorded_at, l.zone, l.digest, l.hash, d.salt, d.detail
FROM log l LEFT JOIN log_detail d ON d.seq = l.seq ORDER BY l.seq
"""


def count_log(ledger: Ledger) -> int:
    """Return how many lines the access log has."""
    row = ledger.db.row("SELECT count(*) FROM log")
    return int(row[0]) if row else 0


def check_log(ledger: Ledger, held: Mapping[str, InForce]) -> Iterator[Finding]:
    """Yield what is wrong with the access log."""
    previous, expected = NOTHING, 1
    copies: dict[int, Copy] = {}
    for seq, what, at, zone, digest, link, salt, detail in ledger.db.query(_LINES):
        wanted = log_hash(previous=previous, seq=seq, what=what, at=Stamp(at, zone), digest=digest)
        if seq != expected or link != wanted:
            yield Finding(Fault.LOG_BROKEN, seq)
        if detail is None or log_digest(salt, detail) != digest:
            yield Finding(Fault.LOG_CHANGED, seq)
        elif what == COPY:
            try:
                copies[seq] = msgspec.json.decode(detail, type=Copy)
            except ValueError:
                yield Finding(Fault.UNREADABLE, seq, "log")
        previous, expected = link, seq + 1
    yield from _check_signatures(ledger, held)
    yield from _check_copies(ledger, copies)


def _check_signatures(ledger: Ledger, held: Mapping[str, InForce]) -> Iterator[Finding]:
    rows = ledger.db.query(
        "SELECT s.seq, s.certificate, s.late, s.signature, l.hash FROM log_signature s"
        " LEFT JOIN log l ON l.seq = s.seq"
    )
    for seq, certificate, late, signature, head in rows:
        force = held.get(certificate)
        if force is None or head is None:
            yield Finding(Fault.LOG_SIGNATURE_WRONG, seq)
            continue
        message = log_signature_bytes(
            school=ledger.school,
            vault=ledger.vault,
            certificate=certificate,
            seq=seq,
            head=head,
            late=bool(late),
        )
        if not verify(force.key("session"), signature, message):
            yield Finding(Fault.LOG_SIGNATURE_WRONG, seq)


def _check_copies(ledger: Ledger, copies: Mapping[int, Copy]) -> Iterator[Finding]:
    pages = {(p.code, seq, p.page) for seq, copy in copies.items() for p in copy.pages}
    files = {
        (hex_bytes(copy.file_sha256), seq, subject_of(copy.records))
        for seq, copy in copies.items()
    }
    stored_pages = set(ledger.db.query("SELECT code, seq, page FROM copy"))
    stored_files = set(ledger.db.query("SELECT sha256, seq, subject FROM copy_file"))
    for row in (pages ^ stored_pages) | (files ^ stored_files):
        yield Finding(Fault.COPY_DIFFERS, int(row[1]))
