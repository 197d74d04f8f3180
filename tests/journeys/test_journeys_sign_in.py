from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.support.rowan import RowanAtTest
from tests.support.school import (
    HEAD,
    PASSPHRASE,
    School,
    a_child,
    a_concern,
    a_second_holder,
)
from tests.support.windows import child_of
from ui.kit.desk import Route
from ui.shell.doubts import AlarmsPage, ClockPage, ClockWrong
from ui.shell.first_run import FirstRun
from ui.shell.sign_in import SignIn
from ui.shell.single import SingleRowan
from ui.shell.start_again import StartAgain

CHILD = "Quillonbrake"
Starter = Callable[[School], RowanAtTest]


def sign_in_page(rowan: RowanAtTest) -> SignIn:
    page = rowan.window.page()
    assert isinstance(page, SignIn)
    return page


def try_wrong(rowan: RowanAtTest, words: str = "not these words") -> SignIn:
    page = rowan.type_name()
    page.passphrase.line.setText(words)
    page.button.click()
    rowan.qtbot.waitUntil(lambda: page.passphrase.problem.words() != "", timeout=20_000)
    return page


def words_of(*roots: QWidget) -> str:
    """Return every text that is on a widget: labels, fields, titles, names for readers."""
    found: list[str] = []
    for root in roots:
        for widget in [root, *root.findChildren(QWidget)]:
            found += [widget.windowTitle(), widget.accessibleName(), widget.toolTip()]
            found.append(str(widget.property("text") or ""))
            found.append(str(widget.property("plainText") or ""))
    return "\n".join(found)


@pytest.mark.capability("002-072")
def test_signing_in_opens_today_and_says_who_in_the_status_line(rowan: RowanAtTest) -> None:
    rowan.sign_in()
    assert rowan.window.page().objectName() == "today-page"
    assert "Ruth Ellery" in rowan.window.status.words()


def test_the_door_names_nobody_before_a_key_is_pressed(rowan: RowanAtTest) -> None:
    assert "Ruth" not in words_of(rowan.window)
    assert "Ruth" not in rowan.window.windowTitle()


def test_signing_in_works_by_keyboard_alone(rowan: RowanAtTest, qtbot: QtBot) -> None:
    page = sign_in_page(rowan)
    qtbot.keyClicks(page.person, "ruth ellery")
    qtbot.keyClick(page.person, Qt.Key.Key_Tab)
    qtbot.keyClicks(page.passphrase.line, PASSPHRASE)
    qtbot.keyClick(page.passphrase.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rowan.window.page() is not page, timeout=20_000)
    assert rowan.window.page().objectName() == "today-page"


def test_a_wrong_passphrase_waits_longer_each_time(rowan: RowanAtTest) -> None:
    page = try_wrong(rowan)
    assert page.wait.text() == "Wait 1 second"
    assert not page.button.isEnabled()
    rowan.school.clock.forward(seconds=1)
    rowan.qtbot.waitUntil(page.button.isEnabled)
    page = try_wrong(rowan)
    assert page.wait.text() == "Wait 2 seconds"


def test_the_wait_survives_a_restart(
    rowan: RowanAtTest, rowan_of: Callable[[School], RowanAtTest], school: School
) -> None:
    for _try in range(4):
        try_wrong(rowan)
        school.clock.forward(seconds=8)
        rowan.qtbot.waitUntil(sign_in_page(rowan).button.isEnabled)
    rowan.close()
    try_again = rowan_of(school)
    try_again.start()
    page = try_again.type_name()
    page.passphrase.line.setText("wrong once more")
    page.button.click()
    rowan.qtbot.waitUntil(lambda: page.wait.text() == "Wait 16 seconds", timeout=20_000)


