"""Hold what there is while Rowan is unlocked: the desk, the pages, the ways to leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QWidget

from app.base.errors import RowanError
from app.workspace import Workspace
from ui.kit.desk import Desk, Route
from ui.kit.dialogs import show_problem
from ui.settings.backup_keeper import keeper_of
from ui.settings.verifier import verifier_of
from ui.shell.fresh_check import FreshCheck, warn
from ui.shell.history import HOME, History
from ui.shell.lock import Leave, to_colleague
from ui.shell.outside import Outside
from ui.shell.rail import OF_KEY_HOLDERS
from ui.shell.routes import Factory, embeds
from ui.shell.session import Session
from ui.shell.sign_out import SignOutDialog
from ui.shell.standings import standings
from ui.shell.tidying import remove_unnamed_files

# Code of the rail or of a shortcut -> the page it leads to.
WAYS: Mapping[str, Route] = {
    "today": HOME,
    "children": Route("children"),
    "record": Route("concern", {"draft": None, "child": ""}),
    "new": Route("concern", {"draft": None, "child": ""}),
    "find": Route("find"),
    "find-now": Route("find"),
    "papers": Route("verify"),
    "school": Route("school"),
}
# Page -> the place on the rail that it belongs to; the others belong to children.
PLACES: Mapping[str, str] = {
    "today": "today",
    "intake": "today",
    "concern": "record",
    "find": "find",
    "paper": "papers",
    "verify": "papers",
    "school": "school",
    "roll-import": "children",
}


class Unlocked(Session):
    """Show pages, keep drafts, back up, and lock."""

    def __init__(
        self, workspace: Workspace, outside: Outside, routes: Mapping[str, Factory]
    ) -> None:
        minutes = outside.preferences.now.idle_minutes
        super().__init__(outside, workspace.folder.path, minutes=minutes)
        self.workspace = workspace
        self._routes = routes
        self.desk = Desk(workspace, self._tasks, embeds(workspace))
        self.keeper = keeper_of(self.desk)
        self.verifier = verifier_of(self.desk)
        self.history = History()
        self.fresh = FreshCheck(workspace, self._tasks, self)
        self._connect()

    def _connect(self) -> None:
        out = self._out
        self.desk.asked.connect(self._on_route)
        self.desk.said.connect(out.window.toast.say)
        self.desk.changed.connect(lambda _change: self.show_standings())
        self.keeper.changed.connect(self.show_standings)
        self.fresh.found.connect(lambda count: warn(out.window, count))
        out.preferences.changed.connect(self._on_preferences)

    def start(self, draft: str = "") -> None:
        """Show Today, or the page of the draft that was open when Rowan was locked."""
        self._out.window.rail.show_only(OF_KEY_HOLDERS)
        self._out.window.set_school(self.workspace.settings.school_name())
        self.show_standings()
        self.go(HOME)
        route = self._route_of(draft) if draft else None
        if route is not None:
            self.go(route)
        self.idle.start()
        self.keeper.watch()
        self.fresh.start()
        remove_unnamed_files(self.desk, self._out.window, lambda: self.left)

    def go(self, route: Route) -> QWidget | None:
        """Show a page, or open a dialog over it; what is typed on the page is kept first."""
        self.flush()
        page = self._build(route)
        if isinstance(page, QDialog):
            page.setParent(self._out.window, page.windowFlags())
            page.open()
        elif page is not None:
            self.history.go(route)
            self._out.window.show_page(page, place=PLACES.get(route.page, "children"))
        return page

    def back(self) -> None:
        """Show the page before."""
        self.flush()
        route = self.history.back(self.workspace.drafts)
        page = self._build(route)
        if page is not None:
            self.history.go(route)
            self._out.window.show_page(page, place=PLACES.get(route.page, "children"))

    def flush(self) -> str:
        """Keep what is typed on the page shown and return its draft's id, empty for none."""
        page: Any = self._out.window.page()
        if hasattr(page, "flush"):
            page.flush()
        draft = str(getattr(page, "draft_id", "") or "")
        self.history.note_draft(draft)
        return draft

    def sign_out(self, way: Leave | None = None) -> None:
        """Sign out, after a backup if one is needed; `way` ends the program instead."""
        leave = way or self._out.leave
        if not self.workspace.backups.needed():
            self._leave(leave, signed_out=True)
            return
        dialog = SignOutDialog(self._out.window, self.keeper)
        dialog.leave.connect(lambda: self._leave(leave, signed_out=True))
        dialog.begin()

    def show_standings(self) -> None:
        """Say in the status line how things stand."""
        if self.left:
            return
        found = standings(
            self.workspace,
            idle_minutes=self.idle.minutes,
            backing_up=self.keeper.running,
            problem=self.keeper.problem,
        )
        self._out.window.set_standings(found)

    def _build(self, route: Route) -> QWidget | None:
        try:
            return self._routes[route.page](self.desk, route.args)
        except RowanError as error:
            show_problem(self._out.window, error)
            return None

    def _route_of(self, draft: str) -> Route | None:
        try:
            found = self.workspace.drafts.open(draft)
        except RowanError:
            return None
        return Route(found.kind, {"draft": found}) if found.kind in self._routes else None

    def _on_route(self, route: Route) -> None:
        if route.page == "back":
            self.back()
        else:
            self.go(route)

    def ways(self) -> dict[str, Callable[[], object]]:
        """Add the page before, and how the desk is lent to a colleague."""
        colleague = to_colleague(self._out.leave)
        own: dict[str, Callable[[], object]] = {
            "back": self.back,
            "colleague": lambda: self._leave(colleague, signed_out=False),
        }
        return {**super().ways(), **own}

    def open_place(self, code: str) -> None:
        """Show the page that a code leads to."""
        if code in WAYS:
            self.go(WAYS[code])

    def close(self, *, signed_out: bool) -> None:
        """Stop every worker, then close the vaults."""
        self.keeper.close()
        self.verifier.close()
        self.fresh.stop()
        self.workspace.renewing.stop()
        self.workspace.attachments.stop()
        self.workspace.papers.cancel()
        super().close(signed_out=signed_out)
        self.workspace.close(signed_out=signed_out)

    def clear(self) -> None:
        """Take the pages away, and let go of what they were given."""
        super().clear()
        self.desk.deleteLater()

    def _on_preferences(self) -> None:
        window = self._out.window
        self._out.app.sendEvent(window, QResizeEvent(window.size(), window.size()))
        self.idle.minutes = self._out.preferences.now.idle_minutes
        self.show_standings()
