from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.records.action import Action, Assigned
from app.records.decision import Decision
from app.views.records import RecordPage
from app.workspace import Workspace
from tests.support.clicks import Hand, focused, words
from tests.support.school import HEAD, a_child, a_concern
from tests.support.windows import DeskAtTest, child_of, sign
from ui.decisions.decision_page import DecisionPage
from ui.kit.groups import RowsEditor

ShowPage = Callable[..., QWidget]


class DecisionAtTest:
    """Fill in a decision as a person does."""

    def __init__(self, qtbot: QtBot, page: DecisionPage) -> None:
        self.qtbot = qtbot
        self.page = page
        self.hand = Hand()

    def box(self, field: str, inside: QWidget | None = None) -> QWidget:
        return child_of(inside or self.page, QWidget, f"field.{field}")

    def chip(self, field: str, code: str, inside: QWidget | None = None) -> None:
        box = self.box(field, inside)
        self.hand.click(child_of(box, QAbstractButton, f"chip.{code}"))

    def write(self, field: str, text: str) -> None:
        self.page.form.go_to(field)
        QApplication.processEvents()
        self.hand.write(text)

    @property
    def rows(self) -> RowsEditor:
        return self.page.work.rows

    def action(self, what: str, place: int = 0) -> None:
        """Write what is to be done in a row."""
        self.page.work.go_to(f"actions.{place}.what")
        self.hand.write(what)

    def monitor(self) -> None:
        """Answer what has to be answered to monitor in school."""
        self.chip("need", "early")
        self.chip("decision", "monitor")
        self.write("reasons", "First worry; the family asks for help.")
        self.write("why_not_referred", "Below the threshold.")

    def sign_asked(self) -> None:
        self.hand.click(child_of(self.page, QAbstractButton, "decision-sign"))
        QApplication.processEvents()

    def sign(self) -> None:
        self.sign_asked()
        sign(self.qtbot)


@pytest.fixture
def deciding(show_page: ShowPage, qtbot: QtBot) -> Callable[..., DecisionAtTest]:
    def decide(**args: Any) -> DecisionAtTest:
        page = show_page("decision", **args)
        assert isinstance(page, DecisionPage)
        with qtbot.waitActive(page.window()):
            page.window().activateWindow()
        return DecisionAtTest(qtbot, page)

    return decide


def records_of(page: RecordPage, cls: type[Any]) -> list[Any]:
    found = (one.whole.record for one in page.following)
    return [record for record in found if isinstance(record, cls)]


@pytest.mark.capability("002-069", "003-014")
def test_a_decision_with_reasons_stands_apart_from_the_account(
    deciding: Callable[..., DecisionAtTest], workspace: Workspace, desk: DeskAtTest
) -> None:
    concern = a_concern(workspace, a_child(workspace))
    before = workspace.files.see_record(concern).whole
    decision = deciding(concerns=[concern])
    account = child_of(decision.page, QWidget, "account")
    assert "Came in without a coat and said nobody was up at home." in words(account)
    assert not account.isAncestorOf(decision.box("reasons"))
    assert "Child protection: significant harm" in words(decision.page)
    decision.monitor()
    decision.sign()
    page = workspace.files.see_record(concern)
    assert page.whole == before
    made = records_of(page, Decision)[0]
    assert made.decision.code == "monitor"
    assert made.need.code == "early"
    assert made.reasons == "First worry; the family asks for help."
    assert made.why_not_referred == "Below the threshold."
    assert made.received_from.startswith("Ruth Ellery")
    assert records_of(page, Assigned)[0].who.id == workspace.me.id
    assert workspace.today.page().waiting == ()
    assert (desk.last.page, desk.last.args) == ("record", {"record": concern})


def test_a_decision_that_lacks_reasons_is_not_signed(
    deciding: Callable[..., DecisionAtTest], workspace: Workspace
) -> None:
    decision = deciding(concerns=[a_concern(workspace, a_child(workspace))])
    decision.chip("decision", "none")
    decision.page.work.owner.editor.fill(None)
    decision.action("Ring the mother")
    decision.rows.rows[0].group.boxes["due"].editor.fill("soon")
    decision.sign_asked()
    summary = child_of(decision.page, QWidget, "error-summary")
    assert summary.hasFocus()
    buttons = summary.findChildren(QAbstractButton)
    lines = {button.objectName(): button.text() for button in buttons}
    assert lines["problem.need"] == "Choose the level of need"
    assert lines["problem.reasons"] == "Enter the reasons for the decision"
    assert lines["problem.why_not_referred"] == "Enter why it is not referred"
    assert lines["problem.owner"] == "Choose who looks after it"
    assert "must be a real day" in lines["problem.actions.0.due"]
    decision.hand.click(child_of(summary, QAbstractButton, "problem.actions.0.due"))
    due = decision.rows.rows[0].group.boxes["due"]
    assert due.isAncestorOf(focused())
    assert len(workspace.today.page().waiting) == 1


