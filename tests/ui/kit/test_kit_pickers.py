from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.kit.pickers import Option, Picker, matching

CHILDREN = (
    Option("1", "Zoë Łukasz Nguyễn", "Year 4 Oak"),
    Option("2", "Minh Nguyen", "Year 1 Ash"),
    Option("3", "Siân O’Neill", "Year 2 Ash"),
    Option("4", "Sam Lee", "Year 2 Ash"),
    Option("5", "Sam Lee", "Year 6 Elm"),
)


@pytest.fixture
def picker(qtbot: QtBot) -> Picker:
    shown = Picker(CHILDREN)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    shown.setFocus()
    return shown


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("nguyen", ["2", "1"]),
        ("zoe", ["1"]),
        ("lukasz", ["1"]),
        ("oneill", ["3"]),
        ("lee ash", ["4"]),
        ("nobody", []),
    ],
)
def test_names_are_found_without_their_accents(typed: str, ids: list[str]) -> None:
    assert sorted(o.id for o in matching(CHILDREN, typed)) == sorted(ids)


def test_who_begins_with_it_comes_first() -> None:
    assert next(o.id for o in matching(CHILDREN, "si")) == "3"
    options = (Option("a", "Ann Bee"), Option("b", "Bee Ann"))
    assert [o.id for o in matching(options, "bee")] == ["b", "a"]


def test_enter_takes_the_only_one_that_fits(picker: Picker, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker, "zoe")
    popup = picker._popup
    popup.hide()
    with qtbot.waitSignal(picker.picked) as said:
        qtbot.keyClick(picker, Qt.Key.Key_Return)
    assert said.args == ["1"]
    assert picker.chosen() == CHILDREN[0]


def test_arrow_and_enter_choose_from_the_list(picker: Picker, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker, "ng")
    qtbot.waitUntil(picker._popup.isVisible)
    qtbot.keyClick(picker._popup, Qt.Key.Key_Down)
    qtbot.keyClick(picker._popup, Qt.Key.Key_Return)
    chosen = picker.chosen()
    assert chosen is not None
    assert chosen.id in {"1", "2"}


def test_half_a_name_chooses_nobody(picker: Picker, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker, "zo")
    assert picker.chosen() is None
    picker.clearFocus()
    assert picker.chosen() is None
    assert picker.words() == "zo"


def test_two_of_one_name_are_never_mixed_up(picker: Picker, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker, "sam lee")
    assert picker.chosen() is None


def test_a_whole_name_is_chosen(picker: Picker, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker, "Minh Nguyen")
    assert picker.chosen() == CHILDREN[1]


def test_typing_on_takes_the_choice_back(picker: Picker, qtbot: QtBot) -> None:
    picker.choose(CHILDREN[1])
    picker.setCursorPosition(len(picker.text()))
    qtbot.keyClicks(picker, "x")
    assert picker.chosen() is None


def test_free_words_may_stand(qtbot: QtBot) -> None:
    free = Picker(CHILDREN, free=True)
    qtbot.addWidget(free)
    free.show()
    qtbot.keyClicks(free, "Her grandmother")
    assert free.chosen() is None
    assert free.words() == "Her grandmother"
