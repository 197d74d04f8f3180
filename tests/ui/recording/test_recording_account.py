from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.support.clicks import words
from tests.support.notes import RECORDER_PASSPHRASE, give_account
from tests.support.recorder_form import Recorder
from tests.support.rowan import RowanAtTest
from tests.support.school import TEACHER, School, a_child, close
from tests.support.windows import child_of
from ui.concerns.concern_page import ConcernPage
from ui.recording.home_page import HomePage
from ui.settings.own_passphrase_page import OwnPassphrasePage
from ui.shell.recorder_unlocked import RecorderUnlocked

NEW = "harbour violin teaspoon moss"


@pytest.fixture
def recorder(rowan: RowanAtTest, school: School) -> Recorder:
    """Return a recorder who is signed in."""
    ws = school.enter()
    a_child(ws)
    give_account(ws)
    close(ws)
    one = Recorder(rowan)
    one.sign_in()
    return one


def passphrase_page(recorder: Recorder, old: str, new: str) -> OwnPassphrasePage:
    """Fill in the page that changes the passphrase, and press its button."""
    recorder.press("to-passphrase")
    page = recorder.rowan.window.page()
    assert isinstance(page, OwnPassphrasePage)
    for name, text in (
        ("old-passphrase", old),
        ("chosen-passphrase", new),
        ("chosen-again", new),
    ):
        child_of(page, QLineEdit, name).setText(text)
    recorder.press("passphrase-change")
    return page


def test_a_recorder_changes_their_own_passphrase(recorder: Recorder) -> None:
    page = passphrase_page(recorder, RECORDER_PASSPHRASE, NEW)
    recorder.rowan.qtbot.waitUntil(
        lambda: recorder.rowan.window.page() is not page, timeout=10_000
    )
    recorder.leave("sign-out")
    recorder.rowan.sign_in(TEACHER, NEW)
    assert isinstance(recorder.rowan.window.page(), HomePage)


@pytest.mark.parametrize(
    ("new", "said"),
    [("short", "12 characters"), ("Miriam Okafor 1", "Leave out your name")],
    ids=["short", "own name"],
)
def test_a_weak_passphrase_is_refused(recorder: Recorder, new: str, said: str) -> None:
    page = passphrase_page(recorder, RECORDER_PASSPHRASE, new)
    assert said in words(page)


def test_a_wrong_old_passphrase_is_said(recorder: Recorder) -> None:
    page = passphrase_page(recorder, "not these words at all", NEW)
    recorder.rowan.qtbot.waitUntil(page.change.isEnabled, timeout=10_000)
    assert "does not open your keys" in words(page)


def test_a_draft_survives_the_lock(recorder: Recorder) -> None:
    rowan = recorder.rowan
    recorder.press("record-concern")
    recorder.press("adult-no")
    page = rowan.window.page()
    assert isinstance(page, ConcernPage)
    assert page.form is not None
    page.form.go_to("seen")
    QApplication.processEvents()
    recorder.hand.write("Came in without shoes.")
    rowan.window.rail.button("lock").click()
    (leaving,) = rowan.leavings
    rowan.rowan._uncover()
    rowan.start(draft=leaving.draft)
    rowan.sign_in(TEACHER, RECORDER_PASSPHRASE)
    back = rowan.window.page()
    assert isinstance(back, ConcernPage)
    assert back.form is not None
    assert back.form.values()["seen"] == "Came in without shoes."


def test_a_recorders_process_is_left_for_a_colleague(recorder: Recorder) -> None:
    recorder.rowan.window.rail.button("colleague").click()
    (leaving,) = recorder.rowan.leavings
    assert leaving.record
    guest = recorder.rowan.rowan.guest
    assert isinstance(guest, RecorderUnlocked)
    assert guest.left


def test_a_recorder_hides_the_screen_from_the_rail(recorder: Recorder) -> None:
    button = recorder.rowan.window.rail.button("hide")
    button.click()
    assert recorder.rowan.rowan.hide.is_hidden
    recorder.rowan.rowan.hide.toggle()
    assert not recorder.rowan.rowan.hide.is_hidden


def test_a_key_holder_finds_the_places_again_after_a_recorder(recorder: Recorder) -> None:
    rail = recorder.rowan.window.rail
    assert rail.button("school").isHidden()
    recorder.leave("sign-out")
    recorder.rowan.sign_in()
    assert not rail.button("school").isHidden()
    assert rail.button("home").isHidden()
