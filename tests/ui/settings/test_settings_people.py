from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.support.school import DSL, HEAD, School, close, person_named
from tests.support.windows import DeskAtTest, child_of
from ui.settings.keys_page import KeysPage
from ui.settings.overview_page import OverviewPage
from ui.settings.people_page import PeoplePage
from ui.settings.person_page import PersonPage

Show = Callable[..., QWidget]


def id_of(desk: DeskAtTest, name: str) -> str:
    person = person_named(desk.workspace, name)
    assert person.id is not None
    return person.id


def test_the_overview_leads_to_each_part(desk: DeskAtTest, show_page: Show) -> None:
    page = show_page("school")
    assert isinstance(page, OverviewPage)
    parts = ["people", "numbers", "lists", "backup", "verify", "log", "preferences", "passphrase"]
    for part in parts:
        child_of(page, QPushButton, f"open-{part}").click()
    assert [route.args["part"] for route in desk.routes] == parts


def test_people_say_who_can_sign_in(desk: DeskAtTest, show_page: Show) -> None:
    page = show_page("school", part="people")
    assert isinstance(page, PeoplePage)
    model = page.table.model
    shown = {
        model.data(model.index(row, 0)): model.data(model.index(row, 3))
        for row in range(model.rowCount())
    }
    assert shown[DSL] == "Yes"
    assert shown[HEAD] == ""


def test_a_person_is_added_with_several_roles(desk: DeskAtTest, show_page: Show) -> None:
    page = show_page("school", part="person", person="")
    assert isinstance(page, PersonPage)
    page.form.group.boxes["name"].editor.fill("Ilan Ŵyn Farrow")
    for code in ("deputy", "senco"):
        child_of(page, QAbstractButton, f"chip.{code}").click()
    child_of(page, QPushButton, "person-save").click()
    card = next(c for c in desk.workspace.roll_view.people() if c.name == "Ilan Ŵyn Farrow")
    assert [choice.code for choice in card.roles] == ["deputy", "senco"]
    assert desk.last.args == {"part": "people"}


def test_a_person_without_a_name_is_not_added(desk: DeskAtTest, show_page: Show) -> None:
    page = show_page("school", part="person", person="")
    assert isinstance(page, PersonPage)
    child_of(page, QPushButton, "person-save").click()
    assert page.form.summary.isVisible()
    assert desk.routes == []


def test_posts_are_changed(desk: DeskAtTest, show_page: Show) -> None:
    person = id_of(desk, HEAD)
    page = show_page("school", part="person", person=person)
    child_of(page, QAbstractButton, "chip.designated_teacher").click()
    child_of(page, QPushButton, "person-save").click()
    card = desk.workspace.roll_view.person(person)
    assert card is not None
    assert {choice.code for choice in card.roles} == {"head", "designated_teacher"}


@pytest.mark.capability("003-015")
def test_a_colleague_is_given_keys_with_their_own_words(
    desk: DeskAtTest, show_page: Show, school: School, qtbot: QtBot
) -> None:
    page = show_page("school", part="keys", person=id_of(desk, HEAD))
    assert isinstance(page, KeysPage)
    words = page.drawn.drawn
    child_of(page, QLineEdit, "keys-why").setText("Second key holder")
    page.drawn.typed.line.setText(words)
    with qtbot.waitSignal(desk.asked, timeout=20_000):
        child_of(page, QPushButton, "keys-give").click()
    assert desk.words == [f"{HEAD} can sign in now."]
    close(desk.workspace)
    theirs = school.enter(words, HEAD)
    assert theirs.me.person.name == HEAD
    close(theirs)


def test_keys_need_the_words_typed_back(desk: DeskAtTest, show_page: Show) -> None:
    page = show_page("school", part="keys", person=id_of(desk, HEAD))
    assert isinstance(page, KeysPage)
    child_of(page, QLineEdit, "keys-why").setText("Second key holder")
    page.drawn.typed.line.setText("five other words than these")
    child_of(page, QPushButton, "keys-give").click()
    assert len(desk.workspace.people.holders()) == 1
    assert page.drawn.typed.problem.words() != ""


def test_keys_are_offered_only_for_posts_that_may_hold_them(
    desk: DeskAtTest, show_page: Show
) -> None:
    teacher = show_page("school", part="person", person=id_of(desk, "Miriam Okafor"))
    assert teacher.findChildren(QPushButton, "give-keys") == []
    head = show_page("school", part="person", person=id_of(desk, HEAD))
    child_of(head, QPushButton, "give-keys").click()
    assert desk.last.args["part"] == "keys"


def test_a_person_opens_by_keyboard(desk: DeskAtTest, show_page: Show, qtbot: QtBot) -> None:
    page = show_page("school", part="people")
    assert isinstance(page, PeoplePage)
    page.table.select(id_of(desk, HEAD))
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert desk.last.args == {"part": "person", "person": id_of(desk, HEAD)}
