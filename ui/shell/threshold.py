"""Stand between signing in and the pages: ask about the clock, have alarms read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.services.clock_answers import doubt_of, log_clock_answer
from app.services.sign_in import Entered
from ui.shell.doubts import AlarmsPage, ClockPage
from ui.shell.window import RowanWindow


class Threshold(QObject):
    """Show what has to be answered and read first, then go on; or leave for a wrong clock."""

    def __init__(
        self,
        window: RowanWindow,
        entered: Entered,
        *,
        school: str,
        go_on: Callable[[], object],
        clock_wrong: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._entered = entered
        self._school = school
        self._go_on = go_on
        self._clock_wrong = clock_wrong

    def cross(self) -> None:
        """Begin with the clock."""
        doubt = doubt_of(self._entered)
        if not doubt:
            self._show_alarms()
            return
        now = self._entered.vaults.clock.now()
        page = ClockPage(doubt, now, school=self._school)

        def on_answered(right: bool) -> None:  # noqa: FBT001 - Qt's signal
            log_clock_answer(self._entered, doubt, right=right)
            if right:
                self._show_alarms()
            else:
                self._clock_wrong()

        page.answered.connect(on_answered)
        self._window.show_alone(page)

    def _show_alarms(self) -> None:
        if not self._entered.alarms:
            self._go_on()
            return
        page = AlarmsPage(self._entered.alarms, school=self._school)
        page.read.connect(self._go_on)
        self._window.show_alone(page)
