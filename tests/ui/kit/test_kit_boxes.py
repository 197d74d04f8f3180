from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.kit import theme
from ui.kit.boxes import column, respace, row
from ui.kit.cards import Card
from ui.kit.labels import Label
from ui.kit.pages import Page
from ui.kit.theme import Look


@pytest.fixture(autouse=True)
def _plain(qapp: QApplication) -> Iterator[None]:
    theme.current().wear(Look(mode="light"))
    yield
    theme.current().wear(Look(mode="light"))


def test_gaps_and_edges_follow_the_size_of_letters(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    outer = column(page, gap=14, edge=(20, 2, 20, 10))
    inner = row(gap=8)
    outer.addLayout(inner)
    theme.current().wear(Look(mode="light", size=150))
    assert (outer.spacing(), inner.spacing()) == (14, 8)
    respace(page)
    assert (outer.spacing(), inner.spacing()) == (21, 12)
    edges = outer.contentsMargins()
    assert (edges.left(), edges.top(), edges.right(), edges.bottom()) == (30, 2, 30, 15)
    theme.current().wear(Look(mode="light"))
    respace(page)
    assert (outer.spacing(), inner.spacing()) == (14, 8)


def test_what_a_page_has_set_itself_stays(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    line = row(page, gap=12)
    line.setSpacing(6)
    theme.current().wear(Look(mode="light", size=150))
    respace(page)
    assert line.spacing() == 6


def test_a_page_of_wrapped_words_does_not_end_in_blank_space(qtbot: QtBot) -> None:
    page = Page("Title")
    qtbot.addWidget(page)
    long = "Words that are wrapped in a narrow column but not in a wide one. " * 3
    for place in range(8):
        page.add(Card(f"Heading {place}").add(Label(long)))
    page.resize(1100, 400)
    page.show()
    inside = page.area.widget()
    assert inside is not None
    qtbot.waitUntil(lambda: inside.height() == inside.heightForWidth(inside.width()))
    qtbot.waitUntil(lambda: page.area.verticalScrollBar().maximum() > 0)


def test_a_page_without_wrapped_words_is_scrolled_too(qtbot: QtBot) -> None:
    page = Page("Title")
    qtbot.addWidget(page)
    tall = QWidget()
    tall.setMinimumHeight(2000)
    page.add(tall)
    page.resize(1100, 400)
    page.show()
    qtbot.waitUntil(lambda: page.area.verticalScrollBar().maximum() > 1000)
