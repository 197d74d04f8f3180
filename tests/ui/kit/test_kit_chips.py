from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.records.fields import Choice
from ui.kit.chips import ChoiceChips
from ui.kit.theme import Look, current

OPTIONS = (Choice("yes", "Yes"), Choice("no", "No"), Choice("both", "Both & more"))


def shown(qtbot: QtBot, chips: ChoiceChips) -> ChoiceChips:
    qtbot.addWidget(chips)
    chips.show()
    qtbot.waitExposed(chips)
    return chips


@pytest.fixture
def one(qtbot: QtBot) -> ChoiceChips:
    return shown(qtbot, ChoiceChips(OPTIONS, clearable=True))


def test_nothing_is_chosen_at_first(one: ChoiceChips) -> None:
    assert one.chosen() == ()


def test_one_choice_replaces_another(one: ChoiceChips, qtbot: QtBot) -> None:
    with qtbot.waitSignal(one.changed):
        one.chips()[0].click()
    one.chips()[1].click()
    assert one.chosen() == (OPTIONS[1],)


def test_arrows_move_the_choice(one: ChoiceChips, qtbot: QtBot) -> None:
    one.chips()[0].click()
    one.chips()[0].setFocus()
    qtbot.keyClick(one.chips()[0], Qt.Key.Key_Right)
    assert one.chosen() == (OPTIONS[1],)


def test_an_optional_choice_can_be_cleared(one: ChoiceChips) -> None:
    one.chips()[2].click()
    one.clear()
    assert one.chosen() == ()


def test_several_can_be_ticked_in_the_order_offered(qtbot: QtBot) -> None:
    many = shown(qtbot, ChoiceChips(OPTIONS, many=True))
    qtbot.keyClick(many.chips()[2], Qt.Key.Key_Space)
    qtbot.keyClick(many.chips()[0], Qt.Key.Key_Space)
    assert many.chosen() == (OPTIONS[0], OPTIONS[2])


def test_what_is_no_longer_offered_is_kept(one: ChoiceChips) -> None:
    old = Choice("old", "An option of last year")
    one.choose([old])
    assert one.chosen() == (old,)
    one.offer(OPTIONS)
    assert one.chosen() == (old,)


def test_readers_hear_options_as_what_they_are(one: ChoiceChips, qtbot: QtBot) -> None:
    many = shown(qtbot, ChoiceChips(OPTIONS, many=True))
    one.describe("Told?", "Error: Choose")
    first = QAccessible.queryAccessibleInterface(one.chips()[2])
    assert first.role() is QAccessible.Role.RadioButton
    assert first.text(QAccessible.Text.Name) == "Both & more"
    assert "Told?" in first.text(QAccessible.Text.Description)
    ticked = QAccessible.queryAccessibleInterface(many.chips()[0])
    assert ticked.role() is QAccessible.Role.CheckBox


@pytest.mark.parametrize(("look", "least"), [(Look(), 24), (Look(touch=True), 44)])
def test_chips_are_large_enough(qtbot: QtBot, look: Look, least: int) -> None:
    current().wear(look)
    chips = shown(qtbot, ChoiceChips(OPTIONS))
    assert min(chip.height() for chip in chips.chips()) >= least
    current().wear(Look())


def test_chips_wrap_where_it_is_narrow(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    options = [Choice(f"{n}", f"Option number {n}") for n in range(9)]
    chips = ChoiceChips(options)
    chips.setParent(holder)
    chips.resize(300, chips.heightForWidth(300))
    holder.resize(320, 600)
    holder.show()
    assert len({chip.y() for chip in chips.chips()}) > 2
    assert all(chip.geometry().right() <= 300 for chip in chips.chips())
