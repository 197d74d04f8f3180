"""What stands between a recorder's passphrase and their pages: the clock, and new keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from app.vault.passphrase import Cost
from app.workspace import Workspace
from tests.support.clicks import words
from tests.support.notes import RECORDER_PASSPHRASE, give_account
from tests.support.rowan import RowanAtTest
from tests.support.school import DSL, TEACHER, School, close, person_named
from tests.support.windows import child_of
from ui.recording.home_page import HomePage
from ui.shell.doubts import ClockPage, ClockWrong
from ui.shell.own_keys import OwnKeysPage

NEW = "harbour violin teaspoon moss"


@pytest.fixture
def staffed(school: School) -> School:
    """Return a school whose teacher records with an account."""
    ws = school.enter()
    give_account(ws)
    close(ws)
    return school


def press(rowan: RowanAtTest, name: str) -> None:
    child_of(rowan.window.page(), QPushButton, name).click()


def lines_of(school: School, what: str) -> list[Mapping[str, Any]]:
    ws: Workspace = school.enter()
    found = [line.detail or {} for line in ws.access_log.newest() if line.what == what]
    assert all(report.sound for report in ws.verify())
    close(ws)
    return found


def test_a_recorder_is_asked_about_a_doubtful_clock(rowan: RowanAtTest, staffed: School) -> None:
    staffed.clock.forward(days=4)
    rowan.start()
    rowan.sign_in(TEACHER, RECORDER_PASSPHRASE)
    page = rowan.window.page()
    assert isinstance(page, ClockPage)
    assert page.title.text() == "Is it 24 November 2026 at 10:00?"
    press(rowan, "clock-right")
    assert isinstance(rowan.window.page(), HomePage)
    rowan.window.rail.button("sign-out").click()
    assert [line["right"] for line in lines_of(staffed, "clock_asked")] == [True]


def test_a_recorder_whose_clock_is_wrong_is_out_again(rowan: RowanAtTest, staffed: School) -> None:
    staffed.clock.forward(hours=-3)
    rowan.start()
    rowan.sign_in(TEACHER, RECORDER_PASSPHRASE)
    press(rowan, "clock-wrong")
    assert isinstance(rowan.window.page(), ClockWrong)
    assert rowan.rowan.guest is not None
    assert rowan.rowan.guest.left
    press(rowan, "sign-in-again")
    assert [leaving.folder for leaving in rowan.leavings] == [staffed.path]
    assert [line["right"] for line in lines_of(staffed, "clock_asked")] == [False]


def test_a_recorder_confirms_keys_issued_anew(rowan: RowanAtTest, staffed: School) -> None:
    ws = staffed.enter()
    person = person_named(ws, TEACHER).id or ""
    new = ws.people.make_keys(person, TEACHER, NEW, Cost.for_tests())
    ws.people.reissue(new, "forgotten")
    close(ws)
    rowan.start()
    rowan.sign_in(TEACHER, NEW)
    page = rowan.window.page()
    assert isinstance(page, OwnKeysPage)
    assert f"issued by {DSL}" in words(page)
    press(rowan, "own-keys-later")
    assert isinstance(rowan.window.page(), HomePage)
    rowan.window.rail.button("lock").click()
    rowan.rowan._uncover()
    rowan.start()
    rowan.sign_in(TEACHER, NEW)
    assert isinstance(rowan.window.page(), OwnKeysPage)  # asked until the answer is yes
    press(rowan, "own-keys-yes")
    assert isinstance(rowan.window.page(), HomePage)
    rowan.window.rail.button("lock").click()
    rowan.rowan._uncover()
    rowan.start()
    rowan.sign_in(TEACHER, NEW)
    assert isinstance(rowan.window.page(), HomePage)
    rowan.window.rail.button("lock").click()
    assert len(lines_of(staffed, "keys_confirmed")) == 1
