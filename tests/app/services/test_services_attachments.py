from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec
import pytest

from app.base.errors import InputError
from app.ledger.findings import Fault
from app.records.document import MOST_BYTES
from app.services.attachments import FileEmpty, FileTooLarge, look_at, short_name
from app.services.concerns import RecordUnknown
from app.services.corrections import REASON
from app.services.restoring import Restoring
from app.vault.attachments import YEAR_SCHEMA
from app.vault.database import Database
from app.vault.faults import DiskFull, FileMissing
from app.vault.folder import SchoolFolder
from app.vault.sql_faults import SqlError
from app.workspace import Workspace
from tests.support.canaries import find_words
from tests.support.documents import a_file, a_pdf, a_picture, answers, attach
from tests.support.lived_in import vault_path
from tests.support.school import PASSPHRASE, School, a_child, a_concern, close, signer


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


def test_a_document_stands_in_the_file_on_its_record_and_in_find(
    workspace: Workspace, letter: Path
) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    one = attach(workspace, card, letter, about=concern)
    document = one.document
    assert document.media == "application/pdf"
    assert document.size == len(letter.read_bytes())
    assert document.sha256 == hashlib.sha256(letter.read_bytes()).hexdigest()
    assert (one.about, one.about_seq > 0) == (concern, True)
    assert workspace.attachments.of_record(concern) == (one,)
    assert workspace.attachments.of_child(card.id) == (one,)
    assert one.record in {hit.record for hit in workspace.find.hits("health visitor")}
    assert letter.exists()
    assert workspace.attachments.source(one).read() == letter.read_bytes()
    assert faults(workspace) == []


def test_documents_stand_newest_first(workspace: Workspace, stick: Path) -> None:
    card = a_child(workspace)
    for number in range(3):
        attach(workspace, card, a_file(stick, f"{number}.pdf", a_pdf(1)), title=f"No. {number}")
    titles = [one.document.title for one in workspace.attachments.of_child(card.id)]
    assert titles == ["No. 2", "No. 1", "No. 0"]


def test_the_type_is_found_by_looking_not_by_name(stick: Path) -> None:
    chosen = look_at(a_file(stick, "holiday.docx", a_picture("JPEG")))
    assert chosen.media == "image/jpeg"
    assert look_at(a_file(stick, "x.pdf", b"\x00\xff\x00 none")).media == (
        "application/octet-stream"
    )


def test_what_cannot_be_attached_is_refused_with_its_name(stick: Path) -> None:
    with pytest.raises(FileEmpty):
        look_at(a_file(stick, "empty.pdf", b""))
    with (stick / "film.mp4").open("wb") as large:
        large.truncate(MOST_BYTES + 1)
    with pytest.raises(FileTooLarge) as caught:
        look_at(stick / "film.mp4")
    assert (caught.value.name, caught.value.megabytes, caught.value.most) == ("film.mp4", 41, 40)
    with pytest.raises(FileMissing):
        look_at(stick / "not-there.pdf")


def test_a_long_or_strange_name_is_kept_within_what_a_record_holds() -> None:
    assert short_name("a" * 300 + ".pdf") == "a" * 195 + "….pdf"
    assert short_name("line\nbreak\x07.pdf") == "line break.pdf"
    assert short_name("\x01") == "file"


def test_wrong_answers_commit_nothing_that_counts(workspace: Workspace, letter: Path) -> None:
    card = a_child(workspace)
    chosen = look_at(letter)
    with pytest.raises(InputError) as caught:
        workspace.attachments.check(chosen, {**answers(workspace), "title": "", "source": ""})
    assert caught.value.problems == {"title": "missing", "source": "missing"}
    assert workspace.attachments.of_child(card.id) == ()
    with pytest.raises(RecordUnknown):
        workspace.attachments.open("0" * 32)


def test_what_a_kill_left_between_file_and_entry_is_removed_at_the_next_unlock(
    school: School, letter: Path
) -> None:
    workspace = school.enter()
    card = a_child(workspace)
    one = attach(workspace, card, letter)
    workspace.attachments.keeping(look_at(letter))()  # and no entry: as a kill leaves it
    assert workspace.attachments.tidying()() == 0  # it may be on its way
    workspace.close(signed_out=False)
    again = school.enter()
    count = again.attachments.tidying()()
    assert count == 1
    again.attachments.tidied(count)
    lines = [line for line in again.access_log.newest() if line.what == "attachments_removed"]
    assert [line.detail and line.detail["count"] for line in lines] == [1]
    assert again.attachments.tidying()() == 0
    assert again.attachments.source(one).read() == letter.read_bytes()
    assert faults(again) == []
    again.close(signed_out=True)


