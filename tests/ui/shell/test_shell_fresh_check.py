from __future__ import annotations

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.support.lived_in import key_of, live_in, vault_path
from tests.support.school import School, close
from tests.support.tampering import change_some_body, tamper
from ui.kit.tasks import TaskRunner
from ui.shell.fresh_check import FreshCheck


def test_what_was_changed_since_one_left_is_said(
    school: School, tasks: TaskRunner, qtbot: QtBot
) -> None:
    live_in(school)
    school.folder.heads.joinpath(f"{school.made.person}.a").unlink()
    school.folder.heads.joinpath(f"{school.made.person}.b").unlink()
    tamper(vault_path(school), key_of(school), change_some_body)
    workspace = school.enter()
    parent = QObject()
    check = FreshCheck(workspace, tasks, parent)
    with qtbot.waitSignal(check.found, timeout=20_000) as found:
        check.start()
    assert found.args[0] >= 1
    close(workspace)


def test_nothing_is_said_of_a_sound_school(
    school: School, tasks: TaskRunner, qtbot: QtBot
) -> None:
    live_in(school)
    workspace = school.enter()
    parent = QObject()
    check = FreshCheck(workspace, tasks, parent)
    said: list[int] = []
    check.found.connect(said.append)
    check.start()
    qtbot.waitUntil(lambda: check.done, timeout=20_000)
    assert said == []
    close(workspace)
