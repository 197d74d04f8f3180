from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.ledger.values import short_head
from app.records.system import Restored
from app.services.backups import BackupUnsound
from app.services.papers import HeadAnswer
from app.services.restoring import (
    FolderIsBackup,
    FolderTaken,
    NoBackup,
    Restoring,
    _open_copy,
    backups_in,
    check_target,
)
from app.vault.bundle import WrongPassphrase
from app.vault.folder import SchoolFolder
from app.vault.heads import Head
from app.vault.keystore import KeyStore
from app.vault.places import FolderRefused
from app.vault.restore import AnotherSchool, BackupDamaged
from app.workspace import Workspace
from tests.support.lived_in import key_of, vault_path
from tests.support.school import (
    DSL,
    HEAD,
    PASSPHRASE,
    HandClock,
    School,
    a_child,
    a_concern,
    a_second_holder,
    make_school,
)
from tests.support.tampering import cutting_tail, tamper


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def lived(school: School, stick: Path) -> School:
    """Return a school with a backup after one concern, and a second concern after that."""
    workspace = school.enter()
    a_second_holder(workspace)
    card = a_child(workspace)
    a_concern(workspace, card)
    job = workspace.backups.job(stick)
    job.run()
    workspace.backups.finished(job)
    school.clock.forward(hours=1)
    a_concern(workspace, card)
    workspace.close(signed_out=True)
    school.clock.forward(hours=1)
    head = school.enter(person=HEAD)
    head.close(signed_out=True)
    school.clock.forward(hours=1)
    return school


def put_back(school: School, stick: Path, folder: SchoolFolder | None = None) -> None:
    restoring = Restoring(folder or school.folder, stick, school.clock)
    restoring.put_back(restoring.unlock(school.made.person, PASSPHRASE))


@pytest.fixture
def restored(lived: School, stick: Path) -> School:
    put_back(lived, stick)
    return lived


def codes(workspace: Workspace) -> list[str]:
    return [alarm.code for alarm in workspace.alarms]


def test_what_came_after_the_backup_is_gone_and_the_rest_is_there(restored: School) -> None:
    workspace = restored.enter()
    assert len(workspace.today.page().waiting) == 1
    assert all(report.sound for report in workspace.verify())
    workspace.close(signed_out=True)


def test_the_first_to_sign_in_signs_that_it_was_restored(restored: School) -> None:
    assert restored.door().keys.content.restored is not None
    workspace = restored.enter()
    assert restored.door().keys.content.restored is None
    for ledger in (workspace._vaults.school, workspace._vaults.children):
        (whole,) = ledger.of_kinds(["restored"])
        assert isinstance(whole.record, Restored)
        assert whole.record.last_seq == whole.entry.seq - 1
        assert whole.record.own_seq > whole.record.last_seq or ledger.vault == "school"
        assert whole.record.by.name == DSL
    workspace.close(signed_out=True)


def test_whoever_saw_what_was_lost_is_told_once_which_numbers(restored: School) -> None:
    first = restored.enter()
    lost = first._vaults.children.of_kinds(["restored"])[0].entry.seq
    children = [alarm.about for alarm in first.alarms if alarm.about.startswith("children")]
    assert children == [f"children {lost}–{lost}"]
    assert set(codes(first)) == {"lost_at_restore", "restored"}
    first.close(signed_out=True)
    second = restored.enter()
    assert second.alarms == ()
    second.close(signed_out=True)


def test_a_colleague_who_saw_it_is_told_too_and_only_once(restored: School) -> None:
    restored.enter().close(signed_out=True)
    head = restored.enter(person=HEAD)
    assert set(codes(head)) == {"lost_at_restore"}
    assert all(report.sound for report in head.verify())
    head.close(signed_out=True)
    again = restored.enter(person=HEAD)
    assert again.alarms == ()
    again.close(signed_out=True)


def test_after_a_restore_a_cut_tail_is_seen_as_ever(restored: School) -> None:
    workspace = restored.enter()
    card = workspace.roll_view.children()[0]
    for _each in range(3):
        a_concern(workspace, card)
    workspace.close(signed_out=True)
    tamper(vault_path(restored), key_of(restored), cutting_tail(2))
    again = restored.enter()
    assert codes(again) == ["head_missing"]
    assert not again.verify()[1].sound
    again.close(signed_out=True)


