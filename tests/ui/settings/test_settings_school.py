from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.ledger.findings import Fault, Finding
from app.records.lists import shipped_lists
from tests.support.school import PASSPHRASE, School, a_child, a_concern, close
from tests.support.windows import DeskAtTest, child_of
from ui.settings.backup_page import BackupPage
from ui.settings.list_names import LIST_NAMES
from ui.settings.list_page import ListPage
from ui.settings.log_page import LogPage
from ui.settings.log_words import log_words
from ui.settings.numbers_page import NumbersPage
from ui.settings.passphrase_page import PassphrasePage
from ui.settings.verifier import verifier_of
from ui.settings.verify_page import FAULTS, VerifyPage, fault_words

Show = Callable[..., QWidget]


# ------------------------------------------------------------------ numbers and lists


def test_numbers_are_saved_and_prompts_show_them(desk: DeskAtTest, show_page: Show) -> None:
    page = show_page("school", part="numbers")
    assert isinstance(page, NumbersPage)
    assert page.form.fields["lado"].later.isChecked()
    field = page.form.fields["social_care"]
    field.number.line.setText("01632 960 100")
    field.number.line.textEdited.emit("01632 960 100")
    assert not field.later.isChecked()
    child_of(page, QPushButton, "numbers-save").click()
    assert desk.workspace.settings.numbers()["social_care"].number == "01632 960 100"
    prompt = desk.prompt("danger")
    assert prompt is not None
    assert any("01632 960 100" in line for line in prompt.lines)


def test_every_list_has_a_name() -> None:
    assert set(shipped_lists()) == set(LIST_NAMES)


def test_an_option_is_added_moved_and_saved(desk: DeskAtTest, show_page: Show) -> None:
    page = show_page("school", part="list", list="places")
    assert isinstance(page, ListPage)
    child_of(page, QLineEdit, "new-option").setText("Forest school")
    child_of(page, QPushButton, "add-option").click()
    child_of(page, QPushButton, "up-own_forest_school").click()
    child_of(page, QPushButton, "list-save").click()
    options = desk.workspace.settings.lists()["places"].options
    assert options[-2].words == "Forest school"


def test_an_option_that_is_there_is_not_added_twice(desk: DeskAtTest, show_page: Show) -> None:
    page = show_page("school", part="list", list="places")
    assert isinstance(page, ListPage)
    count = len(page.rows)
    child_of(page, QLineEdit, "new-option").setText(page.rows[0].option.words.upper())
    child_of(page, QPushButton, "add-option").click()
    assert len(page.rows) == count
    assert page.new.problem.words() == "This option is there already"


@pytest.mark.capability("000-017")
def test_fixed_options_cannot_be_touched(desk: DeskAtTest, show_page: Show) -> None:
    page = show_page("school", part="list", list="categories")
    assert isinstance(page, ListPage)
    fixed = [each for each in page.rows if each.fixed]
    assert len(fixed) >= 4
    assert all(each.findChildren(QPushButton) == [] for each in fixed)
    free = next(each for each in page.rows if not each.fixed)
    child_of(page, QPushButton, f"remove-{free.option.code}").click()
    child_of(page, QPushButton, "list-save").click()
    kept = desk.workspace.settings.lists()["categories"].options
    assert free.option.code not in {option.code for option in kept}
    assert {each.option for each in fixed} <= set(kept)


def test_a_list_that_rowan_relies_on_is_only_shown(desk: DeskAtTest, show_page: Show) -> None:
    page = show_page("school", part="list", list="sexes")
    assert page.findChildren(QPushButton, "list-save") == []


# ------------------------------------------------------------------ backup, log, verify


