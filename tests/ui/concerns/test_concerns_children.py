from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.workspace import Workspace
from tests.support.clicks import words
from tests.support.concern_form import Begin, ConcernAtTest, stored
from tests.support.school import a_child
from tests.support.windows import child_of


def test_a_child_is_found_without_accents_and_shown_with_birth_date_and_class(
    form: ConcernAtTest,
) -> None:
    assert form.page.identity.text() == "Zoë Nguyễn · born 12 May 2017 (9 years) · Year 4 · Oak"
    chosen = form.children.lines[0].roles.chosen()
    assert [role.code for role in chosen] == ["subject"]


def test_children_of_one_name_are_told_apart_by_birth_date_and_class(
    begun: Begin, workspace: Workspace
) -> None:
    a_child(workspace, "Ann", "Lee", born=date(2016, 1, 2), class_name="Elm")
    younger = a_child(workspace, "Ann", "Lee", born=date(2018, 9, 9), class_name="Ash")
    concern = begun()
    concern.answer_no()
    concern.children.finder.setFocus()
    concern.hand.write("ann")
    shown = concern.children.finder._model.stringList()
    assert any("2 January 2016" in line and "Elm" in line for line in shown)
    assert any("9 September 2018" in line and "Ash" in line for line in shown)
    place = next(n for n, line in enumerate(shown) if "Ash" in line)
    for _time in range(place + 1):
        QTest.keyClick(concern.children.finder._popup, Qt.Key.Key_Down)
    QTest.keyClick(concern.children.finder._popup, Qt.Key.Key_Return)
    assert [line.key for line in concern.children.lines] == [younger.id]


@pytest.mark.capability("002-061")
def test_one_concern_names_several_children_and_stands_in_each_file(
    form: ConcernAtTest, workspace: Workspace
) -> None:
    sian = a_child(workspace, "Siân", "O’Neill", class_name="Ash")
    form.choose_child("oneill")
    form.required()
    form.check()
    assert "Choose the part Siân O’Neill played" in words(form.page)
    form.hand.click(child_of(form.children.lines[1], QAbstractButton, "chip.witness"))
    form.sign()
    header, _record = stored(workspace)
    roles = {child.name: child.role.code for child in header.children}
    assert roles == {"Zoë Nguyễn": "subject", "Siân O’Neill": "witness"}
    for child in header.children:
        assert child.child is not None
        lines = workspace.files.see_file(child.child).chronology
        assert [line.record for line in lines] == [header.id]
    assert sian.id in {child.child for child in header.children}


def test_a_child_who_is_not_on_the_roll_is_typed_by_name_and_age(
    begun: Begin, workspace: Workspace
) -> None:
    concern = begun()
    concern.answer_no()
    concern.hand.click(child_of(concern.page, QAbstractButton, "child-not-listed"))
    concern.hand.write("Alfie Stone")
    concern.hand.write("about 9", child_of(concern.page, QWidget, "child-age"))
    concern.required()
    concern.sign()
    header, _record = stored(workspace)
    child = header.children[0]
    assert (child.name, child.age, child.child) == ("Alfie Stone", "about 9", None)
    assert child.key


@pytest.mark.capability("002-028")
def test_special_needs_and_communication_are_shown_with_the_warning(
    begun: Begin, workspace: Workspace
) -> None:
    card = a_child(workspace)
    a_child(workspace, "Plain", "Child")
    offered = workspace.settings.lists()["statuses"]
    role = workspace.settings.lists()["child_roles"].choice("subject")
    for code, details in (("sen", None), ("communication", "Uses Makaton")):
        answers = {"status": offered.choice(code), "since": "2026-01-05", "details": details}
        workspace.family.add("status", [card.as_in_record(role)], answers)
    concern = begun()
    concern.answer_no()
    concern.choose_child("plain")
    assert "Do not put it down to the child's needs" not in words(concern.page)
    concern.choose_child("zoe")
    said = words(concern.page)
    assert "SEN support" in said
    assert "Communication needs: Uses Makaton" in said
    assert "Do not put it down to the child's needs" in said
