from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.workspace import Workspace
from tests.support.clicks import Hand, press, words
from tests.support.record_pages import PageOver, Show, a_map, answer
from tests.support.school import (
    HEAD,
    PASSPHRASE,
    School,
    a_child,
    a_concern,
    a_second_holder,
    close,
    person_named,
)
from tests.support.windows import DeskAtTest, child_of, open_dialog
from ui.kit.figures import FigureView
from ui.kit.record_dialog import RecordDialog


@pytest.mark.capability("002-017")
def test_the_times_of_a_concern_stand_apart_and_show_the_delay(
    page_over: PageOver, school: School, workspace: Workspace
) -> None:
    card = a_child(workspace)
    a_second_holder(workspace)
    record = a_concern(
        workspace,
        card,
        noticed_at={"day": "2026-11-20", "time": "09:20:00"},
        told_dsl_at={"day": "2026-11-20", "time": "09:40:00"},
        told_dsl_who="Owen Marsh",
    )
    close(workspace)
    school.clock.forward(hours=2, minutes=5)
    head = school.enter(PASSPHRASE, HEAD)
    head.concerns.acknowledge(record)
    page = head.files.see_record(record)
    close(head)
    assert len(page.following) == 1
    again = school.enter()
    shown_again = page_over(again, record)
    said = words(child_of(shown_again, QWidget, "times"))
    assert "20 November 2026 at 08:50" in said
    assert "20 November 2026 at 09:20: 30 minutes later" in said
    assert "20 November 2026 at 09:40: 50 minutes later" in said
    assert "20 November 2026 at 10:00: 1 h 10 min later" in said
    assert "Read by Owen Marsh" in said
    assert "20 November 2026 at 12:05: 3 h 15 min later" in said
    close(again)


def test_exact_words_are_quoted_and_opinion_is_marked(shown: Show, workspace: Workspace) -> None:
    record = a_concern(
        workspace, a_child(workspace), words="I fell off.", opinion="She looked frightened."
    )
    account = child_of(shown(record), QWidget, "account")
    assert words(child_of(account, QWidget, "quote")) == "“I fell off.”"
    opinion = words(child_of(account, QWidget, "opinion"))
    assert opinion.splitlines() == ["Opinion", "She looked frightened."]


def test_the_body_map_is_drawn_with_a_table_of_its_marks(
    shown: Show, workspace: Workspace
) -> None:
    record = a_concern(workspace, a_child(workspace), body_map=a_map(workspace))
    page = shown(record)
    figure = child_of(page, FigureView, "figure")
    assert "left forearm" in figure.accessibleName()
    assert figure.height() > 100
    assert "Left forearm, front" in words(page)


def test_opening_is_logged_and_asking_again_is_not(shown: Show, workspace: Workspace) -> None:
    record = a_concern(workspace, a_child(workspace))
    query = "SELECT count(*) FROM log WHERE what = 'record_opened'"
    db = workspace._vaults.children.db
    before = db.row(query)
    page = shown(record)
    opened = db.row(query)
    assert before is not None
    assert opened is not None
    assert opened[0] == before[0] + 1
    workspace.concerns.assign(record, workspace.me.person)
    page._desk.changed.emit(None)
    QApplication.processEvents()
    assert db.row(query) == opened
    assert "Ruth Ellery" in words(child_of(page, QWidget, "owner"))


def test_a_record_that_is_not_there_is_said(shown: Show) -> None:
    assert "not in this file" in words(shown("0" * 32))


def test_the_sheet_is_offered(shown: Show, workspace: Workspace, desk: DeskAtTest) -> None:
    record = a_concern(workspace, a_child(workspace))
    page = shown(record)
    press(page, "print-sheet")
    assert desk.last.page == "paper"
    assert record in desk.last.args["compose"]().records


def test_needs_are_shown_on_every_concern(shown: Show, workspace: Workspace) -> None:
    card = a_child(workspace)
    lists = workspace.settings.lists()
    child = card.as_in_record(lists["child_roles"].choice("subject"))
    status = {"status": lists["statuses"].choice("disabled"), "since": "2026-01-05"}
    workspace.family.add("status", [child], status)
    said = words(child_of(shown(a_concern(workspace, card)), QWidget, "children"))
    assert "Disabled" in said
    assert "Do not put it down to the child's needs" in said


def test_reading_a_concern_of_somebody_else_is_acknowledged(
    page_over: PageOver, school: School, workspace: Workspace
) -> None:
    a_second_holder(workspace)
    record = a_concern(workspace, a_child(workspace))
    close(workspace)
    head = school.enter(PASSPHRASE, HEAD)
    page = page_over(head, record)
    press(page, "acknowledge")
    assert page.findChildren(QAbstractButton, "acknowledge") == []
    assert [one.why for one in head.files.see_record(record).following] == ["read"]
    close(head)


def test_somebody_else_is_named_for_one_child(shown: Show, workspace: Workspace) -> None:
    zoe, sian = a_child(workspace), a_child(workspace, "Siân", "O’Neill")
    record = a_concern(workspace, zoe, sian)
    page = shown(record)
    press(page, "assign")
    answer(who=person_named(workspace, HEAD), only={"code": sian.id, "words": "x"}, reason="Knows")
    rows = {row.child: row.owner for row in workspace.standing.rows() if row.id == record}
    assert rows == {zoe.id: None, sian.id: person_named(workspace, HEAD).id}
    assert "Owen Marsh (Headteacher), Siân O’Neill: Knows" in words(page)


def test_an_owner_has_to_be_named(shown: Show, workspace: Workspace) -> None:
    page = shown(a_concern(workspace, a_child(workspace)))
    press(page, "assign")
    dialog = open_dialog(RecordDialog)
    Hand().click(dialog.yes)
    assert "Choose who looks after it" in words(dialog)
    dialog.reject()
