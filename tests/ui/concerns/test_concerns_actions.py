from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.records.action import ActionReassigned, ActionRedated
from app.records.closure import Closure, Reopening
from app.workspace import Workspace
from tests.support.clicks import Hand, press, words
from tests.support.record_pages import Show, ShowPage, answer
from tests.support.school import (
    HEAD,
    a_child,
    a_concern,
    a_decision,
    an_action,
    person_named,
)
from tests.support.windows import DeskAtTest, child_of, open_dialog
from ui.kit.dialogs import ProblemDialog
from ui.kit.record_dialog import RecordDialog


@pytest.fixture
def action(workspace: Workspace) -> str:
    """Return an action about a decided concern, due on 25 November."""
    concern = a_concern(workspace, a_child(workspace))
    row = an_action(workspace, "Ring the mother", date(2026, 11, 25))
    a_decision(workspace, concern, actions=[row])
    return workspace.today.page().actions[0].record


def test_an_action_is_done_with_two_clicks_from_its_page(
    shown: Show, workspace: Workspace, action: str
) -> None:
    page = shown(action)
    press(page, "action-done")
    answer(outcome="She will come on Monday.")
    assert workspace.today.page().actions == ()
    assert "Done 20 November 2026 at 10:00: She will come on Monday." in words(page)


def test_handing_on_and_a_new_date_keep_the_old_ones_visible(
    shown: Show, workspace: Workspace, action: str
) -> None:
    page = shown(action)
    press(page, "action-reassign")
    answer(who=person_named(workspace, HEAD), reason="Knows the family")
    press(page, "action-redate")
    dialog = open_dialog(RecordDialog)
    Hand().click(child_of(dialog, QAbstractButton, "in-days.14"))
    answer(reason="Away until then")
    due = workspace.today.page().actions[0]
    assert (due.owner, due.due) == (HEAD, date(2026, 12, 4))
    said = words(page)
    assert "Given to Owen Marsh, was Ruth Ellery: Knows the family" in said
    assert "New date 4 Dec 2026, was 25 Nov 2026: Away until then" in said
    kept = [one.whole.record for one in workspace.files.see_record(action).following]
    assert any(isinstance(r, ActionReassigned) and r.reason == "Knows the family" for r in kept)
    assert any(isinstance(r, ActionRedated) and r.was == date(2026, 11, 25) for r in kept)


@pytest.mark.parametrize("code", ["reassign", "redate", "cancel"])
def test_each_change_of_an_action_needs_a_reason(
    shown: Show, workspace: Workspace, action: str, code: str
) -> None:
    page = shown(action)
    press(page, f"action-{code}")
    dialog = open_dialog(RecordDialog)
    Hand().click(dialog.yes)
    assert "Enter the reason" in words(dialog)
    assert dialog.box("reason").problem.words() == "Enter the reason"
    dialog.reject()
    assert len(workspace.today.page().actions) == 1


def test_an_action_is_cancelled_with_a_reason(
    shown: Show, workspace: Workspace, action: str
) -> None:
    page = shown(action)
    press(page, "action-cancel")
    answer(reason="The family has moved")
    assert workspace.today.page().actions == ()
    assert "Cancelled: The family has moved" in words(page)
    assert page.findChildren(QAbstractButton, "action-done") == []


def test_a_dialog_can_be_asked_for_from_elsewhere_and_leads_back(
    shown: Show, workspace: Workspace, desk: DeskAtTest, action: str
) -> None:
    shown(action, then="done")
    QApplication.processEvents()
    answer()
    assert workspace.today.page().actions == ()
    assert desk.last.page == "back"


def test_an_action_is_added_outside_a_decision(
    show_page: ShowPage, workspace: Workspace, desk: DeskAtTest
) -> None:
    zoe, sian = a_child(workspace), a_child(workspace, "Siân", "O’Neill")
    concern = a_concern(workspace, zoe, sian)
    page = show_page("action", child=zoe.id, concern=concern)
    QApplication.processEvents()
    form: Any = page
    form.form.group.boxes["what"].editor.fill("Look at the register")
    Hand().click(child_of(page, QAbstractButton, "entry-save"))
    assert "Choose the child it is about" in words(page)
    Hand().click(child_of(page, QAbstractButton, f"chip.{sian.id}"))
    Hand().click(child_of(page, QAbstractButton, "in-days.7"))
    Hand().click(child_of(page, QAbstractButton, "entry-save"))
    due = workspace.today.page().actions[0]
    assert (due.what, due.child.id, due.concern) == ("Look at the register", sian.id, concern)
    assert due.due == date(2026, 11, 27)
    assert desk.last.page == "back"


def test_a_concern_is_closed_for_one_child_and_opened_again(
    shown: Show, workspace: Workspace
) -> None:
    zoe, sian = a_child(workspace), a_child(workspace, "Siân", "O’Neill")
    record = a_concern(workspace, zoe, sian)
    a_decision(workspace, record)
    page = shown(record)
    press(page, "close")
    reason = {"code": "resolved", "words": "Worry resolved"}
    answer(
        children=[{"code": sian.id, "words": "Siân"}], reason=reason, outcome="Warm again at home."
    )
    assert {row.child for row in workspace.standing.rows() if row.id == record} == {zoe.id}
    assert "Siân O’Neill. Worry resolved: Warm again at home. (Ruth Ellery)" in words(page)
    press(page, "reopen")
    answer(reason="It has begun again.")
    assert {row.child for row in workspace.standing.rows() if row.id == record} == {
        zoe.id,
        sian.id,
    }
    kept = [one.whole.record for one in workspace.files.see_record(record).following]
    assert any(isinstance(r, Closure) for r in kept)
    assert any(isinstance(r, Reopening) and r.reason == "It has begun again." for r in kept)


def test_closing_before_a_decision_is_refused_with_the_reason(
    shown: Show, workspace: Workspace
) -> None:
    record = a_concern(workspace, a_child(workspace))
    page = shown(record)
    press(page, "close")
    dialog = open_dialog(ProblemDialog)
    assert "There is no decision yet" in words(dialog)
    dialog.reject()


def test_closing_with_an_open_action_is_refused(
    shown: Show, workspace: Workspace, action: str
) -> None:
    concern = workspace.today.page().actions[0].concern
    assert concern is not None
    page = shown(concern)
    press(page, "close")
    dialog = open_dialog(ProblemDialog)
    assert "Actions are still open" in words(dialog)
    dialog.reject()


def test_nobody_chosen_closes_nothing(shown: Show, workspace: Workspace) -> None:
    zoe, sian = a_child(workspace), a_child(workspace, "Siân", "O’Neill")
    record = a_concern(workspace, zoe, sian)
    a_decision(workspace, record)
    page = shown(record)
    press(page, "close")
    reason = {"code": "resolved", "words": "Worry resolved"}
    dialog = answer(children=[], reason=reason, outcome="Fine.")
    assert "Choose the children" in words(dialog)
    dialog.reject()
    assert len([row for row in workspace.standing.rows() if row.id == record]) == 2