def test_an_owner_without_a_name_is_refused(
    deciding: Callable[..., DecisionAtTest], workspace: Workspace
) -> None:
    decision = deciding(concerns=[a_concern(workspace, a_child(workspace))])
    decision.monitor()
    decision.page.work.owner.editor.fill({"name": "", "role": "Deputy"})
    decision.sign_asked()
    assert "for “Who looks after it”" in words(decision.page)
    assert len(workspace.today.page().waiting) == 1


def test_a_referral_asks_for_no_reason_against_it(
    deciding: Callable[..., DecisionAtTest], workspace: Workspace
) -> None:
    concern = a_concern(workspace, a_child(workspace))
    decision = deciding(concerns=[concern])
    decision.chip("need", "protection")
    decision.chip("decision", "refer")
    decision.write("reasons", "Significant harm is likely.")
    assert not decision.box("why_not_referred").isVisible()
    decision.sign()
    made = records_of(workspace.files.see_record(concern), Decision)[0]
    assert made.why_not_referred is None


@pytest.mark.capability("004-087")
def test_each_decision_asks_about_bias(
    deciding: Callable[..., DecisionAtTest], workspace: Workspace
) -> None:
    concern = a_concern(workspace, a_child(workspace))
    decision = deciding(concerns=[concern])
    assert "Would you decide the same for any other child?" in words(decision.page)
    decision.monitor()
    decision.hand.click(
        child_of(decision.page, QAbstractButton, "add.Fairness and the child's wider life")
    )
    decision.hand.click(decision.box("checked_bias").findChildren(QAbstractButton)[0])
    decision.sign()
    made = records_of(workspace.files.see_record(concern), Decision)[0]
    assert made.checked_bias is True


@pytest.mark.capability("004-034")
def test_fairness_is_asked_for_at_once_when_the_child_has_a_social_worker(
    deciding: Callable[..., DecisionAtTest], workspace: Workspace
) -> None:
    card = a_child(workspace)
    lists = workspace.settings.lists()
    plan = {"status": lists["statuses"].choice("cin"), "since": "2026-02-01"}
    role = lists["child_roles"].choice("subject")
    workspace.family.add("status", [card.as_in_record(role)], plan)
    concern = a_concern(workspace, card)
    decision = deciding(concerns=[concern])
    assert decision.box("fair").isVisible()
    assert "Zoë Nguyễn: Child in need plan" in words(decision.page)
    decision.monitor()
    decision.write("fair", "Same threshold as for any child; the plan continues.")
    decision.write("environment", "The move to another flat.")
    decision.sign()
    made = records_of(workspace.files.see_record(concern), Decision)[0]
    assert made.fair == "Same threshold as for any child; the plan continues."
    assert made.environment == "The move to another flat."


def test_fairness_is_only_offered_otherwise(
    deciding: Callable[..., DecisionAtTest], workspace: Workspace
) -> None:
    decision = deciding(concerns=[a_concern(workspace, a_child(workspace))])
    assert decision.page.findChildren(QWidget, "field.fair") == []


def test_actions_name_a_child_somebody_and_a_day(
    deciding: Callable[..., DecisionAtTest], workspace: Workspace
) -> None:
    zoe, sian = a_child(workspace), a_child(workspace, "Siân", "O’Neill")
    concern = a_concern(workspace, zoe, sian)
    decision = deciding(concerns=[concern])
    decision.monitor()
    decision.action("Ring the mother")
    decision.sign_asked()
    assert "Choose a child for “For which child”" in words(decision.page)
    decision.chip("child", sian.id, decision.rows.rows[0])
    decision.hand.click(child_of(decision.page, QAbstractButton, "in-days.14"))
    decision.hand.click(decision.rows.add_button)
    decision.action("Watch at lunch", 1)
    decision.chip("child", zoe.id, decision.rows.rows[1])
    decision.rows.rows[1].group.boxes["who"].editor.fill(head_of(workspace))
    decision.sign()
    found = {one.what: one for one in workspace.today.page().actions}
    assert found["Ring the mother"].child.id == sian.id
    assert found["Ring the mother"].due == date(2026, 12, 4)
    assert found["Ring the mother"].owner == "Ruth Ellery"
    assert found["Watch at lunch"].child.id == zoe.id
    assert found["Watch at lunch"].due == date(2026, 11, 27)
    assert found["Watch at lunch"].owner == HEAD
    page = workspace.files.see_record(concern)
    acts = {one.whole.entry.act for one in page.following}
    assert len(acts) == 1, "decision, owner and actions are one act"


