from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from app.services.noting import Noting
from app.workspace import Workspace
from tests.support.clicks import Hand, words
from tests.support.notes import (
    a_note_draft,
    a_typed_child,
    leave_note,
    note_file,
)
from tests.support.school import School, a_child
from tests.support.windows import DeskAtTest, child_of, open_dialog, sign
from ui.intake.note_view import NoteView
from ui.intake.page import READ_AFTER_MS, TrayPage
from ui.kit.dialogs import Confirm

ShowPage = Callable[..., QWidget]


def tray(show_page: ShowPage) -> TrayPage:
    page = show_page("intake")
    assert isinstance(page, TrayPage)
    return page


def view(page: TrayPage) -> NoteView:
    for _turn in range(3):
        QApplication.processEvents()
    assert page.view is not None
    return page.view


def check(page: TrayPage, hand: Hand) -> None:
    hand.click(child_of(view(page), QCheckBox, "note-checked"))


def test_urgent_notes_come_first(
    school: School, workspace: Workspace, show_page: ShowPage
) -> None:
    leave_note(school, seen="The one that can wait.")
    school.clock.forward(minutes=5)
    urgent = leave_note(school, told_dsl={"code": "no", "words": "No"})
    page = tray(show_page)
    assert view(page).read.note.file == urgent.file
    names = [widget.objectName() for widget in page.notes.findChildren(QWidget)]
    listed = [name for name in names if name.startswith("item-")]
    assert listed[0] == f"item-{urgent.file}"


def test_equal_names_are_asked_and_an_equal_name_alone_is_suggested(
    school: School, workspace: Workspace, show_page: ShowPage
) -> None:
    a_child(workspace, "Zoe", "Nguyen", class_name="Oak")
    alone = a_child(workspace, "Bo", "Lee", class_name="Elm")
    a_child(workspace, "Zoe", "Nguyen", class_name="Ash")
    twins = a_typed_child("Zoe Nguyen", class_name="Oak")
    leave_note(school, twins, a_typed_child("Bo Lee", class_name="Elm"))
    boxes = {box.key: box for box in view(tray(show_page)).boxes}
    assert boxes[twins.key].chosen() is None
    assert "compare birth date and class" in words(boxes[twins.key])
    offered = [chip.text() for chip in boxes[twins.key].chips.chips()]
    assert sum("12 May 2017" in text for text in offered) == 2
    others = [box.chosen() for key, box in boxes.items() if key not in (twins.key, "writer")]
    assert others == [alone.id]
    assert boxes["writer"].chosen() is None


def test_nothing_is_taken_in_before_everybody_is_named(
    school: School, workspace: Workspace, show_page: ShowPage
) -> None:
    leave_note(school)
    page, hand = tray(show_page), Hand()
    assert not page.take.isEnabled()
    check(page, hand)
    assert "Choose who is meant" in words(view(page))
    assert not page.take.isEnabled()


def test_several_notes_are_taken_in_with_one_passphrase(
    school: School, workspace: Workspace, show_page: ShowPage, desk: DeskAtTest, qtbot: QtBot
) -> None:
    child = a_child(workspace, "Zoe", "Nguyen")
    for seen in ("First thing.", "Second thing."):
        leave_note(school, a_typed_child("Zoe Nguyen"), seen=seen)
        school.clock.forward(minutes=1)
    page, hand = tray(show_page), Hand()
    for file in list(page._views):
        page.open_note(file)
        hand.click(child_of(view(page).boxes[1], QAbstractButton, "chip.nobody"))
        check(page, hand)
    assert page.take.text() == "Take in 2 notes …"
    hand.click(page.take)
    sign(qtbot)
    waiting = workspace.today.page().waiting
    assert {one.child.id for one in waiting} == {child.id}
    assert len(waiting) == 2
    assert "2 notes are taken in" in desk.words
    QApplication.processEvents()
    assert "The tray is empty" in words(page)


def test_one_note_taken_in_leads_to_the_record(
    school: School, workspace: Workspace, show_page: ShowPage, desk: DeskAtTest, qtbot: QtBot
) -> None:
    a_child(workspace, "Zoe", "Nguyen")
    sent = leave_note(school, a_typed_child("Zoe Nguyen"))
    page, hand = tray(show_page), Hand()
    hand.click(child_of(view(page).boxes[1], QAbstractButton, "chip.nobody"))
    check(page, hand)
    hand.click(page.take)
    sign(qtbot)
    assert (desk.last.page, desk.last.args) == ("record", {"record": sent.record})


def test_a_note_is_read_after_three_seconds_and_not_before(
    school: School, workspace: Workspace, show_page: ShowPage
) -> None:
    leave_note(school)
    page = tray(show_page)
    assert page._until_read.interval() == READ_AFTER_MS
    assert page._until_read.isActive()
    assert "nobody yet" in words(view(page))
    box = view(page).boxes[-1]
    Hand().click(child_of(box, QAbstractButton, "chip.nobody"))
    page._until_read.timeout.emit()
    assert view(page).boxes[-1].chosen() == ""  # being read changes nothing under the hand
    assert "Ruth Ellery" in words(view(page))
    assert workspace.intake.tray().notes[0].read_by[0].name == "Ruth Ellery"


def test_damaged_and_foreign_files_stay_in_sight_until_set_aside(
    school: School, workspace: Workspace, show_page: ShowPage
) -> None:
    sent = leave_note(school)
    path = note_file(school, sent.file)
    data = bytearray(path.read_bytes())
    data[-20] ^= 1
    path.write_bytes(data)
    page, hand = tray(show_page), Hand()
    assert "Damaged" in words(page.strange)
    assert "The tray is empty" in words(page)
    hand.click(child_of(page, QAbstractButton, f"aside-{path.name}"))
    open_dialog(Confirm).yes.click()
    assert not path.exists()
    assert list(school.folder.aside.rglob(path.name))
    assert not page.strange.isVisible()


def test_unfinished_notes_say_how_long_they_are_kept(
    school: School, workspace: Workspace, show_page: ShowPage
) -> None:
    noting = Noting.at_office(school.door())
    noting.drafts.keep(a_note_draft(noting, seen="Only half of it."))
    page = tray(show_page)
    assert "Kept until 20 December 2026" in words(page.unfinished)
    assert "Only half of it." in words(view(page))


def test_a_stick_is_collected_twice_without_harm(
    school: School, workspace: Workspace, show_page: ShowPage, desk: DeskAtTest, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    sent = leave_note(school)
    note_file(school, sent.file).rename(stick / f"{sent.file}.note")
    page = tray(show_page)
    page._choose = lambda _parent: stick
    hand = Hand()
    hand.click(child_of(page, QAbstractButton, "collect"))
    assert desk.words[-1] == "1 new note"
    hand.click(child_of(page, QAbstractButton, "collect"))
    assert desk.words[-1] == "0 new notes, 1 collected before"
    assert len(page._views) == 1
    assert list(stick.iterdir())


def test_what_was_chosen_is_found_again_on_coming_back_to_a_note(
    school: School, workspace: Workspace, show_page: ShowPage
) -> None:
    first = leave_note(school)
    second = leave_note(school)
    page = tray(show_page)
    page.open_note(first.file)
    Hand().click(child_of(view(page).boxes[-1], QAbstractButton, "chip.nobody"))
    page.open_note(second.file)
    assert view(page).boxes[-1].chosen() is None
    page.open_note(first.file)
    assert view(page).boxes[-1].chosen() == ""
