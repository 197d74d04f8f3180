from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.support.rowan import RowanAtTest
from ui.kit import theme
from ui.kit.buttons import primary
from ui.kit.pages import Page
from ui.kit.theme import Look
from ui.shell.rail import LEAVING, PLACES
from ui.shell.shortcut_list import ShortcutList
from ui.shell.shortcuts import SHORTCUTS, bind, keys_of
from ui.shell.status import Standing
from ui.shell.window import RowanWindow


def a_page(title: str = "Record a concern") -> Page:
    page = Page(title, neutral=title)
    page.add(QLineEdit(), QLineEdit())
    page.bar.offer(primary("Save"))
    return page


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[RowanWindow]:
    theme.current().wear(Look(mode="light"))
    made = RowanWindow()
    qtbot.addWidget(made)
    made.show_page(a_page(), place="record")
    made.resize(1366, 728)
    made.show()
    qtbot.waitActive(made)
    yield made
    theme.current().wear(Look())


@pytest.mark.parametrize("place", [*PLACES, *LEAVING], ids=lambda place: place.code)
def test_the_rail_leads_everywhere(window: RowanWindow, qtbot: QtBot, place: object) -> None:
    code = getattr(place, "code", "")
    with qtbot.waitSignal(window.asked) as said:
        window.rail.button(code).click()
    assert said.args == [code]


@pytest.mark.parametrize("place", [p for p in PLACES if p.keys], ids=lambda place: place.code)
def test_ctrl_and_a_figure_lead_there_too(
    window: RowanWindow, qtbot: QtBot, place: object
) -> None:
    figure = getattr(place, "keys", "")[-1]
    with qtbot.waitSignal(window.asked) as said:
        qtbot.keyClick(window, figure, Qt.KeyboardModifier.ControlModifier)
    assert said.args == [getattr(place, "code", "")]


def test_shortcuts_of_the_page_go_to_the_page(window: RowanWindow, qtbot: QtBot) -> None:
    page = window.page()
    assert isinstance(page, Page)
    with qtbot.waitSignal(page.shortcut) as said:
        qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert said.args == ["keep"]


def test_where_one_is_can_be_seen_and_heard(window: RowanWindow) -> None:
    chosen = [p.code for p in PLACES if window.rail.button(p.code).property("chosen")]
    assert chosen == ["record"]
    read = QAccessible.queryAccessibleInterface(window.rail.button("record"))
    assert read.text(QAccessible.Text.Name) == "Record a concern"
    assert read.text(QAccessible.Text.Description) == "Current page"


def test_f6_goes_from_rail_to_page_to_buttons_and_round(window: RowanWindow, qtbot: QtBot) -> None:
    page = window.page()
    assert isinstance(page, Page)
    window.rail.go_to_chosen()
    parts = []
    for _step in range(3):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        focus = window.focusWidget()
        names = {"rail": window.rail, "body": page.area, "bar": page.bar}
        parts += [name for name, part in names.items() if part.isAncestorOf(focus)]
    assert parts == ["body", "bar", "rail"]


def test_a_new_page_does_not_leave_the_focus_on_the_rail(window: RowanWindow) -> None:
    window.rail.go_to_chosen()
    page = a_page("Today")
    window.show_page(page, place="today")
    assert window.focusWidget() is page.title


def test_a_page_can_say_where_work_begins(window: RowanWindow) -> None:
    page = a_page("Today")
    page.first = QLineEdit()
    page.add(page.first)
    window.show_page(page, place="today")
    assert window.focusWidget() is page.first


def test_the_page_before_is_let_go(window: RowanWindow, qtbot: QtBot) -> None:
    before = window.page()
    with qtbot.waitSignal(before.destroyed):
        window.show_page(a_page("Today"), place="today")
    assert window.pages.count() == 1


def test_the_title_names_the_page_but_nobody(window: RowanWindow) -> None:
    assert window.windowTitle() == "Record a concern – Rowan"
    page = Page("Zoë Łukasz Nguyễn")
    window.show_page(page, place="children")
    assert window.windowTitle() == "Rowan"


def test_an_error_stands_in_the_title(window: RowanWindow) -> None:
    page = window.page()
    assert isinstance(page, Page)
    page.set_error(error=True)
    assert window.windowTitle() == "Error: Record a concern – Rowan"
    page.set_error(error=False)
    assert window.windowTitle() == "Record a concern – Rowan"


def test_signed_out_there_is_only_the_page(window: RowanWindow, qtbot: QtBot) -> None:
    alone = QWidget()
    window.show_alone(alone)
    assert not window.rail.isVisible()
    assert not window.status.isVisible()
    heard: list[str] = []
    window.asked.connect(heard.append)
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert heard == []


def test_the_status_says_how_things_stand(window: RowanWindow) -> None:
    alarm = Standing("no backup", alarming=True)
    window.set_standings([Standing("Signed in: S. Lee (DSL)"), alarm])
    assert window.status.words() == ("Signed in: S. Lee (DSL)", "no backup")
    assert "no backup" in window.status.accessibleDescription()
    window.set_standings([Standing("locks after 10 min idle")])
    assert window.status.words() == ("locks after 10 min idle",)


@pytest.mark.parametrize(
    ("width", "size", "narrow"),
    [(1366, 100, False), (1093, 100, False), (1093, 150, True), (850, 100, True)],
)
def test_the_rail_makes_room(window: RowanWindow, width: int, size: int, *, narrow: bool) -> None:
    theme.current().wear(Look(mode="light", size=size))
    window.rail.set_narrow(narrow=not narrow)
    window.resize(width, 582)
    window.resize(width + 1, 582)
    assert (window.rail.width() < theme.px(130)) is narrow
    words = window.rail.button("record").text()
    assert words == ("Record" if narrow else "Record a concern")
    assert window.rail.button("record").accessibleName() == "Record a concern"


def test_the_window_fits_a_small_laptop(window: RowanWindow) -> None:
    window.resize(1093, 582)
    assert (window.width(), window.height()) == (1093, 582)
    assert window.rail.button("sign-out").geometry().bottom() <= window.rail.height()


def test_every_shortcut_is_declared_once() -> None:
    keys = [shortcut.keys for shortcut in SHORTCUTS]
    codes = [shortcut.code for shortcut in SHORTCUTS]
    assert len(set(keys)) == len(keys)
    assert len(set(codes)) == len(codes)
    assert {p.code: p.keys for p in (*PLACES, *LEAVING) if p.keys}.items() <= {
        s.code: s.keys for s in SHORTCUTS
    }.items()


def test_a_shortcut_nobody_declared_is_a_mistake(window: RowanWindow) -> None:
    with pytest.raises(KeyError):
        bind(window, {"no-such": window.close})
    assert keys_of("hide") == "F9"


def test_ctrl_slash_lists_the_shortcuts(rowan: RowanAtTest, qtbot: QtBot) -> None:
    key = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(rowan.window, Qt.Key.Key_Slash, key)
    shown = rowan.window.findChild(QDialog)
    assert isinstance(shown, ShortcutList)
    assert shown.isVisible()
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
