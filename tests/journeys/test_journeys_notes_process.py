from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from app.records.intake import Unfinished
from app.rules.intake import TakeIn
from tests.support.processes import run_python, start_python
from tests.support.school import School, a_child, signer

CANARY = "Thornagavel"

# What a process without any key does: open the form, type, and send it or be killed.
WRITER = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication
from tests.support.notes import answers
from ui.application import Application
from ui.concerns.concern_page import ConcernPage

how, where, words = sys.argv[1:4]
app = QApplication([])
stay = (lambda _leaving: app.exit(0)) if how == "classroom" else None
rowan = Application(app, leave=stay)
if how == "classroom":
    rowan.preferences.put(intake_file=sys.argv[4], notes_folder=where)
    rowan.start(recorder=True)
    rowan.classroom.start()
    rowan.window.page().record_asked.emit()
else:
    rowan.start(Path(where), record=True)

def press(name):
    page = rowan.window.page()
    found = [b for b in page.findChildren(QAbstractButton, name) if b.isVisibleTo(page)]
    if found:
        found[0].click()
    return bool(found)

def fill(form):
    form.writer.fill({"name": "Bryn Walters", "role": "Driver", "contact": "bus"})
    line = form.children_box.lines[0]
    line.name.setText("Zoe Nguyen")
    line.class_name.setText("Oak")
    form.form.set_values(answers(seen=words))
    form.changed.emit()

def step():
    page = rowan.window.page()
    if not isinstance(page, ConcernPage):
        return
    if page.form is None:
        press("adult-no") or press("concern-today")
    elif not page.form.writer.person():
        fill(page.form)
        page.flush()
        print("kept", flush=True)
        if how == "typing":
            timer.stop()
    elif page.form.isVisibleTo(page):
        press("concern-check")
    elif page.isEnabled():
        press("concern-sign")

timer = QTimer()
timer.timeout.connect(step)
timer.start(30)
code = app.exec()
rowan.close()
print("ended", flush=True)
sys.exit(code)
"""


def pid_of_holder(folder: Path) -> int:
    return int((folder / "rowan.lock").read_text("utf-8").splitlines()[0])


@pytest.fixture
def office(school: School) -> Iterator[School]:
    """Return a school whose last process is ended with the test."""
    ws = school.enter()
    a_child(ws, "Zoe", "Nguyen")
    ws.close(signed_out=True)
    yield school
    with suppress(OSError, ValueError, IndexError):
        os.kill(pid_of_holder(school.path), signal.SIGTERM)


def taken_in(school: School) -> str:
    """Take in the one note that waits, as the DSL; return what it says."""
    ws = school.enter()
    (note,) = ws.intake.tray().notes
    child = ws.roll_view.named("Zoe")[0]
    choice = TakeIn(file=note.file, children={note.children[0].ref(): child.id})
    (record,) = ws.intake.take_in([choice], signer(ws)).records
    said = ws.files.see_record(record).whole.record
    assert said is not None
    assert all(not report.findings for report in ws.verify())
    ws.close(signed_out=True)
    return said.line()


@pytest.mark.skipif(sys.platform == "win32", reason="reads /proc")
@pytest.mark.capability("002-045")
def test_a_colleague_writes_in_a_process_without_keys_and_the_next_one_knows_nothing(
    office: School,
) -> None:
    first = run_python("-c", WRITER, "office", str(office.path), CANARY)
    assert first.returncode == 0, first.stderr
    assert "ended" in first.stdout
    heir = pid_of_holder(office.path)
    told = Path(f"/proc/{heir}/cmdline").read_bytes().decode().split("\0")
    assert told[3:-1] == ["--school", str(office.path), "--report-painted"]
    os.kill(heir, signal.SIGTERM)
    for path in office.path.rglob("*"):
        assert path.is_dir() or CANARY.encode() not in path.read_bytes()
    assert CANARY in taken_in(office)


def test_a_process_that_is_killed_leaves_what_was_typed_as_unfinished(office: School) -> None:
    with start_python("-c", WRITER, "typing", str(office.path), CANARY) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "kept"
        child.kill()
        child.wait()
    ws = office.enter()
    (unfinished,) = ws.intake.tray().unfinished
    assert unfinished.by.name == "Bryn Walters"
    record = ws.intake.see(unfinished.file).record
    assert isinstance(record, Unfinished)
    assert CANARY in [said.words for said in record.answers]
    ws.close(signed_out=True)


def test_a_classroom_stick_reaches_the_office(office: School, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    ws = office.enter()
    file = ws.intake.export_file(tmp_path)
    ws.close(signed_out=True)
    with start_python("-c", WRITER, "classroom", str(stick), CANARY, str(file)) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline().strip() for _line in range(2)]
        assert lines == ["kept", "ended"]
    (note,) = stick.glob("*.note")
    assert CANARY.encode() not in note.read_bytes()
    ws = office.enter()
    assert ws.intake.import_from(stick).new == 1
    ws.close(signed_out=True)
    assert CANARY in taken_in(office)
    ws = office.enter()
    assert ws.intake.import_from(stick).known == 1
    assert ws.intake.tray().notes == ()
    ws.close(signed_out=True)
