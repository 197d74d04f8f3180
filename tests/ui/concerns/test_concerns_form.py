from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.workspace import Workspace
from tests.support.clicks import focused, words
from tests.support.concern_form import ConcernAtTest, stored
from tests.support.windows import child_of
from ui.kit.groups import RowsEditor
from ui.kit.moments import MomentEdit


@pytest.mark.capability("002-065", "002-066", "002-068", "002-059")
def test_when_where_what_and_what_was_done_have_to_be_said(
    form: ConcernAtTest, workspace: Workspace
) -> None:
    assert "Never promise to keep it secret" in words(form.page)
    form.check()
    summary = child_of(form.page, QWidget, "error-summary")
    assert summary.hasFocus()
    lines = [button.text() for button in summary.findChildren(QAbstractButton)]
    assert lines == [
        "Enter when it happened, or tick “Not known”",
        "Enter where it happened",
        "Enter what you saw or heard",
        "Choose whether a DSL has been told in person",
        "Enter what was done at once",
    ]
    assert form.page.window().windowTitle() == "Error: Record a concern – Rowan"
    form.hand.click(child_of(summary, QAbstractButton, "problem.place"))
    assert form.box("place").isAncestorOf(focused())
    form.required()
    form.sign()
    _header, record = stored(workspace)
    assert record.seen_at.day == date(2026, 11, 20)
    assert record.seen_at.time is not None
    assert record.seen_at.time.isoformat() == "08:50:00"
    assert record.place == "Cloakroom"
    assert record.seen == "Zoë had no coat and cried when asked about home."
    assert record.done == "Sat with her; rang the office."


def test_not_known_is_an_answer_to_when(form: ConcernAtTest, workspace: Workspace) -> None:
    form.required()
    moment = form.box("seen_at").findChild(MomentEdit)
    assert moment is not None
    form.hand.click(moment.tick)
    form.sign()
    _header, record = stored(workspace)
    assert not record.seen_at.known


def test_a_day_to_come_is_refused(form: ConcernAtTest) -> None:
    form.required()
    moment = form.box("seen_at").findChild(MomentEdit)
    assert moment is not None
    moment.day.clear()
    moment.day.setFocus()
    form.hand.write("25/12/2026")
    form.check()
    assert "must be today or in the past" in words(form.page)
    assert form.page.title.text() == "Record a concern"


@pytest.mark.capability("002-019", "000-017", "002-020", "002-021", "002-022", "002-023")
@pytest.mark.capability("003-014")
def test_categories_online_source_and_context_reach_the_record(
    form: ConcernAtTest, workspace: Workspace
) -> None:
    form.required()
    form.add("What it may be about")
    assert "Child protection: significant harm" in words(form.page)
    codes = ("physical", "emotional", "sexual", "neglect", "welfare", "emotional_harm")
    for code in (*codes, "exploitation"):
        form.chip("categories", code)
    form.chip("online", "yes")
    form.chip("source", "other_adult")
    form.hand.click(form.box("outside_family").findChildren(QAbstractButton)[0])
    for code in ("place", "peers", "online"):
        form.chip("contexts", code)
    form.write("environment", "The park is unlit and older boys gather there.")
    form.sign()
    _header, record = stored(workspace)
    chosen = [choice.code for choice in record.categories]
    assert chosen == [*codes, "exploitation"]
    assert record.online is not None
    assert record.online.code == "yes"
    assert record.source is not None
    assert record.source.code == "other_adult"
    assert [choice.code for choice in record.contexts] == ["place", "peers", "online"]
    assert record.environment == "The park is unlit and older boys gather there."
    offered = {o.code: o for o in workspace.settings.lists()["categories"].options}
    assert all(offered[code].fixed for code in ("physical", "emotional", "sexual", "neglect"))
    sources = {o.code for o in workspace.settings.lists()["sources"].options}
    assert sources >= {"family_adult", "other_adult", "community", "children", "not_known"}


@pytest.mark.capability("002-041")
def test_forced_marriage_warns_not_to_contact_the_family(form: ConcernAtTest) -> None:
    form.add("What it may be about")
    assert "Do not contact the family" not in words(form.page)
    form.chip("categories", "forced_marriage")
    assert "Do not contact the family" in words(form.page)
    form.chip("categories", "forced_marriage")
    form.chip("categories", "honour")
    assert "Do not contact the family" in words(form.page)


def parents_row(form: ConcernAtTest) -> QWidget:
    rows = form.box("parents").findChildren(RowsEditor)
    assert len(rows) == 1
    return rows[0].rows[0]


@pytest.mark.capability("002-049")
def test_parents_told_says_who_when_and_what_they_said(
    form: ConcernAtTest, workspace: Workspace
) -> None:
    form.required()
    form.add("Parents and carers")
    row = parents_row(form)
    form.chip("told", "yes", row)
    form.write("parents.0.who", "Mother, by Miriam Okafor")
    moment = child_of(row, QWidget, "field.at").findChild(MomentEdit)
    assert moment is not None
    moment.day.setFocus()
    form.hand.write("today")
    form.write("parents.0.response", "She will come at three.")
    form.sign()
    header, record = stored(workspace)
    told = record.parents[0]
    assert told.child == header.children[0].ref()
    assert (told.told.code, told.who) == ("yes", "Mother, by Miriam Okafor")
    assert told.at is not None
    assert told.at.day == date(2026, 11, 20)
    assert told.response == "She will come at three."


@pytest.mark.capability("002-049", "002-050")
def test_parents_not_told_needs_a_reason(form: ConcernAtTest, workspace: Workspace) -> None:
    form.required()
    form.add("Parents and carers")
    row = parents_row(form)
    form.chip("told", "no", row)
    form.check()
    assert "Choose why the parents have not been told" in words(form.page)
    offered = child_of(row, QWidget, "field.reason").findChildren(QAbstractButton)
    assert {"chip.risk", "chip.investigation"} <= {chip.objectName() for chip in offered}
    form.chip("reason", "investigation", row)
    form.sign()
    _header, record = stored(workspace)
    assert record.parents[0].reason is not None
    assert record.parents[0].reason.code == "investigation"
