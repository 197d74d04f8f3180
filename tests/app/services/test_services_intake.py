"""Notes come in, are read and matched, and enter the ledger as written, each exactly once."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from app.ledger.log import log_lines
from app.records.closure import Matched
from app.records.concern import Concern
from app.records.intake import TakenIn, Unfinished
from app.rules.intake import TakeIn
from app.services.concerns import RecordUnknown
from app.services.note_opening import NoteGone
from app.services.noting import Noting
from app.workspace import Workspace
from tests.support.canaries import assert_no_canary
from tests.support.lived_in import ledger_of, report_on
from tests.support.notes import (
    a_note_draft,
    a_typed_child,
    give_account,
    leave_note,
    note_file,
    send_as_recorder,
    sign_in_recorder,
)
from tests.support.school import (
    DSL,
    TEACHER,
    School,
    a_child,
    a_person,
    close,
    person_named,
    signer,
)

CANARY = "Quillonbrake"


def taken_in(workspace: Workspace, record: str) -> TakenIn:
    """Return what was written when a record was taken in."""
    pointing = workspace._vaults.children.pointing_at([record])
    entry = next(entry for _target, why, entry in pointing if why == "takes_in")
    whole = workspace._vaults.children.whole(entry.id)
    assert whole is not None
    assert isinstance(whole.record, TakenIn)
    return whole.record


def assert_sound(workspace: Workspace) -> None:
    reports = workspace.verify()
    assert [report.findings for report in reports] == [(), ()]


def test_a_colleague_without_account_leaves_a_note_and_it_is_taken_in(school: School) -> None:
    child = a_typed_child()
    sent = leave_note(school, child, seen=f"Said {CANARY} would come.")
    assert not sent.urgent
    assert_no_canary(school.path)
    waiting = school.door().waiting()
    assert (waiting.notes, waiting.urgent, waiting.since) == (1, 0, sent.at)
    workspace = school.enter()
    card = a_child(workspace)
    tray = workspace.intake.tray()
    (note,) = tray.notes
    assert (note.identity, note.by.name, note.contact) == (
        "typed",
        "Hamza Lindqvist",
        "01632 960 011",
    )
    teacher = person_named(workspace, TEACHER)
    choice = TakeIn(file=note.file, children={child.key: card.id}, reporter=teacher.id or "")
    change = workspace.intake.take_in([choice], signer(workspace))
    assert change.records == (sent.record,)
    assert not note_file(school, sent.file).exists()
    whole = workspace._vaults.children.whole(sent.record)
    assert whole is not None
    assert isinstance(whole.record, Concern)
    assert whole.header.author.id is None
    assert whole.header.written == sent.at
    taken = taken_in(workspace, sent.record)
    assert (taken.identity, taken.origin, taken.reporter) == ("typed", "office", teacher)
    (waits,) = workspace.today.page().waiting
    assert (waits.record, waits.child.id, waits.read) == (sent.record, card.id, True)
    assert card.id in {row.child for row in workspace.standing.rows()}
    assert_sound(workspace)
    close(workspace)
    assert_no_canary(school.path)


def test_the_bytes_enter_as_they_were_written(school: School) -> None:
    sent = leave_note(school)
    workspace = school.enter()
    written = workspace.intake._opener.one(sent.file).written.note
    workspace.intake.take_in([TakeIn(file=sent.file)], signer(workspace))
    row = workspace._vaults.children.db.row(
        "SELECT b.salt, b.header, b.body, e.digest FROM body b JOIN entry e ON e.seq = b.seq"
        " WHERE e.id = ?",
        (sent.record,),
    )
    assert row == (written.salt, written.header, written.body, written.digest())
    close(workspace)


def test_a_recorder_signs_and_is_confirmed(school: School) -> None:
    workspace = school.enter()
    card = a_child(workspace)
    give_account(workspace)
    close(workspace)
    recorder = sign_in_recorder(school)
    (mine,) = recorder.roll_view.children()
    sent = send_as_recorder(recorder, mine, told_dsl={"code": "no", "words": "No"})
    assert sent.urgent
    assert recorder.drafts.mine() == []
    recorder.close(signed_out=True)
    assert school.door().waiting().urgent == 1
    workspace = school.enter()
    (note,) = workspace.intake.tray().notes
    assert (note.identity, note.doubt, note.urgent) == ("confirmed", "", True)
    assert workspace.intake.matches(note.file).children == {}
    workspace.intake.take_in([TakeIn(file=note.file)], signer(workspace))
    (waits,) = workspace.today.page().waiting
    assert (waits.child.id, waits.by) == (card.id, person_named(workspace, TEACHER).shown())
    assert taken_in(workspace, sent.record).identity == "confirmed"
    assert_sound(workspace)
    close(workspace)


def test_several_are_taken_in_with_one_passphrase(school: School) -> None:
    sent = [leave_note(school, seen=f"Seen {number} times.") for number in range(3)]
    workspace = school.enter()
    choices = [TakeIn(file=one.file) for one in sent]
    change = workspace.intake.take_in(choices, signer(workspace))
    assert change.records == tuple(one.record for one in sent)
    assert workspace.intake.waiting().total == 0
    assert_sound(workspace)
    close(workspace)


def test_nothing_is_taken_in_when_one_of_several_cannot_be(school: School) -> None:
    sent = leave_note(school)
    workspace = school.enter()
    with pytest.raises(NoteGone):
        workspace.intake.take_in(
            [TakeIn(file=sent.file), TakeIn(file="0" * 32)], signer(workspace)
        )
    choice = TakeIn(file=sent.file, children={"0" * 32: "1" * 32})
    with pytest.raises(RecordUnknown):
        workspace.intake.take_in([choice], signer(workspace))
    assert workspace.intake.waiting().notes == 1
    close(workspace)


def test_a_note_read_twice_from_a_stick_is_one_record(school: School, tmp_path: Path) -> None:
    sent = leave_note(school)
    stick = tmp_path / "stick"
    stick.mkdir()
    shutil.copy2(note_file(school, sent.file), stick)
    workspace = school.enter()
    assert workspace.intake.import_from(stick).known == 1
    workspace.intake.take_in([TakeIn(file=sent.file)], signer(workspace))
    assert workspace.intake.import_from(stick).known == 1
    shutil.copy2(stick / f"{sent.file}.note", school.folder.intake)
    assert workspace.intake.tray().notes == ()
    assert not note_file(school, sent.file).exists()
    assert len(workspace._vaults.children.entries("e.kind = 'concern'")) == 1
    close(workspace)


def test_a_removed_file_that_comes_back_only_leaves_the_tray(
    school: School, tmp_path: Path
) -> None:
    sent = leave_note(school)
    kept = shutil.copy2(note_file(school, sent.file), tmp_path / "kept")
    workspace = school.enter()
    workspace.intake.take_in([TakeIn(file=sent.file)], signer(workspace))
    shutil.copy2(kept, note_file(school, sent.file))
    change = workspace.intake.take_in([TakeIn(file=sent.file)], signer(workspace))
    assert change.records == ()
    assert not note_file(school, sent.file).exists()
    close(workspace)


def test_reading_is_logged_and_shown_by_name(school: School) -> None:
    sent = leave_note(school)
    workspace = school.enter()
    read = workspace.intake.read(sent.file)
    assert isinstance(read.record, Concern)
    assert [reader.name for reader in read.note.read_by] == [DSL]
    assert workspace.intake.see(sent.file).note.read_by == read.note.read_by
    assert log_lines(workspace._vaults.children, what="note_read")
    close(workspace)
    again = school.enter()
    (note,) = again.intake.tray().notes
    assert [reader.name for reader in note.read_by] == [DSL]
    close(again)


# ------------------------------------------------------------------ unfinished


def test_what_is_left_waits_as_unfinished_and_is_replaced_when_sent(school: School) -> None:
    noting = Noting.at_office(school.door())
    draft = a_note_draft(noting, seen=f"Began to say {CANARY}")
    noting.drafts.keep(draft)
    noting.drafts.keep(msgspec.structs.replace(draft, values={"seen": f"{CANARY} again"}))
    assert_no_canary(school.path)
    assert school.door().waiting().unfinished == 1
    workspace = school.enter()
    (note,) = workspace.intake.tray().unfinished
    record = workspace.intake.see(note.file).record
    assert isinstance(record, Unfinished)
    assert [row.words for row in record.answers] == [f"{CANARY} again"]
    close(workspace)
    noting.send(draft)
    late = noting.drafts.encoded(draft)
    noting.drafts.keep_bytes(draft.id, late)
    waiting = school.door().waiting()
    assert (waiting.notes, waiting.unfinished) == (1, 0)


def test_an_unfinished_note_is_taken_in_as_what_it_is(school: School) -> None:
    noting = Noting.at_office(school.door())
    child = a_typed_child()
    noting.drafts.keep(a_note_draft(noting, child, writer={"name": "", "role": ""}))
    workspace = school.enter()
    card = a_child(workspace)
    (note,) = workspace.intake.tray().unfinished
    choice = TakeIn(file=note.file, children={child.key: card.id})
    workspace.intake.take_in([choice], signer(workspace))
    assert "unfinished" in {line.kind for line in workspace.files.open_file(card.id).chronology}
    assert_sound(workspace)
    close(workspace)


def test_after_thirty_days_an_unfinished_note_is_stated_as_lost(school: School) -> None:
    noting = Noting.at_office(school.door())
    noting.drafts.keep(a_note_draft(noting))
    school.clock.forward(days=30)
    workspace = school.enter()
    assert len(workspace.intake.tray().unfinished) == 1
    close(workspace)
    school.clock.forward(days=1)
    workspace = school.enter()
    assert workspace.intake.tray().unfinished == ()
    assert log_lines(workspace._vaults.children, what="note_lost")
    close(workspace)


def test_throwing_away_leaves_nothing(school: School) -> None:
    noting = Noting.at_office(school.door())
    draft = a_note_draft(noting)
    held = noting.drafts.encoded(draft)
    noting.drafts.keep(draft)
    noting.drafts.discard(draft.id)
    noting.drafts.keep_bytes(draft.id, held)
    assert school.door().waiting().total == 0


# ------------------------------------------------------------------ matching


def test_near_names_are_offered_and_twins_are_told_apart(school: School) -> None:
    child = a_typed_child("Zoe Nguyen", class_name="4 Oak")
    sent = leave_note(school, child)
    workspace = school.enter()
    one = a_child(workspace)
    other = a_child(workspace, class_name="Elm")
    a_child(workspace, "Arthur", "Bell")
    a_person(workspace, "Hamza Lindquist", "teacher")
    matches = workspace.intake.matches(sent.file)
    found = matches.children[child.key]
    assert [match.card.id for match in found] == [one.id, other.id]
    assert all(match.twins for match in found)
    assert [match.exact for match in found] == [True, False]
    (person,) = matches.reporter
    assert (person.card.name, person.exact) == ("Hamza Lindquist", False)
    close(workspace)


def test_a_match_is_written_beside_the_note_and_leaves_its_words(school: School) -> None:
    child = a_typed_child()
    sent = leave_note(school, child)
    workspace = school.enter()
    card = a_child(workspace)
    choice = TakeIn(file=sent.file, children={child.key: card.id}, reason="Only Zoe in Oak")
    workspace.intake.take_in([choice], signer(workspace))
    ledger = workspace._vaults.children
    (matched,) = ledger.of_kinds(["matched"])
    assert isinstance(matched.record, Matched)
    assert (matched.record.key, matched.record.reason) == (child.key, "Only Zoe in Oak")
    whole = ledger.whole(sent.record)
    assert whole is not None
    assert whole.header.children == (child,)
    close(workspace)


@pytest.fixture
def closed(school: School) -> School:
    """Return a school that was left with a note taken in."""
    sent = leave_note(school)
    workspace = school.enter()
    workspace.intake.take_in([TakeIn(file=sent.file)], signer(workspace))
    workspace.close(signed_out=True)
    return school


def test_what_was_taken_in_verifies_without_anybody_signed_in(closed: School) -> None:
    assert report_on(closed).sound
    with ledger_of(closed) as ledger:
        assert len(ledger.of_kinds(["taken_in"])) == 1
