from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from app.base.ids import new_id
from app.services.drafts import Draft
from tests.support.processes import run_python
from tests.support.school import PASSPHRASE, School, a_child, a_concern_draft
from ui.shell.lock import Leaving
from ui.shell.successor import command_for

CANARY = "Thornagavel"

# What the first process does: sign in, open the draft, lock, and end by itself.
FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.application import Application
from ui.kit.desk import Route
from ui.shell import successor

folder, passphrase, draft, stuck = Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4:]
if stuck:
    late = "import pathlib, sys, time; time.sleep(8); pathlib.Path(sys.argv[1]).touch()"
    successor.command_for = lambda leaving: [sys.executable, "-c", late, stuck[0]]
app = QApplication([])
rowan = Application(app)
rowan.start(folder, draft=draft)

def step():
    if rowan.unlocked is None:
        page = rowan.window.page()
        if page.button.isEnabled():
            page.person.fill("Ruth Ellery")
            page.passphrase.line.setText(passphrase)
            page.button.click()
    elif rowan.window.page().objectName() == "alone-clock":
        rowan.window.page().answered.emit(True)
    elif rowan.unlocked.history.draft_now() or rowan.window.page().neutral:
        timer.stop()
        print("covering", rowan.window.page().neutral, flush=True)
        rowan.unlocked.lock()
        print("titles", {w.windowTitle() for w in app.topLevelWidgets()}, flush=True)

timer = QTimer()
timer.timeout.connect(step)
timer.start(20)
code = app.exec()
rowan.close()
sys.exit(code)
"""


def pid_of_holder(folder: Path) -> int:
    """Return the process that holds a school, as its lock file says."""
    return int((folder / "rowan.lock").read_text("utf-8").splitlines()[0])


@pytest.fixture
def locked_school(school: School) -> Iterator[School]:
    yield school
    with suppress(OSError, ValueError, IndexError):
        os.kill(pid_of_holder(school.path), signal.SIGTERM)


def draft_of(school: School) -> Draft:
    opened = school.enter()
    draft = a_concern_draft(opened, a_child(opened, "Zoë", CANARY))
    opened.drafts.keep(draft)
    opened.close(signed_out=True)
    return draft


@pytest.mark.skipif(sys.platform == "win32", reason="reads /proc")
@pytest.mark.capability("002-072")
def test_locking_leaves_this_process_for_one_that_was_never_told_anything(
    locked_school: School,
) -> None:
    draft = draft_of(locked_school)
    first = run_python("-c", FIRST, str(locked_school.path), PASSPHRASE, draft.id)
    assert first.returncode == 0, first.stderr
    assert "covering Record a concern" in first.stdout
    assert "titles {'Rowan'}" in first.stdout.replace("''", "'Rowan'").replace(", 'Rowan'", "")
    assert CANARY not in first.stdout + first.stderr
    heir = pid_of_holder(locked_school.path)
    told = Path(f"/proc/{heir}/cmdline").read_bytes().decode().split("\0")
    assert told[-1] == ""
    assert told[3:-1] == [
        "--school",
        str(locked_school.path),
        "--draft",
        draft.id,
        "--report-painted",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="reads /proc")
def test_locking_does_not_wait_for_ever_for_a_process_that_never_paints(
    locked_school: School, tmp_path: Path
) -> None:
    draft, late = draft_of(locked_school), tmp_path / "late"
    first = run_python("-c", FIRST, str(locked_school.path), PASSPHRASE, draft.id, str(late))
    assert first.returncode == 0, first.stderr
    assert not late.exists()


def test_a_fresh_process_is_told_folder_and_draft_and_no_more() -> None:
    draft = new_id()
    told = command_for(Leaving(folder=Path("school"), draft=draft))
    assert list(told[3:]) == ["--school", "school", "--draft", draft, "--report-painted"]
    assert "--draft" not in command_for(Leaving(folder=Path("school")))
