from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import theme
from ui.kit.buttons import Button, danger, primary
from ui.kit.cards import Card
from ui.kit.labels import Label
from ui.kit.pages import Page, reveal
from ui.kit.theme import Look


def cards(page: Page, count: int) -> list[Card]:
    made = [Card(f"Card {n}").add(Label("words\n" * 6)) for n in range(count)]
    page.add(*made)
    return made


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    made = Page("Child’s file", reading=True, neutral="Child’s file")
    qtbot.addWidget(made)
    made.bar.offer(primary("Save"))
    made.resize(900, 500)
    return made


def in_sight(page: Page, widget: QWidget) -> bool:
    top = widget.mapTo(page, widget.rect().topLeft()).y()
    return page.area.y() <= top and top + widget.height() <= page.bar.y()


def test_what_is_asked_for_is_never_under_the_bar(page: Page, qtbot: QtBot) -> None:
    made = cards(page, 12)
    page.show()
    qtbot.waitExposed(page)
    assert not in_sight(page, made[8])
    reveal(made[8])
    assert in_sight(page, made[8])
    page.to_top()
    assert in_sight(page, made[0])
    reveal(made[11])
    assert in_sight(page, made[11])
    reveal(made[2])
    assert in_sight(page, made[2])


def test_something_taller_than_the_page_shows_its_beginning(page: Page, qtbot: QtBot) -> None:
    cards(page, 3)
    tall = Card("Tall").add(Label("words\n" * 60))
    page.add(tall)
    page.show()
    qtbot.waitExposed(page)
    reveal(tall)
    top = tall.mapTo(page.area, tall.rect().topLeft()).y()
    assert 0 <= top < 60


def test_the_reading_column_stays_comfortable(page: Page, qtbot: QtBot) -> None:
    made = cards(page, 1)
    page.resize(1800, 500)
    page.show()
    qtbot.waitExposed(page)
    assert made[0].width() <= theme.current().metrics.reading
    page.resize(500, 500)
    qtbot.waitUntil(lambda: made[0].width() < 480)


def test_the_scroll_area_takes_no_focus(page: Page) -> None:
    assert page.area.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_the_status_is_quiet_until_there_is_one(page: Page, qtbot: QtBot) -> None:
    page.show()
    assert not page._state.isVisible()
    page.set_status("Draft saved 10:58")
    assert page._state.isVisible()


def test_an_error_is_said_in_the_windows_title(page: Page, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.retitled) as said:
        page.set_error(error=True)
    assert said.args == ["Child’s file", True]


def test_the_bar_keeps_the_main_button_first(page: Page) -> None:
    page.bar.offer(Button("Keep as draft"))
    page.bar.offer_right(danger("Discard"))
    words = [button.text() for button in page.bar.findChildren(Button)]
    assert words == ["Save", "Keep as draft", "Discard"]


def test_words_are_never_read_as_markup(qtbot: QtBot) -> None:
    label = Label("<img src='x'> & <b>Zoë</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    plain = QLabel("x")
    qtbot.addWidget(plain)
    button = Button("Fish & chips")
    qtbot.addWidget(button)
    assert button.text() == "Fish && chips"
    assert button.accessibleName() == "Fish & chips"


def test_the_head_stacks_where_there_is_no_room(page: Page, qtbot: QtBot) -> None:
    theme.current().wear(Look(size=200))
    made = Page("Zoë Łukasz Nguyễn")
    qtbot.addWidget(made)
    action = primary("Record a concern")
    made.head.addWidget(action)
    made.resize(900, 500)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: action.y() > made.title.geometry().bottom())
    made.resize(1600, 500)
    qtbot.waitUntil(lambda: action.y() < made.title.geometry().bottom())
    theme.current().wear(Look())
