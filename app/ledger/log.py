"""Keep the access log: a second chain of who opened, printed, exported and changed what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from app.base.clock import Stamp
from app.ledger.chain import NOTHING, log_digest, log_hash, log_signature_bytes
from app.ledger.ledger import Ledger
from app.ledger.values import Signer
from app.vault.hashing import new_salt
from app.vault.heads import Head


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """Hold one line of the access log; the detail is gone (None) once destroyed."""

    seq: int
    what: str
    recorded: Stamp
    detail: Mapping[str, Any] | None


def log_head(ledger: Ledger) -> Head:
    """Return where the access log stands."""
    row = ledger.db.row("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1")
    return Head(*row) if row else Head(0, NOTHING)


def log_hash_at(ledger: Ledger, seq: int) -> bytes | None:
    """Return the access log's hash at a place, or None where there is no line."""
    row = ledger.db.row("SELECT hash FROM log WHERE seq = ?", (seq,))
    return row[0] if row else None


def write_log(ledger: Ledger, what: str, detail: Mapping[str, Any]) -> int:
    """Add a line within the caller's transaction and return its sequence.

    `what` is a word of this program (opened, printed …); all that is personal stands in the
    detail, which is salted.
    """
    before, at = log_head(ledger), ledger.clock.now()
    salt, body = new_salt(), msgspec.json.encode(detail)
    digest = log_digest(salt, body)
    seq = before.seq + 1
    link = log_hash(previous=before.hash, seq=seq, what=what, at=at, digest=digest)
    ledger.db.execute(
        "INSERT INTO log VALUES (?, ?, ?, ?, ?, ?)",
        (seq, what, at.utc_us, at.offset_min, digest, link),
    )
    ledger.db.execute("INSERT INTO log_detail VALUES (?, ?, ?)", (seq, salt, body))
    return seq


def sign_log(ledger: Ledger, signer: Signer, *, late: bool = False) -> None:
    """Sign the log up to its head, if anything is unsigned; late marks a crash's tail."""
    head = log_head(ledger)
    if head.seq == 0 or head.seq == signed_up_to(ledger):
        return
    message = log_signature_bytes(
        school=ledger.school,
        vault=ledger.vault,
        certificate=signer.certificate,
        seq=head.seq,
        head=head.hash,
        late=late,
    )
    ledger.db.execute(
        "INSERT INTO log_signature VALUES (?, ?, ?, ?)",
        (head.seq, signer.certificate, int(late), signer.sign(message)),
    )


def signed_up_to(ledger: Ledger) -> int:
    """Return the last line that is signed, 0 if none is."""
    row = ledger.db.row("SELECT max(seq) FROM log_signature")
    return int(row[0]) if row and row[0] is not None else 0


def log_lines(ledger: Ledger, *, newest: int = 200, what: str | None = None) -> list[LogLine]:
    """Return the newest lines, newest first, of one sort or of all."""
    rows = ledger.db.query(
        "SELECT l.seq, l.what, l.recorded_at, l.zone, d.detail FROM log l"
        " LEFT JOIN log_detail d ON d.seq = l.seq WHERE ?1 IS NULL OR l.what = ?1"
        " ORDER BY l.seq DESC LIMIT ?2",
        (what, newest),
    )
    return [
        LogLine(
            seq=row[0],
            what=row[1],
            recorded=Stamp(row[2], row[3]),
            detail=msgspec.json.decode(row[4]) if row[4] is not None else None,
        )
        for row in rows
    ]
