"""Do at the front door what needs keys: the door itself, set-up, putting back, the demo.

`front_door` imports this once its first picture is painted, or when somebody is faster.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from app.base.clock import Clock
from app.base.errors import RowanError
from app.base.text import _
from app.services.recorder_sign_in import RecorderEntered, enter_recorder, is_recorder
from app.services.recovering import Recovering
from app.services.schools import demo_school, door_of
from app.services.sign_in import Door, Entered
from ui.kit.dialogs import show_problem
from ui.kit.problems import explain
from ui.kit.tasks import TaskRunner
from ui.shell.close_guard import CloseGuard
from ui.shell.crash_dialog import CrashDialog
from ui.shell.lock import Leaving
from ui.shell.put_back import PutBackPage
from ui.shell.set_up import SetUpPage
from ui.shell.sheet_recovery import SheetRecoveryPage
from ui.shell.shortcut_list import ShortcutList
from ui.shell.signing_in import SigningIn
from ui.shell.successor import Successor
from ui.shell.window import RowanWindow


class WaysIn:
    """Make doors and the pages that lead to one, for a window; `tasks` is the front's worker."""

    def __init__(self, window: RowanWindow, clock: Clock) -> None:
        self._window = window
        self._clock = clock
        self.tasks = TaskRunner()
        self._guard: CloseGuard | None = None

    def door_of(self, folder: Path) -> Door:
        """Stand before a school's vaults (NoSchoolHere, FolderRefused, BothCopiesDamaged …)."""
        return door_of(folder, self._clock)

    def enter(self, door: Door, keyring: Any) -> Entered | RecorderEntered:
        """Open what a person's keys open (NoCertificate, MayNotEnter, NotSettled …)."""
        return enter_recorder(door, keyring) if is_recorder(keyring) else door.enter(keyring)

    def set_up(self, *, test_school: bool = False) -> SetUpPage:
        """Return the page that sets up a school, guarded against being closed too early."""
        if self._guard is None:
            self._guard = CloseGuard(self._window)
        return SetUpPage(self._clock, self.tasks, test_school=test_school)

    def put_back(self, known: Path | None) -> PutBackPage:
        """Return the page that puts a backup back."""
        return PutBackPage(self._clock, self.tasks, known=known)

    def recover(self, signing_in: SigningIn | None, then: Callable[[Path], object]) -> None:
        """Show the page that makes new keys with the recovery sheet; the school stays held."""
        door = signing_in.door() if signing_in is not None else None
        if signing_in is None or door is None:
            return
        path = signing_in.path
        page = SheetRecoveryPage(Recovering(door), self.tasks)
        page.finished.connect(lambda: then(path))
        page.left.connect(lambda: then(path))
        self._window.show_alone(page)

    def make_demo(self, cache: Path) -> Callable[[], Path]:
        """Return what makes the demo school on first use; slow, any thread."""
        return lambda: demo_school(cache)

    def choose_folder(self) -> Path | None:
        """Ask which folder a school lies in; None when nobody says."""
        title, only = _("Folder of the school"), QFileDialog.Option.ShowDirsOnly
        chosen = QFileDialog.getExistingDirectory(self._window, title, "", only)
        return Path(chosen) if chosen else None

    def succeed(self, leaving: Leaving) -> None:
        """Start a fresh Rowan in place of this one."""
        Successor(self._window).leave(leaving)

    def list_shortcuts(self) -> None:
        """Show the list of shortcuts."""
        ShortcutList(self._window).open()

    def tell_crash(self, report: str) -> None:
        """Tell that something went wrong in Rowan itself."""
        CrashDialog(self._window, report).open()

    def show_problem(self, error: RowanError) -> None:
        """Tell why something could not be done, in a dialog."""
        show_problem(self._window, error)

    def say(self, error: RowanError) -> str:
        """Return in one line why something could not be done and what to do."""
        words = explain(error)
        return f"{words.title}. {words.next_step or words.body}"

    def say_wrong(self, error: RowanError) -> str:
        """Return in one line what was wrong and what that means."""
        words = explain(error)
        return f"{words.title}. {words.body}"
