from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.workspace import Workspace
from tests.journeys.test_journeys_concern import Person
from tests.support.clicks import words
from tests.support.rowan import RowanAtTest
from tests.support.school import a_child, a_concern, a_decision
from tests.support.windows import child_of
from ui.children.file_page import ChildFilePage
from ui.concerns.concern_page import ConcernPage
from ui.concerns.record_page import RecordPageView
from ui.corrections.amend_page import AmendPage
from ui.corrections.errors_page import ErrorPage, ErrorsPage
from ui.corrections.in_error_page import InErrorPage
from ui.corrections.versions_page import VersionsPage
from ui.kit.pickers import Picker
from ui.today.page import TodayPage

CANARY = "kestrel"


@pytest.fixture
def person(unlocked: RowanAtTest) -> Person:
    return Person(unlocked)


def correct(person: Person, name: str) -> None:
    """Choose from the record's menu of corrections."""
    QApplication.processEvents()
    (action,) = person.rowan.window.page().findChildren(QAction, name)
    action.trigger()


def go(person: Person, page: str, **args: str) -> None:
    person.rowan.unlocked.desk.go(page, **args)
    QApplication.processEvents()


def canaries(workspace: Workspace, child: str) -> int:
    """Count the word in all that is said of a child."""
    file = workspace.files.see_file(child)
    hits = workspace.find.hits(CANARY)
    front = workspace.sheets.front_sheet(child).document
    return repr((file, [hit for hit in hits if hit.child and hit.child.id == child], front)).count(
        CANARY
    )


def take_off(person: Person, concern: str) -> None:
    """Go from the record to its being filed in error."""
    go(person, "record", record=concern)
    person.page(RecordPageView)
    correct(person, "in-error")
    person.page(InErrorPage)
    person.write("reason", "Mixed up two children of one class.")
    person.press("file-away")
    person.sign()


def record_again(person: Person, name: str) -> None:
    """Choose the right child and sign the same words."""
    page = person.page(InErrorPage)
    picker = child_of(page, Picker, "right-child")
    person.hand.write(name, picker)
    QTest.keyClick(picker._popup, Qt.Key.Key_Down)
    QTest.keyClick(picker._popup, Qt.Key.Key_Return)
    person.press("record-again")
    person.page(ConcernPage)
    person.keys("Ctrl+Return")
    person.keys("Ctrl+Return")
    person.sign()


def test_a_concern_about_the_wrong_child_goes_to_the_right_one(person: Person) -> None:
    workspace = person.workspace
    wrong, right = a_child(workspace), a_child(workspace, "Siân", "O’Neill")
    concern = a_concern(workspace, wrong, seen=f"Drew a {CANARY} and cried.")
    a_decision(workspace, concern, reasons=f"The {CANARY} again.")
    assert canaries(workspace, wrong.id) > 0
    assert canaries(workspace, right.id) == 0
    take_off(person, concern)
    record_again(person, "sian oneill")
    assert canaries(workspace, wrong.id) == 0
    assert canaries(workspace, right.id) > 0
    (new,) = workspace.files.see_file(right.id).open_concerns
    header = workspace.files.see_record(new.record).whole.header
    assert header.links_for("replaces") == (concern,)
    assert all(report.sound for report in workspace.verify())


def test_what_left_a_file_is_read_under_school_alone(person: Person) -> None:
    workspace = person.workspace
    card = a_child(workspace)
    concern = a_concern(workspace, card, seen=f"Drew a {CANARY} and cried.")
    take_off(person, concern)
    go(person, "child", child=card.id)
    file = person.page(ChildFilePage)
    file.show_part(1)
    assert "was filed in error" in words(file)
    assert CANARY not in words(file)
    person.press("to-errors")
    person.page(ErrorsPage)
    person.press(f"open-{concern}")
    assert CANARY in words(person.page(ErrorPage))


def test_a_wrong_size_is_amended_and_both_versions_can_be_read(person: Person) -> None:
    workspace = person.workspace
    concern = a_concern(workspace, a_child(workspace), seen="A mark of 2 cm.")
    person.keys("Ctrl+1")
    person.page(TodayPage)
    person.press(f"open-{concern}")
    correct(person, "amend")
    page = person.page(AmendPage)
    person.write("reason", "The ruler was read wrongly.")
    editor = page.form.group.boxes["seen"].editor
    editor.fill("A mark of 3 mm.")
    person.keys("Ctrl+Return")
    diff = child_of(page, QLabel, "diff")
    assert diff.accessibleName().endswith("A mark of [removed: 2 cm] [added: 3 mm].")
    person.keys("Ctrl+Return")
    person.sign()
    assert "A mark of 3 mm." in words(person.page(RecordPageView))
    person.press("what-changed")
    assert "A mark of 2 cm." in words(person.page(VersionsPage))
    assert [one.line for one in workspace.today.page().waiting] == ["A mark of 3 mm."]