def test_a_backup_is_made_and_listed(
    desk: DeskAtTest, show_page: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    page = show_page("school", part="backup")
    assert isinstance(page, BackupPage)
    assert not page.now.isEnabled()
    page.choose_folder(stick)
    with qtbot.waitSignal(page.keeper.ended, timeout=30_000) as ended:
        child_of(page, QPushButton, "backup-now").click()
    assert ended.args == [True]
    assert page.table.model.rowCount() == 1
    assert desk.workspace.backups.age().hours == 0
    page.keeper.close()


def test_a_backup_can_be_cancelled(
    desk: DeskAtTest, show_page: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.workspace.backups.choose_folder(tmp_path)
    page = show_page("school", part="backup")
    assert isinstance(page, BackupPage)
    with qtbot.waitSignal(page.keeper.ended, timeout=30_000) as ended:
        child_of(page, QPushButton, "backup-now").click()
        child_of(page, QPushButton, "backup-cancel").click()
    assert ended.args == [False]
    assert page.keeper.problem is None
    assert not list(tmp_path.glob("rowan-*"))
    page.keeper.close()


def test_a_stick_that_is_not_there_is_explained(
    desk: DeskAtTest, show_page: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.workspace.backups.choose_folder(tmp_path / "not connected")
    page = show_page("school", part="backup")
    assert isinstance(page, BackupPage)
    with qtbot.waitSignal(page.keeper.ended, timeout=30_000):
        child_of(page, QPushButton, "backup-now").click()
    assert child_of(page, QWidget, "backup-problem").accessibleName() == "A file is missing"
    page.keeper.close()


@pytest.mark.capability("003-015")
def test_the_access_log_says_in_words_who_opened_what(
    desk: DeskAtTest, show_page: Show, school: School
) -> None:
    workspace = desk.workspace
    school.clock.forward(minutes=1)
    child = a_child(workspace, "Siân", "O’Neill")
    concern = a_concern(workspace, child)
    workspace.files.open_file(child.id)
    workspace.files.open_record(concern, found=True)
    page = show_page("school", part="log")
    assert isinstance(page, LogPage)
    words = [log_words(line) for line in workspace.access_log.newest()]
    assert words[:2] == [
        "Opened a record of Siân O’Neill from Find",
        "Opened the file of Siân O’Neill",
    ]
    assert page.table.model.rowCount() == len(words)


def test_verifying_says_that_all_is_well(desk: DeskAtTest, show_page: Show, qtbot: QtBot) -> None:
    a_concern(desk.workspace, a_child(desk.workspace))
    page = show_page("school", part="verify")
    assert isinstance(page, VerifyPage)
    child_of(page, QPushButton, "verify-now").click()
    qtbot.waitUntil(lambda: bool(page.findChildren(QWidget, "verify-summary")))
    summary = child_of(page, QWidget, "verify-summary")
    assert summary.accessibleName() == "Everything is as it was signed"


def test_verifying_names_what_was_changed_outside_rowan(
    desk: DeskAtTest, show_page: Show, qtbot: QtBot
) -> None:
    child = a_child(desk.workspace)
    school = desk.workspace._vaults.school.db
    with school.transaction():
        school.execute("UPDATE child SET class_name = 'Elm' WHERE id = ?", (child.id,))
    page = show_page("school", part="verify")
    child_of(page, QPushButton, "verify-now").click()
    qtbot.waitUntil(lambda: bool(page.findChildren(QWidget, "verify-summary")))
    summary = child_of(page, QWidget, "verify-summary")
    assert summary.accessibleName() == "1 thing is not as it was signed"
    said = [
        label.text() for label in child_of(page, QWidget, "verify-school").findChildren(QLabel)
    ]
    assert any(words.startswith("The register differs") for words in said)


def test_verifying_shows_how_far_it_is_and_can_be_cancelled(
    desk: DeskAtTest, show_page: Show, qtbot: QtBot
) -> None:
    page = show_page("school", part="verify")
    assert isinstance(page, VerifyPage)
    held, verifier = threading.Event(), verifier_of(desk)
    verifier.going.connect(lambda _going: held.wait(30), Qt.ConnectionType.DirectConnection)
    child_of(page, QPushButton, "verify-now").click()
    qtbot.waitUntil(lambda: "Copying vault “School”" in page.how_far.text())
    assert page.bar_of_progress.isVisibleTo(page)
    assert not page.begin.isEnabled()
    child_of(page, QPushButton, "verify-cancel").click()
    held.set()
    qtbot.waitUntil(lambda: bool(page.findChildren(QWidget, "verify-summary")))
    summary = child_of(page, QWidget, "verify-summary")
    assert summary.accessibleName() == "Verifying was cancelled"
    assert page.begin.isEnabled()
    assert not page.cancel.isVisibleTo(page)


def test_a_check_goes_on_when_its_page_is_left(
    desk: DeskAtTest, show_page: Show, qtbot: QtBot
) -> None:
    page = show_page("school", part="verify")
    child_of(page, QPushButton, "verify-now").click()
    show_page("school", part="backup")
    qtbot.waitUntil(lambda: bool(verifier_of(desk).reports), timeout=20_000)
    again = show_page("school", part="verify")
    summary = child_of(again, QWidget, "verify-summary")
    assert summary.accessibleName() == "Everything is as it was signed"


def test_every_fault_has_words() -> None:
    assert {fault.value for fault in Fault} == set(FAULTS)
    assert fault_words(Finding(Fault.BODY_CHANGED, 41)).startswith("The words of entry 41 are not")


# ------------------------------------------------------------------ one's own passphrase


def test_the_passphrase_is_changed(
    desk: DeskAtTest, show_page: Show, school: School, qtbot: QtBot
) -> None:
    page = show_page("school", part="passphrase")
    assert isinstance(page, PassphrasePage)
    new = page.drawn.drawn
    page.old.line.setText(PASSPHRASE)
    page.drawn.typed.line.setText(new)
    with qtbot.waitSignal(desk.asked, timeout=20_000):
        child_of(page, QPushButton, "passphrase-change").click()
    close(desk.workspace)
    close(school.enter(new))


def test_a_wrong_old_passphrase_changes_nothing(
    desk: DeskAtTest, show_page: Show, school: School, qtbot: QtBot
) -> None:
    page = show_page("school", part="passphrase")
    assert isinstance(page, PassphrasePage)
    page.old.line.setText("not my passphrase")
    page.drawn.typed.line.setText(page.drawn.drawn)
    child_of(page, QPushButton, "passphrase-change").click()
    qtbot.waitUntil(lambda: page.old.problem.words() != "", timeout=20_000)
    close(desk.workspace)
    close(school.enter())
