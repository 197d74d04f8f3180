from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.services.backups import BackupUnsound, NoBackupFolder
from app.vault.backup import Progress
from app.vault.carried import FOLDER
from app.vault.faults import FileMissing
from app.vault.manifest import NAME
from app.workspace import Workspace
from tests.support.lived_in import key_of, vault_path
from tests.support.school import School, a_child, a_concern
from tests.support.tampering import rehash, tamper


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def back_up(workspace: Workspace) -> Path:
    job = workspace.backups.job()
    made = job.run()
    assert made is not None
    workspace.backups.finished(job)
    return made


def test_no_folder_no_backup(workspace: Workspace) -> None:
    assert not workspace.backups.due()
    assert not workspace.backups.needed()
    assert workspace.backups.age().hours is None
    with pytest.raises(NoBackupFolder):
        workspace.backups.job()


def test_a_backup_is_due_an_hour_after_the_last_if_something_changed(
    workspace: Workspace, stick: Path, school: School
) -> None:
    workspace.backups.choose_folder(stick)
    assert workspace.backups.due()
    back_up(workspace)
    assert not workspace.backups.due()
    assert not workspace.backups.needed()
    school.clock.forward(hours=2)
    assert not workspace.backups.due()
    card = a_child(workspace)
    a_concern(workspace, card)
    assert workspace.backups.needed()
    assert workspace.backups.due()
    back_up(workspace)
    assert not workspace.backups.due()
    school.clock.forward(minutes=30)
    a_concern(workspace, card)
    assert workspace.backups.needed()
    assert not workspace.backups.due()
    school.clock.forward(minutes=31)
    assert workspace.backups.due()


def test_a_change_of_the_roll_or_a_setting_is_something(
    workspace: Workspace, stick: Path, school: School
) -> None:
    workspace.backups.choose_folder(stick)
    back_up(workspace)
    school.clock.forward(hours=2)
    a_child(workspace)
    assert workspace.backups.due()
    back_up(workspace)
    school.clock.forward(hours=2)
    workspace.settings.put("idle_minutes", 5)
    assert workspace.backups.due()


def test_the_age_is_counted_from_when_the_copy_was_begun(
    workspace: Workspace, stick: Path, school: School
) -> None:
    workspace.backups.choose_folder(stick)
    back_up(workspace)
    school.clock.forward(hours=49, minutes=59)
    age = workspace.backups.age()
    assert (age.folder, age.hours) == (str(stick), 49)
    school.clock.forward(days=-30)
    assert workspace.backups.age().hours == 0


def test_what_was_made_is_seen_and_logged(workspace: Workspace, stick: Path) -> None:
    workspace.backups.choose_folder(stick)
    made = back_up(workspace)
    (seen,) = workspace.backups.seen(stick)
    assert (seen.path, seen.whole) == (made, True)
    assert "backed_up" in [one.what for one in workspace.access_log.newest()]


def test_a_backup_may_be_stopped_and_leaves_nothing(workspace: Workspace, stick: Path) -> None:
    asked: list[Progress] = []

    def stop(progress: Progress) -> bool:
        asked.append(progress)
        return False

    assert workspace.backups.job(stick).run(stop) is None
    assert asked
    assert list(stick.iterdir()) == []


def test_a_stick_that_is_not_there_is_said(workspace: Workspace, stick: Path) -> None:
    with pytest.raises(FileMissing):
        workspace.backups.job(stick / "gone").run()


def test_a_copy_whose_chain_is_not_sound_is_no_backup(school: School, stick: Path) -> None:
    first = school.enter()
    a_concern(first, a_child(first))
    first.close(signed_out=True)

    def garble(db: Any) -> bool:
        db.execute("UPDATE entry SET due_on = '2031-01-01' WHERE kind = 'concern'")
        rehash(db)
        return True

    tamper(vault_path(school), key_of(school), garble)
    again = school.enter()
    with pytest.raises(BackupUnsound) as caught:
        again.backups.job(stick).run()
    assert not caught.value.report.sound
    assert list(stick.iterdir()) == []
    again.close(signed_out=True)


def test_the_copy_holds_the_same_heads(workspace: Workspace, stick: Path) -> None:
    a_concern(workspace, a_child(workspace))
    made = workspace.backups.job(stick).run()
    assert made is not None
    names = sorted(path.name for path in made.iterdir())
    assert names == ["children.1.vault", "keys.a", "keys.b", NAME, "school.1.vault", FOLDER]
