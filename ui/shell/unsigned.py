"""Let somebody without an account record: the form alone, then a fresh process."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QDialog, QWidget

from app.base.clock import Clock
from app.base.text import _
from app.services.noting import Noting
from ui.concerns.concern_page import ConcernPage
from ui.kit.tasks import TaskRunner
from ui.recording.unsigned import UnsignedRecording
from ui.shell.blank_sheet import BlankSheet
from ui.shell.idle import IdleWatch
from ui.shell.lock import Closing, Leave, Leaving, OurClipboard, lock
from ui.shell.outside import Outside
from ui.shell.routes import embeds_for

IDLE_MINUTES = 10


class UnsignedSession(QObject):
    """Hold the form while somebody writes; whatever ends it, what was typed goes to the DSL.

    Text stays in a process's memory, so that the end is a lock: a fresh process stands at the
    door, with the draft of whoever let a colleague record.
    """

    def __init__(
        self, noting: Noting | None, clock: Clock, outside: Outside, leaving: Leaving
    ) -> None:
        super().__init__(outside.window)
        self._out = outside
        self.leaving = leaving
        self._clock = clock
        self._tasks = TaskRunner()
        self.sheet = BlankSheet(outside.window, self._tasks)
        self.left = False
        self._clipboard = OurClipboard(outside.app)
        self.recording: UnsignedRecording = self.make_recording(noting)
        self.recording.left.connect(self.end)
        self.recording.blank_asked.connect(self._on_blank)
        self.idle = IdleWatch(
            outside.app,
            lambda: outside.window,
            minutes=IDLE_MINUTES,
            kept=_("What you wrote goes to the safeguarding lead as unfinished."),
        )
        self.idle.expired.connect(self.end)
        outside.hide.expired.connect(self.end)
        outside.single.asked_to_leave.connect(outside.single.answer_held)
        outside.window.asked.connect(self._on_asked)
        outside.window.installEventFilter(self)

    def make_recording(self, noting: Noting | None) -> UnsignedRecording:
        """Return what lends the form what it needs."""
        if noting is None:
            raise AssertionError("at the office somebody seals")
        return UnsignedRecording(noting, self._clock, self._tasks, embeds_for)

    def start(self) -> None:
        """Ask first whether it is about an adult who works here."""
        page = ConcernPage(self.recording)
        page.centred = True
        self._out.window.show_alone(page)
        self.idle.start()

    def end(self) -> None:
        """Send what was typed and leave for a fresh process."""
        self._end(self._out.leave)

    def end_in_place(self) -> None:
        """End without leaving, as after a crash: what comes next is the caller's."""
        self._end(lambda _leaving: None)

    def _end(self, way: Leave) -> None:
        if self.left:
            return
        self.left = True
        closing = Closing(
            flush=self._flush,
            clear=self._clear,
            close=self._close,
            release=self._out.single.release,
        )
        lock(self._out.app, self.leaving.folder, closing, lambda _left: way(self.leaving))

    def _flush(self) -> str:
        page: Any = self._out.window.page()
        if isinstance(page, ConcernPage):
            page.flush()
        return ""

    def _close(self) -> None:
        self.idle.stop()
        self._tasks.close()

    def _clear(self) -> None:
        window = self._out.window
        window.removeEventFilter(self)
        window.asked.disconnect(self._on_asked)
        self._out.hide.expired.disconnect(self.end)
        for other in self._out.app.topLevelWidgets():
            if isinstance(other, QDialog):
                other.close()
        window.toast.hide()
        window.show_alone(QWidget())
        self._clipboard.forget()

    def _on_asked(self, code: str) -> None:
        if code == "lock":
            self.end()

    def _on_blank(self) -> None:
        told = self.recording.noting
        self.sheet.print_it(told.school_name, told.numbers(), told.fingerprint, self._clock)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Send what was typed when the window is closed."""
        if event.type() is QEvent.Type.Close and watched is self._out.window and not self.left:
            event.ignore()
            self._end(self._out.end)
            return True
        return super().eventFilter(watched, event)
