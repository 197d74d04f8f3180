"""Look for the six faults on every screen of whoever writes a note."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from tests.support.faults import faults_of
from tests.support.notes import give_account
from tests.support.recorder_form import Recorder
from tests.support.rowan import RowanAtTest
from tests.support.school import School, a_child, close
from tests.support.unsigned_form import UnsignedAtTest
from ui.kit.desk import Route
from ui.kit.theme import Look, current
from ui.shell.recorder_unlocked import RecorderUnlocked

LOOKS = (
    ((1366, 728), Look(mode="light")),
    ((1093, 582), Look(mode="dark")),
    ((1093, 582), Look(mode="light", size=150)),
)


@pytest.fixture(autouse=True)
def worn() -> Iterator[None]:
    yield
    current().wear(Look())


def look_at(rowan: RowanAtTest, what: str) -> None:
    """Show the page in every look; the test fails when one has a fault."""
    for size, look in LOOKS:
        current().wear(look)
        rowan.window.resize(QSize(*size))
        for _turn in range(5):
            QApplication.processEvents()
        faults = faults_of(rowan.window)
        assert not faults, f"{what}, {size}, {look.size} %:\n" + "\n".join(faults)
    current().wear(LOOKS[0][1])
    rowan.window.resize(*LOOKS[0][0])
    QApplication.processEvents()


def test_the_form_without_an_account(rowan: RowanAtTest) -> None:
    writer = UnsignedAtTest(rowan)
    look_at(rowan, "sign-in")
    writer.begin()
    look_at(rowan, "form")
    writer.press("concern-check")
    look_at(rowan, "problems")
    writer.fill_in(told="no")
    look_at(rowan, "filled in")
    writer.press("concern-check")
    look_at(rowan, "check")
    writer.press("concern-sign")
    rowan.qtbot.waitUntil(lambda: writer.page.form is None, timeout=10_000)
    look_at(rowan, "go and tell")
    writer.press("concern-told")
    look_at(rowan, "sent")


def test_the_pages_of_a_recorder(rowan: RowanAtTest, school: School) -> None:
    ws = school.enter()
    child = a_child(ws)
    give_account(ws)
    close(ws)
    recorder = Recorder(rowan)
    recorder.sign_in()
    look_at(rowan, "home, empty")
    recorder.record(child.name, seen="Held a sleeve down over the wrist while saying so.")
    look_at(rowan, "sent")
    guest = rowan.rowan.guest
    assert isinstance(guest, RecorderUnlocked)
    for page, args in (
        ("home", {}),
        ("my-note", {"record": guest.workspace.notes.mine()[0].record}),
        ("passphrase", {}),
        ("concern", {}),
    ):
        guest.go(Route(page, args))
        look_at(rowan, page)
