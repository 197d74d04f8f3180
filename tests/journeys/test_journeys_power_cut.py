"""Kill Rowan while somebody types: at most ten seconds of typing are lost."""

from __future__ import annotations

import time

import pytest

from tests.support.processes import start_python
from tests.support.school import PASSPHRASE, School, a_child

ALLOWED_S = 10.0

# Signs in, begins a concern, and types a numbered word ten times a second, saying each number.
TYPIST = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit
from ui.application import Application
from ui.kit.desk import Route

folder, passphrase, child = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
app = QApplication([])
rowan = Application(app)
rowan.start(folder)
typed = 0

def step():
    global typed
    page = rowan.window.page()
    if rowan.unlocked is None:
        if page.button.isEnabled():
            page.person.fill("Ruth Ellery")
            page.passphrase.line.setText(passphrase)
            page.button.click()
    elif page.objectName() == "alone-clock":
        page.answered.emit(True)
    elif page.neutral != "Record a concern":
        rowan.unlocked.go(Route("concern", {"draft": None, "child": child}))
    elif page.form is None:
        page.findChild(QAbstractButton, "adult-no").click()
    else:
        text = page.form.form.findChildren(QPlainTextEdit)[0]
        typed += 1
        text.insertPlainText(f"w{typed} ")
        print(typed, flush=True)

timer = QTimer()
timer.timeout.connect(step)
timer.start(100)
app.exec()
"""


@pytest.mark.timeout(90)
def test_a_kill_loses_ten_seconds_of_typing_at_most(school: School) -> None:
    workspace = school.enter()
    child = a_child(workspace)
    workspace.close(signed_out=True)
    spoken: list[tuple[float, int]] = []
    with start_python("-c", TYPIST, str(school.path), PASSPHRASE, child.id) as typist:
        assert typist.stdout is not None
        for line in typist.stdout:
            spoken.append((time.monotonic(), int(line)))
            if spoken[-1][0] - spoken[0][0] > ALLOWED_S + 3:
                break
        typist.kill()
        killed = time.monotonic()
    had = max(number for at, number in spoken if at <= killed - ALLOWED_S)
    workspace = school.enter()
    (draft,) = workspace.drafts.mine()
    words = draft.values["seen"].split()
    workspace.close(signed_out=True)
    assert words == [f"w{number}" for number in range(1, len(words) + 1)]
    assert len(words) >= had > 0