def test_a_restore_that_took_only_log_lines_is_no_alarm_of_missing_entries(
    school: School, stick: Path
) -> None:
    workspace = school.enter()
    card = a_child(workspace)
    workspace.backups.job(stick).run()
    workspace.files.open_file(card.id)
    workspace.close(signed_out=True)
    put_back(school, stick)
    again = school.enter()
    assert set(codes(again)) == {"lost_at_restore", "restored"}
    assert all(report.sound for report in again.verify())
    again.close(signed_out=True)


def printed_head(workspace: Workspace) -> str:
    """Return the chain head that a sheet printed now would bear."""
    return short_head(workspace._vaults.children.head())


def test_a_head_later_than_the_backup_was_issued_from_lost_entries(
    lived: School, stick: Path
) -> None:
    before = lived.enter()
    lost, kept = printed_head(before), before._vaults.children.of_kinds(["concern"])[0].entry.seq
    stands = short_head(Head(kept, before._vaults.children.hash_at(kept) or b""))
    assert before.papers.answer_head(lost).stands
    unknown = before.papers.answer_code("0000-0000-0000-0")
    assert (unknown.known, unknown.lost_at) == (False, None)
    before.close(signed_out=True)
    put_back(lived, stick)
    lived.clock.forward(minutes=5)
    settled = lived.clock.now()
    after = lived.enter()
    lived.clock.forward(hours=1)
    a_concern(after, a_child(after, "Ada", "Later"))  # another entry takes the lost number
    answer = after.papers.answer_head(lost)
    assert (answer.stands, answer.lost_at) == (False, settled)
    assert after.papers.answer_head(stands).stands
    assert after.papers.answer_code("0000-0000-0000-0").lost_at == settled
    assert after.papers.answer_file(b"%PDF").lost_at == settled
    other = f"{kept} · {'0' * 16}"
    assert after.papers.answer_head(other) == HeadAnswer(seq=kept, stands=False)
    after.close(signed_out=True)


def test_the_records_go_on_after_a_restore(restored: School) -> None:
    workspace = restored.enter()
    concern = a_concern(workspace, workspace.roll_view.children()[0])
    workspace.close(signed_out=True)
    again = restored.enter()
    assert concern in {row.id for row in again.standing.rows()}
    assert all(report.sound for report in again.verify())
    again.close(signed_out=True)


def test_a_school_comes_back_on_an_empty_pc(lived: School, stick: Path, tmp_path: Path) -> None:
    other = SchoolFolder(tmp_path / "new PC")
    put_back(lived, stick, other)
    moved = School(folder=other, clock=lived.clock, made=lived.made)
    workspace = moved.enter()
    assert len(workspace.today.page().waiting) == 1
    assert codes(workspace) == ["restored"]
    assert all(report.sound for report in workspace.verify())
    workspace.close(signed_out=True)


def test_restored_twice_is_settled_once(restored: School, stick: Path) -> None:
    put_back(restored, stick)
    workspace = restored.enter()
    assert len(workspace._vaults.children.of_kinds(["restored"])) == 1
    workspace.close(signed_out=True)


def test_restored_again_later_names_the_newest_loss(restored: School, stick: Path) -> None:
    workspace = restored.enter()
    a_concern(workspace, workspace.roll_view.children()[0])
    workspace.close(signed_out=True)
    restored.clock.forward(hours=1)
    put_back(restored, stick)
    again = restored.enter()
    assert "lost_at_restore" in codes(again)
    again.close(signed_out=True)
    last = restored.enter()
    assert last.alarms == ()
    last.close(signed_out=True)


def test_what_stood_there_is_moved_aside_not_deleted(restored: School) -> None:
    aside = [path.name for path in restored.folder.aside.rglob("*.vault")]
    assert sorted(aside) == ["children.1.vault", "school.1.vault"]


# ------------------------------------------------------------------ refused


def test_a_wrong_passphrase_puts_nothing_back(lived: School, stick: Path) -> None:
    restoring = Restoring(lived.folder, stick, lived.clock)
    with pytest.raises(WrongPassphrase):
        restoring.unlock(lived.made.person, "not my passphrase")
    assert lived.door().keys.content.restored is None


def test_an_empty_stick_has_no_backup(lived: School, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoBackup):
        Restoring(lived.folder, tmp_path / "empty", lived.clock)