def test_each_opening_and_each_copy_is_logged_with_where_it_went(
    workspace: Workspace, letter: Path, stick: Path
) -> None:
    card = a_child(workspace)
    one = attach(workspace, card, letter)
    workspace.attachments.open(one.record)
    target = stick / "copy.pdf"
    workspace.attachments.enter_copy(one, target)
    workspace.attachments.source(one).save_to(target)
    assert target.read_bytes() == letter.read_bytes()
    lines = {line.what: line for line in workspace.access_log.newest()}
    saved = lines["document_saved"].detail
    assert saved is not None
    assert (saved["record"], saved["to"]) == (one.record, str(target))
    assert lines["document_opened"].child == card


def test_a_backup_takes_the_documents_along_and_a_restore_brings_them(
    school: School, letter: Path, stick: Path, tmp_path: Path
) -> None:
    workspace = school.enter()
    card = a_child(workspace)
    one = attach(workspace, card, letter)
    made = back_up(workspace, stick)
    assert (made / "children-2026.1.vault").exists()
    workspace.close(signed_out=True)
    target = SchoolFolder(tmp_path / "new-pc")
    restoring = Restoring(target, stick, school.clock)
    person = school.made.person
    restoring.put_back(restoring.unlock(person, PASSPHRASE))
    moved = School(folder=target, clock=school.clock, made=school.made)
    restored = moved.enter()
    again = restored.attachments.of_child(card.id)
    assert [each.record for each in again] == [one.record]
    assert restored.attachments.source(again[0]).read() == letter.read_bytes()
    assert faults(restored) == []
    restored.close(signed_out=True)
    left = {path.name for path in target.path.glob("*.vault*")}
    assert not [name for name in left if ".part" in name]


def test_a_restore_beside_newer_documents_keeps_them_aside(
    school: School, letter: Path, stick: Path
) -> None:
    workspace = school.enter()
    card = a_child(workspace)
    one = attach(workspace, card, letter)
    back_up(workspace, stick)
    attach(workspace, card, a_file(stick, "later.png", a_picture()))
    newer = year_path(school).read_bytes()
    workspace.close(signed_out=True)
    restoring = Restoring(school.folder, stick, school.clock)
    restoring.put_back(restoring.unlock(school.made.person, PASSPHRASE))
    assert school.folder.vault("children-2026", 2).exists()
    assert not year_path(school).exists()
    aside = list(school.folder.aside.rglob("children-2026.1.vault"))
    assert [path.read_bytes() for path in aside] == [newer]
    restored = school.enter()
    assert [each.record for each in restored.attachments.of_child(card.id)] == [one.record]
    assert restored.attachments.source(one).read() == letter.read_bytes()
    attach(restored, card, a_file(stick, "new.png", a_picture()))
    assert faults(restored) == []
    reports = restored.verification().run(lambda _going: True)  # on copies of another name
    assert reports is not None
    assert all(report.sound for report in reports), reports
    restored.close(signed_out=True)


