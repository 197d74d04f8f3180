from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.vault.passphrase import Cost
from tests.support.school import DSL, HEAD, School, close, person_named
from tests.support.windows import DeskAtTest, child_of, open_dialog
from ui.kit.dialogs import ProblemDialog
from ui.settings.chosen import ChosenPassphrase
from ui.settings.drawn import DrawnPassphrase
from ui.settings.keys_page import KeysPage
from ui.settings.overview_page import OverviewPage
from ui.settings.people_page import PeoplePage
from ui.settings.person_page import PersonPage
from ui.settings.role_names_page import RoleNamesPage
from ui.settings.sheet_page import SheetPage

Show = Callable[..., QWidget]
WORDS = "pebble sandal orbit thistle wren"


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
        model.data(model.index(row, 0)): model.data(model.index(row, 2))
        for row in range(model.rowCount())
    }
    assert shown[DSL] == "Key holder"
    assert shown[HEAD] == "No account"


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
    assert isinstance(page.drawn, DrawnPassphrase)
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


def test_everybody_is_offered_keys_and_the_page_says_what_they_open(
    desk: DeskAtTest, show_page: Show
) -> None:
    teacher = show_page("school", part="person", person=id_of(desk, "Miriam Okafor"))
    child_of(teacher, QPushButton, "give-keys").click()
    assert desk.last.args["part"] == "keys"
    page = show_page("school", part="keys", person=id_of(desk, "Miriam Okafor"))
    assert isinstance(page, KeysPage)
    assert isinstance(page.drawn, ChosenPassphrase)
    head = show_page("school", part="keys", person=id_of(desk, HEAD))
    assert isinstance(head, KeysPage)
    assert isinstance(head.drawn, DrawnPassphrase)


def test_a_recorder_chooses_their_own_passphrase(
    desk: DeskAtTest, show_page: Show, qtbot: QtBot
) -> None:
    teacher = id_of(desk, "Miriam Okafor")
    page = show_page("school", part="keys", person=teacher)
    assert isinstance(page, KeysPage)
    assert isinstance(page.drawn, ChosenPassphrase)
    child_of(page, QLineEdit, "keys-why").setText("Records concerns")
    give = child_of(page, QPushButton, "keys-give")
    for typed, again in (("Okafor12345", ""), ("kettle under blue rain", "kettle under blue")):
        page.drawn.typed.line.setText(typed)
        page.drawn.again.line.setText(again)
        give.click()
        assert page.drawn.typed.problem.words() or page.drawn.again.problem.words()
    assert len(desk.workspace.people.holders()) == 1
    page.drawn.again.line.setText("kettle under blue rain")
    with qtbot.waitSignal(desk.asked, timeout=20_000):
        give.click()
    known = desk.workspace.key_people.person(teacher)
    assert known is not None
    assert (known.account, known.roles) == ("recorder", ("teacher", "recorder"))


def given_keys(desk: DeskAtTest, name: str, *roles: str) -> str:
    person = id_of(desk, name)
    new = desk.workspace.people.make_keys(person, name, WORDS, Cost.for_tests())
    desk.workspace.people.admit(new, roles, "as agreed")
    return person


def test_other_posts_change_what_the_keys_stand_for(desk: DeskAtTest, show_page: Show) -> None:
    person = given_keys(desk, HEAD, "head")
    page = show_page("school", part="person", person=person)
    child_of(page, QAbstractButton, "chip.deputy").click()
    child_of(page, QPushButton, "person-save").click()
    assert set(desk.workspace.people.roles_of(person)) == {"head", "deputy"}
    assert desk.last.args == {"part": "people"}


def test_a_recorder_who_becomes_deputy_draws_words_for_new_keys(
    desk: DeskAtTest, show_page: Show
) -> None:
    person = given_keys(desk, "Miriam Okafor", "teacher", "recorder")
    page = show_page("school", part="person", person=person)
    child_of(page, QAbstractButton, "chip.deputy").click()
    child_of(page, QPushButton, "person-save").click()
    assert desk.last.args == {"part": "keys", "person": person}
    keys = show_page("school", part="keys", person=person)
    assert isinstance(keys, KeysPage)
    assert isinstance(keys.drawn, DrawnPassphrase)


def test_posts_that_hold_less_are_not_just_saved(desk: DeskAtTest, show_page: Show) -> None:
    person = given_keys(desk, HEAD, "head")
    page = show_page("school", part="person", person=person)
    child_of(page, QAbstractButton, "chip.head").click()
    child_of(page, QPushButton, "person-save").click()
    dialog = open_dialog(ProblemDialog)
    assert "other records" in dialog.accessibleName()
    assert desk.workspace.people.roles_of(person) == ("head",)
    assert desk.routes == []


def test_a_forgotten_passphrase_gets_new_keys_from_a_colleague(
    desk: DeskAtTest, show_page: Show, qtbot: QtBot, school: School
) -> None:
    person = given_keys(desk, HEAD, "head")
    page = show_page("school", part="person", person=person)
    child_of(page, QPushButton, "new-keys").click()
    keys = show_page("school", **desk.last.args)
    assert isinstance(keys, KeysPage)
    child_of(keys, QLineEdit, "keys-why").setText("Passphrase forgotten")
    words = keys.drawn.drawn if isinstance(keys.drawn, DrawnPassphrase) else ""
    keys.drawn.typed.line.setText(words)
    with qtbot.waitSignal(desk.said, timeout=20_000):
        child_of(keys, QPushButton, "keys-give").click()
    known = desk.workspace.key_people.person(person)
    assert known is not None
    assert known.unconfirmed == DSL
    people = show_page("school", part="people")
    shown = " ".join(label.text() for label in people.findChildren(QLabel))
    assert f"{HEAD} has not confirmed" in shown
    close(desk.workspace)
    theirs = school.enter(words, HEAD)
    close(theirs)


