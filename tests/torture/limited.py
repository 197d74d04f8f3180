"""Act while the system lets no file grow past a limit: each write that does not fit must be said.

Run as a process of its own: a school's folder, a place for backups and sheets, a seed and how
many runs. Prints one JSON line: the refusals seen, by name.
"""

from __future__ import annotations

import resource
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import msgspec

from app.base.errors import VaultError
from app.ledger.standing import build_standing
from app.services.papers import Preview
from app.services.setup import NewSchool
from app.vault.faults import StorageFailed
from app.vault.folder import SchoolFolder
from app.workspace import Workspace
from tests.support.school import HandClock, School
from tests.torture.lives import Life
from ui.paper.release import HALF_SAVED, NOT_WRITABLE, save

PAGE = 4096
STANDING = "SELECT * FROM standing ORDER BY id, child"


@contextmanager
def no_file_past(size: int) -> Iterator[None]:
    """Let every write past a size fail with an error of input and output."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


class Limited:
    """Hit the limit in every place that writes, and look each time what is left."""

    def __init__(self, school: School, medium: Path, random: Random) -> None:
        self.workspace: Workspace = school.enter()
        self._random = random
        self._medium = medium
        self._kept: list[str] = []
        self.life = Life(self.workspace, random, _nothing, self._after)
        self.seen: Counter[str] = Counter()
        preview = self.workspace.papers.draw(self.workspace.sheets.blank_concern())
        assert preview is not None
        self.preview: Preview = preview

    def _after(self, what: str, name: str) -> None:
        if what == "record":
            self._kept.append(name)

    def vault(self) -> None:
        """Act until the vault cannot grow; nothing of the failed act stands, all before does."""
        db = self.workspace._vaults.children.db
        size = db.path.stat().st_size + self._random.randrange(4) * PAGE
        with no_file_past(size):
            self._until_refused(self.life.concern, db.path.name)
        self._look()
        self.life.act()
        self._look()

    def draft(self) -> None:
        """Keep a draft that does not fit; the one kept before is read."""
        self.life.draft()
        before = self.workspace.drafts.open(self.life._draft.id)
        with no_file_past(self._random.randrange(1, 150)):
            self._until_refused(self.life.draft, "draft")
        assert self.workspace.drafts.open(self.life._draft.id) == before
        assert list(self.workspace.folder.drafts.glob("*.new")) == []
        self.life.draft()

    def sheet(self) -> None:
        """Save a sheet that does not fit; nothing bears its name."""
        target = self._medium / "sheet.pdf"
        data = self.preview.printed.pdf
        with no_file_past(self._random.randrange(1, len(data))):
            said = save(target, lambda: data)
        assert said in {HALF_SAVED, NOT_WRITABLE}
        assert list(self._medium.iterdir()) == []
        self.seen["sheet"] += 1
        assert save(target, lambda: data) is None
        assert target.read_bytes() == data
        target.unlink()

    def backup(self) -> None:
        """Back up to where it does not fit; no backup is left, and the next one is whole."""
        job = self.workspace.backups.job(self._medium)
        with no_file_past(self._random.randrange(1, 30) * PAGE):
            self._until_refused(job.run, "backup")
        assert list(self._medium.iterdir()) == []

    def _until_refused(self, act: Callable[[], object], where: str) -> None:
        for _each in range(200):
            try:
                act()
            except StorageFailed as fault:
                self.seen[f"{where} {type(fault).__name__}"] += 1
                return
            except VaultError as fault:
                raise AssertionError(f"{where}: {type(fault).__name__} {fault}") from fault
        raise AssertionError(f"{where} was never refused")

    def _look(self) -> None:
        ledger = self.workspace._vaults.children
        assert not ledger.db.in_transaction
        held = {row[0] for row in ledger.db.query("SELECT id FROM entry")}
        assert held >= set(self._kept)
        standing = ledger.db.query(STANDING)
        with ledger.db.transaction():
            build_standing(ledger.db)
        assert ledger.db.query(STANDING) == standing


def _nothing(_what: str, _name: str) -> None:
    return


def main(path: str, made: str, medium: str, seed: str, runs: str) -> None:
    """Run all four in turn, then verify."""
    school = School(
        folder=SchoolFolder(Path(path)),
        clock=HandClock(),
        made=msgspec.json.decode(made, type=NewSchool),
    )
    limited = Limited(school, Path(medium), Random(seed))
    for run in range(int(runs)):
        (limited.vault, limited.draft, limited.sheet, limited.backup)[run % 4]()
    reports = limited.workspace.verify()
    assert all(report.sound for report in reports), reports
    limited.workspace.close(signed_out=True)
    print(msgspec.json.encode(limited.seen).decode())  # noqa: T201 - its answer


if __name__ == "__main__":
    main(*sys.argv[1:])
