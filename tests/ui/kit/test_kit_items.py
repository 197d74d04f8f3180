from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.boxes import column
from ui.kit.buttons import Button, plain
from ui.kit.empty import EmptyState
from ui.kit.items import Entry, Item, Items, clipped
from ui.kit.pills import State

LONG = "Ring the health visitor about the appointment that was missed on Monday " * 5


def an_entry(**parts: object) -> Entry:
    facts = {"key": "a1", "title": "Zoë Nguyễn", "words": "Talk to mother", **parts}
    return Entry(**facts)  # type: ignore[arg-type]


@pytest.fixture
def held(qtbot: QtBot) -> QWidget:
    holder = QWidget()
    qtbot.addWidget(holder)
    column(holder)
    holder.resize(800, 300)
    holder.show()
    return holder


def put(holder: QWidget, widget: QWidget) -> None:
    layout = holder.layout()
    assert layout is not None
    layout.addWidget(widget)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    QApplication.processEvents()


def test_the_title_leads_somewhere_and_says_all_to_readers(held: QWidget) -> None:
    pressed: list[str] = []
    item = Item(an_entry(below="due today", opens=lambda: pressed.append("a1")))
    put(held, item)
    assert item.accessibleName() == "Zoë Nguyễn. Talk to mother. due today"
    title = item.findChild(Button, "open-a1")
    assert isinstance(title, Button)
    title.click()
    assert pressed == ["a1"]
    assert title.accessibleDescription() == "Talk to mother"


def test_an_entry_that_leads_nowhere_has_no_button() -> None:
    item = Item(an_entry())
    assert isinstance(item.title, QLabel)
    assert not item.findChildren(Button)


def test_a_long_title_is_cut_and_whole_in_the_tool_tip(held: QWidget) -> None:
    item = Item(an_entry(title=LONG, opens=lambda: None))
    put(held, item)
    held.resize(300, 200)
    QApplication.processEvents()
    title = item.findChild(Button, "open-a1")
    assert isinstance(title, Button)
    assert title.text().endswith("…")
    assert title.toolTip() == LONG
    assert title.accessibleName() == LONG


def test_buttons_stand_beside_the_words_or_below_where_it_is_narrow(held: QWidget) -> None:
    item = Item(an_entry(state=State("Overdue 2 days", "danger")), [plain("Done")])
    put(held, item)
    assert item._line.direction() is QBoxLayout.Direction.LeftToRight
    held.resize(330, 300)
    QApplication.processEvents()
    assert item._line.direction() is QBoxLayout.Direction.TopToBottom
    held.resize(800, 300)
    QApplication.processEvents()
    assert item._line.direction() is QBoxLayout.Direction.LeftToRight


def test_a_list_shows_its_empty_state_or_its_items_and_the_way_to_more(held: QWidget) -> None:
    asked: list[bool] = []
    items = Items(lambda: EmptyState("Nothing is due"))
    put(held, items)
    items.show_items([])
    assert [each.accessibleName() for each in items.findChildren(EmptyState)] == ["Nothing is due"]
    entries = [Item(an_entry(key=str(number))) for number in range(3)]
    items.show_items(entries, more="Show all 9", on_more=lambda: asked.append(True))
    assert items.findChildren(Item) == entries
    assert items.findChild(EmptyState) is None
    more = items.findChild(Button, "show-all")
    assert isinstance(more, Button)
    more.click()
    assert asked == [True]


def test_long_words_are_cut_at_a_word() -> None:
    assert clipped("one\n two   three", 100) == "one two three"
    assert clipped("one two three", 9) == "one two …"
