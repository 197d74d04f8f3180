from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from app.records.concern import Concern
from app.records.fields import NOT_KNOWN, Choice, Moment
from tests.support.gallery import PEOPLE, SIAN, ZOE, a_form
from ui.kit.answers import Answers

VALUES = {
    "reporter": PEOPLE[0],
    "seen_at": NOT_KNOWN,
    "place": "Classroom",
    "seen": "<b>Bold</b> words stay words",
    "told_dsl": Choice("yes", "Yes"),
    "noticed_at": Moment(date(2026, 3, 3)),
    "outside_family": True,
    "categories": (Choice("neglect", "Neglect"), Choice("other", "Something else")),
    "parents": [{"child": SIAN.ref(), "told": Choice("no", "No")}],
}


@pytest.fixture
def answers(qtbot: QtBot) -> Answers:
    made = Answers(Concern, VALUES, children=(ZOE, SIAN))
    qtbot.addWidget(made)
    return made


def texts(answers: Answers) -> list[str]:
    return [label.text() for label in answers.findChildren(QLabel)]


def value_of(answers: Answers, label: str) -> str:
    said = texts(answers)
    return said[said.index(label) + 1]


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Who saw or heard it?", "Miriam Okafor (Class teacher)"),
        ("When did it happen?", "Not known"),
        ("When did you notice it, or when were you told?", "3 March 2026, time not known"),
        ("The child's exact words", "Not provided"),
        ("It happened outside the family", "Yes"),
        ("Categories", "Neglect, Something else"),
        ("What did you see or hear?", "<b>Bold</b> words stay words"),
    ],
)
def test_answers_are_shown_in_words(answers: Answers, label: str, value: str) -> None:
    assert value_of(answers, label) == value


def test_rows_name_their_children(answers: Answers) -> None:
    shown = value_of(answers, "Parents or carers told")
    assert "Siân O’Neill" in shown
    assert SIAN.ref() not in shown


def test_questions_that_were_not_asked_are_left_out(qtbot: QtBot) -> None:
    made = Answers(Concern, {**VALUES, "told_dsl": Choice("no", "No")})
    qtbot.addWidget(made)
    assert "Whom did you tell?" not in texts(made)


def test_change_leads_back_to_the_question(answers: Answers, qtbot: QtBot) -> None:
    button = answers.findChild(QAbstractButton, "change.place")
    assert button is not None
    assert button.accessibleName() == "Change: Where?"
    with qtbot.waitSignal(answers.change) as said:
        button.click()
    assert said.args == ["place"]


def test_what_was_not_opened_is_offered_once_more(qtbot: QtBot) -> None:
    form = a_form()
    qtbot.addWidget(form)
    made = Answers(Concern, form.answers(), unopened=form.unopened())
    qtbot.addWidget(made)
    assert "Marks" not in texts(made)
    button = made.findChild(QAbstractButton, "add.Body map")
    assert button is not None
    with qtbot.waitSignal(made.change) as said:
        button.click()
    assert said.args == ["body_map"]
    form.go_to("body_map")
    assert "Body map" not in {section.label for section in form.unopened()}
