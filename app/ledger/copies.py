"""Keep the copy register: every page that left Rowan, by its code and its file's digest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from app.base.clock import Stamp
from app.base.decoding import work_out
from app.base.frames import frame
from app.ledger.ledger import Ledger
from app.ledger.log import write_log
from app.vault.hashing import sha256

COPY = "copy"


class CopyPage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold one page of a copy: code, number, the text on it and that text's digest (hex)."""

    code: str
    page: int
    text: str
    text_sha256: str


class Copy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a copy that left Rowan: what it shows, by whom, where to, its pages and files.

    `paper` says which paper it is (record, front_sheet, chronology, blank). `records` are
    (id, version of the kind, sequence) of what it shows; `child` is the file it is from.
    `file_sha256` is hexadecimal: of the bytes that left. `letters` is the key to the children it
    calls by letters: ("Child B", id).
    """

    paper: str
    title: str
    way: str
    by: str
    by_name: str
    number: int
    head_seq: int
    head: str
    file_sha256: str
    pages: tuple[CopyPage, ...]
    records: tuple[str, ...] = ()
    child: str | None = None
    reason: str = ""
    letters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Hold a copy found in the register, when it left, and the page that was asked for."""

    copy: Copy | None
    left_at: Stamp
    page: int


def next_copy_number(ledger: Ledger, records: Sequence[str]) -> int:
    """Return the number of the next copy of these records: 1 for the first."""
    row = ledger.db.row("SELECT count(*) FROM copy_file WHERE subject = ?", (subject_of(records),))
    return 1 + int(row[0]) if row else 1


def subject_of(records: Sequence[str]) -> str:
    """Return the name under which copies of the same records are counted."""
    return sha256(frame(*(record.encode() for record in records))).hex()


def enter_copy(ledger: Ledger, copy: Copy) -> None:
    """Enter a copy in the register, before its bytes leave, in the caller's transaction."""
    seq = write_log(ledger, COPY, msgspec.to_builtins(copy))
    for page in copy.pages:
        ledger.db.execute("INSERT INTO copy VALUES (?, ?, ?)", (page.code, seq, page.page))
    ledger.db.execute(
        "INSERT INTO copy_file VALUES (?, ?, ?)",
        (bytes.fromhex(copy.file_sha256), seq, subject_of(copy.records)),
    )


def find_code(ledger: Ledger, code: str) -> Found | None:
    """Return the copy that a page's code belongs to."""
    return _found(ledger, ledger.db.row("SELECT seq, page FROM copy WHERE code = ?", (code,)))


def find_file(ledger: Ledger, sha256: bytes) -> Found | None:
    """Return the copy whose file has exactly this digest (32 bytes)."""
    return _found(
        ledger, ledger.db.row("SELECT seq, 1 FROM copy_file WHERE sha256 = ?", (sha256,))
    )


def _found(ledger: Ledger, place: tuple[int, int] | None) -> Found | None:
    if place is None:
        return None
    row = ledger.db.row(
        "SELECT l.recorded_at, l.zone, d.detail FROM log l"
        " LEFT JOIN log_detail d ON d.seq = l.seq WHERE l.seq = ?",
        (place[0],),
    )
    assert row is not None  # noqa: S101 - a foreign key holds it
    copy = msgspec.json.decode(row[2], type=Copy) if row[2] is not None else None
    return Found(copy, Stamp(row[0], row[1]), place[1])


work_out(Copy)
