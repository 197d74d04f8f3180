"""Attach files while the system lets no file grow past a limit: said each time, nothing half kept.

Run as a process of its own: a school's folder, how it was made, a seed and how many runs. Prints
one JSON line: how often it was refused, and the records that were kept.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import msgspec

from app.services.setup import NewSchool
from app.vault.faults import StorageFailed
from app.vault.folder import SchoolFolder
from app.workspace import Workspace
from tests.support.documents import attach_bytes
from tests.support.school import HandClock, School
from tests.torture.limited import PAGE, no_file_past


def attach(workspace: Workspace, random: Random) -> str:
    """Attach a file of a random size and return its record."""
    card = random.choice(workspace.roll_view.children())
    data = random.randbytes(random.choice((900, 50_000, 1_200_000)))
    return attach_bytes(workspace, card.id, "scan.bin", data, "Scan")


def main(path: str, made: str, seed: str, runs: str) -> None:
    """Attach one file that fits and one that does not, again and again; then verify."""
    school = School(
        folder=SchoolFolder(Path(path)),
        clock=HandClock(),
        made=msgspec.json.decode(made, type=NewSchool),
    )
    workspace, random = school.enter(), Random(seed)
    kept, refused = [attach(workspace, random)], 0
    file = school.folder.vault("children-2026", 1)
    for _run in range(int(runs)):
        with no_file_past(file.stat().st_size + random.randrange(3) * PAGE):
            try:
                kept.append(attach(workspace, random))
            except StorageFailed:
                refused += 1
        kept.append(attach(workspace, random))
    reports = workspace.verify()
    assert all(report.sound for report in reports), reports
    workspace.close(signed_out=True)
    print(msgspec.json.encode((refused, kept)).decode())  # noqa: T201 - its answer


if __name__ == "__main__":
    main(*sys.argv[1:])
