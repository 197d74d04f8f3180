from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.services.sign_in import Alarm
from tests.support.clicks import words
from ui.shell.doubts import AlarmsPage


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ("school key", "the school’s key"),
        ("intake key", "the key that notes are sealed to"),
        ("recovery sheet", "the recovery sheet"),
        ("Owen Marsh", "Owen Marsh"),
    ],
    ids=["school-key", "intake-key", "sheet", "name"],
)
def test_what_differs_in_the_key_file_is_said_in_words(
    qtbot: QtBot, about: str, said: str
) -> None:
    page = AlarmsPage([Alarm("key_file", about)], school="Hilltop Primary School")
    qtbot.addWidget(page)
    page.show()
    assert f"The key file differs from the signed entries: {said}" in words(page)
