from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.records.register import upn_letter
from app.workspace import Workspace
from tests.support.school import a_child, a_concern, a_lone_action
from tests.support.windows import DeskAtTest, child_of, open_dialog
from ui.children.entry_page import EntryPage
from ui.children.roll_page import ChildrenPage
from ui.kit.buttons import Button
from ui.kit.dialogs import ProblemDialog

ShowPage = Callable[..., QWidget]


def a_roll(show_page: ShowPage, **args: object) -> ChildrenPage:
    page = show_page("children", **args)
    assert isinstance(page, ChildrenPage)
    return page


def names(page: ChildrenPage) -> list[str]:
    return [one.card.name for one in page.table.model.rows]


def cell(page: ChildrenPage, row: int, column: int) -> str:
    return str(page.table.model.index(row, column).data())


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("nguyen", ["Zoë Nguyễn"]),
        ("zoe ng", ["Zoë Nguyễn"]),
        ("lukasz", ["Łukasz O’Neill"]),
        ("oneill", ["Łukasz O’Neill"]),
        ("wyn", ["Siân Ŵyn"]),
        ("x", []),
    ],
)
def test_names_are_found_without_their_accents(
    workspace: Workspace, show_page: ShowPage, qtbot: QtBot, typed: str, found: list[str]
) -> None:
    for first, last in (("Zoë", "Nguyễn"), ("Łukasz", "O’Neill"), ("Siân", "Ŵyn")):
        a_child(workspace, first, last)
    page = a_roll(show_page)
    QTest.keyClicks(page.filter, typed)
    assert names(page) == found


def test_enter_opens_the_only_one_and_down_leads_to_the_list(
    workspace: Workspace, desk: DeskAtTest, show_page: ShowPage, qtbot: QtBot
) -> None:
    zoe, sian = a_child(workspace), a_child(workspace, "Siân", "Ŵyn")
    page = a_roll(show_page)
    QTest.keyClicks(page.filter, "sian")
    QTest.keyClick(page.filter, Qt.Key.Key_Return)
    assert desk.last.args == {"child": sian.id}
    page.filter.clear()
    QTest.keyClick(page.filter, Qt.Key.Key_Down)
    QTest.keyClick(page.table.view, Qt.Key.Key_Down)
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    assert desk.last.args == {"child": page.table.model.rows[1].card.id}
    assert {one.card.id for one in page.table.model.rows} == {zoe.id, sian.id}


def test_class_and_leavers_narrow_and_widen(workspace: Workspace, show_page: ShowPage) -> None:
    a_child(workspace, "Zoë", class_name="Oak")
    a_child(workspace, "Siân", "Ŵyn", class_name="Ash")
    a_child(workspace, "Minh", "Gone", class_name="Ash", left_on=date(2026, 7, 20))
    page = a_roll(show_page, class_name="Ash")
    assert names(page) == ["Siân Ŵyn"]
    page.leavers.setChecked(True)
    assert names(page) == ["Minh Gone", "Siân Ŵyn"]
    page.classes.setCurrentIndex(0)
    page.leavers.setChecked(False)
    assert len(names(page)) == 2


def test_each_child_shows_what_stands_open(
    workspace: Workspace, show_page: ShowPage, desk: DeskAtTest
) -> None:
    card = a_child(workspace)
    a_child(workspace, "Siân", "Ŵyn")
    page = a_roll(show_page)
    assert [cell(page, row, 4) for row in (0, 1)] == ["–", "–"]
    desk.do(lambda: a_lone_action(workspace, card, "Call home", date(2026, 11, 18)), parent=page)
    a_concern(workspace, card)
    page.ask_again()
    assert tuple(cell(page, 1, column) for column in (0, 4, 5)) == (
        "Zoë Nguyễn",
        "1",
        "Overdue 2 days",
    )


def an_entry(show_page: ShowPage, child: str = "") -> EntryPage:
    page = show_page("child-entry", child=child)
    assert isinstance(page, EntryPage)
    return page


def test_a_child_is_added_by_hand_and_the_file_opens(
    workspace: Workspace, desk: DeskAtTest, show_page: ShowPage
) -> None:
    page = an_entry(show_page)
    page.form.set_values({"legal_first": "Zoë", "legal_last": "Nguyễn", "born": date(2017, 5, 12)})
    child_of(page, Button, "save").click()
    card = workspace.roll_view.children()[0]
    assert card.legal_name == "Zoë Nguyễn"
    assert (desk.last.page, desk.last.args) == ("child", {"child": card.id})


@pytest.mark.parametrize(
    ("upn", "words"),
    [
        ("H80120000100", "a letter and 12 figures"),
        ("A801200001001", "does not fit its figures"),
    ],
)
def test_a_wrong_upn_is_explained_and_nothing_is_added(
    workspace: Workspace, show_page: ShowPage, upn: str, words: str
) -> None:
    page = an_entry(show_page)
    values = {"legal_first": "Zoë", "legal_last": "Nguyễn", "born": date(2017, 5, 12)}
    page.form.set_values({**values, "upn": upn})
    child_of(page, Button, "save").click()
    assert words in child_of(page, Button, "problem.upn").text()
    assert not workspace.roll_view.children()


def test_a_upn_that_another_child_has_is_refused_by_name(
    workspace: Workspace, show_page: ShowPage
) -> None:
    upn = upn_letter("801200001001") + "801200001001"
    a_child(workspace, "Siân", "Ŵyn", upn=upn)
    page = an_entry(show_page)
    page.form.set_values(
        {"legal_first": "Zoë", "legal_last": "Nguyễn", "born": date(2017, 5, 12), "upn": upn}
    )
    child_of(page, Button, "save").click()
    assert open_dialog(ProblemDialog).accessibleName() == "Another child has this UPN"
    assert len(workspace.roll_view.children()) == 1


def test_a_change_keeps_the_child_and_goes_back(
    workspace: Workspace, desk: DeskAtTest, show_page: ShowPage
) -> None:
    card = a_child(workspace)
    page = an_entry(show_page, card.id)
    values = page.form.values()
    assert values["class_name"] == "Oak"
    page.form.set_values({**values, "class_name": "Ash"})
    child_of(page, Button, "save").click()
    now = workspace.roll_view.child(card.id)
    assert now is not None
    assert now.class_name == "Ash"
    assert desk.last.page == "back"
