from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.vault.files import write_twice
from app.vault.folder import SchoolFolder
from tests.support.processes import run_python
from tests.support.rowan import RowanAtTest
from tests.support.school import School
from tests.support.windows import open_dialog
from ui.kit.dialogs import ProblemDialog
from ui.shell.first_run import FirstRun
from ui.shell.shortcut_list import ShortcutList
from ui.shell.sign_in import SignIn

# What opens keys, and what only an unlocked Rowan needs.
THEIRS = ("cryptography", "sqlcipher3", "reportlab", "pikepdf", "pypdfium2", "holidays")
OURS = ("app.workspace", "app.ledger", "app.printing", "app.services.sign_in", "ui.kit.forms")

START = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from ui.application import Application

app = QApplication([])
rowan = Application(app)
turns = []
turning = QTimer()
turning.timeout.connect(lambda: turns.append(len(sys.modules)))
whole = len(sys.argv) > 2

def look():
    turns.append(len(sys.modules))
    if not whole or "ui.inside" in sys.modules:
        app.quit()

def painted():
    if whole:
        turning.timeout.connect(look)
        turning.start(0)
    else:
        app.quit()

rowan.start(Path(sys.argv[1]), painted=painted)
app.exec()
print(rowan.window.page().title.text())
print(len(set(turns)), "FiraGO" in QFontDatabase.families())
print(*sys.modules)
rowan.close()
"""


def start(school: School, *more: str) -> list[str]:
    """Start Rowan as a process until its first picture, or until all is loaded."""
    run = run_python("-c", START, str(school.path), *more)
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


def test_the_first_picture_loads_nothing_that_only_an_unlocked_rowan_needs(
    school: School,
) -> None:
    title, _turns, modules = start(school)
    assert title == "Sign in"
    assert "ui.shell.sign_in" in modules.split()
    assert [name for name in modules.split() if name.startswith((*THEIRS, *OURS))] == []


def test_the_rest_is_loaded_afterwards_in_pieces_between_which_keys_are_taken(
    school: School,
) -> None:
    _title, turns, modules = start(school, "whole")
    times, letters = turns.split()
    assert set(OURS) <= set(modules.split())
    assert letters == "True"
    assert int(times) > 100


def test_a_shown_shortcut_list_needs_nobody_signed_in(rowan: RowanAtTest, qtbot: QtBot) -> None:
    qtbot.keyClick(rowan.window, Qt.Key.Key_F1)
    shown = open_dialog(ShortcutList)
    assert isinstance(rowan.window.page(), SignIn)
    shown.reject()


def test_a_key_file_that_is_not_whole_is_told_about_before_anybody_types(
    rowan: RowanAtTest, school: School
) -> None:
    for copy in ("keys.a", "keys.b"):
        (school.path / copy).write_bytes(b"not a key file")
    rowan.rowan.front.open(school.path)
    assert isinstance(rowan.window.page(), FirstRun)
    open_dialog(ProblemDialog).reject()


def test_a_key_file_that_only_a_whole_look_refuses_shuts_the_door(
    rowan_of: Callable[[School], RowanAtTest], school: School, qtbot: QtBot
) -> None:
    plain = b'{"format": 1, "name": "Hilltop", "test_school": true, "holders": []}'
    write_twice(school.path, SchoolFolder.KEYS, plain, 99)
    rowan = rowan_of(school)
    rowan.start()
    qtbot.waitUntil(lambda: isinstance(rowan.window.page(), FirstRun), timeout=20_000)
    open_dialog(ProblemDialog).reject()


def test_shift_pressed_three_times_hides_the_sign_in_page_too(
    rowan: RowanAtTest, qtbot: QtBot
) -> None:
    page = rowan.window.page()
    assert isinstance(page, SignIn)

    def hidden() -> bool:
        qtbot.keyClick(page.person, Qt.Key.Key_Shift)
        return rowan.rowan.hide.is_hidden

    qtbot.waitUntil(hidden)
    rowan.rowan.hide.show()
