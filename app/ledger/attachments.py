"""Say which attached documents the entries of a ledger name, and whether each is as attached."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from app.base.decoding import work_out
from app.base.errors import VaultError
from app.ledger.chain import HASH_BYTES
from app.ledger.findings import Fault, Finding
from app.ledger.ledger import Ledger
from app.vault.attachments import (
    Held,
    YearFile,
    held_in,
    is_whole,
    open_year,
    year_files,
    year_of,
)
from app.vault.folder import SchoolFolder

Step = Callable[[], object]

HOLDS = "holds"
"""Why an entry's header links to a document's id."""

_NAMED = "SELECT target, seq FROM link WHERE why = 'holds' ORDER BY seq"
_BODIES = (
    "SELECT l.target, l.seq, b.body FROM link l JOIN body b ON b.seq = l.seq"
    " WHERE l.why = 'holds' ORDER BY l.seq"
)


class _Facts(msgspec.Struct):
    """Read of a body only what it says of its file."""

    size: int = 0
    sha256: str = ""


def named(ledger: Ledger) -> dict[str, int]:
    """Return the ids of the documents that entries name, with the sequence of the first."""
    found: dict[str, int] = {}
    for target, seq in ledger.db.query(_NAMED):
        found.setdefault(target, seq)
    return found


def check_attachments(ledger: Ledger, step: Step | None = None) -> Iterator[Finding]:
    """Yield each document that is missing or not as its entry says; every byte is read.

    The yearly files are looked for beside the ledger's own file. `step` is called before each
    document; what it raises stops the check and comes out here.
    """
    wanted = _wanted(ledger)
    files = {file.year: file for file in year_files(ledger.db, ledger.vault)}
    folder = SchoolFolder(ledger.db.path.parent)
    for year in sorted(wanted):
        path = files[year].path(folder) if year in files else None
        if path is None or not path.exists():
            yield from (Finding(Fault.ATTACHMENT_MISSING, seq) for seq in wanted[year].values())
        else:
            yield from _check_year(path, files[year], wanted[year], step or _go_on)


def _check_year(
    path: Path, file: YearFile, wanted: dict[Held, int], step: Step
) -> Iterator[Finding]:
    """Check one document after another; after a damaged page the file is opened anew."""
    left = list(wanted)
    while left:
        try:
            with open_year(path, file.key) as year:
                there = held_in(year)
                while left:
                    one = left[0]
                    step()
                    whole = there.get(one.id) == one and is_whole(year, one)
                    del left[0]
                    if not whole:
                        gone = one.id not in there
                        fault = Fault.ATTACHMENT_MISSING if gone else Fault.ATTACHMENT_CHANGED
                        yield Finding(fault, wanted[one])
        except VaultError:
            if left:
                yield Finding(Fault.ATTACHMENT_CHANGED, wanted[left.pop(0)], file.name)


def _go_on() -> None:
    """Go on."""


def _wanted(ledger: Ledger) -> dict[int, dict[Held, int]]:
    """Return what entries say of their documents, by year, with the entry's sequence."""
    found: dict[int, dict[Held, int]] = defaultdict(dict)
    for target, seq, body in ledger.db.query(_BODIES):
        try:
            facts = msgspec.json.decode(body, type=_Facts)
            digest = bytes.fromhex(facts.sha256)
        except ValueError:
            facts, digest = _Facts(), bytes(HASH_BYTES)
        one = Held(id=target, size=facts.size, sha256=digest)
        found[year_of(target)].setdefault(one, seq)
    return found


work_out(_Facts)
