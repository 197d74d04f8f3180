"""Fill in a concern as a person does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.records.concern import Concern
from app.records.header import Header
from app.workspace import Workspace
from tests.support.clicks import Hand
from tests.support.school import a_child
from tests.support.windows import child_of, sign
from ui.concerns.children_box import ChildrenBox
from ui.concerns.concern_page import ConcernPage
from ui.kit.moments import MomentEdit

ShowPage = Callable[..., QWidget]
Begin = Callable[..., "ConcernAtTest"]


class ConcernAtTest:
    """Fill in a concern as a person does."""

    def __init__(self, qtbot: QtBot, page: ConcernPage) -> None:
        self.qtbot = qtbot
        self.page = page
        self.hand = Hand()

    def answer_no(self) -> None:
        """Say that it is about a child."""
        self.hand.click(child_of(self.page, QAbstractButton, "adult-no"))
        QApplication.processEvents()

    @property
    def children(self) -> ChildrenBox:
        """Return the choice of children."""
        assert self.page.form is not None
        return self.page.form.children_box

    def choose_child(self, typed: str, *, down: int = 1) -> None:
        """Type part of a name and choose from the list with the arrow keys."""
        finder = self.children.finder
        finder.setFocus()
        self.hand.write(typed)
        popup = finder._popup
        for _time in range(down):
            QTest.keyClick(popup, Qt.Key.Key_Down)
        QTest.keyClick(popup, Qt.Key.Key_Return)
        QApplication.processEvents()

    def box(self, field: str) -> QWidget:
        """Return the box of a question."""
        return child_of(self.page, QWidget, f"field.{field}")

    def write(self, field: str, text: str) -> None:
        """Type into the first line or box of a question."""
        assert self.page.form is not None
        self.page.form.go_to(field)
        QApplication.processEvents()
        self.hand.write(text)

    def when(self, field: str, day: str, time: str) -> None:
        """Type a day and a time."""
        moment = self.box(field).findChild(MomentEdit)
        assert moment is not None
        for line, text in ((moment.day, day), (moment.time, time)):
            line.setFocus()
            self.hand.write(text)

    def chip(self, field: str, code: str, inside: QWidget | None = None) -> None:
        """Press a chip of a question."""
        found = (inside or self.page).findChildren(QWidget, f"field.{field}")
        assert len(found) == 1
        self.hand.click(child_of(found[0], QAbstractButton, f"chip.{code}"))

    def add(self, section: str) -> None:
        """Open an added section."""
        self.hand.click(child_of(self.page, QAbstractButton, f"add.{section}"))
        QApplication.processEvents()

    def required(self) -> None:
        """Answer everything that has to be answered, the children aside."""
        self.when("seen_at", "20/11/2026", "8:50")
        self.write("place", "Cloakroom")
        self.write("seen", "Zoë had no coat and cried when asked about home.")
        self.chip("told_dsl", "yes")
        self.write("done", "Sat with her; rang the office.")

    def check(self) -> None:
        """Go on to the check page."""
        self.hand.click(child_of(self.page, QAbstractButton, "concern-check"))
        QApplication.processEvents()

    def sign(self) -> None:
        """Go on to the check page, and sign there."""
        self.check()
        self.hand.click(child_of(self.page, QAbstractButton, "concern-sign"))
        sign(self.qtbot)


@pytest.fixture
def begun(show_page: ShowPage, qtbot: QtBot) -> Begin:
    """Return a function that opens the page that records a concern."""

    def begin(**args: Any) -> ConcernAtTest:
        page = show_page("concern", **args)
        assert isinstance(page, ConcernPage)
        with qtbot.waitActive(page.window()):
            page.window().activateWindow()
        return ConcernAtTest(qtbot, page)

    return begin


@pytest.fixture
def form(begun: Begin, workspace: Workspace) -> ConcernAtTest:
    """Return the form with one child chosen by type-ahead and all that is required."""
    a_child(workspace)
    concern = begun()
    concern.answer_no()
    concern.choose_child("zoe nguy")
    return concern


def stored(workspace: Workspace) -> tuple[Header, Concern]:
    """Return the one concern in the ledger, read back from what was signed."""
    waiting = workspace.today.page().waiting
    assert len({one.record for one in waiting}) == 1
    whole = workspace.files.see_record(waiting[0].record).whole
    assert isinstance(whole.record, Concern)
    return whole.header, whole.record


def entries(workspace: Workspace) -> int:
    """Return how many entries there are in all."""
    rows = workspace._vaults.children.db.query("SELECT count(*) FROM entry")
    return int(rows[0][0])
