from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.workspace import Workspace
from tests.support.clicks import words
from tests.support.school import a_child, a_concern
from tests.support.windows import DeskAtTest, child_of, open_dialog
from ui.kit.buttons import Button
from ui.kit.dialogs import Confirm
from ui.kit.tables import RecordTable
from ui.roll.leavers_page import LeaversPage
from ui.roll.quiet_box import QuietBox

LONG_AGO = date(2025, 7, 22)


def due(page: LeaversPage) -> list[str]:
    tables = page.findChildren(RecordTable, "leavers-due")
    return [row.name for table in tables for row in table.model.rows]


@pytest.mark.capability("002-071")
def test_leavers_without_a_record_go_when_somebody_says_so(
    workspace: Workspace, desk: DeskAtTest, show_page: Callable[..., QWidget]
) -> None:
    a_child(workspace, "Tom", "Byrne", left_on=LONG_AGO)
    kept = a_child(workspace, left_on=LONG_AGO)
    a_concern(workspace, kept)
    children = show_page("children")
    seen = child_of(children, Button, "see-leavers")
    assert seen.text() == "1 leaver due to go"
    seen.click()
    assert desk.last.page == "leavers"
    page = show_page("leavers")
    assert isinstance(page, LeaversPage)
    assert due(page) == ["Tom Byrne"]
    child_of(page, Button, "remove-leavers").click()
    dialog = open_dialog(Confirm)
    assert len(workspace.roll_view.children(leavers=True)) == 2
    dialog.yes.click()
    assert [card.name for card in workspace.roll_view.children(leavers=True)] == [kept.name]
    assert due(page) == []
    assert child_of(page, Button, "remove-leavers").isHidden()
    assert workspace.access_log.newest()[0].what == "leavers_removed"


def test_the_school_says_how_long(workspace: Workspace, show_page: Callable[..., QWidget]) -> None:
    a_child(workspace, left_on=LONG_AGO)
    page = show_page("leavers")
    assert isinstance(page, LeaversPage)
    months = child_of(page, QuietBox, "kept-months")
    months.setCurrentIndex(months.findData(36))
    months.activated.emit(months.currentIndex())
    assert workspace.leavers.kept_months() == 36
    assert due(page) == []


def test_without_anybody_due_the_roll_does_not_mention_it(
    workspace: Workspace, show_page: Callable[..., QWidget]
) -> None:
    a_child(workspace)
    assert not show_page("children").findChildren(Button, "see-leavers")


def test_school_leads_to_the_setting_before_anybody_is_due(
    workspace: Workspace, desk: DeskAtTest, show_page: Callable[..., QWidget]
) -> None:
    workspace.leavers.keep_months(18)
    school = show_page("school")
    assert "On the roll for 18 months after leaving" in words(school)
    child_of(school, QAbstractButton, "open-leavers").click()
    assert desk.last.page == "leavers"
