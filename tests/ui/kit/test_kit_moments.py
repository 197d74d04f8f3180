from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.records.fields import NOT_KNOWN, Moment
from ui.kit.moments import MomentEdit

TODAY = date(2026, 3, 3)


@pytest.fixture
def edit(qtbot: QtBot) -> MomentEdit:
    shown = MomentEdit(lambda: TODAY, unknown=True)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def test_nothing_typed_is_no_answer(edit: MomentEdit) -> None:
    assert edit.value() is None


def test_day_and_time_are_typed_apart(edit: MomentEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit.day, "yesterday")
    qtbot.keyClicks(edit.time, "2.05 pm")
    assert edit.value() == Moment(date(2026, 3, 2), time(14, 5))


def test_a_day_alone_is_enough(edit: MomentEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit.day, "3/3/26")
    assert edit.value() == Moment(TODAY)


def test_a_day_understood_is_written_out_on_leaving(edit: MomentEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit.day, "3/3/26")
    qtbot.keyClick(edit.day, Qt.Key.Key_Return)
    assert edit.day.text() == "3 March 2026"


def test_what_cannot_be_read_is_kept_as_typed(edit: MomentEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit.day, "31/2/26")
    qtbot.keyClick(edit.day, Qt.Key.Key_Return)
    qtbot.keyClicks(edit.time, "9")
    assert edit.day.text() == "31/2/26"
    assert edit.value() == {"day": "31/2/26", "time": "09:00:00"}
    assert edit.first_wrong() is edit.day


def test_a_draft_of_what_cannot_be_read_comes_back_as_typed(edit: MomentEdit) -> None:
    draft = {"day": "31/2/26", "time": "09:00:00"}
    edit.fill(draft)
    assert (edit.day.text(), edit.time.text()) == ("31/2/26", "09:00")
    assert edit.value() == draft


def test_not_known_is_an_answer_and_clears_nothing(edit: MomentEdit, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit.day, "today")
    edit.tick.click()
    assert edit.value() == NOT_KNOWN
    edit.tick.click()
    assert edit.value() == Moment(TODAY)


@pytest.mark.parametrize("moment", [NOT_KNOWN, Moment(TODAY), Moment(TODAY, time(10, 40)), None])
def test_what_is_filled_in_comes_out(edit: MomentEdit, moment: Moment | None) -> None:
    heard: list[None] = []
    edit.fill(moment)
    edit.changed.connect(lambda: heard.append(None))
    assert edit.value() == moment
    assert heard == []
