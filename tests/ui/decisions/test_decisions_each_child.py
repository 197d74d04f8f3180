"""Where a concern names several children each can have a decision of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.records.decision import Decision
from app.rules.cards import ChildCard
from app.workspace import Workspace
from tests.support.clicks import Hand, words
from tests.support.school import a_child, a_concern, a_concern_draft, signer
from tests.support.windows import DeskAtTest, child_of, sign
from ui.decisions.decision_page import DecisionPage

ShowPage = Callable[..., QWidget]


@dataclass(frozen=True)
class Incident:
    """Hold a concern about a child who was harmed and one said to have caused it."""

    record: str
    harmed: ChildCard
    alleged: ChildCard


@pytest.fixture
def incident(workspace: Workspace) -> Incident:
    cards = (
        a_child(workspace),
        a_child(workspace, "Rhodri", "Pugh"),
        a_child(workspace, "Amina", "Diallo"),
    )
    roles = workspace.settings.lists()["child_roles"]
    children = tuple(
        card.as_in_record(roles.choice(role))
        for card, role in zip(cards, ("harmed", "alleged", "witness"), strict=True)
    )
    draft = msgspec.structs.replace(a_concern_draft(workspace), children=children)
    workspace.concerns.record(draft, signer(workspace))
    return Incident(draft.id, cards[0], cards[1])


@pytest.fixture
def page(show_page: ShowPage, incident: Incident) -> DecisionPage:
    shown = show_page("decision", concerns=[incident.record])
    assert isinstance(shown, DecisionPage)
    return shown


def answer(form: Any, decision: str, reasons: str, why_not: str = "") -> None:
    """Answer what is asked about one child."""
    boxes, hand = form.group.boxes, Hand()
    hand.click(child_of(boxes["need"], QAbstractButton, "chip.early"))
    hand.click(child_of(boxes["decision"], QAbstractButton, f"chip.{decision}"))
    hand.write(reasons, boxes["reasons"].editor.first_stop())
    if why_not:
        hand.write(why_not, boxes["why_not_referred"].editor.first_stop())


def sign_asked(page: DecisionPage) -> None:
    Hand().click(child_of(page, QAbstractButton, "decision-sign"))
    QApplication.processEvents()


def decisions(workspace: Workspace, card: ChildCard) -> list[Decision]:
    lines = workspace.files.see_file(card.id).chronology
    found = [workspace.files.see_record(line.record).whole.record for line in lines]
    return [record for record in found if isinstance(record, Decision)]


@pytest.mark.capability("002-024")
def test_the_harmed_and_the_alleged_child_are_decided_about_apart(
    page: DecisionPage, incident: Incident, workspace: Workspace, qtbot: QtBot
) -> None:
    said = words(page)
    assert "Decision about Zoë Nguyễn (Child who may have been harmed)" in said
    assert "Decision about Rhodri Pugh (Child said to have caused harm)" in said
    assert "Decision about Amina Diallo" not in said
    answer(page.form, "monitor", "She is safe; we watch breaks.", "No harm at home.")
    answer(page.each.forms[incident.alleged.id], "refer", "He may be hurt himself.")
    sign_asked(page)
    sign(qtbot)
    (harmed,) = decisions(workspace, incident.harmed)
    assert (harmed.decision.code, harmed.reasons) == ("monitor", "She is safe; we watch breaks.")
    (alleged,) = decisions(workspace, incident.alleged)
    assert (alleged.decision.code, alleged.reasons) == ("refer", "He may be hurt himself.")
    assert alleged.received_from == harmed.received_from
    assert workspace.today.page().waiting == ()


def test_what_is_missing_for_the_other_child_is_said_with_the_name(
    page: DecisionPage, incident: Incident, workspace: Workspace
) -> None:
    answer(page.form, "refer", "Hurt.")
    other = page.each.forms[incident.alleged.id].group.boxes
    Hand().click(child_of(other["decision"], QAbstractButton, "chip.none"))
    sign_asked(page)
    lines = [button.text() for button in page.form.summary.findChildren(QAbstractButton)]
    assert lines == [
        "Rhodri Pugh: Choose the level of need",
        "Rhodri Pugh: Enter the reasons for the decision",
        "Rhodri Pugh: Enter why it is not referred",
    ]
    assert decisions(workspace, incident.harmed) == []


def test_one_decision_can_hold_for_all(
    page: DecisionPage, incident: Incident, workspace: Workspace, qtbot: QtBot
) -> None:
    Hand().click(child_of(page.each.question, QAbstractButton, "chip.same"))
    for _turn in range(3):  # the page is laid out anew
        QApplication.processEvents()
    assert not page.each.isVisibleTo(page)
    answer(page.form, "refer", "Both were hurt by somebody older.")
    sign_asked(page)
    sign(qtbot)
    (harmed,), (alleged,) = (
        decisions(workspace, incident.harmed),
        decisions(workspace, incident.alleged),
    )
    assert harmed == alleged


def test_a_draft_keeps_what_was_typed_for_each(
    page: DecisionPage, incident: Incident, show_page: ShowPage, workspace: Workspace
) -> None:
    answer(page.each.forms[incident.alleged.id], "refer", "He may be hurt himself.")
    page.flush()
    (draft,) = workspace.drafts.mine()
    again = show_page("decision", concerns=[incident.record], draft=draft)
    assert isinstance(again, DecisionPage)
    assert again.each.isVisibleTo(again)
    values = again.each.forms[incident.alleged.id].values()
    assert (values["decision"].code, values["reasons"]) == ("refer", "He may be hurt himself.")


def test_one_child_is_not_asked_about(
    show_page: ShowPage, workspace: Workspace, desk: DeskAtTest
) -> None:
    concern = a_concern(workspace, a_child(workspace, "Siân", "Ŵyn"))
    page = show_page("decision", concerns=[concern])
    assert isinstance(page, DecisionPage)
    assert not page.each.question.isVisibleTo(page)
    assert not page.each.isVisibleTo(page)
    assert "Decision about" not in words(page)


def test_the_other_childs_decision_comes_next_in_sight_and_for_the_tab_key(
    page: DecisionPage, incident: Incident
) -> None:
    other = page.each.forms[incident.alleged.id]
    reasons = page.form.group.boxes["reasons"].editor.first_stop()
    needs = other.group.boxes["need"].editor.stops()
    advice = page.form.findChildren(QAbstractButton, "add.Advice asked for")[0]
    middle = needs[0].mapTo(page, needs[0].rect().topLeft()).y()
    assert reasons.mapTo(page, reasons.rect().topLeft()).y() < middle
    assert middle < advice.mapTo(page, advice.rect().topLeft()).y()
    reasons.setFocus()
    seen = []
    for _stop in range(40):
        seen.append(QApplication.focusWidget())
        page.focusNextPrevChild(True)  # noqa: FBT003 - Qt's own signature
    assert 0 < seen.index(needs[0]) < seen.index(advice)
