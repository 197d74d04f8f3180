from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.base.ids import PersonId, SchoolId, new_id
from app.services.setup import NewSchool
from tests.support.school import HandClock
from tests.support.windows import child_of, open_dialog
from ui.kit.dialogs import Confirm
from ui.kit.tasks import TaskRunner
from ui.settings.preferences import PreferenceStore
from ui.shell.front_door import FrontDoor
from ui.shell.set_up import SetUp, SetUpPage
from ui.shell.window import RowanWindow


@pytest.fixture
def page(qtbot: QtBot, tasks: TaskRunner) -> SetUpPage:
    shown = SetUpPage(HandClock(), tasks, test_school=True)
    qtbot.addWidget(shown)
    shown.resize(1000, 700)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


class Typist:
    """Fill in the page in front of them with the keyboard alone."""

    def __init__(self, page: SetUpPage, qtbot: QtBot) -> None:
        self.page, self.qtbot = page, qtbot

    def focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus

    def tab_to(self, name: str) -> QWidget:
        for _step in range(80):
            if self.focus().objectName() == name:
                return self.focus()
            self.qtbot.keyClick(self.focus(), Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never comes to {name}")

    def type(self, name: str, words: str) -> None:
        self.qtbot.keyClicks(self.tab_to(name), words)

    def press(self, name: str) -> None:
        self.qtbot.keyClick(self.tab_to(name), Qt.Key.Key_Space)

    def go_on(self) -> None:
        self.press("set-up-continue")
        self.qtbot.wait(20)


def step_of(page: SetUpPage) -> str:
    return child_of(page, QLabel, "set-up-step").text()


@pytest.mark.capability("004-006")
def test_a_school_is_set_up_by_keyboard_alone(
    page: SetUpPage, qtbot: QtBot, tmp_path: Path
) -> None:
    typist = Typist(page, qtbot)
    typist.type("school-name", "Hilltop Primary School")
    folder = child_of(page, QLineEdit, "school-folder")
    folder.selectAll()
    typist.tab_to("school-folder")
    typist.type("school-folder", str(tmp_path / "hilltop"))
    typist.go_on()
    assert step_of(page) == "Step 2 of 5"
    typist.type("me-name", "Ruth Ellery")
    typist.press("chip.dsl")
    typist.press("chip.designated_teacher")
    typist.go_on()
    assert step_of(page) == "Step 3 of 5"
    typist.type("number-social_care", "01632 960 100")
    for code in ("out_of_hours", "lado", "police"):
        typist.press(f"later-{code}")
    typist.go_on()
    assert step_of(page) == "Step 4 of 5"
    typist.type("passphrase", child_of(page, QLabel, "drawn-words").text())
    with qtbot.waitSignal(page.finished, timeout=30_000) as done:
        typist.go_on()
        qtbot.waitUntil(lambda: page.recovery is not None, timeout=20_000)
        assert page.made is not None
        typist.type("recovery-typed", page.made.recovery_code.lower())
        typist.go_on()
    made = done.args[0] if done.args else None
    assert isinstance(made, SetUp)
    assert made.folder == tmp_path / "hilltop"
    assert (made.folder / "keys.a").is_file()


def fill_school(page: SetUpPage, folder: Path) -> None:
    page._school.name.fill("Hilltop")
    page._school.folder.fill(str(folder))


def test_answers_survive_going_back(page: SetUpPage, tmp_path: Path) -> None:
    fill_school(page, tmp_path / "school")
    child_of(page, QPushButton, "set-up-continue").click()
    child_of(page, QLineEdit, "me-name").setText("Ruth Ellery")
    child_of(page, QPushButton, "set-up-back").click()
    assert step_of(page) == "Step 1 of 5"
    assert child_of(page, QLineEdit, "school-name").text() == "Hilltop"
    child_of(page, QPushButton, "set-up-continue").click()
    assert child_of(page, QLineEdit, "me-name").text() == "Ruth Ellery"


@pytest.mark.parametrize("name", ["OneDrive", "Dropbox"])
def test_a_synchronised_folder_is_refused(page: SetUpPage, tmp_path: Path, name: str) -> None:
    fill_school(page, tmp_path / name / "school")
    child_of(page, QPushButton, "set-up-continue").click()
    assert step_of(page) == "Step 1 of 5"
    assert "may not lie in this folder" in page._school.folder.problem.words()


def test_a_folder_with_a_school_is_refused(page: SetUpPage, tmp_path: Path) -> None:
    (tmp_path / "keys.a").write_bytes(b"")
    fill_school(page, tmp_path)
    child_of(page, QPushButton, "set-up-continue").click()
    assert "a school in this folder already" in page._school.folder.problem.words()


def test_a_number_is_asked_for_until_not_yet_is_ticked(page: SetUpPage, tmp_path: Path) -> None:
    fill_school(page, tmp_path / "school")
    page._people.me.name.fill("Ruth Ellery")
    page._people.me.roles.fill(["head", "dsl"])
    for _step in range(3):
        child_of(page, QPushButton, "set-up-continue").click()
    assert step_of(page) == "Step 3 of 5"
    fields = page._numbers.form.fields
    assert fields["lado"].number.problem.words() == "Enter the number, or tick “Not yet”"
    for code in fields:
        child_of(page, QCheckBox, f"later-{code}").click()
    assert fields["lado"].number.problem.words() == ""
    child_of(page, QPushButton, "set-up-continue").click()
    assert step_of(page) == "Step 4 of 5"


def test_a_chair_alone_cannot_set_up(page: SetUpPage, tmp_path: Path) -> None:
    fill_school(page, tmp_path / "school")
    page._people.me.name.fill("Colin Tredwell")
    page._people.me.roles.fill(["chair"])
    child_of(page, QPushButton, "set-up-continue").click()
    child_of(page, QPushButton, "set-up-continue").click()
    assert step_of(page) == "Step 2 of 5"
    assert "DSL" in page._people.me.roles.problem.words()


def test_words_are_drawn_anew_and_have_to_be_typed_back(page: SetUpPage) -> None:
    drawn = page._passphrase.drawn
    before = drawn.drawn
    child_of(page, QPushButton, "draw-again").click()
    assert drawn.drawn != before
    drawn.typed.line.setText(before)
    assert drawn.passphrase() is None
    assert "not the words shown" in drawn.typed.problem.words()
    drawn.typed.line.setText(drawn.drawn)
    assert drawn.passphrase() == drawn.drawn


def test_the_last_step_cannot_be_left_with_a_mistyped_code(
    page: SetUpPage, qtbot: QtBot, tmp_path: Path
) -> None:
    fill_school(page, tmp_path / "school")
    page._people.me.name.fill("Ruth Ellery")
    page._people.me.roles.fill(["dsl"])
    for field in page._numbers.form.fields.values():
        field.later.setChecked(True)
    drawn = page._passphrase.drawn
    drawn.typed.line.setText(drawn.drawn)
    for _step in range(4):
        child_of(page, QPushButton, "set-up-continue").click()
    qtbot.waitUntil(lambda: page.made is not None, timeout=20_000)
    assert page.recovery is not None
    finished: list[object] = []
    page.finished.connect(finished.append)
    page.recovery.typed.fill(page.made.recovery_code[:-1] if page.made else "")
    child_of(page, QPushButton, "set-up-continue").click()
    assert page.recovery.typed.problem.words() == "Enter all nine groups of the code"
    assert finished == []
    assert not child_of(page, QPushButton, "set-up-back").isVisible()


def test_closing_the_window_before_the_sheet_is_typed_back_asks(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    window = RowanWindow()
    qtbot.addWidget(window)
    window.show()
    door = FrontDoor(window, HandClock(), PreferenceStore(tmp_path / "preferences"))
    page = door.set_up(test_school=True)
    page.made = NewSchool(
        school=SchoolId(new_id()),
        person=PersonId(new_id()),
        name="Hilltop",
        recovery_code="",
        sheet=1,
        fingerprint="",
    )
    window.close()
    assert window.isVisible()
    open_dialog(Confirm).yes.click()
    assert not window.isVisible()
    door.close()