def test_enter_during_the_wait_does_not_try(rowan: RowanAtTest) -> None:
    page = try_wrong(rowan)
    page.passphrase.line.setText(PASSPHRASE)
    tried: list[str] = []
    page.tried.connect(lambda person, _words: tried.append(person))
    rowan.qtbot.keyClick(page.passphrase.line, Qt.Key.Key_Return)
    assert tried == []
    assert page.wait.text() == "Wait 1 second"


@pytest.mark.capability("003-015")
def test_wrong_tries_stand_in_the_log_after_signing_in(rowan: RowanAtTest) -> None:
    try_wrong(rowan)
    rowan.school.clock.forward(seconds=2)
    rowan.qtbot.waitUntil(sign_in_page(rowan).button.isEnabled)
    rowan.sign_in()
    lines = rowan.unlocked.workspace.access_log.newest()
    assert [line.what for line in lines[:2]] == ["signed_in", "sign_in_failed"]


def test_a_name_that_is_not_chosen_is_asked_for(rowan: RowanAtTest) -> None:
    page = sign_in_page(rowan)
    page.passphrase.line.setText(PASSPHRASE)
    page.button.click()
    assert page.problem.words() == "Choose your name from the list"


def test_a_doubtful_clock_is_asked_about_and_logged(school: School, rowan_of: Starter) -> None:
    opened = school.enter()
    a_concern(opened, a_child(opened))
    opened.close(signed_out=True)
    school.clock.forward(days=4)
    rowan = rowan_of(school)
    rowan.start()
    rowan.sign_in()
    page = rowan.window.page()
    assert isinstance(page, ClockPage)
    assert page.title.text() == "Is it 24 November 2026 at 10:00?"
    child_of(page, QPushButton, "clock-right").click()
    assert rowan.window.page().objectName() == "today-page"
    newest = rowan.unlocked.workspace.access_log.newest()[0]
    assert newest.what == "clock_asked"
    assert newest.detail is not None
    assert newest.detail["right"] is True


def test_a_wrong_clock_closes_the_vaults(school: School, rowan_of: Starter) -> None:
    opened = school.enter()
    a_concern(opened, a_child(opened))
    opened.close(signed_out=True)
    school.clock.forward(days=-2)
    rowan = rowan_of(school)
    rowan.start()
    rowan.sign_in()
    child_of(rowan.window.page(), QPushButton, "clock-wrong").click()
    page = rowan.window.page()
    assert isinstance(page, ClockWrong)
    with pytest.raises(RuntimeError, match="closed"):
        rowan.unlocked.workspace.today.page()
    child_of(page, QPushButton, "sign-in-again").click()
    assert [leaving.folder for leaving in rowan.leavings] == [school.path]


def test_an_alarm_has_to_be_read_before_going_on(school: School, rowan_of: Starter) -> None:
    opened = school.enter()
    opened.close(signed_out=True)
    for copy in (school.path / "heads").iterdir():
        copy.write_bytes(b"scratched")
    rowan = rowan_of(school)
    rowan.start()
    rowan.sign_in()
    page = rowan.window.page()
    assert isinstance(page, AlarmsPage)
    assert "damaged" in words_of(page)
    child_of(page, QPushButton, "alarms-read").click()
    assert rowan.window.page().objectName() == "today-page"


def test_a_second_rowan_waits_and_the_first_comes_to_the_front(
    rowan: RowanAtTest, rowan_of: Starter, school: School
) -> None:
    raised: list[bool] = []
    assert rowan.rowan.front.single is not None
    rowan.rowan.front.single.raised.connect(lambda: raised.append(True))
    second = rowan_of(school)
    second.start()
    assert child_of(second.window.page(), QLabel, "held-words").text().startswith("Waiting")
    rowan.qtbot.waitUntil(lambda: bool(raised), timeout=5_000)


# ------------------------------------------------------------------ leaving


