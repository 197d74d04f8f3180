from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from app.workspace import Workspace
from tests.support.roll_pages import names, rows_of, words
from tests.support.rolls import DIALECTS, pupils, upn
from tests.support.school import a_child, a_concern
from tests.support.windows import DeskAtTest, child_of, open_dialog
from ui.kit.banners import Notice
from ui.kit.buttons import Button
from ui.kit.moments import DayEdit
from ui.roll import leavers_card
from ui.roll.columns_step import ColumnsStep
from ui.roll.page import RollImportPage
from ui.roll.quiet_box import QuietBox
from ui.roll.undo_dialog import UndoDialog

HEADINGS = "UPN,Legal first name,Legal surname,Known first name,Birth date,Class,Year,Sex"
Read = Callable[..., None]


# ------------------------------------------------------------------ how it is read


def test_nothing_can_be_imported_before_a_file_was_read(page: RollImportPage) -> None:
    assert page.go_on.isHidden()


@pytest.mark.parametrize("name", sorted(DIALECTS))
def test_each_office_system_s_file_is_imported_by_going_on(
    workspace: Workspace, page: RollImportPage, read: Read, go_on: Callable[[], None], name: str
) -> None:
    read(data=DIALECTS[name](pupils(8)))
    go_on()
    go_on()
    assert len(names(workspace)) == 8
    assert "8 added" in child_of(page, Notice, "roll-done").accessibleName()


def test_what_was_read_is_said_and_columns_are_put_right(
    workspace: Workspace, page: RollImportPage, read: Read, go_on: Callable[[], None]
) -> None:
    read("Given;Surname;Arrived in the world;Bears", "Zoë;Nguyễn;2017-05-12;Oak")
    assert "columns parted by semicolons" in words(page)
    assert "Legal first names, Born" in words(child_of(page, Notice, "missing-columns"))
    assert not page.go_on.isEnabled()
    for meaning, place in (("legal_first", 0), ("born", 2), ("class_name", 3)):
        box = child_of(page, QuietBox, f"column-{meaning}")
        box.setCurrentIndex(box.findData(place))
    assert not page.findChildren(Notice, "missing-columns")
    go_on()
    assert rows_of(page, "sample")[0][1] == "Zoë Nguyễn"
    go_on()
    assert workspace.roll_view.children()[0].class_name == "Oak"


def test_another_row_holds_the_headings(page: RollImportPage, read: Read) -> None:
    read("Surname,Forename,UPN", "x,y,z", "Family name,First name,DOB", "A,B,2017-05-12")
    box = child_of(page, QuietBox, "heading-row")
    assert box.currentText() == "Row 1: Surname | Forename | UPN"
    box.setCurrentIndex(2)
    assert child_of(page, QuietBox, "column-born").currentText() == "DOB"
    assert page.go_on.isEnabled()


def test_a_file_without_headings_loses_nobody(
    workspace: Workspace, page: RollImportPage, read: Read, go_on: Callable[[], None]
) -> None:
    read("Zoë,Nguyễn,2017-05-12", "Tom,Byrne,2016-01-31")
    assert child_of(page, QuietBox, "heading-row").currentText() == "The file has no headings"
    assert child_of(page, QuietBox, "column-born").itemText(3) == "Column 3: 2017-05-12"
    for place, meaning in enumerate(("legal_first", "legal_last", "born")):
        box = child_of(page, QuietBox, f"column-{meaning}")
        box.setCurrentIndex(box.findData(place))
    go_on()
    go_on()
    assert sorted(names(workspace)) == ["Tom Byrne", "Zoë Nguyễn"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "There is nothing in the file"),
        (b"a\0b\0\0\0\0\0", "This is no table"),
        (b'A,B\n"C', "A quotation mark in row 2"),
        (b"\xd0\xcf\x11\xe0", "This is an old Excel file (.xls)"),
        (b"<html></html>", "This is a web page"),
    ],
    ids=["empty", "binary", "quotes", "xls", "html"],
)
def test_a_file_that_is_no_roll_is_explained_and_another_can_be_chosen(
    page: RollImportPage, read: Read, data: bytes, told: str, tmp_path: Path
) -> None:
    (tmp_path / "roll.csv").write_bytes(data)
    page.read_file(tmp_path / "roll.csv")
    read(data=data or b"\r\n")
    said = words(child_of(page, Notice, "roll-problem"))
    assert told in said
    assert "Nothing was added." in said
    read("Surname,Forename,DOB", "A,B,2017-05-12")


def test_a_file_that_is_gone_is_said(page: RollImportPage, qtbot: QtBot) -> None:
    child_of(page, Button, "choose-roll").click()
    qtbot.waitUntil(lambda: bool(page.findChildren(Notice, "roll-problem")), timeout=10_000)
    assert "The file cannot be read" in words(page)


