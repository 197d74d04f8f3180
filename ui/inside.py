"""Put an unlocked Rowan together: its workspace, its pages, and what stands at the threshold.

`application` imports this once its first picture is painted, or when somebody is faster; with it
come records, ledger, paper and every page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.base.clock import Clock
from app.recorder_workspace import RecorderWorkspace
from app.services.noting import Noting
from app.services.recorder_sign_in import RecorderEntered
from app.services.sign_in import Door, Entered
from app.workspace import Workspace
from ui.shell.classroom import Classroom
from ui.shell.doubts import ClockWrong
from ui.shell.lock import Leaving
from ui.shell.outside import Outside
from ui.shell.recorder_unlocked import RecorderUnlocked
from ui.shell.routes import Factory, routes
from ui.shell.threshold import Threshold
from ui.shell.unlocked import Unlocked
from ui.shell.unsigned import UnsignedSession


def unlocked_for(
    entered: Entered | RecorderEntered, outside: Outside, pages: Mapping[str, Factory] | None
) -> Unlocked | RecorderUnlocked:
    """Return an unlocked Rowan for whoever has come in, with Rowan's own pages or others.

    A recorder has their own form and notes, and none of the pages.
    """
    if isinstance(entered, RecorderEntered):
        return RecorderUnlocked(RecorderWorkspace(entered), outside)
    workspace = Workspace(entered.keys.folder, entered)
    return Unlocked(workspace, outside, routes() if pages is None else pages)


def unsigned_for(door: Door, outside: Outside, leaving: Leaving) -> UnsignedSession:
    """Return the form for somebody without an account; `leaving` is what comes after it."""
    return UnsignedSession(Noting.at_office(door), door.clock, outside, leaving)


def classroom_for(outside: Outside, clock: Clock) -> Classroom:
    """Return what a classroom PC shows."""
    return Classroom(outside, clock)


def cross_threshold(
    unlocked: Unlocked | RecorderUnlocked,
    entered: Entered | RecorderEntered,
    outside: Outside,
    *,
    go_on: Callable[[], object],
    clock_wrong: Callable[[], object],
) -> None:
    """Ask about the clock, have alarms read, then go on; or leave because the clock is wrong."""
    school = unlocked.workspace.settings.school_name()
    threshold = Threshold(
        outside.window, entered, school=school, go_on=go_on, clock_wrong=clock_wrong
    )
    threshold.cross()


def clock_wrong_page() -> ClockWrong:
    """Return the page that says how to put the clock right."""
    return ClockWrong()
