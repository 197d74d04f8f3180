from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from app.records.prompts import prompts
from app.services.settings import PROCESS_CODES, LocalProcess
from tests.support.windows import DeskAtTest, child_of
from ui.settings.processes_page import PROCESS_LABELS, ProcessesPage

Show = Callable[..., QWidget]


@pytest.mark.capability("002-036")
def test_a_local_process_is_saved_and_prompts_point_to_it(
    desk: DeskAtTest, show_page: Show
) -> None:
    page = show_page("school", part="processes")
    assert isinstance(page, ProcessesPage)
    page.fields["cse"].name.fill("Exploitation pathway")
    page.fields["cse"].where.fill("Shared drive, Safeguarding, 2026")
    child_of(page, QPushButton, "processes-save").click()
    saved = desk.workspace.settings.processes()
    assert saved["cse"] == LocalProcess("Exploitation pathway", "Shared drive, Safeguarding, 2026")
    assert saved["cce"] == LocalProcess()
    assert desk.last.page == "school"
    prompt = desk.prompt("cse")
    assert prompt is not None
    last = prompt.lines[-1]
    where = "Exploitation pathway: Shared drive, Safeguarding, 2026"
    assert last == f"Your local process: {where}"
    again = show_page("school", part="processes")
    assert isinstance(again, ProcessesPage)
    assert again.fields["cse"].value() == saved["cse"]


def test_every_process_that_a_prompt_names_can_be_entered() -> None:
    named = {prompt.process for prompt in prompts().values() if prompt.process}
    assert named == set(PROCESS_CODES) == set(PROCESS_LABELS)


def test_prompts_without_a_process_say_nothing_of_one(desk: DeskAtTest) -> None:
    prompt = desk.prompt("danger")
    assert prompt is not None
    assert not any("local process" in line for line in prompt.lines)
