"""Fill the tray, and name the screens about notes for the contact sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QWidget

from app.base.clock import Clock
from app.exchange.intake_file import Leading, PublicIntake
from app.services.noting import NoteBox, Noting
from app.services.sign_in import Door
from app.vault.seal import BoxKey
from app.workspace import Workspace
from tests.support.notes import a_note_draft, a_typed_child
from ui.concerns.concern_page import ConcernPage
from ui.kit.recording import Ending
from ui.kit.tasks import TaskRunner
from ui.recording.unsigned import UnsignedRecording
from ui.shell.classroom import ClassroomPage, SchoolTold
from ui.shell.routes import embeds_for

LONG = "Asked twice whether the breakfast club could be every day, and held a sleeve down. " * 2
_TOLD = SchoolTold("Hilltop Primary School", "3591 ac55 7bf3 a67d f575 d213 b33d 5188 fb55 a6da")

_LEADS = (
    Leading(name="Harriet Penrose", role="Designated safeguarding lead", phone="01632 960 120"),
    Leading(name="Joel Mbeki", role="Deputy"),
)


def _form(clock: Clock, tasks: TaskRunner) -> ConcernPage:
    """Return the form of somebody without an account; nothing typed there goes anywhere."""
    told = PublicIntake(
        format=1,
        school="a" * 32,
        name=_TOLD.name,
        test_school=True,
        school_public=bytes(32),
        version=1,
        public=BoxKey.new().public,
        made=clock.now(),
        leaders=_LEADS,
    )
    noting = Noting(NoteBox(Path(), told, clock), "office")
    page = ConcernPage(UnsignedRecording(noting, clock, tasks, embeds_for))
    page.centred = True
    page.findChildren(QAbstractButton, "adult-no")[0].click()
    return page


def _tell(clock: Clock, tasks: TaskRunner) -> QWidget:
    """Return the page that sends somebody to a DSL."""
    page = _form(clock, tasks)
    page._on_handed(Ending(page="", title="", lines=()), told=False)
    return page


BEFORE: Mapping[str, Callable[..., QWidget]] = {
    "without-account": _form,
    "go-and-tell": _tell,
    "classroom": lambda _clock, _tasks: ClassroomPage(None, None),
    "classroom-gone": lambda _clock, _tasks: ClassroomPage(_TOLD, Path("E:\\Notes")),
}


def fill_tray(workspace: Workspace) -> None:
    """Leave an urgent note about two children, another one, an unfinished and a damaged one."""
    noting = Noting.at_office(Door(workspace.folder, workspace.clock))
    names = [card.name for card in workspace.roll_view.children()[:2]]
    children = [a_typed_child(name, class_name="Hawthorn") for name in names]
    urgent = {"code": "no", "words": "No"}
    noting.send(a_note_draft(noting, *children, seen=LONG, words=LONG, told_dsl=urgent))
    noting.send(a_note_draft(noting, seen=LONG))
    noting.drafts.keep(a_note_draft(noting, seen="Only half of it, then the bell rang."))
    (workspace.folder.intake / f"{'a' * 32}.note").write_bytes(b"not a sealed file")
