"""Hold what there is while a recorder is signed in: the form, their own notes, the ways to leave.

No child's file, no Find, no roll page: a recorder's keys open none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from app.base.errors import RowanError
from app.base.text import _, ngettext
from app.recorder_workspace import RecorderWorkspace
from ui.concerns.concern_page import ConcernPage
from ui.kit.desk import Route
from ui.kit.dialogs import show_problem
from ui.recording.account import AccountRecording
from ui.recording.desk import RecorderDesk
from ui.recording.routes import ROUTES
from ui.settings.own_passphrase_page import OwnPassphrasePage
from ui.shell.blank_sheet import BlankSheet
from ui.shell.lock import Leaving, to_colleague
from ui.shell.outside import Outside
from ui.shell.routes import embeds_for
from ui.shell.session import Session
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


class RecorderUnlocked(Session):
    """Show a recorder's pages, keep drafts, and lock."""

    def __init__(self, workspace: RecorderWorkspace, outside: Outside) -> None:
        minutes = outside.preferences.now.idle_minutes
        super().__init__(outside, workspace.folder.path, minutes=minutes)
        self.workspace = workspace
        self.desk = RecorderDesk(workspace, self._tasks, embeds_for(workspace.settings.lists()))
        self.recording = AccountRecording(self.desk)
        self._sheet = BlankSheet(outside.window, self._tasks)
        self.desk.asked.connect(self._on_route)
        self.desk.said.connect(outside.window.toast.say)
        self.recording.blank_asked.connect(self._on_blank)

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

    @property
    def leaving(self) -> Leaving:
        """Return what a fresh process is told after a crash."""
        return Leaving(folder=self.workspace.folder.path)

    def show_standings(self) -> None:
        """Say in the status line who is signed in and when Rowan locks."""
        found = [Standing(self.workspace.me.person.name)]
        if self.workspace.test_school:
            found.append(Standing(_("Demonstration school")))
        minutes = self.idle.minutes
        words = ngettext("Locks after {count} minute", "Locks after {count} minutes", minutes)
        found.append(Standing(words.format(count=minutes)))
        self._out.window.set_standings(found)

    def _build(self, route: Route) -> QWidget:
        if route.page == "concern":
            return ConcernPage(self.recording, draft=route.args.get("draft"))
        if route.page == "passphrase":
            ws = self.workspace
            return OwnPassphrasePage(self.desk, ws.problem_with, ws.change_own_passphrase)
        return ROUTES[route.page](self.desk, route.args)

    def _on_route(self, route: Route) -> None:
        self.go(HOME if route.page == "back" else route)

    def ways(self) -> dict[str, Callable[[], object]]:
        """Add how the desk is lent to a colleague."""
        colleague = to_colleague(self._out.leave)
        lend = {"colleague": lambda: self._leave(colleague, signed_out=False)}
        return {**super().ways(), **lend}

    def open_place(self, code: str) -> None:
        """Show the page that a code leads to."""
        if code in WAYS:
            self.go(WAYS[code])

    def close(self, *, signed_out: bool) -> None:
        """Stop the jobs and close the vault."""
        super().close(signed_out=signed_out)
        self.workspace.close(signed_out=signed_out)

    def clear(self) -> None:
        """Take the pages away, and let go of what they were given."""
        super().clear()
        self.desk.deleteLater()

    def _on_blank(self) -> None:
        ws = self.workspace
        self._sheet.print_it(
            ws.settings.school_name(), ws.settings.numbers(), ws.school_fingerprint, ws.clock
        )
