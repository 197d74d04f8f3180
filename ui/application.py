"""Put Rowan's parts together and run it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QTimer
from PySide6.QtWidgets import QApplication

from app.base.clock import Clock, SystemClock
from app.base.text import _
from app.services.sign_in import Entered
from app.workspace import Workspace
from ui.kit import icons
from ui.settings.preferences import preferences
from ui.shell.crash import catch_crashes
from ui.shell.doubts import ClockWrong
from ui.shell.front_door import FrontDoor
from ui.shell.hide import HideScreen
from ui.shell.lock import Leave, Leaving, LockCover
from ui.shell.routes import Factory, routes
from ui.shell.start_again import StartAgain
from ui.shell.successor import REPORT, Successor, report_painted
from ui.shell.threshold import Threshold
from ui.shell.unlocked import Outside, Unlocked
from ui.shell.window import RowanWindow


class Application:
    """Hold the one window and what it shows: the front door, or an unlocked Rowan.

    `leave` is how the process is left for a fresh one, `end` how it ends for good; journeys
    give their own.
    """

    def __init__(
        self,
        app: QApplication,
        *,
        clock: Clock | None = None,
        leave: Leave | None = None,
        end: Callable[[], object] | None = None,
        pages: Mapping[str, Factory] | None = None,
    ) -> None:
        self.app = app
        self.preferences = preferences()
        self.preferences.wear()
        self.window = RowanWindow()
        self.hide = HideScreen(app)
        self.front = FrontDoor(self.window, clock or SystemClock(), self.preferences)
        self.unlocked: Unlocked | None = None
        self._leave = leave or Successor(app).leave
        self._stop = end or app.quit
        self._pages = pages if pages is not None else routes()
        self._draft = ""
        self.front.entered.connect(self._on_entered)
        self.front.gave_way.connect(self._on_gave_way)
        self.window.asked.connect(self._on_asked)
        self.preferences.changed.connect(self.preferences.wear)
        self._place_window()

    def start(self, folder: Path | None = None, *, draft: str = "", demo: bool = False) -> None:
        """Show the window: the demo, a school's door, or what can be done first."""
        self._draft = draft
        known = self.preferences.now.school
        if demo:
            self.front.demo()
        elif folder is not None:
            self.front.open(folder)
        elif known and Path(known).is_dir():
            self.front.open(Path(known))
        else:
            self.front.first_run()
        self.window.show()
        self.window.activateWindow()

    def crash_lock(self) -> None:
        """Lock after a bug; the process is left when the person says so."""
        if self.unlocked is None or self.unlocked.left:
            return
        folder = self.unlocked.workspace.folder.path
        draft = self.unlocked.history.draft_now()
        self.unlocked.lock_in_place()
        page = StartAgain()
        page.again.connect(lambda: self.leave(Leaving(folder=folder, draft=draft)))
        self._uncover()
        self.window.show_alone(page)

    def leave(self, leaving: Leaving) -> None:
        """Leave for a fresh process."""
        self._remember_window()
        self._leave(leaving)

    def close(self) -> None:
        """End the workers."""
        if self.unlocked is not None and not self.unlocked.left:
            self.unlocked.lock_in_place()
        self.front.close()

    def _on_entered(self, entered: Entered) -> None:
        single = self.front.single
        if single is None:
            raise AssertionError("nobody signs in without holding the school")
        workspace = Workspace(entered.keys.folder, entered)
        outside = Outside(
            app=self.app,
            window=self.window,
            preferences=self.preferences,
            single=single,
            hide=self.hide,
            leave=self.leave,
            end=self._end,
        )
        self.unlocked = Unlocked(workspace, outside, self._pages)
        threshold = Threshold(
            self.window,
            entered,
            school=workspace.settings.school_name(),
            go_on=self._go_on,
            clock_wrong=self._on_clock_wrong,
        )
        threshold.cross()

    def _go_on(self) -> None:
        draft, self._draft = self._draft, ""
        if self.unlocked is not None:
            self.unlocked.start(draft)

    def _on_clock_wrong(self) -> None:
        if self.unlocked is None:
            return
        folder = self.unlocked.workspace.folder.path
        self.unlocked.lock_in_place()
        page = ClockWrong()
        page.again.connect(lambda: self.leave(Leaving(folder=folder)))
        self._uncover()
        self.window.show_alone(page)

    def _on_gave_way(self) -> None:
        if self.unlocked is None or self.unlocked.left:
            self.front.first_run()
            self._stop()

    def _on_asked(self, code: str) -> None:
        if code == "hide" and self.unlocked is None:
            self.hide.toggle()

    def _end(self, _leaving: Leaving) -> None:
        self._remember_window()
        self._stop()

    def _uncover(self) -> None:
        for cover in self.window.findChildren(LockCover):
            cover.deleteLater()

    def _place_window(self) -> None:
        known = self.preferences.now.window
        if known is not None:
            wanted = QRect(*known)
            screens = [screen.availableGeometry() for screen in self.app.screens()]
            if any(screen.contains(wanted.center()) for screen in screens):
                self.window.setGeometry(wanted)

    def _remember_window(self) -> None:
        place = self.window.geometry()
        self.preferences.put(window=(place.x(), place.y(), place.width(), place.height()))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run Rowan and return its exit code."""
    chosen = _parser().parse_args(arguments)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication([sys.argv[0]])
    app.setApplicationName("Rowan")
    app.setWindowIcon(icons.icon("rowan", "accent"))
    if chosen.offscreen is not None:
        return _offscreen(app, chosen.offscreen)
    rowan = Application(app)
    catch_crashes(lambda: rowan.window, rowan.crash_lock)
    rowan.start(chosen.school, draft=chosen.draft, demo=chosen.demo)
    if chosen.report_painted:
        QTimer.singleShot(0, rowan.window, report_painted)
    code = app.exec()
    rowan.close()
    return code


def _offscreen(app: QApplication, out: Path) -> int:
    from ui.shell import offscreen  # noqa: PLC0415 - nobody else needs what it loads

    pages = offscreen.prepare(app, out)
    rowan = Application(app, leave=_stay, end=_stay, pages=pages)
    rowan.window.resize(offscreen.SIZE)
    stage = offscreen.Stage(
        window=rowan.window, front=rowan.front, unlocked=lambda: rowan.unlocked
    )
    code = offscreen.do_the_main_job(stage, out)
    rowan.close()
    return code


def _stay(*_leaving: object) -> None:
    """Leave nothing: the pictures come from one process."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="rowan-desktop", description=__doc__)
    parser.add_argument("--demo", action="store_true", help=_("open the demo school"))
    parser.add_argument("--school", type=Path, help=_("open the school in this folder"))
    parser.add_argument(
        "--offscreen", type=Path, metavar="OUT", help=_("do the main job, leave pictures in OUT")
    )
    parser.add_argument("--draft", default="", help=argparse.SUPPRESS)
    parser.add_argument(REPORT, action="store_true", help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
