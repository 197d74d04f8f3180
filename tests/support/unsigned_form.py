"""Record a concern as somebody without an account does, through the whole program."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from tests.support.clicks import Hand
from tests.support.rowan import RowanAtTest
from tests.support.windows import child_of
from ui.concerns.concern_page import ConcernPage
from ui.kit.moments import MomentEdit
from ui.shell.sign_in import SignIn
from ui.shell.unsigned import UnsignedSession

WRITER = {"name": "Bryn Ŵalters", "role": "Midday supervisor", "contact": "Hall until 4"}
CHILD = {"name": "Zoe Nguyen", "class": "Oak", "age": "8"}


class UnsignedAtTest:
    """Write without an account, from the sign-in page on."""

    def __init__(self, rowan: RowanAtTest) -> None:
        self.rowan = rowan
        self.hand = Hand()
        rowan.window.show()
        with rowan.qtbot.waitActive(rowan.window):
            rowan.window.activateWindow()

    @property
    def session(self) -> UnsignedSession:
        """Return the session of whoever writes."""
        session = self.rowan.rowan.guest
        assert isinstance(session, UnsignedSession)
        return session

    @property
    def page(self) -> ConcernPage:
        """Return the form."""
        QApplication.processEvents()
        page = self.rowan.window.page()
        assert isinstance(page, ConcernPage), type(page).__name__
        return page

    def begin(self) -> None:
        """Press *Record a concern* and say that it is about a child."""
        page = self.rowan.window.page()
        assert isinstance(page, SignIn)
        self.hand.click(child_of(page, QAbstractButton, "record-without-account"))
        self.press("adult-no")

    def press(self, name: str) -> None:
        """Click the one button of a name that is in sight."""
        QApplication.processEvents()
        where = self.rowan.window.page()
        found = [b for b in where.findChildren(QAbstractButton, name) if b.isVisible()]
        assert len(found) == 1, f"{len(found)} buttons named {name}"
        self.hand.click(found[0])
        QApplication.processEvents()

    def line(self, name: str, text: str) -> None:
        """Type into a line by its name."""
        line = child_of(self.page, QLineEdit, name)
        line.setFocus()
        self.hand.write(text, line)

    def write(self, field: str, text: str) -> None:
        """Type into the first box of a question."""
        write_answer(self.page, self.hand, field, text)

    def fill_in(self, *, told: str = "yes", seen: str = "Cried when asked about home.") -> None:
        """Answer everything that has to be answered."""
        for part, text in WRITER.items():
            self.line(f"writer-{part}", text)
        for part, text in CHILD.items():
            self.line(f"child-{part}", text)
        fill_in_concern(self.page, self.hand, told=told, seen=seen)

    def send(self) -> None:
        """Check the answers and send them."""
        self.press("concern-check")
        self.press("concern-sign")
        self.rowan.qtbot.waitUntil(lambda: self.page.form is None, timeout=10_000)


def write_answer(page: ConcernPage, hand: Hand, field: str, text: str) -> None:
    """Type into the first box of a question."""
    assert page.form is not None
    page.form.go_to(field)
    QApplication.processEvents()
    hand.write(text)


def fill_in_concern(page: ConcernPage, hand: Hand, *, told: str, seen: str) -> None:
    """Answer what has to be answered besides the children and who writes."""
    moment = child_of(page, QWidget, "field.seen_at").findChild(MomentEdit)
    assert moment is not None
    for box, text in ((moment.day, "20/11/2026"), (moment.time, "8:50")):
        box.setFocus()
        hand.write(text)
    write_answer(page, hand, "place", "Cloakroom")
    write_answer(page, hand, "seen", seen)
    asked = child_of(page, QWidget, "field.told_dsl")
    hand.click(child_of(asked, QAbstractButton, f"chip.{told}"))
    write_answer(page, hand, "done", "Sat with her.")
