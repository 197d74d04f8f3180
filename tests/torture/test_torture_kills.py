"""Kill a real writer at any moment: nothing that was acknowledged is lost, and all is sound."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest

from app.vault.folder import SchoolFolder
from app.vault.manifest import NAME
from tests.support.lived_in import copy_of, ledger_of, report_on
from tests.support.school import School
from tests.torture.killing import FULL, Nursery, about, nursery
from tests.torture.lives import generation_of

SERIES = 40 if FULL else 3
KILLS = 25 if FULL else 10  # of one school, which grows meanwhile
LONGEST_S = 0.3


def test_every_count_of_the_battery_is_reached() -> None:
    assert (1000 if FULL else 30) <= SERIES * KILLS


def assert_kept(school: School, said: list[list[str]]) -> None:
    """Fail unless every record acknowledged is in the chain and the newest draft can be read."""
    with ledger_of(school) as ledger:
        faults = ledger.db.faults()
        held = {row[0] for row in ledger.db.query("SELECT id FROM entry")}
    assert faults == ()
    lost = [line[1] for line in said if line[0] == "record" and line[1] not in held]
    assert not lost, f"lost {len(lost)} of {len(said)}"


def assert_drafts_kept(school: School, said: list[list[str]]) -> None:
    newest = {line[1]: int(line[2]) for line in said if line[0] == "draft"}
    workspace = school.enter()
    for draft, generation in newest.items():
        assert generation_of(workspace.drafts.open(draft)) >= generation
    assert workspace.alarms == ()
    workspace.close(signed_out=True)


@pytest.mark.parametrize("series", range(SERIES))
def test_nothing_acknowledged_is_lost(series: int, torture_master: School, tmp_path: Path) -> None:
    random, acknowledged = Random(f"kills {series}"), list[list[str]]()
    school = copy_of(torture_master, tmp_path / "school")
    with nursery() as ward:
        for kill in range(KILLS):
            said = ward.kill_one(
                random, LONGEST_S, work="write", seed=f"{series} {kill}", early=False,
                **about(school),
            )  # fmt: skip
            acknowledged += said
            assert_kept(school, said)
            if kill % 5 == 4:
                assert_drafts_kept(school, acknowledged)
                assert all(report_on(school, vault).sound for vault in ("school", "children"))
    assert len(acknowledged) > KILLS


def test_a_writer_that_acknowledges_too_early_is_seen_to_lose(
    torture_master: School, tmp_path: Path
) -> None:
    """The control: the harness sees a loss when there is one."""
    random = Random("control")
    school = copy_of(torture_master, tmp_path / "school")
    with nursery() as ward:
        for kill in range(100):
            said = ward.kill_one(
                random, LONGEST_S, work="write", seed=f"control {kill}", early=True,
                **about(school),
            )  # fmt: skip
            try:
                assert_kept(school, said)
            except AssertionError as error:
                assert "lost 1 of" in str(error)  # noqa: PT017
                return
    pytest.fail("nothing was lost in 100 kills of a writer that acknowledges too early")


# ------------------------------------------------------------------ backup and restore


def whole_backups(stick: Path) -> list[Path]:
    return [path for path in stick.iterdir() if not path.name.endswith(".part")]


def test_a_kill_during_a_backup_leaves_whole_ones_only(
    torture_master: School, tmp_path: Path
) -> None:
    random = Random("backups")
    school = copy_of(torture_master, tmp_path / "school")
    stick = tmp_path / "stick"
    stick.mkdir()
    with nursery() as ward:
        for _kill in range(100 if FULL else 5):
            said = ward.kill_one(
                random, LONGEST_S, work="back_up", stick=str(stick), **about(school)
            )
            names = {path.name for path in whole_backups(stick)}
            assert {line[1] for line in said} <= names
            assert all((stick / name / NAME).exists() for name in names)
            assert report_on(school).sound
    workspace = school.enter()
    made = workspace.backups.job(stick).run()
    assert made is not None
    assert [path for path in stick.iterdir() if path.name.endswith(".part")] == []
    assert all(seen.whole for seen in workspace.backups.seen(stick))
    workspace.close(signed_out=True)


def test_a_kill_during_a_restore_leaves_the_school_or_the_backup(
    torture_master: School, tmp_path: Path
) -> None:
    random = Random("restores")
    ground = copy_of(torture_master, tmp_path / "ground")
    stick = tmp_path / "stick"
    stick.mkdir()
    workspace = ground.enter()
    workspace.backups.job(stick).run()
    workspace.close(signed_out=True)
    with nursery() as ward:
        for kill in range(100 if FULL else 5):
            school = copy_of(ground, tmp_path / f"school{kill}")
            _kill_a_restore(ward, random, school, stick)
            shutil.rmtree(school.path)


def _kill_a_restore(ward: Nursery, random: Random, school: School, stick: Path) -> None:
    ward.kill_one(random, LONGEST_S, work="put_back", stick=str(stick), **about(school))
    workspace = school.enter()
    assert {alarm.code for alarm in workspace.alarms} <= {"restored", "lost_at_restore"}
    assert len(workspace.roll_view.children()) == 3
    reports = workspace.verify()
    assert all(report.sound for report in reports), reports
    workspace.close(signed_out=True)
    assert SchoolFolder(school.path).has_school()
