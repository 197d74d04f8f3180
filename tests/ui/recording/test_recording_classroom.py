from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.support.clicks import Hand, words
from tests.support.rowan import RowanAtTest
from tests.support.school import School
from tests.support.unsigned_form import CHILD, WRITER, fill_in_concern
from tests.support.windows import child_of, open_dialog
from ui.concerns.concern_page import ConcernPage
from ui.kit.dialogs import ProblemDialog
from ui.recording.classroom import ClassroomRecording
from ui.shell.classroom import ClassroomPage
from ui.shell.lock import Leaving

SEEN = "Bruise on the arm: heliotrope."
RowanOf = Callable[[School], RowanAtTest]


class Classroom:
    """Write on a classroom PC."""

    def __init__(self, rowan: RowanAtTest, intake_file: Path, place: Path) -> None:
        self.rowan, self.hand = rowan, Hand()
        rowan.rowan.start(recorder=True)
        lead = rowan.rowan.classroom
        assert lead is not None
        self.lead = lead
        lead.ask_file = lambda _parent: intake_file
        lead.ask_place = lambda _parent: place
        with rowan.qtbot.waitActive(rowan.window):
            rowan.window.activateWindow()

    @property
    def start(self) -> ClassroomPage:
        """Return the page before the form."""
        QApplication.processEvents()
        page = self.rowan.window.page()
        assert isinstance(page, ClassroomPage), type(page).__name__
        return page

    @property
    def form(self) -> ConcernPage:
        """Return the form."""
        QApplication.processEvents()
        page = self.rowan.window.page()
        assert isinstance(page, ConcernPage), type(page).__name__
        return page

    def press(self, name: str) -> None:
        """Click a button of the page."""
        QApplication.processEvents()
        page = self.rowan.window.page()
        self.hand.click(child_of(page, QAbstractButton, name))
        QApplication.processEvents()

    def choose(self) -> None:
        """Choose the file and the place."""
        self.press("choose-intake-file")
        self.press("choose-place")

    def write(self) -> None:
        """Fill in the form."""
        self.press("record-here")
        self.press("adult-no")
        for part, text in {**_named("writer", WRITER), **_named("child", CHILD)}.items():
            line = child_of(self.form, QWidget, part)
            line.setFocus()
            self.hand.write(text)
        fill_in_concern(self.form, self.hand, told="yes", seen=SEEN)
        self.press("concern-check")

    def send(self) -> None:
        """Send it and wait for the answer."""
        self.press("concern-sign")
        self.rowan.qtbot.waitUntil(self.form.isEnabled, timeout=10_000)


def _named(start: str, parts: dict[str, str]) -> dict[str, str]:
    return {f"{start}-{name}": text for name, text in parts.items()}


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


@pytest.fixture
def classroom(rowan_of: RowanOf, school: School, stick: Path, tmp_path: Path) -> Classroom:
    ws = school.enter()
    file = ws.intake.export_file(tmp_path)
    ws.close(signed_out=True)
    return Classroom(rowan_of(school), file, stick)


def test_the_file_and_the_place_are_chosen_once(classroom: Classroom, stick: Path) -> None:
    assert not classroom.start.record.isEnabled()
    classroom.choose()
    assert "Hilltop Primary School" in words(classroom.start)
    assert classroom.start.record.isEnabled()
    kept = classroom.rowan.rowan.preferences.now
    assert (kept.notes_folder, kept.school) == (str(stick), "")
    classroom.rowan.rowan.start(recorder=True)
    assert classroom.start.record.isEnabled()


def test_a_note_goes_sealed_to_the_stick(classroom: Classroom, stick: Path) -> None:
    classroom.choose()
    classroom.write()
    classroom.send()
    assert "Your concern is sealed" in words(classroom.form)
    (note,) = stick.glob("*.note")
    assert SEEN.encode() not in note.read_bytes()
    classroom.press("concern-today")
    assert classroom.rowan.leavings == [Leaving(folder=stick, recorder=True)]


def test_a_stick_that_is_gone_loses_nothing(
    classroom: Classroom, stick: Path, tmp_path: Path
) -> None:
    classroom.choose()
    classroom.write()
    shutil.rmtree(stick)
    classroom.send()
    dialog = open_dialog(ProblemDialog)
    assert "What you wrote is still on the screen." in words(dialog)
    other = tmp_path / "share"
    other.mkdir()
    session = classroom.lead.session
    assert session is not None
    assert isinstance(session.recording, ClassroomRecording)
    session.recording.ask_place = lambda _parent: other
    classroom.hand.click(child_of(dialog, QAbstractButton, "other-place"))
    classroom.send()
    assert "Your concern is sealed" in words(classroom.form)
    assert len(list(other.glob("*.note"))) == 1
    assert classroom.rowan.rowan.preferences.now.notes_folder == str(other)


def test_a_place_that_is_not_there_is_said_before_anything_is_typed(
    classroom: Classroom, stick: Path
) -> None:
    classroom.choose()
    stick.rmdir()
    classroom.rowan.rowan.start(recorder=True)
    assert "The stick or folder for notes is not there" in words(classroom.start)
    assert not classroom.start.record.isEnabled()


def test_a_file_that_is_none_is_refused(classroom: Classroom, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.intake"
    wrong.write_bytes(b"nothing of the kind")
    classroom.lead.ask_file = lambda _parent: wrong
    classroom.press("choose-intake-file")
    assert open_dialog(ProblemDialog).isVisible()
    assert classroom.rowan.rowan.preferences.now.intake_file == ""


def test_about_an_adult_here_the_numbers_come_from_the_file(classroom: Classroom) -> None:
    classroom.choose()
    classroom.press("record-here")
    classroom.press("adult-yes")
    said = words(classroom.form)
    assert "headteacher" in said
    assert "LADO" in said
