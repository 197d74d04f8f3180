"""What waits in the tray, and what went back to its writers, survives the loss of the PC."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.rules.intake import TakeIn
from app.services.restoring import Restoring
from app.vault.backup import Progress
from app.vault.carried import carried_path
from app.vault.manifest import read_manifest
from app.workspace import Workspace
from tests.support.notes import (
    give_account,
    leave_note,
    note_file,
    send_as_recorder,
    sign_in_recorder,
)
from tests.support.school import PASSPHRASE, School, a_child, a_decision, close, signer

FEEDBACK = "Thank you: we have spoken to the family."


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def back_up(workspace: Workspace, stick: Path) -> Path:
    job = workspace.backups.job(stick)
    made = job.run()
    assert made is not None
    workspace.backups.finished(job)
    return made


def back_up_school(school: School, stick: Path) -> Path:
    workspace = school.enter()
    made = back_up(workspace, stick)
    workspace.close(signed_out=True)
    return made


def put_back(school: School, medium: Path) -> None:
    school.clock.forward(hours=1)
    restoring = Restoring(school.folder, medium, school.clock)
    restoring.put_back(restoring.unlock(school.made.person, PASSPHRASE))


def take_all(workspace: Workspace) -> None:
    choices = [TakeIn(file=note.file) for note in workspace.intake.tray().notes]
    workspace.intake.take_in(choices, signer(workspace))


def concerns(workspace: Workspace) -> list[str]:
    return [entry.id for entry in workspace._vaults.children.entries("e.kind = 'concern'")]


def test_a_note_that_nobody_took_in_is_not_lost_with_the_pc(school: School, stick: Path) -> None:
    sent = leave_note(school)
    back_up_school(school, stick)
    shutil.rmtree(school.path)
    school.path.mkdir()
    put_back(school, stick)
    waiting = school.door().waiting()
    assert (waiting.notes, waiting.strange, waiting.since) == (1, 0, sent.at)
    workspace = school.enter()
    take_all(workspace)
    assert concerns(workspace) == [sent.record]
    assert all(report.sound for report in workspace.verify())
    close(workspace)


def test_a_note_taken_in_after_the_backup_waits_again_and_is_taken_in_again(
    school: School, stick: Path
) -> None:
    sent = leave_note(school)
    workspace = school.enter()
    back_up(workspace, stick)
    take_all(workspace)
    workspace.close(signed_out=True)
    assert not note_file(school, sent.file).exists()
    put_back(school, stick)
    again = school.enter()
    assert concerns(again) == []
    (note,) = again.intake.tray().notes
    assert note.record == sent.record
    take_all(again)
    assert concerns(again) == [sent.record]
    assert all(report.sound for report in again.verify())
    close(again)


def test_a_note_taken_in_while_the_backup_runs_is_there_once_after_a_restore(
    school: School, stick: Path
) -> None:
    sent = leave_note(school)
    workspace = school.enter()

    def take_in(progress: Progress) -> bool:
        if progress.vault == "sealed" and not concerns(workspace):
            take_all(workspace)
        return True

    assert workspace.backups.job(stick).run(take_in) is not None
    workspace.close(signed_out=True)
    put_back(school, stick)
    assert note_file(school, sent.file).exists()
    again = school.enter()
    assert again.intake.tray().notes == ()
    assert not note_file(school, sent.file).exists()
    assert concerns(again) == [sent.record]
    close(again)


def test_a_note_altered_in_the_backup_is_shown_as_damaged(school: School, stick: Path) -> None:
    leave_note(school)
    whole = leave_note(school)
    made = back_up_school(school, stick)
    facts = read_manifest(made)[0].sealed
    bad = next(f for f in facts if f.path.startswith("intake/") and whole.file not in f.path)
    path = carried_path(made, bad)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    shutil.rmtree(school.path)
    school.path.mkdir()
    put_back(school, stick)
    workspace = school.enter()
    tray = workspace.intake.tray()
    assert [note.record for note in tray.notes] == [whole.record]
    assert [strange.problem for strange in tray.strange] == ["damaged"]
    close(workspace)


def test_a_new_note_is_something_that_changed(school: School, stick: Path) -> None:
    workspace = school.enter()
    workspace.backups.choose_folder(stick)
    back_up(workspace, stick)
    school.clock.forward(hours=2)
    assert not workspace.backups.needed()
    leave_note(school)
    assert workspace.backups.needed()
    assert workspace.backups.due()
    back_up(workspace, stick)
    assert not workspace.backups.needed()
    close(workspace)


def test_a_recorder_finds_their_own_notes_and_the_answers_again(
    school: School, stick: Path
) -> None:
    first = school.enter()
    card = a_child(first)
    give_account(first)
    close(first)
    recorder = sign_in_recorder(school)
    sent = send_as_recorder(recorder, card)
    recorder.close(signed_out=True)
    workspace = school.enter()
    take_all(workspace)
    a_decision(workspace, sent.record, feedback=FEEDBACK)
    back_up(workspace, stick)
    workspace.close(signed_out=True)
    shutil.rmtree(school.path)
    school.path.mkdir()
    put_back(school, stick)
    school.enter().close(signed_out=True)
    again = sign_in_recorder(school)
    (mine,) = again.notes.mine()
    assert mine.record == sent.record
    assert FEEDBACK in [reply.words for reply in mine.replies]
    opened = again.notes.opened(mine.record)
    assert opened.record is not None
    again.close(signed_out=True)
