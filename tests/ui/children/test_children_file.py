from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.rules.cards import ChildCard
from app.services.papers import Paper
from app.workspace import Workspace
from tests.support.canaries import assert_no_canary, find_words
from tests.support.lived_in import ledger_of
from tests.support.school import (
    School,
    a_child,
    a_closure,
    a_concern,
    a_decision,
    a_lone_action,
    an_action,
    close,
)
from tests.support.windows import DeskAtTest, child_of, open_dialog
from ui.children.end_dialog import EndDialog
from ui.children.file_page import CHRONOLOGY, MARKS, ChildFilePage
from ui.children.print_dialog import PrintChronologyDialog
from ui.kit.buttons import Button
from ui.kit.items import Item
from ui.kit.pills import Pill

ShowPage = Callable[..., QWidget]
ACCOUNT = "Thornagavel stood at the gate and would not come in."


def a_file(show_page: ShowPage, card: ChildCard) -> ChildFilePage:
    page = show_page("child", child=card.id)
    assert isinstance(page, ChildFilePage)
    return page


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def lines(page: ChildFilePage) -> list[str]:
    page.show_part(CHRONOLOGY)
    return [line.text for line in page.chronology.table.model.rows]


def what(page: ChildFilePage, row: int = 0) -> str:
    return str(page.chronology.table.model.index(row, 2).data())


def openings(workspace: Workspace) -> int:
    return sum(line.what == "file_opened" for line in workspace.access_log.newest())


def add_status(workspace: Workspace, card: ChildCard, code: str = "cin") -> None:
    lists = workspace.settings.lists()
    subject = lists["child_roles"].choice("subject")
    answers = {"status": lists["statuses"].choice(code), "since": date(2025, 11, 3)}
    workspace.family.add("status", [card.as_in_record(subject)], answers)


def test_opening_a_file_is_logged_once_however_often_it_is_asked_again(
    workspace: Workspace, desk: DeskAtTest, show_page: ShowPage
) -> None:
    card = a_child(workspace)
    page = a_file(show_page, card)
    assert openings(workspace) == 1
    desk.do(lambda: a_lone_action(workspace, card, "Call home", date(2026, 11, 25)), parent=page)
    assert "Call home" in lines(page)
    assert openings(workspace) == 1


def test_the_top_says_who_it_is_and_which_status_since_when(
    workspace: Workspace, show_page: ShowPage
) -> None:
    card = a_child(workspace)
    add_status(workspace, card)
    page = a_file(show_page, card)
    assert page.title.text() == "Zoë Nguyễn"
    assert "born 12 May 2017 (9 years)" in page.identity.text()
    pills = [pill.accessibleName() for pill in page.findChildren(Pill)]
    assert "Child in need plan since 3 November 2025" in pills


def test_open_concerns_name_owner_and_next_action(
    workspace: Workspace, show_page: ShowPage
) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card)
    action = an_action(workspace, "Call home", date(2026, 11, 18))
    a_decision(workspace, concern, actions=[action])
    page = a_file(show_page, card)
    shown = words(child_of(page, QWidget, "open-concerns"))
    assert "Looked after by Ruth Ellery · next: Call home" in shown
    assert "Overdue 2 days" in shown
    action_item = child_of(page, QWidget, "open-actions").findChildren(Item)[0]
    assert "Call home" in action_item.accessibleName()


@pytest.mark.capability("002-061")
def test_one_concern_stands_in_the_file_of_each_child_it_names(
    workspace: Workspace, show_page: ShowPage
) -> None:
    cards = [a_child(workspace), a_child(workspace, "Siân", "O’Neill")]
    a_concern(workspace, *cards, seen=ACCOUNT)
    others = {}
    for card in cards:
        page = a_file(show_page, card)
        page.show_part(CHRONOLOGY)
        assert lines(page) == [ACCOUNT]
        others[card.name] = what(page)
    assert "Also named: Siân O’Neill" in others["Zoë Nguyễn"]
    assert "Also named: Zoë Nguyễn" in others["Siân O’Neill"]


@pytest.mark.capability("002-070")
def test_each_child_has_one_file_of_their_own(workspace: Workspace, show_page: ShowPage) -> None:
    zoe, sian = a_child(workspace), a_child(workspace, "Siân", "O’Neill")
    a_concern(workspace, zoe, seen=ACCOUNT)
    a_concern(workspace, zoe, seen="Came without lunch.")
    assert lines(a_file(show_page, zoe)) == ["Came without lunch.", ACCOUNT]
    other = a_file(show_page, sian)
    assert lines(other) == []
    assert ACCOUNT not in words(other)


