"""A record that was first written on paper is entered as such, by whoever wrote it."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from app.workspace import Workspace
from tests.support.clicks import words
from tests.support.concern_form import Begin, ConcernAtTest, ShowPage, stored
from tests.support.school import a_child
from tests.support.windows import DeskAtTest, child_of
from ui.kit.people import PersonEditor


def person(form: ConcernAtTest, field: str, name: str, role: str) -> None:
    """Type who it was."""
    editor = form.box(field).findChild(PersonEditor)
    assert editor is not None
    lines = editor.findChildren(QLineEdit)
    for line, text in zip(lines, (name, role), strict=True):
        line.setFocus()
        form.hand.write(text)


@pytest.fixture
def paper(begun: Begin, workspace: Workspace) -> ConcernAtTest:
    """Return the form for a paper record about one child, all but the paper answered."""
    card = a_child(workspace)
    form = begun(child=card.id, paper=True)
    form.answer_no()
    form.required()
    person(form, "reporter", "Wanda Kruk", "Volunteer reader")
    return form


@pytest.mark.capability("002-045")
def test_a_paper_form_is_entered_for_a_visitor_who_has_no_account(
    paper: ConcernAtTest, workspace: Workspace, desk: DeskAtTest
) -> None:
    person(paper, "paper_by", "Wanda Kruk", "Volunteer reader")
    paper.when("paper_at", "4/3/2019", "15:10")
    paper.write("paper_kept", "Blue cabinet, drawer 2")
    paper.add("More about the account")
    paper.write("reporter_contact", "01632 960 321")
    paper.sign()
    header, record = stored(workspace)
    assert header.author.id == workspace.me.id
    assert (record.reporter.name, record.reporter.role) == ("Wanda Kruk", "Volunteer reader")
    assert record.reporter.id is None
    assert record.reporter_contact == "01632 960 321"
    assert record.paper_by is not None
    assert record.paper_by.name == "Wanda Kruk"
    assert record.paper_at is not None
    assert record.paper_at.day == date(2019, 3, 4)
    assert record.paper_kept == "Blue cabinet, drawer 2"
    paper.hand.click(child_of(paper.page, QAbstractButton, "attach-scan"))
    assert (desk.last.page, desk.last.args) == ("attach", {"about": header.id})


def test_paper_is_answered_in_full_or_not_at_all(paper: ConcernAtTest) -> None:
    paper.write("paper_kept", "Blue cabinet")
    paper.check()
    said = words(paper.page)
    assert "Enter who wrote it on paper" in said
    assert "Enter when it was written, or tick “Not known”" in said


def test_no_clock_runs_for_what_was_written_long_ago(
    paper: ConcernAtTest, workspace: Workspace, show_page: ShowPage
) -> None:
    person(paper, "paper_by", "Wanda Kruk", "Volunteer reader")
    paper.when("paper_at", "4/3/2019", "")
    paper.write("paper_kept", "Blue cabinet")
    paper.sign()
    (waiting,) = workspace.today.page().waiting
    assert waiting.history
    assert not waiting.late(date(2027, 6, 1))
    today = show_page("today")
    said = "\n".join(label.text() for label in today.findChildren(QLabel))
    assert "From paper" in said
    assert "written on paper earlier; no clock runs" in said


def test_the_chronology_says_when_it_was_written_and_when_entered(
    paper: ConcernAtTest, workspace: Workspace, show_page: ShowPage
) -> None:
    person(paper, "paper_by", "Wanda Kruk", "Volunteer reader")
    paper.when("paper_at", "4/3/2019", "")
    paper.write("paper_kept", "Blue cabinet")
    paper.sign()
    header, _record = stored(workspace)
    child = header.children[0].ref()
    (line,) = workspace.files.see_file(child).chronology
    assert line.detail.startswith("First written on paper by Wanda Kruk (Volunteer reader), 4 Mar")
    assert line.recorded.day() == workspace.clock.now().day()
    page: QWidget = show_page("child", child=child)
    assert page is not None