def head_of(workspace: Workspace) -> Any:
    return next(c.as_in_record() for c in workspace.roll_view.people() if c.name == HEAD)


def test_a_row_in_which_nothing_is_written_is_no_action(
    deciding: Callable[..., DecisionAtTest], workspace: Workspace
) -> None:
    concern = a_concern(workspace, a_child(workspace))
    decision = deciding(concerns=[concern])
    decision.monitor()
    decision.hand.click(decision.rows.add_button)
    decision.action("Ring the mother", 1)
    decision.sign()
    assert [a.what for a in records_of(workspace.files.see_record(concern), Action)] == [
        "Ring the mother"
    ]


def test_one_decision_answers_every_record_of_one_event(
    deciding: Callable[..., DecisionAtTest], workspace: Workspace
) -> None:
    zoe = a_child(workspace)
    first, second = a_concern(workspace, zoe), a_concern(workspace, zoe, seen="Cried at the gate.")
    decision = deciding(concerns=[first, second])
    assert len(decision.page.findChildren(QWidget, "account")) == 2
    decision.monitor()
    decision.sign()
    for concern in (first, second):
        assert len(records_of(workspace.files.see_record(concern), Decision)) == 1
    assert workspace.today.page().waiting == ()


def test_advice_and_feedback_are_kept(
    deciding: Callable[..., DecisionAtTest], workspace: Workspace
) -> None:
    concern = a_concern(workspace, a_child(workspace))
    decision = deciding(concerns=[concern])
    decision.monitor()
    decision.hand.click(child_of(decision.page, QAbstractButton, "add.Advice asked for"))
    QApplication.processEvents()
    row = child_of(decision.page, RowsEditor, "advice")
    decision.chip("role", "social_care", row)
    decision.write("advice.0.advice", "Offer early help first.")
    words_of = "add.Feedback to the person who reported it"
    decision.hand.click(child_of(decision.page, QAbstractButton, words_of))
    decision.write("feedback", "Thanked; told that we are watching.")
    decision.sign()
    made = records_of(workspace.files.see_record(concern), Decision)[0]
    assert (made.advice[0].role.code, made.advice[0].advice) == (
        "social_care",
        "Offer early help first.",
    )
    assert made.feedback == "Thanked; told that we are watching."


def test_a_decision_is_kept_as_a_draft_with_its_actions(
    deciding: Callable[..., DecisionAtTest], workspace: Workspace, desk: DeskAtTest
) -> None:
    concern = a_concern(workspace, a_child(workspace))
    decision = deciding(concerns=[concern])
    decision.page.flush()
    assert workspace.drafts.mine() == []
    decision.monitor()
    decision.action("Ring the mother")
    decision.hand.click(child_of(decision.page, QAbstractButton, "decision-keep"))
    assert desk.last.page == "today"
    draft = workspace.drafts.mine()[0]
    again = deciding(draft=draft, concerns=[concern])
    assert again.page.draft() == draft
    again.sign()
    assert workspace.drafts.mine() == []
    assert [a.what for a in records_of(workspace.files.see_record(concern), Action)] == [
        "Ring the mother"
    ]


def test_the_account_can_be_folded_away(
    deciding: Callable[..., DecisionAtTest], workspace: Workspace
) -> None:
    concern = a_concern(workspace, a_child(workspace), words="Nobody wakes me.")
    decision = deciding(concerns=[concern])
    decision.page.window().resize(1366, 728)
    QApplication.processEvents()
    account = child_of(decision.page, QWidget, "account")
    assert "“Nobody wakes me.”" in words(account)
    decision.hand.click(child_of(account, QAbstractButton, "fold-account"))
    assert "“Nobody wakes me.”" not in words(account)
    assert "Came in without a coat and said nobody was up at home." in words(account)
    decision.hand.click(child_of(account, QAbstractButton, "fold-account"))
    assert "“Nobody wakes me.”" in words(account)