def test_somebody_leaves_and_the_vaults_have_new_keys(
    desk: DeskAtTest, show_page: Show, qtbot: QtBot
) -> None:
    person = given_keys(desk, HEAD, "head")
    page = show_page("school", part="person", person=person)
    child_of(page, QPushButton, "take-keys").click()
    leaving = show_page("school", **desk.last.args)
    go = child_of(leaving, QPushButton, "leaving-go")
    go.click()
    assert desk.last.args["part"] == "leaving"  # a reason is asked for
    child_of(leaving, QLineEdit, "leaving-why").setText("Retired")
    with qtbot.waitSignal(desk.said, timeout=30_000):
        go.click()
    assert desk.words[-1] == f"{HEAD} can open nothing any more."
    assert [name for _id, name in desk.workspace.people.holders()] == [DSL]
    known = desk.workspace.key_people.person(person)
    assert known is not None
    assert known.account == "left"
    assert all(report.sound for report in desk.workspace.verify())


def test_a_new_recovery_sheet_counts_once_its_code_is_typed_back(
    desk: DeskAtTest, show_page: Show
) -> None:
    page = show_page("school", part="recovery-sheet")
    assert isinstance(page, SheetPage)
    child_of(page, QLineEdit, "sheet-why").setText("The old one was seen")
    child_of(page, QPushButton, "sheet-draw").click()
    assert page.step is not None
    assert page._new is not None
    child_of(page, QPushButton, "sheet-keep").click()
    assert desk.workspace.recovery_sheets.number() == 1
    page.step.typed.fill(page._new.shown.recovery_code.lower())
    child_of(page, QPushButton, "sheet-keep").click()
    assert desk.workspace.recovery_sheets.number() == 2
    assert desk.last.args == {"part": "people"}


@pytest.mark.capability("003-030")
def test_the_school_names_its_roles_as_it_likes(desk: DeskAtTest, show_page: Show) -> None:
    page = show_page("school", part="role-names")
    child_of(page, QLineEdit, "role-head").setText("Principal")
    child_of(page, QLineEdit, "role-deputy").setText("principal")
    child_of(page, QPushButton, "role-names-save").click()
    assert isinstance(page, RoleNamesPage)
    assert page.lines["deputy"].problem.words()
    child_of(page, QLineEdit, "role-deputy").setText("FESO")
    child_of(page, QPushButton, "role-names-save").click()
    people = show_page("school", part="people")
    assert isinstance(people, PeoplePage)
    model = people.table.model
    rows = range(model.rowCount())
    roles = {model.data(model.index(r, 0)): model.data(model.index(r, 1)) for r in rows}
    assert roles[HEAD] == "Headteacher"  # the job title typed at set-up
    card = desk.workspace.roll_view.person(id_of(desk, HEAD))
    assert card is not None
    assert [choice.words for choice in card.roles] == ["Principal"]
    form = show_page("school", part="person", person="")
    chip = child_of(form, QAbstractButton, "chip.deputy")
    assert chip.text() == "FESO"


def test_a_person_opens_by_keyboard(desk: DeskAtTest, show_page: Show, qtbot: QtBot) -> None:
    page = show_page("school", part="people")
    assert isinstance(page, PeoplePage)
    page.table.select(id_of(desk, HEAD))
    qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    assert desk.last.args == {"part": "person", "person": id_of(desk, HEAD)}


def test_keys_that_count_again_after_a_restore_are_settled_one_by_one(
    desk: DeskAtTest, show_page: Show
) -> None:
    head = id_of(desk, HEAD)
    desk.workspace.settings.put("keys_since", [f"left {head}", "sheet 2", "granted x vault y 1"])
    today = show_page("today")
    child_of(today, QPushButton, "to-key-changes").click()
    assert desk.last.args == {"part": "key-changes"}
    page = show_page("school", part="key-changes")
    child_of(page, QPushButton, "see-left").click()
    assert desk.last.args == {"part": "leaving", "person": head}
    child_of(page, QPushButton, "settled-left").click()
    assert [one.sort for one in desk.workspace.key_changes.listed()] == ["sheet"]
    child_of(page, QPushButton, "settled-sheet").click()
    assert desk.workspace.key_changes.listed() == []
    assert page.findChildren(QPushButton, "settled-sheet") == []


def test_a_new_name_is_the_one_they_sign_in_with(
    desk: DeskAtTest, show_page: Show, school: School
) -> None:
    person = given_keys(desk, HEAD, "head")
    page = show_page("school", part="person", person=person)
    assert isinstance(page, PersonPage)
    page.form.group.boxes["name"].editor.fill("Olwen Marsh-Ŵyn")
    child_of(page, QPushButton, "person-save").click()
    assert ("Olwen Marsh-Ŵyn") in [name for _id, name in desk.workspace.people.holders()]
    assert all(report.sound for report in desk.workspace.verify())
    close(desk.workspace)
    theirs = school.enter(WORDS, "Olwen Marsh-Ŵyn")
    assert theirs.alarms == ()
    assert theirs.me.person.name == "Olwen Marsh-Ŵyn"
    close(theirs)


def test_nobody_with_keys_just_leaves(desk: DeskAtTest, show_page: Show) -> None:
    person = given_keys(desk, HEAD, "head")
    page = show_page("school", part="person", person=person)
    assert isinstance(page, PersonPage)
    left = desk.workspace.clock.now().day()
    page.form.set_values({"name": HEAD, "left_on": left})
    child_of(page, QPushButton, "person-save").click()
    dialog = open_dialog(ProblemDialog)
    assert "still sign in" in dialog.accessibleName()
    card = desk.workspace.roll_view.person(person)
    assert card is not None
    assert card.left_on is None
