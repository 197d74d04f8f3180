"""A forgotten passphrase: in with the recovery sheet, alarms for all, and a new sheet."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from app.vault.recovery import new_code, written
from tests.support.rowan import RowanAtTest
from tests.support.school import DSL, HEAD, School, a_second_holder, close
from tests.support.windows import child_of
from ui.settings.sheet_page import SheetPage
from ui.shell.own_keys import OwnKeysPage
from ui.shell.sheet_recovery import SheetRecoveryPage
from ui.shell.sign_in import SignIn
from ui.today.page import TodayPage

HEAD_WORDS = "fig tulip ember crane vale"
Starter = Callable[[School], RowanAtTest]


@pytest.fixture
def two(school: School) -> School:
    """Return a school of two key holders."""
    workspace = school.enter()
    a_second_holder(workspace, passphrase=HEAD_WORDS)
    close(workspace)
    return school


def words_on(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def at_the_sheet(rowan: RowanAtTest) -> SheetRecoveryPage:
    rowan.start()
    child_of(rowan.window.page(), QPushButton, "use-recovery-sheet").click()
    page = rowan.window.page()
    assert isinstance(page, SheetRecoveryPage)
    return page


def fill(page: SheetRecoveryPage, code: str) -> None:
    page.person.fill(DSL)
    child_of(page, QLineEdit, "sheet-reason").setText("Forgotten over the summer")
    child_of(page, QLineEdit, "sheet-code").setText(code)
    child_of(page, QPushButton, "sheet-go").click()


def test_the_sheet_lets_a_key_holder_in_again(two: School, rowan_of: Starter) -> None:
    rowan = rowan_of(two)
    page = at_the_sheet(rowan)
    fill(page, two.made.recovery_code.lower().replace("-", " "))
    assert not page.drawn.isHidden()
    words = page.drawn.drawn
    page.drawn.typed.line.setText(words)
    child_of(page, QPushButton, "sheet-go").click()
    rowan.qtbot.waitUntil(lambda: isinstance(rowan.window.page(), SignIn), timeout=20_000)
    rowan.sign_in(DSL, words)
    asked = rowan.window.page()
    assert isinstance(asked, OwnKeysPage)
    assert "recovery sheet" in words_on(asked)
    child_of(asked, QPushButton, "own-keys-yes").click()
    today = rowan.window.page()
    assert isinstance(today, TodayPage)
    assert "The recovery sheet was used" in words_on(today)
    assert all(report.sound for report in rowan.unlocked.workspace.verify())
    rowan.unlocked.sign_out()
    rowan.close()
    other = rowan_of(two)
    other.start()
    other.sign_in(HEAD, HEAD_WORDS)
    assert "The recovery sheet was used" in words_on(other.window.page())
    child_of(other.window.page(), QPushButton, "to-recovery-sheet").click()
    assert isinstance(other.window.page(), SheetPage)
    assert "The recovery sheet was used" in other.window.status.words()


def test_mistyped_codes_are_told_from_wrong_ones_and_wrong_ones_slow_down(
    two: School, rowan_of: Starter
) -> None:
    rowan = rowan_of(two)
    page = at_the_sheet(rowan)
    fill(page, two.made.recovery_code[:-1] + "?")
    assert "check each group" in page.code.problem.words()
    fill(page, written(new_code()))
    assert "No recovery sheet in force" in page.code.problem.words()
    fill(page, two.made.recovery_code)
    assert page.code.problem.words() == "Wait 1 second"
    assert page.drawn.isHidden()
    two.clock.forward(seconds=2)
    fill(page, two.made.recovery_code)
    assert not page.drawn.isHidden()


def test_one_goes_back_to_signing_in(two: School, rowan_of: Starter) -> None:
    rowan = rowan_of(two)
    page = at_the_sheet(rowan)
    child_of(page, QPushButton, "sheet-go").click()
    assert page.problem.words()
    child_of(page, QPushButton, "sheet-leave").click()
    assert isinstance(rowan.window.page(), SignIn)
