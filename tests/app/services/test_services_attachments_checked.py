from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.ledger.findings import Fault
from app.services.backups import BackupUnsound
from app.vault.attachments import YEAR_SCHEMA, AttachmentMissing
from app.vault.database import Database
from app.vault.faults import FileMissing
from app.workspace import Workspace
from tests.support.documents import a_file, a_pdf, attach
from tests.support.school import DSL, PASSPHRASE, School, a_child, a_concern
from tests.support.tree import ROOT


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def letter(stick: Path) -> Path:
    return a_file(stick, "letter.pdf", a_pdf())


def faults(workspace: Workspace) -> list[Fault]:
    return [finding.fault for report in workspace.verify() for finding in report.findings]


def year_path(school: School) -> Path:
    return school.folder.vault("children-2026", 1)


def back_up(workspace: Workspace, stick: Path) -> Path:
    job = workspace.backups.job(stick)
    made = job.run()
    assert made is not None
    workspace.backups.finished(job)
    return made


def test_verify_names_the_entry_of_a_changed_document(
    school: School, workspace: Workspace, letter: Path
) -> None:
    card = a_child(workspace)
    one, other = attach(workspace, card, letter), attach(workspace, card, letter)
    file = workspace.attachments.source(one).file
    path = year_path(school)
    with Database.open(path, file.key, schema=YEAR_SCHEMA) as year, year.transaction():
        data = os.urandom(one.document.size)
        year.execute("DELETE FROM piece WHERE attachment = ?", (one.attachment,))
        year.execute("INSERT INTO piece VALUES (?, 1, ?)", (one.attachment, data))
    found = [f for report in workspace.verify() for f in report.findings]
    assert [(f.fault, f.seq) for f in found] == [(Fault.ATTACHMENT_CHANGED, one.seq)]
    with Database.open(path, file.key, schema=YEAR_SCHEMA) as year, year.transaction():
        year.execute("DELETE FROM piece WHERE attachment = ?", (other.attachment,))
        year.execute("DELETE FROM attachment WHERE id = ?", (other.attachment,))
    found = [f for report in workspace.verify() for f in report.findings]
    assert {(f.fault, f.seq) for f in found} == {
        (Fault.ATTACHMENT_CHANGED, one.seq),
        (Fault.ATTACHMENT_MISSING, other.seq),
    }


def test_verify_names_documents_whose_file_is_gone_or_damaged(
    school: School, workspace: Workspace, letter: Path
) -> None:
    card = a_child(workspace)
    one = attach(workspace, card, letter)
    path = year_path(school)
    content = path.read_bytes()
    path.write_bytes(content[:-2048] + bytes([content[-2048] ^ 1]) + content[-2047:])
    assert faults(workspace) == [Fault.ATTACHMENT_CHANGED]
    path.unlink()
    assert faults(workspace) == [Fault.ATTACHMENT_MISSING]
    with pytest.raises(FileMissing):
        workspace.attachments.source(one).read()


def test_no_backup_counts_without_a_document_that_an_entry_names(
    school: School, workspace: Workspace, letter: Path, stick: Path
) -> None:
    card = a_child(workspace)
    one = attach(workspace, card, letter)
    file = workspace.attachments.source(one).file
    with (
        Database.open(year_path(school), file.key, schema=YEAR_SCHEMA) as year,
        year.transaction(),
    ):
        year.execute("DELETE FROM piece")
        year.execute("DELETE FROM attachment")
    with pytest.raises(BackupUnsound):
        workspace.backups.job(stick).run()
    assert not list(stick.glob("rowan-*"))
    with pytest.raises(AttachmentMissing):
        workspace.attachments.source(one).read()


def test_a_backup_shares_a_year_that_did_not_change(
    school: School, workspace: Workspace, letter: Path, stick: Path
) -> None:
    card = a_child(workspace)
    attach(workspace, card, letter)
    first = back_up(workspace, stick)
    school.clock.forward(hours=2)
    a_concern(workspace, card)
    second = back_up(workspace, stick)
    name = "children-2026.1.vault"
    assert (first / name).samefile(second / name)


def test_verify_on_the_command_line_names_a_missing_document(school: School, letter: Path) -> None:
    workspace = school.enter()
    one = attach(workspace, a_child(workspace), letter)
    workspace.close(signed_out=True)
    reading, writing = os.pipe()
    os.write(writing, PASSPHRASE.encode() + b"\n")
    os.close(writing)
    year_path(school).unlink()
    done = subprocess.run(
        [sys.executable, "-m", "app.cli", "verify", str(school.path), "--person", DSL,
         "--passphrase-fd", str(reading)],
        cwd=ROOT, pass_fds=(reading,), capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    os.close(reading)
    assert done.returncode == 1, done.stderr
    assert f"{one.seq}: attachment_missing" in done.stdout


def test_a_check_can_be_stopped_between_two_documents(
    workspace: Workspace, letter: Path, stick: Path
) -> None:
    card = a_child(workspace)
    for _each in range(3):
        attach(workspace, card, letter)
    asked = 0

    def going(_progress: object) -> bool:
        nonlocal asked
        asked += 1
        return True

    assert workspace.verification().run(going) is not None
    whole = asked

    def stop_late(_progress: object) -> bool:
        nonlocal asked
        asked += 1
        return asked < whole - 1

    asked = 0
    assert workspace.verification().run(stop_late) is None
    asked = 0
    job = workspace.backups.job(stick)
    assert job.run(going) is not None
    whole, asked = asked, 0
    assert workspace.backups.job(stick).run(stop_late) is None
    assert len(list(stick.glob("rowan-*"))) == 1
