"""A recorder with an account sends notes, opens no record, and is told what came of them."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from app.base.clock import Stamp
from app.exchange.replies import ReplyContent, encode
from app.records.concern import Concern
from app.records.feedback import FeedbackGiven
from app.records.fields import PersonAs
from app.rules.intake import TakeIn
from app.services.concerns import AlreadyRecorded, RecordUnknown
from app.vault.faults import FileMissing
from app.vault.keyring import Keyring
from app.vault.replies import replies_to, seal_reply
from app.vault.signing import Signer
from app.workspace import Workspace
from tests.support.notes import (
    RECORDER_PASSPHRASE,
    give_account,
    leave_note,
    send_as_recorder,
    sign_in_recorder,
)
from tests.support.school import (
    HEAD,
    PASSPHRASE,
    TEACHER,
    School,
    a_child,
    a_concern,
    a_decision,
    a_second_holder,
    close,
    person_named,
    signer,
)

FEEDBACK = "Thank you: we have spoken to the family and will keep an eye on it."


@pytest.fixture
def staffed(school: School) -> School:
    """Return a school with a child on the roll and a teacher who has an account."""
    workspace = school.enter()
    a_child(workspace)
    give_account(workspace)
    close(workspace)
    return school


def keyring_of(
    school: School, name: str = TEACHER, passphrase: str = RECORDER_PASSPHRASE
) -> Keyring:
    door = school.door()
    person = next(key for key, known in door.people() if known == name)
    return door.unlock(person, passphrase)


def sent_by_teacher(school: School, **values: Any) -> str:
    recorder = sign_in_recorder(school)
    sent = send_as_recorder(recorder, *recorder.roll_view.children(), **values)
    recorder.close(signed_out=True)
    return sent.record


def take_all(workspace: Workspace) -> None:
    choices = [TakeIn(file=note.file) for note in workspace.intake.tray().notes]
    workspace.intake.take_in(choices, signer(workspace))


# ------------------------------------------------------------------ feedback


def test_a_reporter_is_told_that_it_was_read(staffed: School) -> None:
    record = sent_by_teacher(staffed)
    recorder = sign_in_recorder(staffed)
    (note,) = recorder.notes.mine()
    assert (note.state, note.unread, note.replies) == ("waiting", False, ())
    recorder.close(signed_out=True)
    workspace = staffed.enter()
    workspace.intake.read(record)
    take_all(workspace)
    close(workspace)
    recorder = sign_in_recorder(staffed)
    (note,) = recorder.notes.mine()
    assert (note.state, note.unread, len(note.replies)) == ("read", True, 1)
    assert note.replies[0].sure
    assert note.replies[0].by.name == "Ruth Ellery"
    recorder.close(signed_out=True)


def test_a_reporter_is_told_what_was_decided(staffed: School) -> None:
    record = sent_by_teacher(staffed)
    workspace = staffed.enter()
    take_all(workspace)
    decision = a_decision(workspace, record, feedback=FEEDBACK)
    assert workspace.feedback.to_tell() == []
    (given,) = workspace._vaults.children.of_kinds(["feedback.given"])
    assert isinstance(given.record, FeedbackGiven)
    assert (given.record.way.code, given.header.links_for("tells")) == ("rowan", (decision,))
    assert all(report.sound for report in workspace.verify())
    close(workspace)
    recorder = sign_in_recorder(staffed)
    opened = recorder.notes.opened(record)
    assert isinstance(opened.record, Concern)
    assert opened.note.state == "decided"
    assert [reply.words for reply in opened.note.replies] == ["", FEEDBACK]
    (note,) = recorder.notes.mine()
    assert not note.unread
    recorder.close(signed_out=True)


def test_own_words_go_ten_weekdays_after_the_feedback_was_read(staffed: School) -> None:
    record = sent_by_teacher(staffed)
    workspace = staffed.enter()
    take_all(workspace)
    a_decision(workspace, record, feedback=FEEDBACK)
    close(workspace)
    staffed.clock.forward(days=30)
    recorder = sign_in_recorder(staffed)
    assert recorder.notes.mine()[0].kept_until is None
    recorder.notes.opened(record)
    until = recorder.notes.mine()[0].kept_until
    assert until is not None
    recorder.close(signed_out=True)
    staffed.clock.forward(days=(until - staffed.clock.now().day()).days)
    recorder = sign_in_recorder(staffed)
    assert len(recorder.notes.mine()) == 1
    recorder.close(signed_out=True)
    staffed.clock.forward(days=1)
    recorder = sign_in_recorder(staffed)
    assert recorder.notes.mine() == []
    with pytest.raises(RecordUnknown):
        recorder.notes.opened(record)
    recorder.close(signed_out=True)
    assert list((staffed.folder.sent).rglob("*.sent")) == []
    assert list((staffed.folder.replies).rglob("*.reply")) == []


def test_a_forged_reply_is_shown_as_unsure(staffed: School) -> None:
    record = sent_by_teacher(staffed)
    keyring = keyring_of(staffed)
    ruth = PersonAs(name="Ruth Ellery", id=staffed.made.person)
    content = ReplyContent(
        format=1, what="decided", record=record, by=ruth, at=Stamp(0), words="Nothing to do."
    )
    seal_reply(
        staffed.folder,
        keyring.school,
        to=keyring.person,
        box=keyring.box_public,
        file="0" * 32,
        certificate="0" * 32,
        signer=Signer.new(),
        content=encode(content),
    )
    recorder = sign_in_recorder(staffed)
    (note,) = recorder.notes.mine()
    assert [reply.sure for reply in note.replies] == [False]
    recorder.close(signed_out=True)


def test_a_reply_is_read_by_its_reader_only(staffed: School) -> None:
    workspace = staffed.enter()
    a_second_holder(workspace)
    close(workspace)
    record = sent_by_teacher(staffed)
    workspace = staffed.enter()
    workspace.intake.read(record)
    close(workspace)
    (reply,) = staffed.folder.replies.rglob("*.reply")
    assert reply.parent.name == keyring_of(staffed).person
    head = keyring_of(staffed, HEAD, PASSPHRASE)
    theirs = staffed.folder.replies / head.person
    theirs.mkdir(parents=True)
    (theirs / reply.name).write_bytes(reply.read_bytes())
    assert replies_to(staffed.folder, head) == []
    assert len(replies_to(staffed.folder, keyring_of(staffed))) == 1


def test_without_account_the_reporter_is_told_in_person(school: School) -> None:
    sent = leave_note(school)
    workspace = school.enter()
    take_all(workspace)
    assert workspace.feedback.to_tell() == []
    decision = a_decision(workspace, sent.record)
    (one,) = workspace.feedback.to_tell()
    assert (one.record, one.decision, one.reporter.name) == (
        sent.record,
        decision,
        "Hamza Lindqvist",
    )
    assert one.contact == "01632 960 011"
    ways = workspace.settings.lists()["feedback_ways"]
    now = {"day": "2026-11-20", "time": "11:00:00"}
    workspace.feedback.given(decision, {"way": ways.choice("in_person"), "at": now})
    assert workspace.feedback.to_tell() == []
    assert all(report.sound for report in workspace.verify())
    close(workspace)


def test_a_reporter_named_by_a_key_holder_is_told_too(staffed: School) -> None:
    workspace = staffed.enter()
    (card,) = workspace.roll_view.children()
    teacher = person_named(workspace, TEACHER)
    record = a_concern(workspace, card, reporter=teacher)
    workspace.concerns.acknowledge(record)
    a_decision(workspace, record, feedback=FEEDBACK)
    close(workspace)
    recorder = sign_in_recorder(staffed)
    (note,) = recorder.notes.mine()
    assert [(reply.what, reply.words) for reply in note.replies] == [
        ("read", ""),
        ("decided", FEEDBACK),
    ]
    assert recorder.notes.opened(record).record is None
    recorder.close(signed_out=True)


def test_what_could_not_be_sent_goes_out_at_the_next_sign_in(staffed: School) -> None:
    record = sent_by_teacher(staffed)
    workspace = staffed.enter()
    take_all(workspace)
    person = keyring_of(staffed).person
    place = staffed.folder.replies / person
    for reply in place.iterdir():
        reply.unlink()
    place.rmdir()
    place.write_text("in the way")
    a_decision(workspace, record, feedback=FEEDBACK)
    assert workspace._vaults.children.of_kinds(["feedback.given"]) == []
    close(workspace)
    place.unlink()
    close(staffed.enter())
    recorder = sign_in_recorder(staffed)
    assert recorder.notes.opened(record).note.state == "decided"
    recorder.close(signed_out=True)


def test_a_recorder_asks_for_reconsideration_and_is_answered(staffed: School) -> None:
    record = sent_by_teacher(staffed)
    workspace = staffed.enter()
    take_all(workspace)
    a_decision(workspace, record, feedback=FEEDBACK)
    close(workspace)
    recorder = sign_in_recorder(staffed)
    asked = recorder.notes.ask(
        record, {"why": "It happened again today.", "wanted": "Please refer."}
    )
    recorder.close(signed_out=True)
    workspace = staffed.enter()
    (note,) = workspace.intake.tray().notes
    assert (note.kind, note.identity) == ("reconsideration", "confirmed")
    take_all(workspace)
    ledger = workspace._vaults.children
    whole = ledger.whole(asked.record)
    assert whole is not None
    assert whole.header.links_for("reconsiders") == (record,)
    assert all(report.sound for report in workspace.verify())
    close(workspace)


def test_the_answer_to_a_request_reaches_its_recorder(staffed: School) -> None:
    record = sent_by_teacher(staffed)
    workspace = staffed.enter()
    take_all(workspace)
    close(workspace)
    recorder = sign_in_recorder(staffed)
    asked = recorder.notes.ask(record, {"why": "Nothing was done.", "wanted": "Please look."})
    recorder.close(signed_out=True)
    workspace = staffed.enter()
    take_all(workspace)
    answer = workspace.settings.lists()["reconsideration_answers"].options[0].choice()
    said = {"outcome": answer, "reasons": "We looked again with the social worker."}
    workspace.reconsidering.answer(asked.record, said)
    close(workspace)
    recorder = sign_in_recorder(staffed)
    note = next(note for note in recorder.notes.mine() if note.record == asked.record)
    assert note.state == "answered"
    assert "We looked again" in note.replies[-1].words
    recorder.close(signed_out=True)


def test_a_draft_is_sent_once(staffed: School) -> None:
    recorder = sign_in_recorder(staffed)
    send_as_recorder(recorder, *recorder.roll_view.children())
    (note,) = recorder.notes.mine()
    again = recorder.drafts.new("concern", recorder.clock.now())
    draft = msgspec.structs.replace(again, id=note.record)
    with pytest.raises(AlreadyRecorded):
        recorder.notes.send(draft, recorder.attest_signer(RECORDER_PASSPHRASE))
    recorder.close(signed_out=True)


def test_a_full_disk_sends_nothing_and_keeps_the_draft(staffed: School) -> None:
    recorder = sign_in_recorder(staffed)
    staffed.folder.intake.rename(staffed.folder.path / "elsewhere")
    with pytest.raises(FileMissing):
        send_as_recorder(recorder, *recorder.roll_view.children())
    (staffed.folder.path / "elsewhere").rename(staffed.folder.intake)
    assert recorder.notes.mine() == []
    assert len(recorder.drafts.mine()) == 1
    recorder.close(signed_out=True)
