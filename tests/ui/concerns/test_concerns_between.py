"""Harm between children is recorded like any other concern, with each child's part."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.workspace import Workspace
from tests.app.documents.readable import readable
from tests.support.clicks import Hand, words
from tests.support.concern_form import ConcernAtTest, stored
from tests.support.record_pages import Show
from tests.support.school import a_child, a_concern
from tests.support.windows import DeskAtTest, child_of, open_dialog
from ui.concerns.sheet_dialog import SheetDialog

KINDS = [
    "bullying",
    "cyberbullying",
    "physical",
    "initiation",
    "sexual_violence",
    "sexual_harassment",
    "upskirting",
    "images",
]


def with_parts(form: ConcernAtTest, workspace: Workspace) -> None:
    """Name three children with the parts of an incident."""
    a_child(workspace, "Rhodri", "Pugh")
    a_child(workspace, "Amina", "Diallo")
    form.choose_child("rhodri")
    form.choose_child("amina")
    for line, role in zip(form.children.lines, ("harmed", "alleged", "witness"), strict=True):
        form.hand.click(child_of(line, QAbstractButton, f"chip.{role}"))


@pytest.mark.capability("002-024")
def test_an_incident_names_each_child_with_the_part_played(
    form: ConcernAtTest, workspace: Workspace
) -> None:
    with_parts(form, workspace)
    form.required()
    form.add("Between children")
    assert "Never “banter”" in words(form.page)
    form.chip("between_kinds", "physical")
    form.write("between_power", "He is two years older.")
    form.write("between_safe", "She stays with Year 4 at lunch.")
    form.sign()
    header, record = stored(workspace)
    roles = {child.name: child.role.code for child in header.children}
    assert roles == {
        "Zoë Nguyễn": "harmed",
        "Rhodri Pugh": "alleged",
        "Amina Diallo": "witness",
    }
    assert record.between_power == "He is two years older."
    for child in header.children:
        assert child.child is not None
        (line,) = workspace.files.see_file(child.child).chronology
        assert line.role.code == child.role.code
        assert len(line.others) == 2


@pytest.mark.capability("002-025")
def test_the_kinds_of_harm_between_children_are_a_list(
    form: ConcernAtTest, workspace: Workspace
) -> None:
    form.required()
    form.add("Between children")
    for code in KINDS:
        form.chip("between_kinds", code)
    assert "Do not look, copy, print, send or delete" in words(form.page)
    form.sign()
    _header, record = stored(workspace)
    assert [choice.code for choice in record.between_kinds] == KINDS


@pytest.mark.capability("002-024")
def test_a_sheet_for_one_child_is_chosen_where_a_record_names_several(
    shown: Show, workspace: Workspace, desk: DeskAtTest
) -> None:
    one, other = a_child(workspace), a_child(workspace, "Rhodri", "Pugh")
    record = a_concern(workspace, one, other, seen="Rhodri pushed Zoë off the wall.")
    page = shown(record)
    Hand().click(child_of(page, QAbstractButton, "print-sheet"))
    dialog = open_dialog(SheetDialog)
    Hand().click(child_of(dialog, QAbstractButton, f"sheet-for-{one.id}"))
    QApplication.processEvents()
    assert desk.last.page == "paper"
    said = readable(desk.last.args["compose"]().document)
    assert "Rhodri" not in said
    assert "Child B pushed Zoë off the wall." in said


def test_a_sheet_of_one_child_is_shown_at_once(
    shown: Show, workspace: Workspace, desk: DeskAtTest
) -> None:
    page = shown(a_concern(workspace, a_child(workspace)))
    Hand().click(child_of(page, QAbstractButton, "print-sheet"))
    QApplication.processEvents()
    assert desk.last.page == "paper"
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, SheetDialog)]


def test_a_sheet_can_name_all_children(
    shown: Show, workspace: Workspace, desk: DeskAtTest
) -> None:
    one, other = a_child(workspace), a_child(workspace, "Rhodri", "Pugh")
    page: QWidget = shown(a_concern(workspace, one, other, seen="Rhodri pushed Zoë."))
    Hand().click(child_of(page, QAbstractButton, "print-sheet"))
    Hand().click(child_of(open_dialog(SheetDialog), QAbstractButton, "sheet-for-all"))
    QApplication.processEvents()
    assert "Rhodri pushed Zoë." in readable(desk.last.args["compose"]().document)