def test_a_file_is_dropped_on_the_page(page: RollImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "dropped.csv"
    path.write_text("Surname,Forename,DOB\nA,B,2017-05-12", "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(event)
    qtbot.waitUntil(lambda: bool(page.findChildren(ColumnsStep)), timeout=10_000)


def test_the_template_reads_back_as_an_empty_roll(
    page: RollImportPage, read: Read, tmp_path: Path
) -> None:
    child_of(page, Button, "save-template").click()
    data = (tmp_path / "template.csv").read_bytes()
    read(data=data)
    assert page.go_on.isEnabled()


# ------------------------------------------------------------------ what will change


def test_a_preview_says_what_would_happen_and_adds_nothing(
    workspace: Workspace, page: RollImportPage, read: Read, go_on: Callable[[], None]
) -> None:
    a_child(workspace, "Zoë", "Nguyễn", class_name="Oak")
    a_child(workspace, "Siân", "Ŵyn", class_name="Oak")
    read(
        HEADINGS + ",Bus route",
        f"{upn(1)},Łukasz,O’Neill,,2016-04-03,Elm,Year 5,M,12",
        ",Zoë,Nguyễn,,2017-05-12,Ash,Year 4,,7",
        ",Siân,Ŵyn,,2017-05-12,Oak,Year 4,,7",
        "X99,Bo,Wrong,,2017-05-12,Oak,Year 4,,",
        ",,Nameless,,31/02/2017,Oak,,,",
        "Total,5",
    )
    go_on()
    said = child_of(page, Notice, "roll-counts").accessibleName()
    assert said == "1 to add  ·  1 to change  ·  1 the same  ·  2 rows with a problem"
    assert "“Bus route”" in words(page)
    assert "(totals, headings): 7." in words(page)
    assert len(names(workspace)) == 2
    bad = rows_of(page, "bad-rows")
    assert [row[0] for row in bad] == ["5", "6"]
    assert "a letter and 12 figures" in bad[0][2]
    assert "Enter the first name" in bad[1][2]
    assert page.go_on.text() == "Import: add 1 child, change 1"


def test_taking_in_adds_and_changes_and_can_be_undone(
    workspace: Workspace,
    desk: DeskAtTest,
    page: RollImportPage,
    read: Read,
    go_on: Callable[[], None],
) -> None:
    a_child(workspace, "Zoë", "Nguyễn", class_name="Oak")
    rows = [f"{upn(n)},Child{n},Example,,2016-0{n}-01,Elm,Year 5,F" for n in range(1, 6)]
    read(HEADINGS, *rows, ",Zoë,Nguyễn,,2017-05-12,Ash,Year 4,")
    go_on()
    go_on()
    assert len(names(workspace)) == 6
    assert desk.words == ["6 children taken in."]
    child_of(page, Button, "undo-this").click()
    dialog = open_dialog(UndoDialog)
    assert "5 children go from the roll again." in words(dialog)
    child_of(dialog, Button, "undo-yes").click()
    assert [(c.name, c.class_name) for c in workspace.roll_view.children()] == [
        ("Zoë Nguyễn", "Oak")
    ]
    assert "Undone" in words(child_of(page, QWidget, "past-imports"))


def test_undoing_names_whom_it_spares(
    workspace: Workspace, page: RollImportPage, read: Read, go_on: Callable[[], None]
) -> None:
    read("Surname,Forename,DOB", "Nguyễn,Zoë,2017-05-12", "Byrne,Tom,2016-01-01")
    go_on()
    go_on()
    (zoe,) = [card for card in workspace.roll_view.children() if card.name == "Zoë Nguyễn"]
    a_concern(workspace, zoe)
    child_of(page, Button, "undo-this").click()
    dialog = open_dialog(UndoDialog)
    assert "Zoë Nguyễn: There are records about this child since." in words(dialog)
    child_of(dialog, Button, "undo-yes").click()
    assert names(workspace) == ["Zoë Nguyễn"]


def test_leavers_are_ticked_one_by_one(
    workspace: Workspace, page: RollImportPage, read: Read, go_on: Callable[[], None]
) -> None:
    cards = [a_child(workspace, f"A{n}", f"B{n}", born="2017-05-12") for n in range(8)]
    read("Surname,Forename,DOB", *(f"B{n},A{n},2017-05-12" for n in range(6)))
    go_on()
    assert page.go_on.text() == "Nothing to import"
    child_of(page, QCheckBox, f"left-{cards[6].id}").click()
    assert page.go_on.text() == "Import: 1 has left"
    day = child_of(page, DayEdit, "left-on")
    day.setText("some day")
    page.go_on.click()
    assert "Enter the day on which they left" in words(page)
    day.setText("3 November 2026")
    go_on()
    left = [c for c in workspace.roll_view.children(leavers=True) if c.left_on]
    assert [(c.name, c.left_on.isoformat()) for c in left if c.left_on] == [
        ("A6 B6", "2026-11-03")
    ]


def test_all_may_be_said_to_have_left_with_one_tick(
    workspace: Workspace,
    page: RollImportPage,
    read: Read,
    go_on: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(leavers_card, "MOST", 2)
    for n in range(12):
        a_child(workspace, f"A{n}", f"B{n}")
    read("Surname,Forename,DOB", *(f"B{n},A{n},2017-05-12" for n in range(9)))
    go_on()
    assert "1 more are not shown" in words(page)
    child_of(page, QCheckBox, "all-left").click()
    assert page.go_on.text() == "Import: 3 have left"
    go_on()
    assert len(names(workspace)) == 9


@pytest.mark.parametrize(("button", "ticks"), [("whole-school", 3), ("part-of-school", 0)])
def test_a_file_of_one_class_is_asked_about_before_anybody_has_left(
    workspace: Workspace,
    page: RollImportPage,
    read: Read,
    go_on: Callable[[], None],
    qtbot: QtBot,
    button: str,
    ticks: int,
) -> None:
    for n in range(3):
        a_child(workspace, f"A{n}", f"B{n}", class_name="Oak")
        a_child(workspace, f"C{n}", f"D{n}", class_name="Elm")
    read("Surname,Forename,DOB", *(f"B{n},A{n},2017-05-12" for n in range(3)))
    go_on()
    assert "A whole class is missing." in words(page)
    before = page._step
    child_of(page, Button, button).click()
    qtbot.waitUntil(lambda: page._step is not before, timeout=10_000)
    boxes = [box.objectName() for box in page.findChildren(QCheckBox)]
    assert len([name for name in boxes if name.startswith("left-")]) == ticks