@pytest.mark.capability("002-071")
def test_a_file_lies_apart_from_the_roll_which_holds_nothing_of_it(
    school: School, workspace: Workspace, show_page: ShowPage
) -> None:
    card = a_child(workspace)
    a_concern(workspace, card, seen=ACCOUNT)
    assert lines(a_file(show_page, card)) == [ACCOUNT]
    close(workspace)
    kinds = {}
    for vault in ("school", "children"):
        with ledger_of(school, vault) as ledger:
            rows = ledger.db.query("SELECT DISTINCT kind FROM entry")
            found = ledger.db.query("SELECT count(*) FROM search WHERE search MATCH 'thornagavel'")
            kinds[vault] = ({row[0] for row in rows}, found[0][0])
    assert "concern" in kinds["children"][0]
    assert kinds["children"][1] == 1
    assert "child.entry" in kinds["school"][0]
    assert "concern" not in kinds["school"][0]
    assert kinds["school"][1] == 0


@pytest.mark.capability("002-072")
def test_what_a_file_says_stands_in_no_file_on_disk(
    school: School, workspace: Workspace, show_page: ShowPage
) -> None:
    card = a_child(workspace, "Zoë", "Quillonbrake")
    a_concern(workspace, card, seen=ACCOUNT)
    page = a_file(show_page, card)
    assert "Quillonbrake" in page.title.text()
    assert lines(page) == [ACCOUNT]
    close(workspace)
    assert_no_canary(school.path)
    control = school.path / "control.txt"
    control.write_text(ACCOUNT, encoding="utf-8")
    assert list(find_words(school.path, ("Thornagavel",))) == [(control, "Thornagavel")]


def test_the_chronology_is_narrowed_by_kind_category_days_and_words(
    workspace: Workspace, show_page: ShowPage, qtbot: QtBot
) -> None:
    card = a_child(workspace)
    category = workspace.settings.lists()["categories"].choice("neglect")
    old = {"seen_at": {"day": "2026-09-01", "time": None}, "categories": [category]}
    a_concern(workspace, card, seen="No coat, and hungry.", **old)
    a_concern(workspace, card, seen="Łukasz was named at lunch.")
    a_lone_action(workspace, card, "Call home", date(2026, 11, 25))
    page = a_file(show_page, card)
    page.show_part(CHRONOLOGY)
    filters = page.chronology.filters
    assert len(lines(page)) == 3
    filters.kind.setCurrentIndex(filters.kind.findData("concern"))
    assert len(lines(page)) == 2
    filters.category.setCurrentIndex(filters.category.findData("neglect"))
    assert lines(page) == ["No coat, and hungry."]
    assert page.chronology.said.text() == "1 of 3 entries"
    QTest.mouseClick(page.chronology.clear, Qt.MouseButton.LeftButton)
    assert len(lines(page)) == 3
    QTest.keyClicks(filters.words, "lukasz")
    assert lines(page) == ["Łukasz was named at lunch."]
    filters.clear()
    QTest.keyClicks(filters.until, "1 Oct 2026")
    assert lines(page) == ["No coat, and hungry."]


def test_two_accounts_of_one_event_are_marked_in_both_lines(
    workspace: Workspace, desk: DeskAtTest, show_page: ShowPage
) -> None:
    card = a_child(workspace)
    told = [a_concern(workspace, card, seen=seen) for seen in ("I saw it.", "I saw it, too.")]
    page = a_file(show_page, card)
    desk.do(lambda: workspace.concerns.link_as_one(told, "Same lunch break"), parent=page)
    marked = [what(page, row) for row, text in enumerate(lines(page)) if text in SEEN]
    assert len(marked) == 2
    assert all("⧉ Same event as: Concern" in text for text in marked)


SEEN = ("I saw it.", "I saw it, too.")


def a_mark(number: int, **answers: Any) -> dict[str, Any]:
    return {
        "number": number,
        "view": "child.front",
        "version": 1,
        "regions": [{"id": "forearm.left", "words": "left forearm, front"}],
        "kind": {"code": "bruise", "words": "Bruise"},
        "length_cm": 2.0,
        "width_cm": 1.5,
        "size_by": "measured",
        "shape": {"code": "round", "words": "Round"},
        "colours": [{"code": "red", "words": "Red"}],
        **answers,
    }


def test_every_mark_stands_in_one_table_and_opens_its_record(
    workspace: Workspace, desk: DeskAtTest, show_page: ShowPage, qtbot: QtBot
) -> None:
    card = a_child(workspace)
    first = a_concern(workspace, card, body_map={"marks": [a_mark(1), a_mark(2)]})
    a_concern(workspace, card, body_map={"marks": [a_mark(1, size_unknown=True)]})
    page = a_file(show_page, card)
    page.show_part(MARKS)
    assert "Marks so far (3)" in [page.tabs.tabText(part) for part in range(3)]
    table = page.marks.table
    shown = [str(table.model.index(row, 4).data()) for row in range(3)]
    assert sorted(shown) == ["2 × 1.5 cm, measured", "2 × 1.5 cm, measured", "Could not see"]
    table.select(f"{first}.2")
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert (desk.last.page, desk.last.args) == ("record", {"record": first})


