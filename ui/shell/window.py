"""Hold everything in one window: the rail, the page, the status line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from app.base.text import _
from ui.kit import icons, theme
from ui.kit.boxes import column, respace, row
from ui.kit.pages import Page
from ui.kit.toasts import Toast
from ui.shell.rail import LEAVING, PLACES, Rail
from ui.shell.shortcuts import bind
from ui.shell.status import Standing, StatusLine

_FIRST = QSize(1366, 728)
_LEAST = QSize(800, 480)
_NARROW_BELOW = 900


class RowanWindow(QMainWindow):
    """Show one page at a time; the title never names anybody.

    `asked` carries the code of a place on the rail or of a shortcut that is the shell's own:
    today, children, record, find, papers, school, find-now, back, new, hide, lock, sign-out,
    help, list. Shortcuts that are the page's (keep, finish, print) go to `Page.shortcut`.
    """

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(_("Rowan"))
        self.setWindowIcon(icons.icon("rowan", "accent"))
        self.setMinimumSize(_LEAST)
        self.pages = QStackedWidget()
        self._middle = QWidget()
        self._beside = row(self._middle, gap=0)
        self.status = StatusLine()
        self._page = QWidget()
        self.pages.addWidget(self._page)
        self._build()
        self.toast = Toast(self, self._floor)
        bind(self, self._handlers())
        self.resize(_FIRST.boundedTo(QGuiApplication.primaryScreen().availableSize()))
        self.show_alone(QWidget())
        theme.current().changed.connect(self._on_theme)

    @cached_property
    def rail(self) -> Rail:
        """Return the rail, made for the first page that has one beside it."""
        rail = Rail()
        rail.asked.connect(self.asked)
        rail.hide()
        self._beside.insertWidget(0, rail)
        rail.set_narrow(narrow=_is_narrow(self))
        return rail

    def show_page(self, page: QWidget, *, place: str = "") -> None:
        """Show a page beside the rail and let go of the one before."""
        self._set_around(shown=True)
        self.rail.choose(place)
        self._replace(page)

    def show_alone(self, page: QWidget) -> None:
        """Show a page without rail and status, as for signing in."""
        self._set_around(shown=False)
        self._replace(page)

    def page(self) -> QWidget:
        """Return the page shown."""
        return self._page

    def set_school(self, name: str) -> None:
        """Show the school's name on the rail."""
        self.rail.set_school(name)

    def set_standings(self, standings: Sequence[Standing]) -> None:
        """Show in the status line who is signed in and how things stand."""
        self.status.show_standings(standings)

    def set_title(self, neutral: str, *, error: bool = False) -> None:
        """Show a neutral title such as "Record a concern"; `error` puts "Error:" before it."""
        title = _("{page} – Rowan").format(page=neutral) if neutral else _("Rowan")
        self.setWindowTitle(_("Error: {title}").format(title=title) if error else title)

    def next_part(self) -> None:
        """Move the focus from the rail to the page, its buttons, and back."""
        parts = [part for part in self._parts() if part.isVisible()]
        focus = QApplication.focusWidget()
        here = [place for place, part in enumerate(parts) if focus and part.isAncestorOf(focus)]
        target = parts[((here[-1] if here else -1) + 1) % len(parts)]
        if target is self.rail:
            self.rail.go_to_chosen()
        else:
            _focus_first(target)

    def _floor(self) -> int:
        bar = self._page.bar if isinstance(self._page, Page) else None
        shown = [part for part in (self.status, bar) if part is not None and part.isVisible()]
        return sum(part.height() for part in shown)

    def _parts(self) -> list[QWidget]:
        page = self.page()
        if isinstance(page, Page):
            return [self.rail, page.area, page.bar]
        return [self.rail, page]

    def _build(self) -> None:
        self._beside.addWidget(self.pages, 1)
        whole = QWidget()
        whole.setProperty("role", "ground")
        held = column(whole, gap=0)
        held.addWidget(self._middle, 1)
        held.addWidget(self.status)
        self.setCentralWidget(whole)

    def _replace(self, page: QWidget) -> None:
        old, self._page = self._page, page
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        if old is not page:
            self.pages.removeWidget(old)
            old.deleteLater()
        if isinstance(page, Page):
            page.retitled.connect(self._on_retitled)
            self.set_title(page.neutral)
            page.start()
        else:
            self.set_title("")

    def _set_around(self, *, shown: bool) -> None:
        if shown or "rail" in self.__dict__:
            self.rail.setVisible(shown)
        self.status.setVisible(shown)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        own = [place.code for place in (*PLACES, *LEAVING) if place.keys]
        own += ["find-now", "back", "new", "help", "list"]
        handlers: dict[str, Callable[[], object]] = {
            code: lambda code=code: self._ask(code)  # type: ignore[misc]
            for code in own
        }
        for code in ("keep", "finish", "print"):
            handlers[code] = lambda code=code: self._hand_on(code)  # type: ignore[misc]
        return handlers | {"next-part": self.next_part}

    def _ask(self, code: str) -> None:
        alone = {"hide", "help", "list"} | ({"lock"} if isinstance(self._page, Page) else set())
        if self.status.isVisible() or code in alone:
            self.asked.emit(code)

    def _hand_on(self, code: str) -> None:
        page = self.page()
        if isinstance(page, Page):
            page.shortcut.emit(code)

    def _on_theme(self) -> None:
        respace(self)

    def _on_retitled(self, neutral: str, error: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.set_title(neutral, error=error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the rail narrow where the page needs the room."""
        super().resizeEvent(event)
        if "rail" in self.__dict__:
            self.rail.set_narrow(narrow=_is_narrow(self))


def _is_narrow(window: QWidget) -> bool:
    return window.width() < theme.px(_NARROW_BELOW)


def _focus_first(part: QWidget) -> None:
    walk = part.nextInFocusChain()
    while walk is not None and walk is not part:
        takes = bool(walk.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if part.isAncestorOf(walk) and takes and walk.isVisible() and walk.isEnabled():
            walk.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        walk = walk.nextInFocusChain()