def test_nothing_of_an_attached_file_is_left_in_the_clear(school: School, tmp_path: Path) -> None:
    marker = "Quillonbrake" + os.urandom(16).hex()
    data = (marker.encode() + b"\n") * ((1 << 20) // (len(marker) + 1))
    original = a_file(tmp_path / "desk", "note.txt", data)
    workspace = school.enter()
    card = a_child(workspace)
    one = attach(workspace, card, original)
    stick = tmp_path / "stick"
    stick.mkdir()
    back_up(workspace, stick)
    assert workspace.attachments.source(one).read() == data
    found = [path for path, _word in find_words(tmp_path, (marker,))]
    assert found == [original]  # the control: it is found where it lies in the clear
    workspace.close(signed_out=True)
    original.unlink()
    assert not list(find_words(tmp_path, (marker,)))


def test_a_full_year_file_changes_nothing(
    workspace: Workspace, school: School, letter: Path, stick: Path
) -> None:
    card = a_child(workspace)
    one = attach(workspace, card, letter)
    file = workspace.attachments.source(one).file
    with Database.open(year_path(school), file.key, schema=YEAR_SCHEMA) as year:
        pages = year.row("PRAGMA page_count")
        assert pages is not None
        year.query(f"PRAGMA max_page_count = {pages[0] + 2}")
        with pytest.raises(DiskFull), year.transaction():
            year.execute("INSERT INTO piece VALUES (?, 2, zeroblob(90000))", (one.attachment,))
    assert faults(workspace) == []
    attach(workspace, card, a_file(stick, "next.pdf", a_pdf()))
    assert faults(workspace) == []


def test_statements_may_not_join_the_files(workspace: Workspace, school: School) -> None:
    with pytest.raises(SqlError, match="not authorized"):
        workspace._vaults.children.db.query(f"ATTACH '{year_path(school)}' AS year")


def test_a_document_filed_in_error_leaves_the_file_with_its_record(
    workspace: Workspace, letter: Path
) -> None:
    card, other = a_child(workspace), a_child(workspace, "Siân", "Ŵyn")
    concern = a_concern(workspace, card)
    with_record = attach(workspace, card, letter, about=concern)
    alone = attach(workspace, card, letter, title="Alone")
    attest = signer(workspace)
    why = {"reason": "It is about another child of the same name."}
    workspace.corrections.file_in_error(concern, {card.id}, why, attest)
    assert workspace.attachments.of_child(card.id) == (alone,)
    workspace.corrections.file_in_error(alone.record, {card.id}, why, attest)
    assert workspace.attachments.of_child(card.id) == ()
    for gone in (with_record, alone):
        with pytest.raises(RecordUnknown):
            workspace.attachments.open(gone.record)
        assert gone.record not in {hit.record for hit in workspace.find.hits("visitor")}
    found = workspace.attachments.open(alone.record, in_error=True)
    assert workspace.attachments.source(found).read() == letter.read_bytes()
    assert workspace.attachments.tidying()() == 0  # what is in error is kept
    chosen = look_at(letter)
    kept = workspace.attachments.keeping(chosen)()
    role = workspace.settings.lists()["child_roles"].choice("subject")
    workspace.attachments.attach(
        kept, chosen, [other.as_in_record(role)], answers(workspace), replaces=alone.record
    )
    assert len(workspace.attachments.of_child(other.id)) == 1
    assert workspace.attachments.of_child(card.id) == ()
    assert faults(workspace) == []


def test_its_author_amends_what_is_said_of_a_document_but_not_its_file(
    workspace: Workspace, letter: Path
) -> None:
    card = a_child(workspace)
    one = attach(workspace, card, letter)
    draft = workspace.corrections.begin("d" * 32, one.record)
    values = {**draft.values, "title": "Letter of 12 November", "sha256": "0" * 64}
    draft = msgspec.structs.replace(draft, values=values, extra={**draft.extra, REASON: "Typed."})
    workspace.corrections.amend(draft)
    (now,) = workspace.attachments.of_child(card.id)
    assert now.document.title == "Letter of 12 November"
    assert now.document.sha256 == one.document.sha256
    assert workspace.attachments.source(now).read() == letter.read_bytes()
    assert faults(workspace) == []


def test_a_vault_put_back_by_hand_takes_no_document_along(
    school: School, letter: Path, tmp_path: Path
) -> None:
    workspace = school.enter()
    card = a_child(workspace)
    workspace.close(signed_out=True)
    vault, later = vault_path(school), tmp_path / "later.vault"
    earlier = vault.read_bytes()
    workspace = school.enter()
    one = attach(workspace, card, letter)
    workspace.close(signed_out=True)
    later.write_bytes(vault.read_bytes())
    vault.write_bytes(earlier)
    for alarmed in (True, False):  # the second time nobody remembers that anything was missing
        workspace = school.enter()
        assert bool(workspace.alarms) is alarmed
        assert workspace.attachments.tidying(workspace.alarms)() == 0
        workspace.close(signed_out=True)
    vault.write_bytes(later.read_bytes())
    workspace = school.enter()
    assert workspace.attachments.source(one).read() == letter.read_bytes()
    close(workspace)
