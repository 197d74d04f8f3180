"""Let somebody without an account record: the form alone, then a fresh process."""

from __future__ import annotations

from typing import Any

from app.base.clock import Clock
from app.base.text import _
from app.services.noting import Noting
from ui.concerns.concern_page import ConcernPage
from ui.recording.unsigned import UnsignedRecording
from ui.shell.blank_sheet import BlankSheet
from ui.shell.lock import Leaving
from ui.shell.outside import Outside
from ui.shell.routes import embeds_for
from ui.shell.session import Session

IDLE_MINUTES = 10


class UnsignedSession(Session):
    """Hold the form while somebody writes; whatever ends it, what was typed goes to the DSL.

    Text stays in a process's memory, so that the end is a lock: a fresh process stands at the
    door, with the draft of whoever let a colleague record.
    """

    def __init__(
        self, noting: Noting | None, clock: Clock, outside: Outside, leaving: Leaving
    ) -> None:
        kept = _("What you wrote goes to the safeguarding lead as unfinished.")
        super().__init__(outside, leaving.folder, minutes=IDLE_MINUTES, kept=kept)
        self.leaving = leaving
        self._clock = clock
        self.sheet = BlankSheet(outside.window, self._tasks)
        self.recording: UnsignedRecording = self.make_recording(noting)
        self.recording.left.connect(self.lock)
        self.recording.blank_asked.connect(self._on_blank)

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

    def flush(self) -> str:
        """Keep what is typed; nobody at the desk opens it again."""
        page: Any = self._out.window.page()
        if isinstance(page, ConcernPage):
            page.flush()
        return ""

    def told(self, _leaving: Leaving, *, signed_out: bool) -> Leaving:  # noqa: ARG002 - nobody was
        """Return what was said beforehand: the draft of whoever lent the desk."""
        return self.leaving

    def _on_blank(self) -> None:
        told = self.recording.noting
        self.sheet.print_it(told.school_name, told.numbers(), told.fingerprint, self._clock)
