"""Run the whole program in process over a test's school, all but leaving the process."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.school import DSL, PASSPHRASE, School
from ui.application import Application
from ui.kit.theme import Look, current
from ui.settings.preferences import PreferenceStore
from ui.shell.lock import Leaving
from ui.shell.sign_in import SignIn
from ui.shell.unlocked import Unlocked


class RowanAtTest:
    """Hold a running Rowan, and what it asked to be left for."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, school: School) -> None:
        self.qtbot, self.qapp, self.school = qtbot, qapp, school
        self.leavings: list[Leaving] = []
        self.ended: list[bool] = []
        self._closed = False
        self.rowan = Application(
            qapp,
            clock=school.clock,
            leave=self.leavings.append,
            end=lambda: self.ended.append(True),
        )
        self.window = self.rowan.window
        qtbot.addWidget(self.window)

    @property
    def unlocked(self) -> Unlocked:
        """Return what there is while it is unlocked."""
        assert self.rowan.unlocked is not None
        return self.rowan.unlocked

    def start(self, *, draft: str = "") -> None:
        """Show the school's door."""
        self.rowan.start(self.school.path, draft=draft)

    def type_name(self, name: str = DSL) -> SignIn:
        """Choose a name on the sign-in page."""
        page = self.window.page()
        assert isinstance(page, SignIn)
        page.person.fill(name)
        return page

    def sign_in(self, name: str = DSL, passphrase: str = PASSPHRASE) -> None:
        """Sign in and wait until a page other than the sign-in page is shown."""
        page = self.type_name(name)
        page.passphrase.line.setText(passphrase)
        page.button.click()
        self.qtbot.waitUntil(lambda: self.window.page() is not page, timeout=20_000)

    def close(self) -> None:
        """End what still runs."""
        if self._closed:
            return
        self._closed = True
        self.rowan.close()
        self.rowan.hide.deleteLater()
        if self.rowan.front.single is not None:
            self.rowan.front.single.release()


@pytest.fixture
def rowan_of(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[School], RowanAtTest]]:
    """Return a function that starts a Rowan of its own for a school, without showing it."""
    made: list[RowanAtTest] = []
    _forget_preferences(qapp)

    def make(school: School) -> RowanAtTest:
        current().wear(Look(mode="light"))
        one = RowanAtTest(qtbot, qapp, school)
        made.append(one)
        return one

    yield make
    for one in made:
        one.close()
    _forget_preferences(qapp)
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _forget_preferences(qapp: QApplication) -> None:
    for store in qapp.findChildren(PreferenceStore):
        store.setParent(None)
        store.deleteLater()


@pytest.fixture
def rowan(rowan_of: Callable[[School], RowanAtTest], school: School) -> RowanAtTest:
    """Return a Rowan that stands at the door of the test's school."""
    one = rowan_of(school)
    one.start()
    return one


@pytest.fixture
def unlocked(rowan: RowanAtTest) -> RowanAtTest:
    """Return a Rowan unlocked by the DSL, Today shown."""
    rowan.sign_in()
    return rowan
