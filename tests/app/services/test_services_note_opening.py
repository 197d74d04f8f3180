"""A signature that does not show who wrote a note is named, and the note may still be taken in."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from app.base.ids import new_id
from app.exchange.notes import encode, signed_note
from app.records.check import check
from app.records.concern import Concern
from app.records.fields import PersonAs
from app.records.header import Header
from app.records.intake import TakenIn
from app.rules.intake import IntakeAlarm, TakeIn
from app.services.noting import NoteBox, told_by
from app.services.writer import PersonSigner
from app.vault.signing import Signer
from app.workspace import Workspace
from tests.support.notes import a_typed_child, answers, give_account, leave_note
from tests.support.school import DSL, TEACHER, School, close, person_named, signer


def leave_signed(school: School, author: PersonAs, pen: PersonSigner) -> str:
    """Leave a note with a signature of any kind, as anybody who can write there could."""
    door, record = school.door(), new_id()
    header = Header(
        id=record,
        kind="concern",
        version=Concern.kind.version,
        author=author,
        written=school.clock.now(),
        root=record,
        children=(a_typed_child(),),
    )
    note = signed_note(header, check(Concern, answers()), pen, school.made.school)
    box = NoteBox(door.folder.intake, told_by(door), school.clock)
    box.put(record, "note", encode(note))
    return record


def as_made_up(_workspace: Workspace) -> tuple[PersonAs, PersonSigner]:
    """Sign under a certificate that nobody issued."""
    return PersonAs(name="Nobody", id=new_id()), PersonSigner(new_id(), "attest", Signer.new())


def with_another_key(workspace: Workspace) -> tuple[PersonAs, PersonSigner]:
    """Name a colleague and their certificate, and sign with a key of one's own."""
    teacher = person_named(workspace, TEACHER)
    certificate = workspace.people.certificate_of(teacher.id or "")
    return teacher, PersonSigner(certificate, "attest", Signer.new())


def in_anothers_name(workspace: Workspace) -> tuple[PersonAs, PersonSigner]:
    """Sign truly, and name somebody else as the author."""
    return person_named(workspace, TEACHER), signer(workspace)


def with_the_session_key(workspace: Workspace) -> tuple[PersonAs, PersonSigner]:
    """Sign a concern with the key that is open all day."""
    return workspace.me.person, workspace._entered.signer


@pytest.mark.parametrize(
    ("forge", "doubt"),
    [
        (as_made_up, "no_certificate"),
        (with_another_key, "signature"),
        (in_anothers_name, "other_person"),
        (with_the_session_key, "signature"),
    ],
    ids=lambda one: getattr(one, "__name__", str(one)),
)
def test_what_is_wrong_with_a_signature_is_named(school: School, forge: Any, doubt: str) -> None:
    workspace = school.enter()
    give_account(workspace)
    author, pen = forge(workspace)
    record = leave_signed(school, author, pen)
    (note,) = workspace.intake.tray().notes
    assert (note.identity, note.doubt) == ("not_confirmed", doubt)
    workspace.intake.take_in([TakeIn(file=record)], signer(workspace))
    whole = workspace._vaults.children.whole(record)
    assert whole is not None
    assert whole.header.author == PersonAs(name=author.name, role=author.role)
    (taken,) = (one.record for one in workspace._vaults.children.of_kinds(["taken_in"]))
    assert isinstance(taken, TakenIn)
    assert msgspec.json.decode(taken.header, type=Header).author == author
    assert [report.findings for report in workspace.verify()] == [(), ()]
    assert workspace.intake.tray().notes == ()
    close(workspace)


def test_a_true_signature_is_confirmed(school: School) -> None:
    """The control."""
    workspace = school.enter()
    leave_signed(school, workspace.me.person, signer(workspace))
    (note,) = workspace.intake.tray().notes
    assert (note.identity, note.doubt, note.by.name) == ("confirmed", "", DSL)
    close(workspace)


def test_a_second_note_of_the_same_number_is_never_taken_for_the_first(school: School) -> None:
    workspace = school.enter()
    sent = leave_note(school)
    workspace.intake.take_in([TakeIn(file=sent.file)], signer(workspace))
    pen = signer(workspace)
    forged = leave_signed(school, workspace.me.person, pen)
    path = school.folder.intake / f"{forged}.note"
    opened = workspace.intake._opener.one(forged)
    header = msgspec.structs.replace(opened.written.header, id=sent.record, root=sent.record)
    note = signed_note(header, opened.written.record, pen, school.made.school)
    path.unlink()
    door = school.door()
    NoteBox(door.folder.intake, told_by(door), school.clock).put(sent.file, "note", encode(note))
    tray = workspace.intake.tray()
    assert (tray.notes, [one.problem for one in tray.strange]) == ((), ["same_number"])
    close(workspace)


def test_an_unread_note_alarms_until_somebody_reads_it(school: School) -> None:
    sent = leave_note(school)
    workspace = school.enter()
    school.clock.forward(minutes=119)
    assert workspace.intake.alarms() == ()
    school.clock.forward(minutes=1)
    (alarm,) = workspace.intake.alarms()
    assert (alarm.file, alarm.arrived) == (sent.file, sent.at)
    workspace.intake.read(sent.file)
    assert workspace.intake.alarms() == ()
    close(workspace)


def test_a_school_sets_when_it_is_alarmed(school: School) -> None:
    leave_note(school)
    workspace = school.enter()
    workspace.settings.put("intake_alarm", IntakeAlarm(minutes=15))
    school.clock.forward(minutes=15)
    assert len(workspace.intake.alarms()) == 1
    close(workspace)
