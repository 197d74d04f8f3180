"""Verify a ledger: every entry, act, lifted column, register and log line from first to last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from app.ledger.attachments import check_attachments
from app.ledger.certificates import InForce, certificates
from app.ledger.chain import NOTHING
from app.ledger.findings import Fault, Finding, Report
from app.ledger.ledger import Ledger
from app.ledger.verify_acts import check_acts
from app.ledger.verify_log import check_log, count_log
from app.ledger.verify_registers import check_registers
from app.ledger.verify_rows import check_rows, stored_rows, stray_rows
from app.ledger.verify_trust import check_certificates
from app.ledger.verify_versions import check_versions
from app.vault.heads import Head

Progress = Callable[[int, int], None]
_SLICE = 500
_SIZES = ("SELECT count(*) FROM entry", "SELECT count(*) FROM act")


def verify(
    ledger: Ledger,
    *,
    school_key: bytes | None = None,
    heads: Iterable[Head] = (),
    log_heads: Iterable[Head] = (),
    progress: Progress | None = None,
) -> Report:
    """Go through a whole ledger and report every difference.

    `school_key` is the school's public signing key from outside (32 bytes), if known. `heads`
    and `log_heads` are witnesses kept elsewhere (a person's heads file, a sheet, a backup's
    manifest): each must stand in its chain. `progress` is called with entries and acts done, and
    in all; what it raises stops the check and comes out here.
    """
    count = _Count(*size_of(ledger), progress)
    held = certificates_or_none(ledger)
    findings = list(_check_entries(ledger, count.add))
    findings += stray_rows(ledger)
    findings += check_certificates(ledger, held, school_key)
    findings += check_acts(ledger, held, count.add)
    findings += check_registers(ledger)
    findings += check_versions(ledger)
    findings += check_log(ledger, held)
    findings += check_attachments(ledger, lambda: count.add(0))
    findings += _check_heads(heads, ledger, "entry")
    findings += _check_heads(log_heads, ledger, "log")
    return Report(
        vault=ledger.vault,
        entries=count.entries,
        acts=count.acts,
        log_lines=count_log(ledger),
        findings=tuple(sorted(set(findings), key=lambda f: (f.seq, f.fault.value, f.what))),
    )


def size_of(ledger: Ledger) -> tuple[int, int]:
    """Return how many entries and acts a ledger has."""
    entries, acts = (ledger.db.row(sql) for sql in _SIZES)
    return int(entries[0]) if entries else 0, int(acts[0]) if acts else 0


@dataclass(slots=True)
class _Count:
    """Count what was gone through."""

    entries: int
    acts: int
    progress: Progress | None
    done: int = 0

    def add(self, count: int) -> None:
        self.done += count
        if self.progress:
            self.progress(self.done, self.entries + self.acts)


def certificates_or_none(ledger: Ledger) -> dict[str, InForce]:
    """Return the certificates, or none when their entries cannot even be read."""
    try:
        return certificates(ledger)
    except ValueError:
        return {}


def _check_entries(ledger: Ledger, step: Callable[[int], object]) -> Iterator[Finding]:
    """Check slice after slice in a second thread while this one reads and decrypts the next."""
    before = Head(0, NOTHING)
    checking: Future[list[Finding]] | None = None
    with ThreadPoolExecutor(1) as other:
        for rows in stored_rows(ledger, _SLICE):
            if checking is not None:
                yield from checking.result()
            checking = other.submit(check_rows, rows, before)
            before = Head(rows[-1].seq, rows[-1].hash)
            step(len(rows))
        if checking is not None:
            yield from checking.result()


def _check_heads(heads: Iterable[Head], ledger: Ledger, table: str) -> Iterator[Finding]:
    sql: dict[str, str] = {
        "entry": "SELECT hash FROM entry WHERE seq = ?",
        "log": "SELECT hash FROM log WHERE seq = ?",
    }
    for head in heads:
        row: tuple[Any, ...] | None = ledger.db.row(sql[table], (head.seq,))
        if head.seq and (row is None or row[0] != head.hash):
            yield Finding(Fault.HEAD_MISSING, head.seq, table)