def test_closed_concerns_leave_the_overview_and_stay_in_the_chronology(
    workspace: Workspace, desk: DeskAtTest, show_page: ShowPage
) -> None:
    card = a_child(workspace)
    concern = a_concern(workspace, card, seen=ACCOUNT)
    a_decision(workspace, concern)
    page = a_file(show_page, card)
    assert ACCOUNT in words(page.overview)
    a_closure(workspace, concern, card)
    desk.changed.emit(a_lone_action(workspace, card, "Call home", date(2026, 11, 25)))
    assert ACCOUNT not in words(page.overview)
    assert ACCOUNT in lines(page)


def test_what_is_dated_is_ended_and_can_still_be_shown(
    workspace: Workspace, show_page: ShowPage
) -> None:
    card = a_child(workspace)
    add_status(workspace, card)
    page = a_file(show_page, card)
    status = page.file.statuses[0].record
    child_of(page, Button, f"end-{status}").click()
    dialog = open_dialog(EndDialog)
    dialog.form.set_values({"on": date(2026, 11, 20)})
    child_of(dialog, Button, "end-it").click()
    assert "Child in need plan" not in words(child_of(page, QWidget, "status"))
    child_of(page, Button, "show-past").click()
    assert "ended 20 November 2026" in words(child_of(page, QWidget, "status"))


def test_the_menus_lead_to_every_form(
    workspace: Workspace, desk: DeskAtTest, show_page: ShowPage
) -> None:
    card = a_child(workspace)
    page = a_file(show_page, card)
    menu = child_of(page, Button, "add-menu").menu()
    assert isinstance(menu, QMenu)
    for choice in menu.actions():
        choice.trigger()
    asked = [(route.page, route.args.get("kind", "")) for route in desk.routes]
    assert asked == [
        ("action", ""),
        ("attach", ""),
        ("police_notification", ""),
        ("concern", ""),
        ("family", "household"),
        ("family", "contact"),
        ("family", "status"),
        ("child-entry", ""),
        ("child-merge", ""),
    ]
    for name, route in (("note", "note"), ("record-concern", "concern")):
        child_of(page, Button, name).click()
        assert (desk.last.page, desk.last.args["child"]) == (route, card.id)


def printed(desk: DeskAtTest) -> str:
    paper = desk.last.args["compose"]()
    assert isinstance(paper, Paper)
    return repr(paper.document)


def test_a_chronology_is_printed_for_a_range_with_others_as_letters(
    workspace: Workspace, desk: DeskAtTest, show_page: ShowPage
) -> None:
    zoe, sian = a_child(workspace), a_child(workspace, "Siân", "O’Neill")
    old = {"seen_at": {"day": "2025-03-01", "time": None}}
    a_concern(workspace, zoe, seen="Long ago.", **old)
    a_concern(workspace, zoe, sian, seen="Siân said so.")
    page = a_file(show_page, zoe)
    menu = child_of(page, Button, "print-menu").menu()
    assert isinstance(menu, QMenu)
    choice = next(each for each in menu.actions() if each.objectName() == "print-chronology")
    choice.trigger()
    dialog = open_dialog(PrintChronologyDialog)
    assert dialog.letters.isChecked()
    dialog.since.setText("not a day")
    child_of(dialog, Button, "show-preview").click()
    assert "Enter real days" in words(dialog)
    dialog.since.setText("1 Sep 2026")
    child_of(dialog, Button, "show-preview").click()
    text = printed(desk)
    assert desk.last.page == "paper"
    assert "Child B" in text
    assert "Siân" not in text
    assert "Long ago." not in text


def test_the_front_sheet_is_one_choice_away(
    workspace: Workspace, desk: DeskAtTest, show_page: ShowPage
) -> None:
    page = a_file(show_page, a_child(workspace))
    menu = child_of(page, Button, "print-menu").menu()
    assert isinstance(menu, QMenu)
    menu.actions()[0].trigger()
    assert "Zoë Nguyễn" in printed(desk)


def test_connected_children_open_their_own_file(
    workspace: Workspace, desk: DeskAtTest, show_page: ShowPage
) -> None:
    zoe, sian = a_child(workspace), a_child(workspace, "Siân", "O’Neill")
    a_concern(workspace, zoe, sian)
    page = a_file(show_page, zoe)
    child_of(page, Button, f"open-{sian.id}").click()
    assert (desk.last.page, desk.last.args) == ("child", {"child": sian.id})
