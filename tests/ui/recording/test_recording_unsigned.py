from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton

from app.records.concern import Concern
from tests.support.clicks import words
from tests.support.drawn_marks import some_marks
from tests.support.rowan import RowanAtTest
from tests.support.unsigned_form import CHILD, WRITER, UnsignedAtTest
from tests.support.windows import child_of, open_dialog
from ui.kit.dialogs import Confirm
from ui.paper.outlets import Outlets
from ui.shell.lock import Leaving
from ui.shell.sign_in import SignIn

SEEN = "Held her arm and would not say why: heliotrope."


@pytest.fixture
def writer(rowan: RowanAtTest) -> UnsignedAtTest:
    return UnsignedAtTest(rowan)


def notes(writer: UnsignedAtTest) -> list[Path]:
    return sorted(writer.rowan.school.folder.intake.glob("*.note"))


@pytest.mark.capability("002-045")
def test_without_an_account_a_concern_is_sealed_for_the_dsl(writer: UnsignedAtTest) -> None:
    writer.begin()
    writer.fill_in(seen=SEEN)
    writer.send()
    said = words(writer.page)
    assert "The safeguarding lead has it" in said
    (note,) = notes(writer)
    sealed = note.read_bytes()
    for canary in (SEEN, WRITER["name"], CHILD["name"], WRITER["contact"]):
        assert canary.encode() not in sealed


def test_no_child_of_the_roll_is_offered(writer: UnsignedAtTest) -> None:
    writer.begin()
    assert not writer.page.findChildren(QAbstractButton, "child-finder")
    assert writer.page.form is not None
    assert writer.page.form.children_box.finder.isVisible() is False


def test_who_writes_must_be_said(writer: UnsignedAtTest) -> None:
    writer.begin()
    writer.press("concern-check")
    said = words(writer.page)
    assert "Enter your name" in said
    assert "Enter your role" in said
    assert "Enter the child’s name" in said
    writer.press("problem.writer.name")
    assert writer.rowan.window.focusWidget().objectName() == "writer-name"


def test_whoever_writes_is_taken_as_who_saw_it(writer: UnsignedAtTest) -> None:
    writer.begin()
    writer.fill_in()
    form = writer.page.form
    assert form is not None
    reporter = form.values()["reporter"]
    assert (reporter.name, reporter.role) == (WRITER["name"], WRITER["role"])


def test_not_told_is_a_screen_that_has_to_be_answered(writer: UnsignedAtTest) -> None:
    writer.begin()
    writer.fill_in(told="no")
    writer.send()
    assert writer.page.title.text() == "Go and tell a DSL in person now"
    assert "Ruth Ellery" in words(writer.page)
    assert "The safeguarding lead has it" not in words(writer.page)
    writer.press("concern-going")
    assert "The safeguarding lead has it" in words(writer.page)


def test_leaving_sends_what_was_typed_as_unfinished(writer: UnsignedAtTest) -> None:
    writer.begin()
    writer.line("writer-name", WRITER["name"])
    writer.write("seen", SEEN)
    writer.press("concern-keep")
    open_dialog(Confirm).yes.click()
    assert writer.rowan.leavings == [Leaving(folder=writer.rowan.school.path)]
    (note,) = notes(writer)
    assert SEEN.encode() not in note.read_bytes()
    assert SEEN not in words(writer.rowan.window)


def test_ten_idle_minutes_send_what_was_typed(writer: UnsignedAtTest) -> None:
    writer.begin()
    writer.write("seen", SEEN)
    assert writer.session.idle.minutes == 10
    writer.session.idle.expired.emit()
    assert len(notes(writer)) == 1
    assert writer.rowan.leavings == [Leaving(folder=writer.rowan.school.path)]


def test_closing_the_window_sends_what_was_typed(writer: UnsignedAtTest) -> None:
    writer.begin()
    writer.write("seen", SEEN)
    writer.rowan.window.close()
    assert len(notes(writer)) == 1
    assert writer.rowan.ended == [True]


def test_what_is_thrown_away_leaves_no_note(writer: UnsignedAtTest) -> None:
    writer.begin()
    writer.write("seen", SEEN)
    writer.page.flush()
    assert len(notes(writer)) == 1
    writer.press("concern-discard")
    open_dialog(Confirm).yes.click()
    assert notes(writer) == []
    assert writer.rowan.leavings


def test_about_an_adult_nothing_is_kept(writer: UnsignedAtTest) -> None:
    child = child_of(writer.rowan.window.page(), QAbstractButton, "record-without-account")
    writer.hand.click(child)
    writer.press("adult-yes")
    said = words(writer.page)
    assert "headteacher" in said
    assert "LADO" in said
    writer.page.flush()
    assert notes(writer) == []


def test_the_door_says_how_many_wait_since_when_and_no_more(writer: UnsignedAtTest) -> None:
    for told in ("yes", "no"):
        writer.begin()
        writer.fill_in(told=told, seen=SEEN)
        writer.send()
        writer.session.lock()
        writer.rowan.start()
    page = writer.rowan.window.page()
    assert isinstance(page, SignIn)
    writer.rowan.qtbot.waitUntil(lambda: bool(page.notes.text()), timeout=10_000)
    assert page.notes.text() == "2 sealed notes wait, since 10:00 · 1 urgent"
    assert WRITER["name"] not in words(page)


def test_the_draft_of_whoever_lent_the_desk_is_found_again(rowan: RowanAtTest) -> None:
    draft = "d" * 32
    rowan.rowan.start(rowan.school.path, draft=draft, record=True)
    writer = UnsignedAtTest(rowan)
    writer.press("adult-no")
    writer.session.lock()
    assert rowan.leavings == [Leaving(folder=rowan.school.path, draft=draft)]


def test_marks_on_the_body_map_go_with_the_note(writer: UnsignedAtTest) -> None:
    writer.begin()
    writer.fill_in()
    form = writer.page.form
    assert form is not None
    form.form.open_section("Body map")
    form.form.group.boxes["body_map"].editor.fill(some_marks(form._recording.lists(), SEEN))
    writer.send()
    ws = writer.rowan.school.enter()
    (note,) = ws.intake.tray().notes
    record = ws.intake.see(note.file).record
    assert isinstance(record, Concern)
    assert record.body_map is not None
    assert len(record.body_map.marks) == 4
    ws.close(signed_out=True)


def test_the_blank_sheet_is_printed_without_any_key(
    writer: UnsignedAtTest, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.pdf"
    button = child_of(writer.rowan.window.page(), QAbstractButton, "record-without-account")
    writer.hand.click(button)
    writer.press("adult-yes")

    def printer(_parent: object, _pages: int) -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(sheet))
        return made

    writer.session.sheet.outlets = Outlets(printer=printer)
    writer.press("adult-sheet")
    writer.rowan.qtbot.waitUntil(sheet.is_file, timeout=30_000)
    job = writer.session.sheet._job
    if job is not None:
        writer.rowan.qtbot.waitUntil(lambda: writer.session.sheet._job is None, timeout=30_000)
    assert sheet.stat().st_size > 1000
    assert notes(writer) == []
