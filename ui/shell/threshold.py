"""Stand between signing in and the pages: the clock, alarms, own keys, acting for the DSL.

Recorders cross it too; nobody asks them for whom they act.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.services.acting import acting_of, reasons_of
from app.services.clock_answers import doubt_of, log_clock_answer
from app.services.own_keys import issuer_of
from app.services.recorder_sign_in import RecorderEntered
from app.services.sign_in import Entered
from ui.shell.doubts import AlarmsPage, ClockPage
from ui.shell.own_keys import OwnKeysPage
from ui.shell.standing_in import StandingInPage
from ui.shell.window import RowanWindow


class Threshold(QObject):
    """Show what has to be answered and read first, then go on; or leave for a wrong clock."""

    def __init__(
        self,
        window: RowanWindow,
        entered: Entered | RecorderEntered,
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
        entered = self._entered
        vaults = entered.vault if isinstance(entered, RecorderEntered) else entered.vaults
        now = vaults.clock.now()
        page = ClockPage(doubt, now, school=self._school)

        def on_answered(right: bool) -> None:  # noqa: FBT001 - Qt's signal
            log_clock_answer(entered, doubt, right=right)
            if right:
                self._show_alarms()
            else:
                self._clock_wrong()

        page.answered.connect(on_answered)
        self._window.show_alone(page)

    def _show_alarms(self) -> None:
        if not self._entered.alarms:
            self._ask_keys()
            return
        page = AlarmsPage(self._entered.alarms, school=self._school)
        page.read.connect(self._ask_keys)
        self._window.show_alone(page)

    def _ask_keys(self) -> None:
        """Have keys that a colleague issued in the place of lost ones confirmed."""
        issuer = issuer_of(self._entered)
        if not issuer:
            self._ask_why()
            return
        page = OwnKeysPage(self._entered, issuer, school=self._school)
        page.answered.connect(self._ask_why)
        self._window.show_alone(page)

    def _ask_why(self) -> None:
        """Ask a deputy or reserve for whom they work today."""
        entered = self._entered
        if isinstance(entered, RecorderEntered):
            self._go_on()
            return
        acting = acting_of(entered)
        if not acting.asked:
            self._go_on()
            return
        page = StandingInPage(acting, reasons_of(entered), school=self._school)
        page.answered.connect(self._go_on)
        self._window.show_alone(page)
