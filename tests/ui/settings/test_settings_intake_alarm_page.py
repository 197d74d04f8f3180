from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QWidget

from app.rules.intake import ALARM, IntakeAlarm
from app.workspace import Workspace
from tests.support.clicks import Hand, words
from tests.support.windows import DeskAtTest, child_of
from ui.settings.classroom_file import ClassroomFilePage
from ui.settings.intake_alarm_page import IntakeAlarmPage

ShowPage = Callable[..., QWidget]


def save(page: QWidget) -> None:
    Hand().click(child_of(page, QAbstractButton, "intake-alarm-save"))


def test_the_alarm_is_what_the_school_says(
    workspace: Workspace, show_page: ShowPage, desk: DeskAtTest
) -> None:
    page = show_page("school", part="intake-alarm")
    assert isinstance(page, IntakeAlarmPage)
    page.minutes.fill(45)
    page.at.setText("14.30")
    save(page)
    held = workspace.settings.get(ALARM, IntakeAlarm, IntakeAlarm())
    assert held == IntakeAlarm(minutes=45, at="14:30")
    assert desk.last.page == "school"


def test_what_is_no_time_is_said_and_kept_on_the_page(
    workspace: Workspace, show_page: ShowPage
) -> None:
    page = show_page("school", part="intake-alarm")
    assert isinstance(page, IntakeAlarmPage)
    page.minutes.fill(2)
    save(page)
    assert "between 5 and 1,440" in words(page)
    page.minutes.fill(30)
    page.at.setText("teatime")
    save(page)
    assert "such as 15:00" in words(page)
    assert workspace.settings.get(ALARM, IntakeAlarm, IntakeAlarm()) == IntakeAlarm()


def test_the_classroom_file_is_written_where_somebody_says(
    show_page: ShowPage, desk: DeskAtTest, tmp_path: Path
) -> None:
    page = show_page("school", part="classroom")
    assert isinstance(page, ClassroomFilePage)
    page._choose = lambda _parent: tmp_path
    Hand().click(page.make)
    (made,) = tmp_path.glob("*.intake")
    assert desk.words == [f"{made.name} is written"]
