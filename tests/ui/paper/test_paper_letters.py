"""A paper that calls children by letters says that somebody has to read it first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.rules.cards import ChildCard
from app.services.papers import Paper
from app.workspace import Workspace
from tests.support.clicks import words
from tests.support.school import a_child, a_concern
from tests.support.windows import DeskAtTest
from ui.kit.banners import Notice
from ui.paper.page import PaperPage

Shown = Callable[[Callable[[], Paper]], PaperPage]


@pytest.fixture
def shown(desk: DeskAtTest, workspace: Workspace, qtbot: QtBot) -> Iterator[Shown]:
    def show(compose: Callable[[], Paper]) -> PaperPage:
        page = PaperPage(desk, compose, "Concern")
        qtbot.addWidget(page)
        page.show()
        qtbot.waitUntil(lambda: page.preview is not None, timeout=30_000)
        return page

    yield show
    workspace.worker.close()


@pytest.fixture
def cards(workspace: Workspace) -> tuple[ChildCard, ChildCard]:
    return a_child(workspace), a_child(workspace, "Will", "Pugh")


def notices(page: QWidget) -> list[Notice]:
    return page.findChildren(Notice, "read-by-eye")


@pytest.mark.capability("002-024")
def test_a_sheet_with_letters_asks_to_be_read_and_names_what_is_doubtful(
    shown: Shown, workspace: Workspace, cards: tuple[ChildCard, ChildCard]
) -> None:
    record = a_concern(workspace, *cards, seen="Will pushed Zoë; she will stay in.")
    page = shown(lambda: workspace.sheets.record(record, child=cards[0].id))
    (notice,) = notices(page)
    said = words(notice)
    assert "Other children are letters: read every page first" in said
    assert "Ordinary words, or names of several: will" in said


def test_a_sheet_that_names_all_says_nothing_of_letters(
    shown: Shown, workspace: Workspace, cards: tuple[ChildCard, ChildCard]
) -> None:
    record = a_concern(workspace, *cards)
    assert notices(shown(lambda: workspace.sheets.record(record))) == []
