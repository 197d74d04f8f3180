from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QWidget

from app.rules.intake import TakeIn
from tests.support.clicks import Hand, words
from tests.support.notes import give_account, leave_note
from tests.support.recorder_form import Recorder
from tests.support.rowan import RowanAtTest
from tests.support.school import DSL, School, a_child, a_decision, close, signer
from tests.support.unsigned_form import WRITER, UnsignedAtTest
from tests.support.windows import child_of, open_dialog, sign
from ui.concerns.concern_page import ConcernPage
from ui.concerns.record_page import RecordPageView
from ui.intake.page import TrayPage
from ui.kit.desk import Route
from ui.kit.record_dialog import RecordDialog
from ui.recording.home_page import HomePage
from ui.shell.successor import command_for
from ui.today.page import TodayPage

PLACES_OF_HOLDERS = ("today", "children", "find", "papers", "school")
SEEN = "Cried at the gate and asked to stay: heliotrope."


def tray_of(rowan: RowanAtTest, hand: Hand) -> TrayPage:
    """Open the tray from Today."""
    today = rowan.window.page()
    assert isinstance(today, TodayPage)
    hand.click(child_of(today, QAbstractButton, "to-intake"))
    QApplication.processEvents()
    tray = rowan.window.page()
    assert isinstance(tray, TrayPage)
    return tray


@pytest.mark.capability("002-045")
def test_a_colleague_without_account_writes_and_the_dsl_takes_it_in(
    rowan: RowanAtTest, school: School
) -> None:
    ws = school.enter()
    child = a_child(ws, "Zoe", "Nguyen", class_name="Oak")
    a_child(ws, "Zoe", "Nguyen", class_name="Elm")
    close(ws)
    colleague = UnsignedAtTest(rowan)
    colleague.begin()
    colleague.fill_in(told="no", seen=SEEN)
    colleague.send()
    colleague.press("concern-going")
    colleague.press("concern-today")
    rowan.start()
    rowan.sign_in()
    tray = tray_of(rowan, colleague.hand)
    said = words(tray)
    assert SEEN in said
    assert f"{WRITER['name']} ({WRITER['role']}) (identity not confirmed in Rowan)" in said
    view = tray.view
    assert view is not None
    assert view.boxes[0].chosen() is None  # two children of that name: asked, never guessed
    colleague.hand.click(child_of(view.boxes[0], QAbstractButton, f"chip.{child.id}"))
    colleague.hand.click(child_of(view.boxes[1], QAbstractButton, "chip.nobody"))
    colleague.hand.click(child_of(view, QCheckBox, "note-checked"))
    colleague.hand.click(child_of(tray, QAbstractButton, "take-in"))
    sign(rowan.qtbot)
    record = rowan.window.page()
    assert isinstance(record, RecordPageView)
    assert all(part in words(record) for part in (SEEN, "not confirmed", "Taken in as"))
    assert "born 12 May 2017" in record.identity.text()
    assert rowan.unlocked.workspace.intake.waiting().total == 0
    assert all(not report.findings for report in rowan.unlocked.workspace.verify())


@pytest.fixture
def recorder(rowan: RowanAtTest, school: School) -> Recorder:
    """Return a recorder who has recorded a concern and stands at the door again."""
    ws = school.enter()
    child = a_child(ws)
    give_account(ws)
    close(ws)
    one = Recorder(rowan)
    one.sign_in()
    one.record(child.name, seen=SEEN)
    assert "The safeguarding lead has it" in words(rowan.window.page())
    one.press("concern-today")
    assert "Waiting" in words(child_of(rowan.window.page(), QWidget, "my-notes"))
    one.leave("sign-out")
    return one


def take_in(rowan: RowanAtTest, hand: Hand) -> str:
    """Take in the one note of a recorder with an account; return the record."""
    tray = tray_of(rowan, hand)
    assert tray.view is not None
    hand.click(child_of(tray.view, QCheckBox, "note-checked"))
    hand.click(child_of(tray, QAbstractButton, "take-in"))
    sign(rowan.qtbot)
    record = rowan.window.page()
    assert isinstance(record, RecordPageView)
    return record.record


