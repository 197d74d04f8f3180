from __future__ import annotations

import itertools
from pathlib import Path

from app.base.clock import Stamp
from app.base.ids import SchoolId
from app.vault.backup import BackupSeen, list_backups
from app.vault.keep import prune, surplus
from tests.app.vault.backups import backed_up
from tests.app.vault.builders import NOW, School


def seen(days: float, *, whole: bool = True) -> BackupSeen:
    made = NOW.plus(days=-days)
    return BackupSeen(path=Path(f"{days}"), made=made, size=1, whole=whole)


def days_kept(backups: list[BackupSeen], now: Stamp = NOW) -> list[float]:
    gone = surplus(backups, now)
    return [float(str(one.path)) for one in backups if one not in gone]


def test_all_of_the_last_fortnight_stay() -> None:
    hourly = [seen(hour / 24) for hour in range(14 * 24)]
    assert surplus(hourly, NOW) == ()


def test_then_the_newest_of_each_week_for_twelve_weeks() -> None:
    kept = days_kept([seen(day) for day in range(200)])
    older = [day for day in kept if day > 14]
    assert len([day for day in kept if day <= 14]) == 15
    assert len(older) in {12, 13}
    assert all(later - day == 7 for day, later in itertools.pairwise(older[1:]))
    assert max(older) <= 14 + 7 * 12


def test_pruning_every_day_keeps_what_pruning_once_keeps() -> None:
    backups: list[BackupSeen] = []
    for day in range(200, -1, -1):
        backups.append(seen(day))
        now = NOW.plus(days=-day)
        gone = surplus(backups, now)
        backups = [one for one in backups if one not in gone]
    ages = [(NOW.utc_us - one.made.utc_us) / 86_400e6 for one in backups]
    assert sorted(ages) == days_kept([seen(day) for day in range(201)])


def test_the_last_whole_one_always_stays() -> None:
    backups = [seen(1, whole=False), seen(400), seen(500), seen(300, whole=False)]
    assert days_kept(backups) == [1, 400]


def test_a_broken_one_does_not_stand_for_its_week() -> None:
    backups = [seen(0), seen(30, whole=False), seen(30.1)]
    assert days_kept(backups) == [0, 30.1]


def test_backups_from_a_clock_that_ran_ahead_stay() -> None:
    assert days_kept([seen(-400), seen(0)]) == [-400, 0]


def test_surplus_folders_are_removed(school: School, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    done = backed_up(school, stick)
    assert done is not None
    identity = SchoolId(school.store().content.school)
    assert prune(stick, identity, NOW.plus(days=400)) == 0  # the last whole one
    newer = backed_up(school, stick)
    assert newer is not None
    assert prune(stick, identity, NOW.plus(days=400)) == 1
    assert len(list_backups(stick, identity)) == 1
    assert len(list(stick.iterdir())) == 1