@pytest.mark.capability("002-072")
def test_locking_leaves_nothing_to_read_and_tells_only_the_draft(
    school: School, rowan_of: Starter, qapp: QApplication
) -> None:
    opened = school.enter()
    child = a_child(opened, "Zoë", CHILD)
    a_concern(opened, child)
    opened.close(signed_out=True)
    rowan = rowan_of(school)
    rowan.start()
    rowan.sign_in()
    rowan.unlocked.go(Route("child", {"child": child.id}))
    rowan.qtbot.waitUntil(lambda: qapp.activeWindow() is not None)
    qapp.clipboard().setText(CHILD)
    assert CHILD in words_of(rowan.window)
    rowan.unlocked.lock()
    cover = child_of(rowan.window, QWidget, "lock-cover")
    assert cover.isVisible()
    rowan.qtbot.wait(50)  # pages that were let go are gone with the next turn of the loop
    tops = qapp.topLevelWidgets()
    assert CHILD not in words_of(*tops)
    assert all(top.windowTitle() in ("Rowan", "") for top in tops)
    assert qapp.clipboard().text() != CHILD
    assert rowan.leavings[0].folder == school.path
    assert rowan.leavings[0].draft == ""
    with pytest.raises(RuntimeError, match="closed"):
        rowan.unlocked.workspace.today.page()


def test_the_draft_that_was_open_comes_back_after_unlocking(
    unlocked: RowanAtTest, rowan_of: Starter
) -> None:
    unlocked.unlocked.go(Route("concern", {"draft": None, "child": ""}))
    page = unlocked.window.page()
    child_of(page, QPushButton, "adult-no").click()
    seen = page.findChildren(QWidget, "seen")[0]
    unlocked.qtbot.keyClicks(seen.focusProxy() or seen, "Vexilworthy stood at the gate.")
    unlocked.unlocked.lock()
    leaving = unlocked.leavings[0]
    assert leaving.draft
    fresh = rowan_of(unlocked.school)
    fresh.start(draft=leaving.draft)
    fresh.sign_in()
    assert "Vexilworthy" in words_of(fresh.window.page())