@pytest.mark.capability("002-018")
def test_a_recorder_sees_that_it_was_read(recorder: Recorder, rowan: RowanAtTest) -> None:
    rowan.sign_in()
    tray = tray_of(rowan, recorder.hand)
    assert tray.view is not None
    assert "signed with their own passphrase" in words(tray.view)
    tray._until_read.timeout.emit()  # three seconds are over
    recorder.leave("sign-out")
    recorder.sign_in()
    said = words(rowan.window.page())
    assert "read by Ruth Ellery" in said
    assert "1 new reply" in said


@pytest.mark.capability("002-018")
def test_a_recorder_sees_what_was_decided_and_asks_for_reconsideration(
    recorder: Recorder, rowan: RowanAtTest
) -> None:
    rowan.sign_in()
    record = take_in(rowan, recorder.hand)
    told = "Her mother is coming in on Monday."
    a_decision(rowan.unlocked.workspace, record, feedback=told)
    recorder.leave("sign-out")
    recorder.sign_in()
    recorder.press(f"open-{record}")
    said = words(rowan.window.page())
    assert "Decided by Ruth Ellery" in said
    assert told in said
    assert SEEN in said
    recorder.press("ask-reconsideration")
    dialog = open_dialog(RecordDialog)
    for name, text in (("why", "Nobody asked the brother."), ("wanted", "Speak to him.")):
        dialog.box(name).editor.fill(text)
    dialog.yes.click()
    recorder.leave("sign-out")
    rowan.sign_in()
    assert "1 note waits" in words(rowan.window.page())
    said = words(tray_of(rowan, recorder.hand))
    assert "Nobody asked the brother." in said
    assert "signed in with their own passphrase" in said
    assert "born 12 May 2017 (9 years) · Year 4 · Oak" in said  # shown, though nothing is asked
    (note,) = rowan.unlocked.workspace.intake.tray().notes
    taken = [TakeIn(file=note.file)]
    rowan.unlocked.workspace.intake.take_in(taken, signer(rowan.unlocked.workspace))
    rowan.unlocked.go(Route("record", {"record": record}))
    request = words(child_of(rowan.window.page(), QWidget, "request"))
    assert "Miriam Okafor (Class teacher, Oak), 20 Nov 2026, 10:00, signed\n" in request
    sheet = rowan.unlocked.workspace.sheets.record(record)
    assert "signed at sign-in strength" in str(sheet.document)


def test_a_recorder_sees_no_file_no_find_and_no_roll(rowan: RowanAtTest, school: School) -> None:
    ws = school.enter()
    a_child(ws)
    give_account(ws)
    close(ws)
    recorder = Recorder(rowan)
    recorder.sign_in()
    shown = [code for code in PLACES_OF_HOLDERS if rowan.window.rail.button(code).isVisible()]
    assert shown == []
    for keys in ("Ctrl+2", "Ctrl+K", "Ctrl+4", "Ctrl+6"):
        QTest.keySequence(rowan.window, keys)
        QApplication.processEvents()
    assert isinstance(rowan.window.page(), HomePage)


def test_a_colleague_records_while_the_keys_are_gone(unlocked: RowanAtTest) -> None:
    unlocked.window.show()
    Hand().click(unlocked.window.rail.button("colleague"))
    (leaving,) = unlocked.leavings
    assert leaving.record
    assert "--record" in command_for(leaving)
    assert unlocked.unlocked.left
    unlocked.rowan.start(leaving.folder, draft=leaving.draft, record=True)
    page = unlocked.window.page()
    assert isinstance(page, ConcernPage)
    assert not unlocked.window.rail.isVisible()


def test_a_note_unread_for_two_hours_alarms_first_of_all(
    rowan: RowanAtTest, school: School
) -> None:
    leave_note(school)
    school.clock.forward(minutes=121)
    rowan.window.show()
    rowan.sign_in()
    alarm = child_of(rowan.window.page(), QWidget, "alarm-notes")
    assert "1 has not been read. It came today 10:00." in words(alarm)
    assert alarm.property("tone") == "danger"


def test_a_waiting_note_is_read_and_acknowledged_in_two_clicks(
    rowan: RowanAtTest, school: School
) -> None:
    leave_note(school, seen=SEEN)
    rowan.window.resize(1366, 728)
    rowan.window.show()
    rowan.sign_in()
    hand = Hand()
    tray = tray_of(rowan, hand)
    assert SEEN in words(tray)
    tray._until_read.timeout.emit()  # three seconds are over
    (note,) = rowan.unlocked.workspace.intake.tray().notes
    assert [one.name for one in note.read_by] == [DSL]
    assert hand.clicks <= 2
