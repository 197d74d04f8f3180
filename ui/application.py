"""Put Rowan's parts together and run it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from app.base.clock import Clock, SystemClock
from app.base.text import _
from ui.kit import icons, theme
from ui.kit.first_paint import FirstPaint
from ui.kit.garbage import GarbageCollector
from ui.settings.preferences import preferences, usual_folder
from ui.shell.alone import AlonePage
from ui.shell.crash import catch_crashes
from ui.shell.front_door import FrontDoor
from ui.shell.hide import HideScreen
from ui.shell.lock import Leave, Leaving, LockCover
from ui.shell.outside import Outside
from ui.shell.preload import Preload
from ui.shell.report import RECORD, RECORDER, REPORT, report_painted
from ui.shell.sign_in import SignIn
from ui.shell.single import SingleRowan
from ui.shell.start_again import StartAgain
from ui.shell.window import RowanWindow

if TYPE_CHECKING:
    from app.services.recorder_sign_in import RecorderEntered
    from app.services.sign_in import Entered
    from ui.shell.classroom import Classroom
    from ui.shell.doubts import ClockWrong
    from ui.shell.recorder_unlocked import RecorderUnlocked
    from ui.shell.routes import Factory
    from ui.shell.signing_in import SigningIn
    from ui.shell.unlocked import Unlocked
    from ui.shell.unsigned import UnsignedSession


class Application:
    """Hold the one window and what it shows: the front door, or an unlocked Rowan.

    `leave` is how the process is left for a fresh one, `end` how it ends for good; journeys
    give their own. Until its first picture is painted, nothing is loaded that only an unlocked
    Rowan needs; `painted` is called then.
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
        self._garbage = GarbageCollector(app)
        theme.begin(app)
        self.preferences = preferences()
        self.preferences.wear()
        self.window = RowanWindow()
        self.hide = HideScreen(app)
        self._clock = clock or SystemClock()
        self.front = FrontDoor(self.window, self._clock, self.preferences)
        self.unlocked: Unlocked | None = None
        self.guest: UnsignedSession | RecorderUnlocked | None = None
        self.classroom: Classroom | None = None
        self._leave = leave or (lambda leaving: self.front.ways().succeed(leaving))
        self._stop = end or app.quit
        self._pages = pages
        self._draft = ""
        self._preload = Preload(self.window)
        self._preload.ready.connect(self.front.settle)
        self.front.entered.connect(self._on_entered)
        self.front.record_asked.connect(self._on_record_asked)
        self.front.gave_way.connect(self._on_gave_way)
        self.window.asked.connect(self._on_asked)
        self.preferences.changed.connect(self.preferences.wear)
        FirstPaint(self.window, self.hide.watch)
        self._place_window()

    def start(
        self,
        folder: Path | None = None,
        *,
        draft: str = "",
        demo: bool = False,
        record: bool = False,
        recorder: bool = False,
        painted: Callable[[], object] = lambda: None,
    ) -> None:
        """Show the window: the demo, a school's door, or what can be done first.

        `record` opens the form for somebody without an account at once, `recorder` is the start
        of a classroom PC.
        """
        self._draft = draft
        known = self.preferences.now.school
        if recorder:
            self._start_classroom()
        elif demo:
            self.front.demo()
        elif folder is not None:
            self.front.open(folder)
        elif known and Path(known).is_dir():
            self.front.open(Path(known))
        else:
            self.front.first_run()
        page = self.window.page()
        if record and isinstance(page, SignIn):
            page.record_asked.emit()
            painted()
        elif isinstance(page, AlonePage):
            FirstPaint(page.title, painted)
            FirstPaint(page.title, self._preload.start)
        self.window.show()
        self.window.activateWindow()

    def crash_lock(self) -> None:
        """Lock after a bug; the process is left when the person says so."""
        session = self._session()
        if session is not None and not session.left:
            session.end_in_place()
            self._offer_again(session.leaving)
            return
        if self.unlocked is None or self.unlocked.left:
            return
        folder = self.unlocked.workspace.folder.path
        draft = self.unlocked.history.draft_now()
        self.unlocked.end_in_place()
        self._offer_again(Leaving(folder=folder, draft=draft))

    def _offer_again(self, leaving: Leaving) -> None:
        page = StartAgain()
        page.again.connect(lambda: self.leave(leaving))
        self._uncover()
        self.window.show_alone(page)

    def leave(self, leaving: Leaving) -> None:
        """Leave for a fresh process."""
        self._remember_window()
        self._leave(leaving)

    def close(self) -> None:
        """End the workers."""
        if self.unlocked is not None and not self.unlocked.left:
            self.unlocked.end_in_place()
        session = self._session()
        if session is not None:
            session.end_in_place()
        self._preload.stop()
        self.front.close()

    def _on_entered(self, entered: Entered | RecorderEntered) -> None:
        from ui import inside  # noqa: PLC0415 - not before the first picture
        from ui.shell.unlocked import Unlocked  # noqa: PLC0415 - as above

        outside = self._outside()
        session = inside.unlocked_for(entered, outside, self._pages)
        if isinstance(session, Unlocked):
            self.guest, self.unlocked = None, session
        else:
            self.guest = session
        inside.cross_threshold(
            session,
            entered,
            outside,
            go_on=lambda: self._go_on(session),
            clock_wrong=lambda: self._on_clock_wrong(session, inside.clock_wrong_page()),
        )

    def _on_record_asked(self, signing_in: SigningIn) -> None:
        from ui import inside  # noqa: PLC0415 - not before the first picture

        door, leaving = signing_in.door(), Leaving(folder=signing_in.path, draft=self._draft)
        if door is not None:
            session = inside.unsigned_for(door, self._outside(), leaving)
            self.guest = session
            session.start()

    def _session(self) -> UnsignedSession | RecorderUnlocked | None:
        return self.classroom.session if self.classroom is not None else self.guest

    def _start_classroom(self) -> None:
        from ui import inside  # noqa: PLC0415 - not before the first picture

        no_school = SingleRowan(usual_folder(), parent=self.window)
        self.classroom = inside.classroom_for(self._outside(no_school), self._clock)
        self.classroom.start()

    def _outside(self, single: SingleRowan | None = None) -> Outside:
        single = single or self.front.single
        if single is None:
            raise AssertionError("nobody comes in without holding the school")
        return Outside(
            app=self.app,
            window=self.window,
            preferences=self.preferences,
            single=single,
            hide=self.hide,
            leave=self.leave,
            end=self._end,
        )

    def _go_on(self, session: Unlocked | RecorderUnlocked) -> None:
        draft, self._draft = self._draft, ""
        session.start(draft)

    def _on_clock_wrong(self, session: Unlocked | RecorderUnlocked, page: ClockWrong) -> None:
        folder = session.workspace.folder.path
        session.end_in_place()
        page.again.connect(lambda: self.leave(Leaving(folder=folder)))
        self._uncover()
        self.window.show_alone(page)

    def _on_gave_way(self) -> None:
        if self.unlocked is None or self.unlocked.left:
            self.front.first_run()
            self._stop()

    def _on_asked(self, code: str) -> None:
        if code in ("help", "list"):
            self.front.ways().list_shortcuts()
        elif code == "hide":
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
    catch_crashes(rowan.crash_lock, lambda report: rowan.front.ways().tell_crash(report))
    painted = report_painted if chosen.report_painted else lambda: None
    rowan.start(
        chosen.school,
        draft=chosen.draft,
        demo=chosen.demo,
        record=chosen.record,
        recorder=chosen.recorder,
        painted=painted,
    )
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
    parser.add_argument(
        RECORDER, action="store_true", help=_("record on a classroom PC, without a school")
    )
    parser.add_argument(RECORD, action="store_true", help=argparse.SUPPRESS)
    parser.add_argument(REPORT, action="store_true", help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
