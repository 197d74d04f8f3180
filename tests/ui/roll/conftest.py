"""Lend the tests of an import its page, and ways to read a file and to go on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.windows import DeskAtTest, child_of
from ui.kit.banners import Notice
from ui.kit.buttons import Button
from ui.roll.columns_step import ColumnsStep
from ui.roll.files import Choosing
from ui.roll.page import RollImportPage

Read = Callable[..., None]


@pytest.fixture
def page(desk: DeskAtTest, qtbot: QtBot, tmp_path: Path) -> RollImportPage:
    choosing = Choosing(
        roll=lambda _parent: tmp_path / "roll.csv",
        template=lambda _parent: tmp_path / "template.csv",
    )
    made = RollImportPage(desk, choosing)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def read(page: RollImportPage, qtbot: QtBot, tmp_path: Path) -> Read:
    """Choose a file and wait until it was read or refused."""

    def choose(*rows: str, data: bytes = b"") -> None:
        (tmp_path / "roll.csv").write_bytes(data or "\r\n".join(rows).encode())
        child_of(page, Button, "choose-roll").click()
        qtbot.waitUntil(
            lambda: bool(page.findChildren(ColumnsStep) or page.findChildren(Notice)),
            timeout=10_000,
        )

    return choose


@pytest.fixture
def go_on(page: RollImportPage, qtbot: QtBot) -> Callable[[], None]:
    """Press the main button and wait for the next step."""

    def press() -> None:
        before = page._step
        assert page.go_on.isEnabled()
        page.go_on.click()
        qtbot.waitUntil(lambda: page._step is not before, timeout=20_000)

    return press
