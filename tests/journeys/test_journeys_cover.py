"""The DSL is away: a deputy, or the reserve, acts for them, and they are told when back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPushButton, QWidget

from app.vault.passphrase import Cost
from tests.support.rowan import RowanAtTest
from tests.support.school import (
    DSL,
    School,
    a_child,
    a_concern_draft,
    a_person,
    signer,
)
from tests.support.windows import child_of, picture
from ui.shell.standing_in import StandingInPage
from ui.today.page import TodayPage

DEPUTY, RESERVE = "Ada Quill", "Ben Sorrel"
WORDS = "pebble sandal orbit thistle wren"
Starter = Callable[[School], RowanAtTest]


@pytest.fixture
def covered(school: School) -> School:
    """Return a school of a DSL, a deputy and a reserve, each with keys."""
    workspace = school.enter()
    for name, role in ((DEPUTY, "deputy"), (RESERVE, "reserve")):
        person = a_person(workspace, name, role)
        assert person.id is not None
        new = workspace.people.make_keys(person.id, name, WORDS, Cost.for_tests())
        workspace.people.admit(new, (role,), "cover for the DSL")
    a_child(workspace)
    workspace.close(signed_out=True)
    return school


def arrive(rowan: RowanAtTest, name: str) -> StandingInPage:
    rowan.start()
    rowan.sign_in(name, WORDS)
    page = rowan.window.page()
    assert isinstance(page, StandingInPage)
    return page


def a_concern_here(rowan: RowanAtTest) -> str:
    workspace = rowan.unlocked.workspace
    (card,) = workspace.roll_view.children()
    draft = a_concern_draft(workspace, card)
    workspace.concerns.record(draft, signer(workspace, WORDS))
    return draft.id


@pytest.mark.capability("002-015")
def test_a_deputy_acts_for_the_dsl_under_their_own_name(
    covered: School, rowan_of: Starter, tmp_path: Path
) -> None:
    rowan = rowan_of(covered)
    page = arrive(rowan, DEPUTY)
    child_of(page, QPushButton, "acting-go").click()
    assert rowan.window.page() is page  # a reason is asked for
    assert page._problems["why"].words()
    child_of(page.why, QAbstractButton, "chip.absent").click()
    picture(page, tmp_path / "acting.png")
    child_of(page, QPushButton, "acting-go").click()
    assert isinstance(rowan.window.page(), TodayPage)
    record = a_concern_here(rowan)
    workspace = rowan.unlocked.workspace
    author = workspace.files.see_record(record).whole.header.author
    assert (author.name, author.role) == (DEPUTY, f"Deputy DSL, acting for {DSL}")
    assert f"acting for {DSL}" in str(workspace.sheets.record(record).document)
    rowan.unlocked.sign_out()
    rowan.close()
    back = rowan_of(covered)
    back.start()
    back.sign_in()
    (told,) = back.unlocked.workspace.acting.while_away()
    assert (told.name, told.records) == (DEPUTY, 1)
    today = back.window.page()
    notice = child_of(today, QWidget, "stood-in")
    line = f"{DEPUTY} acted for you on 1 day, 1 record: The DSL is absent."
    assert line in [label.text() for label in notice.findChildren(QLabel)]
    child_of(today, QPushButton, "stood-in-seen").click()
    assert back.unlocked.workspace.acting.while_away() == ()


def test_a_deputy_may_work_as_deputy(covered: School, rowan_of: Starter) -> None:
    rowan = rowan_of(covered)
    page = arrive(rowan, DEPUTY)
    child_of(page, QPushButton, "acting-deputy").click()
    assert isinstance(rowan.window.page(), TodayPage)
    assert "acting" not in rowan.unlocked.workspace.me.person.role


@pytest.mark.capability("002-052")
def test_the_reserve_records_and_refers_when_no_dsl_is_to_be_found(
    covered: School, rowan_of: Starter
) -> None:
    rowan = rowan_of(covered)
    page = arrive(rowan, RESERVE)
    assert page.findChildren(QPushButton, "acting-deputy") == []
    child_of(page.why, QAbstractButton, "chip.other").click()
    child_of(page, QPushButton, "acting-go").click()
    assert rowan.window.page() is page  # another reason needs words
    child_of(page, QLineEdit, "acting-words").setText("Both at the same accident")
    child_of(page, QPushButton, "acting-go").click()
    workspace = rowan.unlocked.workspace
    record = a_concern_here(rowan)
    assert workspace.files.see_record(record).whole.header.author.role.endswith(DSL)
    newest = [line for line in workspace.access_log.newest() if line.what == "acting"]
    assert [line.who for line in newest] == [RESERVE]
    assert all(report.sound for report in workspace.verify())


def test_the_dsl_is_not_asked(covered: School, rowan_of: Starter) -> None:
    rowan = rowan_of(covered)
    rowan.start()
    rowan.sign_in()
    assert isinstance(rowan.window.page(), TodayPage)
