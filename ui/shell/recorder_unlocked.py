"""Hold what there is while a recorder is signed in: the form, their own notes, the ways to leave.

No child's file, no Find, no roll page: a recorder's keys open none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QDialog, QWidget

from app.base.errors import RowanError
from app.base.text import _, ngettext
from app.recorder_workspace import RecorderWorkspace
from ui.concerns.concern_page import ConcernPage
from ui.kit.desk import Route
from ui.kit.dialogs import show_problem
from ui.kit.tasks import TaskRunner
from ui.recording.account import AccountRecording
from ui.recording.desk import RecorderDesk
from ui.recording.routes import ROUTES
from ui.settings.own_passphrase_page import OwnPassphrasePage
from ui.shell.blank_sheet import BlankSheet
from ui.shell.idle import IdleWatch
from ui.shell.lock import Closing, Leave, Leaving, OurClipboard, lock, to_colleague
from ui.shell.outside import Outside
from ui.shell.routes import embeds_for
from ui.shell.status import Standing

HOME = Route("home")
# Code of the rail or of a shortcut -> the page it leads to.
WAYS: Mapping[str, Route] = {
    "home": HOME,
    "today": HOME,
    "record": Route("concern"),
    "new": Route("concern"),
    "back": HOME,
}
PLACES: Mapping[str, str] = {"concern": "record"}
ON_RAIL = ("home", "record", "colleague", "hide", "lock", "sign-out")


class RecorderUnlocked(QObject):
    """Show a recorder's pages, keep drafts, and lock."""

    def __init__(self, workspace: RecorderWorkspace, outside: Outside) -> None:
        super().__init__(outside.window)
        self.workspace = workspace
        self._out = outside
        self._tasks = TaskRunner()
        self.desk = RecorderDesk(workspace, self._tasks, embeds_for(workspace.settings.lists()))
        self.recording = AccountRecording(self.desk)
        self._sheet = BlankSheet(outside.window, self._tasks)
        self.idle = IdleWatch(
            outside.app, lambda: outside.window, minutes=outside.preferences.now.idle_minutes
        )
        self.left = False
        self._clipboard = OurClipboard(outside.app)
        self._connect()

    def start(self, draft: str = "") -> None:
        """Show the recorder's notes, or the draft that was open when Rowan was locked."""
        window = self._out.window
        window.rail.show_only(ON_RAIL)
        window.set_school(self.workspace.settings.school_name())
        self.go(HOME)
        try:
            found = self.workspace.drafts.open(draft) if draft else None
        except RowanError:
            found = None
        if found is not None:
            self.go(Route("concern", {"draft": found}))
        self.show_standings()
        self.idle.start()

    def go(self, route: Route) -> None:
        """Show a page; what is typed on the page before is kept first."""
        self.flush()
        try:
            page = self._build(route)
        except RowanError as error:
            show_problem(self._out.window, error)
            return
        self._out.window.show_page(page, place=PLACES.get(route.page, "home"))

    def flush(self) -> str:
        """Keep what is typed on the page shown and return its draft's id, empty for none."""
        page: Any = self._out.window.page()
        if hasattr(page, "flush"):
            page.flush()
        return str(getattr(page, "draft_id", "") or "")

    def lock(self) -> None:
        """Lock at once."""
        self._leave(signed_out=False, way=self._out.leave)

    @property
    def leaving(self) -> Leaving:
        """Return what a fresh process is told after a crash."""
        return Leaving(folder=self.workspace.folder.path)

    def end_in_place(self) -> None:
        """Lock without leaving, as after a crash: what comes next is the caller's."""
        self._leave(signed_out=False, way=lambda _leaving: None)

    def sign_out(self, way: Leave | None = None) -> None:
        """Sign out; `way` ends the program instead."""
        self._leave(signed_out=True, way=way or self._out.leave)

    def show_standings(self) -> None:
        """Say in the status line who is signed in and when Rowan locks."""
        found = [Standing(self.workspace.me.person.name)]
        if self.workspace.test_school:
            found.append(Standing(_("Demonstration school")))
        minutes = self.idle.minutes
        words = ngettext("Locks after {count} minute", "Locks after {count} minutes", minutes)
        found.append(Standing(words.format(count=minutes)))
        self._out.window.set_standings(found)

    def _connect(self) -> None:
        out = self._out
        self.desk.asked.connect(self._on_route)
        self.desk.said.connect(out.window.toast.say)
        self.recording.blank_asked.connect(self._on_blank)
        out.window.asked.connect(self._on_asked)
        out.window.installEventFilter(self)
        out.hide.expired.connect(self.lock)
        self.idle.expired.connect(self.lock)
        out.single.asked_to_leave.connect(out.single.answer_held)

    def _build(self, route: Route) -> QWidget:
        if route.page == "concern":
            return ConcernPage(self.recording, draft=route.args.get("draft"))
        if route.page == "passphrase":
            ws = self.workspace
            return OwnPassphrasePage(self.desk, ws.problem_with, ws.change_own_passphrase)
        return ROUTES[route.page](self.desk, route.args)

    def _on_route(self, route: Route) -> None:
        self.go(HOME if route.page == "back" else route)

    def _on_asked(self, code: str) -> None:
        own: dict[str, Callable[[], object]] = {
            "lock": self.lock,
            "sign-out": self.sign_out,
            "colleague": lambda: self._leave(signed_out=False, way=to_colleague(self._out.leave)),
        }
        if code in own:
            own[code]()
        elif code in WAYS:
            self.go(WAYS[code])

    def _on_blank(self) -> None:
        ws = self.workspace
        self._sheet.print_it(
            ws.settings.school_name(), ws.settings.numbers(), ws.school_fingerprint, ws.clock
        )

    def _leave(self, *, signed_out: bool, way: Leave) -> None:
        if self.left:
            return
        self.left = True
        closing = Closing(
            flush=self.flush,
            close=lambda: self._close(signed_out=signed_out),
            clear=self._clear,
            release=self._out.single.release,
        )
        folder = self.workspace.folder.path

        def go(leaving: Leaving) -> None:
            way(Leaving(folder=folder) if signed_out else leaving)

        lock(self._out.app, folder, closing, go)

    def _close(self, *, signed_out: bool) -> None:
        self.idle.stop()
        self._tasks.close()
        self.workspace.close(signed_out=signed_out)

    def _clear(self) -> None:
        window = self._out.window
        window.removeEventFilter(self)
        window.asked.disconnect(self._on_asked)
        for other in self._out.app.topLevelWidgets():
            if isinstance(other, QDialog):
                other.close()
        window.set_school("")
        window.set_standings([])
        window.toast.say("")
        window.toast.hide()
        window.show_alone(QWidget())
        self._clipboard.forget()
        self.desk.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Sign out when the window is closed."""
        if event.type() is QEvent.Type.Close and watched is self._out.window and not self.left:
            event.ignore()
            self.sign_out(self._out.end)
            return True
        return super().eventFilter(watched, event)
