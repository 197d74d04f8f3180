"""Name the screens about keys and of recorders for the contact sheet, over a small real school."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.base.clock import Clock
from app.recorder_workspace import RecorderWorkspace
from app.rules.intake import TakeIn
from app.services.acting import acting_of, reasons_of
from app.services.key_changes import KEYS_SINCE
from app.services.recovering import Recovering
from app.vault.passphrase import Cost
from tests.support.notes import give_account, send_as_recorder, sign_in_recorder
from tests.support.school import (
    DSL,
    HEAD,
    SCHOOL,
    HandClock,
    School,
    a_child,
    a_decision,
    a_person,
    close,
    make_school,
    person_named,
    signer,
)
from ui.kit.desk import Desk
from ui.kit.tasks import TaskRunner
from ui.recording.desk import RecorderDesk
from ui.recording.home_page import HomePage
from ui.recording.note_page import MyNotePage
from ui.settings.key_changes_page import KeyChangesPage
from ui.shell.own_keys import OwnKeysPage
from ui.shell.routes import embeds_for
from ui.shell.sheet_recovery import SheetRecoveryPage
from ui.shell.standing_in import StandingInPage

DEPUTY, DEPUTY_WORDS = "Ada Quill", "pebble sandal orbit thistle wren"
FEEDBACK = "Her mother comes in on Monday. Tell me at once if she says it again."
LONG = "Asked twice whether the breakfast club could be every day, and held a sleeve down. " * 2


@cache
def staffed() -> School:
    """Return a school with a deputy and a recorder, one of whose two notes was answered."""
    home = tempfile.mkdtemp(prefix="rowan-screens-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    school = make_school(Path(home) / "school", HandClock())
    school.clock.forward(hours=1)
    ws = school.enter()
    deputy = a_person(ws, DEPUTY, "deputy")
    new = ws.people.make_keys(deputy.id or "", DEPUTY, DEPUTY_WORDS, Cost.for_tests())
    ws.people.admit(new, ("deputy",), "cover for the DSL")
    children = [a_child(ws), a_child(ws, "Omar", "Farouk", class_name="Hawthorn")]
    give_account(ws)
    head = person_named(ws, HEAD)
    since = [f"left {head.id}", f"new-keys {deputy.id}", "sheet 2", "intake-key 2"]
    ws.settings.put(KEYS_SINCE, since)
    close(ws)
    answered = _send(school, children[0].name)
    ws = school.enter()
    ws.intake.take_in([TakeIn(file=note.file) for note in ws.intake.tray().notes], signer(ws))
    a_decision(ws, answered, feedback=FEEDBACK)
    close(ws)
    school.clock.forward(minutes=20)
    _send(school, children[1].name)
    return school


def _send(school: School, name: str) -> str:
    recorder = sign_in_recorder(school)
    cards = [card for card in recorder.roll_view.children() if card.name == name]
    sent = send_as_recorder(recorder, *cards, seen=LONG)
    recorder.close(signed_out=True)
    return sent.record


def _acting(_clock: Clock, _tasks: TaskRunner) -> QWidget:
    ws = staffed().enter(DEPUTY_WORDS, DEPUTY)
    entered = ws._entered
    page = StandingInPage(acting_of(entered), reasons_of(entered), school=SCHOOL)
    close(ws)
    return page


def _own_keys(_clock: Clock, _tasks: TaskRunner) -> QWidget:
    ws = staffed().enter()
    page = OwnKeysPage(ws._entered, HEAD, school=SCHOOL)
    close(ws)
    return page


def _sheet(*, opened: bool) -> Callable[[Clock, TaskRunner], QWidget]:
    def page(_clock: Clock, tasks: TaskRunner) -> QWidget:
        school = staffed()
        shown = SheetRecoveryPage(Recovering(school.door()), tasks)
        if opened:
            shown.person.fill(DSL)
            shown.why.fill("Forgotten over the summer")
            shown.code.fill(school.made.recovery_code)
            shown.go.click()
        return shown

    return page


def _key_changes(_clock: Clock, tasks: TaskRunner) -> QWidget:
    ws = staffed().enter()
    page = KeyChangesPage(Desk(ws, tasks, {}))
    close(ws)
    return page


def _recorders(
    make: Callable[[RecorderDesk], QWidget],
) -> Callable[[Clock, TaskRunner], QWidget]:
    def page(_clock: Clock, tasks: TaskRunner) -> QWidget:
        recorder: RecorderWorkspace = sign_in_recorder(staffed())
        desk = RecorderDesk(recorder, tasks, embeds_for(recorder.settings.lists()))
        shown = make(desk)
        desk.setParent(shown)
        recorder.close(signed_out=True)
        return shown

    return page


def _note(desk: RecorderDesk) -> QWidget:
    """Return the note that was answered: the oldest."""
    return MyNotePage(desk, desk.workspace.notes.mine()[-1].record)


ACCOUNTS: Mapping[str, Callable[[Clock, TaskRunner], QWidget]] = {
    "acting": _acting,
    "own-keys": _own_keys,
    "sheet-recovery": _sheet(opened=False),
    "sheet-recovery-words": _sheet(opened=True),
    "key-changes": _key_changes,
    "recorder-home": _recorders(HomePage),
    "recorder-note": _recorders(_note),
}