def test_locking_never_backs_up_and_signing_out_does(
    unlocked: RowanAtTest, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    workspace = unlocked.unlocked.workspace
    workspace.backups.choose_folder(stick)
    a_concern(workspace, a_child(workspace))
    child_of(unlocked.window, QWidget, "rail.sign-out").click()  # type: ignore[attr-defined]
    unlocked.qtbot.waitUntil(lambda: bool(unlocked.leavings), timeout=30_000)
    assert [path.name.startswith("rowan-") for path in stick.iterdir()] == [True]


def test_locking_makes_no_backup(unlocked: RowanAtTest, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    workspace = unlocked.unlocked.workspace
    workspace.backups.choose_folder(stick)
    a_concern(workspace, a_child(workspace))
    unlocked.unlocked.lock()
    assert len(unlocked.leavings) == 1
    assert list(stick.iterdir()) == []


def test_a_backup_that_fails_keeps_people_signed_in_until_they_say_so(
    unlocked: RowanAtTest, tmp_path: Path
) -> None:
    workspace = unlocked.unlocked.workspace
    workspace.backups.choose_folder(tmp_path / "no such stick")
    a_concern(workspace, a_child(workspace))
    unlocked.unlocked.sign_out()
    dialog = unlocked.window.findChildren(QWidget, "sign-out-dialog")[0]
    said = child_of(dialog, QLabel, "sign-out-words")
    unlocked.qtbot.waitUntil(lambda: "missing" in said.text(), timeout=20_000)
    assert unlocked.leavings == []
    child_of(dialog, QPushButton, "sign-out-anyway").click()
    assert len(unlocked.leavings) == 1


def test_closing_the_window_signs_out(unlocked: RowanAtTest, qapp: QApplication) -> None:
    unlocked.window.close()
    assert unlocked.unlocked.left
    assert unlocked.ended == [True]
    assert unlocked.leavings == []


def test_f9_hides_and_shows_again(unlocked: RowanAtTest) -> None:
    with unlocked.qtbot.waitActive(unlocked.window):
        unlocked.window.activateWindow()
    unlocked.qtbot.keyClick(unlocked.window, Qt.Key.Key_F9)
    assert unlocked.rowan.hide.is_hidden
    unlocked.qtbot.keyClick(unlocked.window, Qt.Key.Key_F9)
    assert not unlocked.rowan.hide.is_hidden


def test_what_is_hidden_too_long_is_locked(unlocked: RowanAtTest) -> None:
    unlocked.rowan.hide.hide()
    unlocked.rowan.hide.expired.emit()
    assert len(unlocked.leavings) == 1


def test_a_second_key_holder_takes_the_alarm_away(school: School, rowan_of: Starter) -> None:
    opened = school.enter()
    a_second_holder(opened)
    opened.close(signed_out=True)
    rowan = rowan_of(school)
    rowan.start()
    rowan.sign_in()
    assert "Nobody else has signed in yet" in rowan.window.status.words()
    rowan.unlocked.lock()
    again = rowan_of(school)
    again.start()
    again.sign_in(HEAD)
    assert "Nobody else has signed in yet" not in again.window.status.words()


def test_another_windows_user_gets_the_school_from_a_locked_rowan(
    rowan: RowanAtTest, qapp: QApplication
) -> None:
    other = SingleRowan(rowan.school.path, user="somebody else")
    assert not other.take()
    other.ask()
    rowan.qtbot.waitUntil(lambda: rowan.ended == [True], timeout=5_000)
    assert other.take()
    other.release()


def test_another_windows_user_is_told_whose_rowan_is_unlocked(unlocked: RowanAtTest) -> None:
    other = SingleRowan(unlocked.school.path, user="somebody else")
    other.ask()
    unlocked.qtbot.waitUntil(lambda: other.holder() != "", timeout=5_000)
    assert unlocked.ended == []
    assert not unlocked.unlocked.left


def test_a_bug_locks_and_waits_for_the_person(unlocked: RowanAtTest) -> None:
    unlocked.rowan.crash_lock()
    page = unlocked.window.page()
    assert isinstance(page, StartAgain)
    assert unlocked.leavings == []
    assert unlocked.unlocked.left
    child_of(page, QPushButton, "start-again").click()
    assert [leaving.folder for leaving in unlocked.leavings] == [unlocked.school.path]


def test_the_hourly_backup_is_made_when_something_changed(
    unlocked: RowanAtTest, tmp_path: Path
) -> None:
    workspace, keeper = unlocked.unlocked.workspace, unlocked.unlocked.keeper
    workspace.backups.choose_folder(tmp_path)
    with unlocked.qtbot.waitSignal(keeper.ended, timeout=30_000):
        keeper.check()
    unlocked.school.clock.forward(hours=2)
    keeper.check()
    assert not keeper.running  # nothing changed
    a_concern(workspace, a_child(workspace))
    unlocked.school.clock.forward(hours=2)
    with unlocked.qtbot.waitSignal(keeper.ended, timeout=30_000):
        keeper.check()
    assert len(list(tmp_path.glob("rowan-*"))) == 2
    assert "Backed up within the hour" in unlocked.window.status.words()


def test_a_folder_without_a_school_leads_to_the_first_page(
    rowan_of: Starter, school: School, tmp_path: Path
) -> None:
    rowan = rowan_of(school)
    rowan.rowan.start(tmp_path)
    assert isinstance(rowan.window.page(), FirstRun)


def test_the_school_opened_last_is_remembered(
    rowan: RowanAtTest, rowan_of: Starter, school: School
) -> None:
    rowan.close()
    again = rowan_of(school)
    again.rowan.preferences.put(school=str(school.path))
    again.rowan.start()
    assert sign_in_page(again).accessibleName() == "Sign in"


def test_idle_time_locks_the_whole_program(unlocked: RowanAtTest) -> None:
    unlocked.unlocked.idle.expired.emit()
    assert len(unlocked.leavings) == 1
