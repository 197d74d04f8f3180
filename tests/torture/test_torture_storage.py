"""Fill the disk and break its writes: a clear VaultError, nothing lost, usable afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import msgspec
import pytest

from app.ledger.ledger import Ledger
from app.ledger.log import write_log
from app.ledger.standing import build_standing
from app.vault.faults import DiskFull
from app.workspace import Workspace
from tests.support.lived_in import copy_of, report_on
from tests.support.processes import run_python
from tests.support.school import School
from tests.torture.killing import FULL
from tests.torture.lives import Life

STANDING = "SELECT * FROM standing ORDER BY id, child"
NO_LIMIT = 1_073_741_823


def limit(workspace: Workspace, vault: str, pages: int) -> None:
    """Let a vault have so many pages and no more: to SQLite the disk is full then."""
    ledger = getattr(workspace._vaults, vault)
    db = ledger.db
    (size,) = db.row("PRAGMA page_count") if pages < NO_LIMIT else (0,)
    db.query(f"PRAGMA max_page_count = {min(size + pages, NO_LIMIT)}")


def fill(life: Life, acts: int) -> int:
    """Act until the disk is full; return how often it was said."""
    refused = 0
    for _each in range(acts):
        try:
            life.concern()
            life.note()
        except DiskFull:
            refused += 1
            if refused == 3:
                break
    return refused


@pytest.mark.parametrize("run", range(250 if FULL else 12))
def test_a_full_disk_is_said_and_loses_nothing(
    run: int, torture_master: School, tmp_path: Path
) -> None:
    random, kept = Random(f"full {run}"), list[str]()
    school = copy_of(torture_master, tmp_path / "school")
    workspace = school.enter()
    life = Life(workspace, random, lambda *_: None, lambda _what, name: kept.append(name))
    limit(workspace, "children", random.randrange(12))
    assert fill(life, 400) == 3
    db = workspace._vaults.children.db
    standing = db.query(STANDING)
    assert {row[0] for row in db.query("SELECT id FROM entry")} >= set(kept)
    limit(workspace, "children", NO_LIMIT)
    with db.transaction():
        build_standing(db)
    assert db.query(STANDING) == standing
    before = len(kept)
    life.concern()
    assert len(kept) == before + 1
    assert all(report.sound for report in workspace.verify())
    workspace.close(signed_out=True)
    assert report_on(school).sound


def test_a_disk_too_full_to_leave_says_so_and_leaves(
    torture_master: School, tmp_path: Path
) -> None:
    school = copy_of(torture_master, tmp_path / "school")
    workspace = school.enter()
    school_vault = workspace._vaults.school
    limit(workspace, "school", 0)
    fill_log(school_vault, workspace.me.id)
    with pytest.raises(DiskFull):
        workspace.close(signed_out=True)
    again = school.enter()
    assert all(report.sound for report in again.verify())
    again.close(signed_out=True)


def fill_log(ledger: Ledger, person: str) -> None:
    """Write lines like those of leaving until not one more fits."""
    for _each in range(1000):
        try:
            with ledger.db.transaction():
                write_log(ledger, "signed_out", {"person": person})
        except DiskFull:
            return
    pytest.fail("the disk was never full")


def test_writes_that_fail_are_said_and_lose_nothing(
    torture_master: School, tmp_path: Path
) -> None:
    for series in range(5 if FULL else 1):
        school = copy_of(torture_master, tmp_path / f"school{series}")
        medium = tmp_path / f"medium{series}"
        medium.mkdir()
        made = msgspec.json.encode(school.made).decode()
        runs = 50 if FULL else 8
        done = run_python(
            "-m", "tests.torture.limited", str(school.path), made, str(medium), f"io {series}",
            str(runs), environ={"QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        seen = msgspec.json.decode(done.stdout, type=dict[str, int])
        assert sum(seen.values()) >= runs
        places = {name.split()[0].split(".")[0] for name in seen}
        assert places == {"children", "draft", "sheet", "backup"}
        assert report_on(school).sound


ACTS: tuple[Callable[[Life], None], ...] = (Life.concern, Life.note, Life.action)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_an_act_that_does_not_fit_leaves_every_table_as_it_was(
    act: Callable[[Life], None], torture_master: School, tmp_path: Path
) -> None:
    school = copy_of(torture_master, tmp_path / "school")
    workspace = school.enter()
    life = Life(workspace, Random(act.__name__), lambda *_: None, lambda *_: None)
    db = workspace._vaults.children.db
    limit(workspace, "children", 0)
    tables = ("act", "entry", "body", "child_of", "link", "search", "standing", "log")
    for _each in range(200):
        before = {table: db.row(f"SELECT count(*) FROM {table}") for table in tables}
        try:
            act(life)
        except DiskFull:
            break
    else:
        pytest.fail("the disk was never full")
    assert {table: db.row(f"SELECT count(*) FROM {table}") for table in tables} == before
    workspace._vaults.children.db.close()
    workspace._vaults.school.db.close()
