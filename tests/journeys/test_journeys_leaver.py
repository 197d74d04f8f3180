"""A colleague leaves, another forgot their passphrase: the DSL sees to both in the window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton

from app.base.ids import PersonId
from app.vault.bundle import WrongPassphrase
from app.vault.keyfile import UnknownPerson
from tests.support.rowan import RowanAtTest
from tests.support.school import (
    HEAD,
    School,
    a_child,
    a_concern,
    a_second_holder,
    close,
    person_named,
)
from tests.support.windows import child_of
from ui.kit.desk import Route
from ui.settings.drawn import DrawnPassphrase
from ui.settings.keys_page import KeysPage
from ui.settings.people_page import PeoplePage
from ui.shell.own_keys import OwnKeysPage
from ui.shell.sign_in import SignIn
from ui.today.page import TodayPage

HEAD_WORDS = "fig tulip ember crane vale"
Starter = Callable[[School], RowanAtTest]


@pytest.fixture
def two(school: School) -> School:
    """Return a school of two key holders and a concern."""
    workspace = school.enter()
    a_second_holder(workspace, passphrase=HEAD_WORDS)
    a_concern(workspace, a_child(workspace))
    close(workspace)
    return school


def press(rowan: RowanAtTest, name: str) -> None:
    child_of(rowan.window.page(), QPushButton, name).click()


def at_the_person(rowan: RowanAtTest, name: str) -> str:
    """Go by School and People to a person, and return their id."""
    rowan.start()
    rowan.sign_in()
    rowan.unlocked.go(Route("school"))
    press(rowan, "open-people")
    page = rowan.window.page()
    assert isinstance(page, PeoplePage)
    person = person_named(rowan.unlocked.workspace, name).id or ""
    page.table.opened.emit(person)
    return person


def test_a_leaver_opens_nothing_and_the_school_works_on(two: School, rowan_of: Starter) -> None:
    rowan = rowan_of(two)
    person = at_the_person(rowan, HEAD)
    press(rowan, "take-keys")
    child_of(rowan.window.page(), QLineEdit, "leaving-why").setText("Retired")
    press(rowan, "leaving-go")
    rowan.qtbot.waitUntil(lambda: isinstance(rowan.window.page(), PeoplePage), timeout=30_000)
    workspace = rowan.unlocked.workspace
    assert len(workspace.today.page().waiting) == 1
    rowan.unlocked.lock()
    rowan.close()
    door = two.door()
    with pytest.raises(UnknownPerson):
        door.unlock(PersonId(person), HEAD_WORDS)
    again = rowan_of(two)
    again.start()
    signing = again.window.page()
    assert isinstance(signing, SignIn)
    assert HEAD not in [name for _key, name in signing._plate.people]
    again.sign_in()
    assert isinstance(again.window.page(), TodayPage)  # no alarm stands before it
    assert all(report.sound for report in again.unlocked.workspace.verify())


def test_a_forgotten_passphrase_is_made_new_by_a_colleague(two: School, rowan_of: Starter) -> None:
    rowan = rowan_of(two)
    person = at_the_person(rowan, HEAD)
    press(rowan, "new-keys")
    page = rowan.window.page()
    assert isinstance(page, KeysPage)
    assert isinstance(page.drawn, DrawnPassphrase)
    words = page.drawn.drawn
    child_of(page, QLineEdit, "keys-why").setText("Forgotten")
    page.drawn.typed.line.setText(words)
    press(rowan, "keys-give")
    rowan.qtbot.waitUntil(lambda: isinstance(rowan.window.page(), PeoplePage), timeout=30_000)
    rowan.unlocked.lock()
    rowan.close()
    with pytest.raises(WrongPassphrase):
        two.door().unlock(PersonId(person), HEAD_WORDS)
    theirs = rowan_of(two)
    theirs.start()
    theirs.sign_in(HEAD, words)
    assert isinstance(theirs.window.page(), OwnKeysPage)
    press(theirs, "own-keys-yes")
    assert isinstance(theirs.window.page(), TodayPage)
    assert theirs.unlocked.workspace.key_people.unconfirmed() == ""
