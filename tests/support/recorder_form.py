"""Work in the whole program as a recorder with an account does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.support.clicks import Hand
from tests.support.notes import RECORDER_PASSPHRASE
from tests.support.rowan import RowanAtTest
from tests.support.school import TEACHER
from tests.support.unsigned_form import fill_in_concern
from tests.support.windows import sign
from ui.concerns.concern_page import ConcernPage
from ui.recording.home_page import HomePage


class Recorder:
    """Sign in, record, and leave."""

    def __init__(self, rowan: RowanAtTest) -> None:
        self.rowan = rowan
        self.hand = Hand()
        rowan.start()  # the door knows who got keys meanwhile
        rowan.window.resize(1366, 728)
        rowan.window.show()
        with rowan.qtbot.waitActive(rowan.window):
            rowan.window.activateWindow()

    def sign_in(self) -> None:
        """Sign in with the recorder's passphrase."""
        self.rowan.sign_in(TEACHER, RECORDER_PASSPHRASE)
        assert isinstance(self.rowan.window.page(), HomePage)

    def press(self, name: str) -> None:
        """Click the one button of a name that is in sight."""
        QApplication.processEvents()
        where = self.rowan.window.page()
        found = [b for b in where.findChildren(QAbstractButton, name) if b.isVisible()]
        assert len(found) == 1, f"{len(found)} buttons named {name}"
        self.hand.click(found[0])
        QApplication.processEvents()

    def record(self, child: str, *, seen: str) -> None:
        """Record a concern about a child of the roll and sign it."""
        self.press("record-concern")
        self.press("adult-no")
        page = self.rowan.window.page()
        assert isinstance(page, ConcernPage)
        assert page.form is not None
        finder = page.form.children_box.finder
        finder.setFocus()
        self.hand.write(child)
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            QTest.keyClick(finder._popup, key)
        QApplication.processEvents()
        fill_in_concern(page, self.hand, told="yes", seen=seen)
        self.press("concern-check")
        self.press("concern-sign")
        sign(self.rowan.qtbot, RECORDER_PASSPHRASE)
        QApplication.processEvents()

    def leave(self, way: str) -> None:
        """Leave by the rail, and come back to the door."""
        self.rowan.window.rail.button(way).click()
        QApplication.processEvents()
        self.rowan.rowan._uncover()
        self.rowan.start()
