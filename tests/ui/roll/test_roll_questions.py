"""What only a person can tell is asked, and never guessed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.workspace import Workspace
from tests.support.roll_pages import chip, names, rows_of, words
from tests.support.school import a_child
from tests.support.windows import child_of
from ui.kit.buttons import Button
from ui.roll import questions_step
from ui.roll.changes_step import ChangesStep
from ui.roll.choose_step import ChooseStep
from ui.roll.columns_step import ColumnsStep
from ui.roll.page import RollImportPage
from ui.roll.questions_step import QuestionsStep

Read = Callable[..., None]


def test_the_order_of_days_is_asked_once_for_the_file(
    workspace: Workspace, page: RollImportPage, read: Read, go_on: Callable[[], None]
) -> None:
    read("Surname,Forename,DOB", "A,B,03/04/2017", "C,D,05/06/2016")
    go_on()
    assert isinstance(page._step, QuestionsStep)
    assert "“03/04/2017”" in words(page)
    assert not page.go_on.isEnabled()
    chip(page, "ask-days", "day_first").click()
    go_on()
    go_on()
    assert [card.born.isoformat() for card in workspace.roll_view.children() if card.born] == [
        "2017-04-03",
        "2016-06-05",
    ]


def test_who_is_who_is_asked_and_never_guessed(
    workspace: Workspace, page: RollImportPage, read: Read, go_on: Callable[[], None]
) -> None:
    zoe, tom = a_child(workspace), a_child(workspace, "Tom", "Byrne")
    read(
        "Surname,Forename,DOB",
        "Smith,Zoë,2017-05-12",
        "Byrne,Tim,2017-05-12",
        "Nowak,Jan,2016-01-01",
    )
    go_on()
    offered = chip(page, "who-2", zoe.id).accessibleName()
    assert offered.endswith("same first name, same birth date")
    chip(page, "who-2", zoe.id).click()
    assert not page.go_on.isEnabled()
    chip(page, "who-3", "new").click()
    go_on()
    assert isinstance(page._step, ChangesStep)
    assert page.go_on.text() == "Import: add 2 children, change 1"
    assert [row[1:] for row in rows_of(page, "changes")] == [
        ["Zoë Nguyễn", "Legal surname", "Nguyễn", "Smith"]
    ]
    go_on()
    assert sorted(names(workspace)) == ["Jan Nowak", "Tim Byrne", "Tom Byrne", "Zoë Smith"]
    assert workspace.roll_view.child(tom.id) == tom


def test_many_rows_can_be_answered_at_once_and_each_changed(
    workspace: Workspace, page: RollImportPage, read: Read, go_on: Callable[[], None]
) -> None:
    for n in range(5):
        a_child(workspace, f"A{n}", f"B{n}", born=f"2017-05-{n + 10}")
    read("Surname,Forename,DOB", *(f"Other{n},A{n},2017-05-{n + 10}" for n in range(5)))
    go_on()
    chip(page, "who-2", "new").click()
    child_of(page, Button, "every-one").click()
    go_on()
    assert page.go_on.text() == "Import: add 1 child, change 4"


def test_very_many_rows_are_asked_about_in_turn(
    workspace: Workspace,
    page: RollImportPage,
    read: Read,
    go_on: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(questions_step, "MOST", 4)
    for n in range(6):
        a_child(workspace, f"A{n}", f"B{n}", born=f"2017-05-{n + 10}")
    read("Surname,Forename,DOB", *(f"Other{n},A{n},2017-05-{n + 10}" for n in range(6)))
    go_on()
    assert "2 more are asked after these." in words(page)
    child_of(page, Button, "every-one").click()
    go_on()
    assert isinstance(page._step, QuestionsStep)
    for line in (6, 7):
        chip(page, f"who-{line}", "leave_out").click()
    go_on()
    assert page.go_on.text() == "Import: change 4"


def test_answers_can_be_gone_back_to(
    workspace: Workspace, page: RollImportPage, read: Read, go_on: Callable[[], None]
) -> None:
    a_child(workspace)
    read("Surname,Forename,DOB", "Smith,Zoë,2017-05-12")
    go_on()
    chip(page, "who-2", "new").click()
    go_on()
    back = child_of(page, Button, "go-back")
    back.click()
    assert chip(page, "who-2", "new").isChecked()
    back.click()
    assert isinstance(page._step, ColumnsStep)
    back.click()
    assert isinstance(page._step, ChooseStep)
