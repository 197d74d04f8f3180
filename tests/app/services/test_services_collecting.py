"""Strange notes stay visible; a stick brings notes from a classroom and may be read again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.records.lists import Option
from app.rules.intake import TakeIn
from app.services.note_opening import NoteGone, NoteStrange
from app.services.noting import Noting
from app.services.settings import PhoneNumber
from app.workspace import Workspace
from tests.support.canaries import assert_no_canary
from tests.support.notes import (
    a_note_draft,
    leave_note,
    note_file,
)
from tests.support.school import (
    DSL,
    HEAD,
    HandClock,
    School,
    a_second_holder,
    close,
    make_school,
    person_named,
    signer,
)

CANARY = "Quillonbrake"


def assert_sound(workspace: Workspace) -> None:
    reports = workspace.verify()
    assert [report.findings for report in reports] == [(), ()]


# ------------------------------------------------------------------ strange ones


@pytest.fixture
def other_school(tmp_path: Path) -> School:
    """Return a school that has nothing to do with the test's."""
    return make_school(tmp_path / "other", HandClock())


def test_notes_of_two_schools_are_not_interchangeable(
    school: School, other_school: School, tmp_path: Path
) -> None:
    sent = leave_note(other_school)
    shutil.copy2(note_file(other_school, sent.file), school.folder.intake)
    workspace = school.enter()
    tray = workspace.intake.tray()
    assert tray.notes == ()
    assert [(one.problem, one.file_name) for one in tray.strange] == [
        ("another-school", f"{sent.file}.note")
    ]
    with pytest.raises(NoteStrange):
        workspace.intake.take_in([TakeIn(file=sent.file)], signer(workspace))
    home = other_school.enter()
    assert len(home.intake.tray().notes) == 1  # the control
    close(home)
    close(workspace)


def test_a_note_renamed_to_another_school_does_not_open(
    school: School, other_school: School
) -> None:
    sent = leave_note(other_school)
    data = note_file(other_school, sent.file).read_bytes()
    forged = data.replace(other_school.made.school.encode(), school.made.school.encode())
    note_file(school, sent.file).write_bytes(forged)
    workspace = school.enter()
    assert [one.problem for one in workspace.intake.tray().strange] == ["damaged"]
    close(workspace)


def test_a_damaged_note_stays_visible_and_can_be_set_aside(school: School) -> None:
    sent = leave_note(school)
    path = note_file(school, sent.file)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    workspace = school.enter()
    (strange,) = workspace.intake.tray().strange
    assert strange.problem == "damaged"
    workspace.intake.set_aside(strange.file_name)
    assert workspace.intake.tray().strange == ()
    (moved,) = school.folder.aside.rglob("*.note")
    assert moved.read_bytes() == bytes(data)
    with pytest.raises(NoteGone):
        workspace.intake.set_aside(strange.file_name)
    close(workspace)


# ------------------------------------------------------------------ from a classroom


def test_a_classroom_writes_to_a_stick_and_the_office_collects(
    school: School, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    workspace = school.enter()
    intake_file = workspace.intake.export_file(tmp_path)
    close(workspace)
    noting = Noting.in_classroom(intake_file, stick, school.clock)
    assert [lead.name for lead in noting.leads()] == [DSL]
    sent = noting.send(a_note_draft(noting, seen=f"{CANARY} at the bus stop."))
    noting.drafts.keep(a_note_draft(noting))
    assert_no_canary(stick)
    before = {path.name: path.read_bytes() for path in stick.iterdir()}
    workspace = school.enter()
    first = workspace.intake.import_from(stick)
    assert (first.new, first.unfinished) == (1, 1)
    school.clock.forward(minutes=11)
    second = workspace.intake.import_from(stick)
    assert (second.new, second.known) == (1, 1)
    assert {path.name: path.read_bytes() for path in stick.iterdir()} == before
    (note,) = workspace.intake.tray().notes
    assert (note.record, note.origin) == (sent.record, "classroom")
    workspace.intake.take_in([TakeIn(file=note.file)], signer(workspace))
    assert workspace.intake.import_from(stick).known == 2
    assert_sound(workspace)
    close(workspace)


def test_a_whole_note_takes_the_place_of_its_unfinished_one(
    school: School, tmp_path: Path
) -> None:
    workspace = school.enter()
    noting = Noting.in_classroom(workspace.intake.export_file(tmp_path), tmp_path, school.clock)
    draft = a_note_draft(noting)
    noting.drafts.keep(draft)
    school.clock.forward(minutes=11)
    assert workspace.intake.import_from(tmp_path).new == 1
    noting.send(draft)
    assert workspace.intake.import_from(tmp_path).new == 1
    tray = workspace.intake.tray()
    assert (len(tray.notes), len(tray.unfinished)) == (1, 0)
    close(workspace)


def test_strange_files_of_a_stick_are_shown_once(
    school: School, other_school: School, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    foreign = leave_note(other_school)
    shutil.copy2(note_file(other_school, foreign.file), stick)
    (stick / "letter.note").write_bytes(b"no note at all")
    (stick / "letter.txt").write_bytes(b"not looked at")
    (stick / "._letter.note").write_bytes(b"what a Mac leaves")
    workspace = school.enter()
    assert workspace.intake.import_from(stick).strange == 2
    assert workspace.intake.import_from(stick).known == 2
    problems = {one.problem for one in workspace.intake.tray().strange}
    assert problems == {"damaged", "another-school"}
    close(workspace)


# ------------------------------------------------------------------ what is published


def test_without_a_key_the_schools_own_lists_and_numbers_are_known(school: School) -> None:
    assert not Noting.at_office(school.door()).complete
    workspace = school.enter()
    numbers = workspace.settings.numbers() | {"lado": PhoneNumber("LADO", "01632 960 142")}
    workspace.settings.put_numbers(numbers)
    places = workspace.settings.lists()["places"]
    workspace.settings.put_list("places", (*places.options, Option(code="pond", words="Pond")))
    assert Noting.at_office(school.door()).numbers()["lado"].number == "01632 960 142"
    close(workspace)
    noting = Noting.at_office(school.door())
    assert noting.complete
    assert noting.lists()["places"].choice("pond").words == "Pond"
    assert [lead.name for lead in noting.leads()] == [DSL]
    assert noting.fingerprint == school.made.fingerprint


def test_an_altered_public_file_is_not_believed(school: School) -> None:
    close(school.enter())
    path = school.folder.public_intake
    path.write_bytes(path.read_bytes().replace(b"=", b"A", 1))
    noting = Noting.at_office(school.door())
    assert not noting.complete
    assert noting.send(a_note_draft(noting)).record
    assert school.door().waiting().notes == 1


def test_notes_to_an_old_intake_key_still_open(school: School) -> None:
    late = leave_note(school)
    workspace = school.enter()
    a_second_holder(workspace)
    renewal = workspace.renewing.prepare("left", leaver=person_named(workspace, HEAD))
    workspace.renewing.copy(renewal)
    workspace.renewing.finish(renewal)
    close(workspace)
    assert Noting.at_office(school.door()).complete
    fresh = leave_note(school)
    workspace = school.enter()
    assert {note.record for note in workspace.intake.tray().notes} == {late.record, fresh.record}
    choices = [TakeIn(file=one.file) for one in (late, fresh)]
    workspace.intake.take_in(choices, signer(workspace))
    assert_sound(workspace)
    close(workspace)