def test_a_damaged_backup_is_refused_and_the_school_stands(lived: School, stick: Path) -> None:
    (backup,) = stick.iterdir()
    vault = backup / "children.1.vault"
    data = bytearray(vault.read_bytes())
    data[len(data) // 2] ^= 1
    vault.write_bytes(data)
    with pytest.raises(BackupDamaged):
        Restoring(lived.folder, backup, lived.clock)
    workspace = lived.enter()
    assert len(workspace.today.page().waiting) == 2
    workspace.close(signed_out=True)


def test_another_schools_backup_is_refused(lived: School, tmp_path: Path) -> None:
    other = make_school(tmp_path / "other", HandClock())
    medium = tmp_path / "other stick"
    medium.mkdir()
    workspace = other.enter()
    backup = workspace.backups.job(medium).run()
    workspace.close(signed_out=True)
    assert backup is not None
    with pytest.raises(AnotherSchool):
        Restoring(lived.folder, backup, lived.clock)


def test_the_newest_whole_backup_of_a_stick_is_taken(lived: School, stick: Path) -> None:
    workspace = lived.enter()
    card = workspace.roll_view.children()[0]
    a_concern(workspace, card)
    newest = workspace.backups.job(stick).run()
    workspace.close(signed_out=True)
    assert newest is not None
    put_back(lived, stick)
    again = lived.enter()
    assert len(again.today.page().waiting) == 3
    again.close(signed_out=True)


def test_an_incomplete_backup_is_passed_over(lived: School, stick: Path) -> None:
    workspace = lived.enter()
    lived.clock.forward(hours=1)
    newest = workspace.backups.job(stick).run()
    workspace.close(signed_out=True)
    assert newest is not None
    (newest / "children.1.vault").unlink()
    put_back(lived, stick)
    lived.enter().close(signed_out=True)


def test_a_backup_with_a_chain_that_is_not_sound_is_refused(
    lived: School, stick: Path, tmp_path: Path
) -> None:
    """Signed and whole as files, but not as a ledger: whoever made it held the keys."""
    restoring = Restoring(lived.folder, stick, lived.clock)
    copy = tmp_path / "children.vault"
    shutil.copyfile(restoring._examined.path / "children.1.vault", copy)

    def garble(db: Any) -> bool:
        db.execute("UPDATE entry SET owner = 'nobody' WHERE kind = 'concern'")
        return True

    tamper(copy, key_of(lived), garble)
    with _open_copy(copy, key_of(lived)) as database, pytest.raises(BackupUnsound):
        restoring._check("children", database)


# ------------------------------------------------------------------ chosen


def back_up(school: School, stick: Path) -> Path:
    """Back up a school now and return the backup; then the clock goes on."""
    workspace = school.enter()
    made = workspace.backups.job(stick).run()
    workspace.close(signed_out=True)
    school.clock.forward(hours=1)
    assert made is not None
    return made


def test_the_folder_of_one_backup_and_a_stick_with_folders_will_do(
    school: School, stick: Path
) -> None:
    first, second = back_up(school, stick), back_up(school, stick)
    assert [one.path for one in backups_in(first)] == [first]
    assert [one.path for one in backups_in(stick.parent)] == [second, first]


def test_backups_of_two_schools_bear_their_names(
    school: School, stick: Path, tmp_path: Path
) -> None:
    back_up(school, stick)
    clock = HandClock()
    clock.forward(days=1)
    other = make_school(tmp_path / "other", clock)
    store = KeyStore(other.folder)
    store.replace(msgspec.structs.replace(store.content, name="Lakeside School"))
    back_up(other, stick)
    assert [one.school_name for one in backups_in(stick)] == [
        "Lakeside School",
        school.door().school_name,
    ]


def test_a_folder_that_was_only_prepared_or_lost_its_key_file_will_do(
    school: School, stick: Path, tmp_path: Path
) -> None:
    backup = back_up(school, stick)
    for _twice in range(2):
        assert not check_target(tmp_path / "new", backup)
    assert check_target(school.path, backup)
    for copy in ("keys.a", "keys.b"):
        (school.path / copy).unlink()
    assert not check_target(school.path, backup)


def test_no_folder_of_a_backup_or_of_other_files_is_put_back_into(
    school: School, stick: Path
) -> None:
    backup = back_up(school, stick)
    with pytest.raises(FolderIsBackup):
        check_target(backup, backup)
    with pytest.raises(FolderTaken):
        check_target(stick, backup)
    with pytest.raises(FolderRefused):
        check_target(stick / "OneDrive", backup)


def test_each_step_of_putting_back_is_told(lived: School, stick: Path) -> None:
    restoring = Restoring(lived.folder, stick, lived.clock)
    told: list[tuple[int, int]] = []
    keyring = restoring.unlock(lived.made.person, PASSPHRASE)
    restoring.put_back(keyring, lambda done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
