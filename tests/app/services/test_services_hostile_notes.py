"""Notes made to harm: nobody is kept out, no other child's file moves, nothing is hidden."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from app.base.clock import Stamp
from app.base.ids import new_id
from app.exchange.notes import SealedNote, SignedAuthor, TypedAuthor, encode, typed_note
from app.ledger.findings import Fault
from app.ledger.verify_notes import Foreign, fault_of
from app.records.check import check
from app.records.concern import Concern
from app.records.fields import PersonAs
from app.records.header import ChildAs, Header
from app.records.intake import TakenIn
from app.rules.intake import TakeIn
from app.services.noting import NoteBox, told_by
from app.vault.sealed import SignInFailure, seal_sign_in_failure
from tests.support.notes import (
    a_typed_child,
    answers,
    leave_note,
    note_file,
)
from tests.support.school import School, a_child, a_concern, close, signer

FAR = Stamp(1 << 62, 0)


def crafted(school: School, *children: ChildAs, written: Stamp | None = None) -> SealedNote:
    """Return a note that no form would write."""
    record = new_id()
    header = Header(
        id=record,
        kind="concern",
        version=Concern.kind.version,
        author=PersonAs(name="Hamza Lindqvist", role="Midday supervisor"),
        written=written or school.clock.now(),
        root=record,
        children=children or (a_typed_child(),),
    )
    author = TypedAuthor(name="Hamza Lindqvist", role="Midday supervisor")
    return typed_note(header, check(Concern, answers()), author, "office")


def put(school: School, content: bytes, kind: str = "note") -> str:
    """Seal content into the tray, as anybody with the public intake key can."""
    file, door = new_id(), school.door()
    NoteBox(door.folder.intake, told_by(door), school.clock).put(file, kind, content)
    return file


@pytest.mark.parametrize("kind", ["note", "note-unfinished"])
def test_a_time_that_no_calendar_knows_keeps_nobody_out(school: School, kind: str) -> None:
    file = put(school, encode(crafted(school, written=FAR)), kind)
    workspace = school.enter()
    workspace.intake.tidy()
    tray = workspace.intake.tray()
    assert [one.file_name for one in tray.strange] == [f"{file}.note"]
    close(workspace)


def test_a_failed_sign_in_of_no_time_keeps_nobody_out(school: School) -> None:
    keys = school.door().keys.content
    failure = SignInFailure(person=school.made.person, at=FAR, count=1)
    seal_sign_in_failure(school.folder, school.made.school, keys.intake_now(), failure)
    workspace = school.enter()
    (one,) = workspace.intake.tray().strange
    workspace.intake.set_aside(one.file_name)
    assert list(school.folder.intake.iterdir()) == []
    close(workspace)


def test_what_only_pretends_to_be_a_failed_sign_in_is_seen(school: School) -> None:
    put(school, encode(crafted(school)), "sign-in-failure")
    workspace = school.enter()
    assert len(workspace.intake.tray().strange) == 1
    close(workspace)


def test_a_file_of_no_time_is_shown_at_the_door(school: School) -> None:
    sent = leave_note(school)
    os.utime(note_file(school, sent.file), (1 << 45, 1 << 45))
    since = school.door().waiting().since
    assert since is not None
    assert since.local().year > 2000
    workspace = school.enter()
    assert len(workspace.intake.tray().notes) == 1
    workspace.intake.alarms()
    close(workspace)


@pytest.mark.parametrize("depth", [2_000, 200_000])
def test_a_body_nested_without_end_is_strange(school: School, depth: int) -> None:
    note = crafted(school)
    deep = b"[" * depth + b"]" * depth
    body = note.body[:-1] + b',"more":' + deep + b"}"
    header = note.header[:-1] + b',"more":' + deep + b"}"
    put(school, encode(msgspec.structs.replace(note, body=body)))
    put(school, encode(msgspec.structs.replace(note, header=header)))
    workspace = school.enter()
    assert len(workspace.intake.tray().strange) == 2
    close(workspace)


def test_a_typed_child_never_bears_the_number_of_one_on_the_roll(school: School) -> None:
    workspace = school.enter()
    victim, other = a_child(workspace), a_child(workspace, "Sam", "Ochoa")
    a_concern(workspace, victim)
    file = put(school, encode(crafted(school, a_typed_child("Sam Ochoa", key=victim.id))))
    tray = workspace.intake.tray()
    if tray.notes:
        choice = TakeIn(file=file, children={victim.id: other.id})
        workspace.intake.take_in([choice], signer(workspace))
    assert workspace.files.open_file(other.id).chronology == ()
    assert len(workspace.files.open_file(victim.id).chronology) == 1
    assert len(tray.strange) == 1
    close(workspace)


def test_a_name_typed_twice_under_one_number_moves_no_other_record(school: School) -> None:
    key = new_id()
    first = put(school, encode(crafted(school, a_typed_child("Zoe Nguyen", key=key))))
    workspace = school.enter()
    zoe, sam = a_child(workspace), a_child(workspace, "Sam", "Ochoa")
    workspace.intake.take_in([TakeIn(file=first, children={key: zoe.id})], signer(workspace))
    put(school, encode(crafted(school, a_typed_child("Sam Ochoa", key=key))))
    tray = workspace.intake.tray()
    assert (tray.notes, len(tray.strange)) == ((), 1)
    assert workspace.files.open_file(sam.id).chronology == ()
    close(workspace)


def test_a_false_signature_names_no_child_by_number(school: School) -> None:
    workspace = school.enter()
    victim = a_child(workspace)
    note = crafted(school, victim.as_in_record(a_typed_child().role))
    author = SignedAuthor(
        certificate=new_id(), act=new_id(), strength="attest", signature=bytes(64)
    )
    header = msgspec.json.decode(note.header, type=Header)
    named = msgspec.structs.replace(header, author=PersonAs(name="Nobody", id=new_id()))
    forged = msgspec.structs.replace(note, header=msgspec.json.encode(named), author=author)
    file = put(school, encode(forged))
    (card,) = workspace.intake.tray().notes
    assert card.identity == "not_confirmed"
    assert [child.child for child in card.children] == [None]
    ((ref, found),) = workspace.intake.matches(file).children.items()
    assert found[0].card.id == victim.id
    workspace.intake.take_in([TakeIn(file=file)], signer(workspace))
    assert workspace.files.open_file(victim.id).chronology == ()
    workspace.concerns.match(header.id, ref, victim.id, "Same name and class")
    assert [line.record for line in workspace.files.open_file(victim.id).chronology] == [header.id]
    assert [report.findings for report in workspace.verify()] == [(), ()]
    close(workspace)


def test_links_and_pipes_on_a_stick_are_left_there(school: School, tmp_path: Path) -> None:
    stick, own = tmp_path / "stick", tmp_path / "own"
    stick.mkdir()
    own.write_text("something of the PC itself")
    (stick / f"{new_id()}.note").symlink_to(own)
    os.mkfifo(stick / f"{new_id()}.note")
    (stick / f"{new_id()}.note").mkdir()
    workspace = school.enter()
    assert workspace.intake.import_from(stick).new == 0
    assert list(school.folder.intake.iterdir()) == []
    close(workspace)


def test_a_folder_where_the_public_file_was_keeps_nobody_out(school: School) -> None:
    public = school.folder.public_intake
    public.unlink(missing_ok=True)
    public.mkdir()
    sent = leave_note(school)
    workspace = school.enter()
    workspace.intake.tidy()
    assert [one.file for one in workspace.intake.tray().notes] == [sent.file]
    close(workspace)


def test_a_public_file_without_end_keeps_nobody_out(school: School) -> None:
    school.folder.public_intake.write_bytes(bytes(5 << 20))
    leave_note(school)
    workspace = school.enter()
    assert len(workspace.intake.tray().notes) == 1
    close(workspace)


def test_an_unsigned_decision_is_no_note(school: School) -> None:
    """A key holder who writes past Rowan cannot pass a decision off as a doubtful note."""
    entry = Foreign(
        school=school.made.school,
        vault="children",
        held={},
        seq=1,
        digest=bytes(32),
        kind="decision",
        author="",
        attested=True,
    )
    told = TakenIn(
        note=new_id(),
        record=new_id(),
        digest=bytes(32).hex(),
        identity="not_confirmed",
        origin="office",
        written=school.clock.now(),
        arrived=school.clock.now(),
        doubt="signature",
    )
    assert fault_of(entry, [msgspec.json.encode(told)]) is Fault.NOT_ALLOWED
    concern = replace(entry, kind="concern")
    assert fault_of(concern, [msgspec.json.encode(told)]) is None


def test_a_note_of_endless_children_is_strange(school: School) -> None:
    children = [a_typed_child(f"Child {number}") for number in range(1_001)]
    put(school, encode(crafted(school, *children)))
    put(school, encode(crafted(school, *children[:1_000])))  # the control
    workspace = school.enter()
    tray = workspace.intake.tray()
    assert (len(tray.notes), len(tray.strange)) == (1, 1)
    close(workspace)
