"""Lead from the start to an open school: first run, set-up, signing in, doubts, alarms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.base.clock import Clock
from app.base.errors import RowanError, VaultError
from app.base.text import _
from app.services.doorplate import DoorPlate, plate_of
from ui.settings.preferences import PreferenceStore, cache_folder
from ui.shell.alone import WaitingPage
from ui.shell.first_run import DEMO, OPEN, PUT_BACK, SET_UP, FirstRun
from ui.shell.held import HeldPage
from ui.shell.signing_in import SigningIn
from ui.shell.single import SingleRowan
from ui.shell.window import RowanWindow

if TYPE_CHECKING:
    from ui.shell.put_back import PutBackPage
    from ui.shell.set_up import SetUp, SetUpPage
    from ui.shell.ways_in import WaysIn


class FrontDoor(QObject):
    """Show the pages of whoever is not signed in.

    `entered` carries what signing in has opened; `record_asked` the SigningIn that somebody
    without an account stands before; `gave_way` asks to end, for another Windows user's Rowan.
    """

    entered = Signal(object)
    record_asked = Signal(object)
    gave_way = Signal()

    def __init__(self, window: RowanWindow, clock: Clock, preferences: PreferenceStore) -> None:
        super().__init__(window)
        self._window = window
        self._clock = clock
        self._preferences = preferences
        self._ways: WaysIn | None = None
        self._signing_in: SigningIn | None = None
        self.single: SingleRowan | None = None

    def first_run(self) -> None:
        """Offer to set up, to open, or to try."""
        self._let_go()
        page = FirstRun()
        page.chosen.connect(self._on_chosen)
        self._window.show_alone(page)

    def set_up(self, *, test_school: bool = False) -> SetUpPage:
        """Set up a school."""
        page = self.ways().set_up(test_school=test_school)
        page.left.connect(self.first_run)
        page.finished.connect(self._on_set_up)
        self._window.show_alone(page)
        return page

    def demo(self) -> None:
        """Open the demo school, made on first use."""
        self._window.show_alone(
            WaitingPage(
                _("Making the demo school"),
                _("Two years of a small school are being invented and signed, once."),
            )
        )
        make = self.ways().make_demo(cache_folder())
        self.ways().tasks.run(make, owner=self, done=self.open, failed=self._on_shut)

    def open(self, folder: Path) -> None:
        """Stand before a school's door, if no other Rowan does."""
        self._let_go()
        plate = plate_of(folder, self._clock)
        if plate is None:
            try:
                self.ways().door_of(folder)
            except VaultError as error:
                self._on_shut(error)
            return
        self.single = SingleRowan(folder, parent=self)
        self.single.raised.connect(self._on_raised)
        self.single.asked_to_leave.connect(self._on_asked_to_leave)
        if self.single.take():
            self._sign_in(plate)
        else:
            self._ask_holder(plate, self.single)

    def put_back(self, known: Path | None = None) -> PutBackPage:
        """Put a backup back, into a known school's folder unless another one is chosen."""
        self._let_go()
        usual = Path(self._preferences.now.school)
        last = usual if usual.is_absolute() and usual.is_dir() else None
        page = self.ways().put_back(known or last)
        page.finished.connect(self.open)
        page.left.connect(lambda: self.open(known) if known else self.first_run())
        self._window.show_alone(page)
        return page

    def close(self) -> None:
        """Stop the worker."""
        if self._ways is not None:
            self._ways.tasks.close()

    def settle(self) -> None:
        """Say what only a door knows, once doors are loaded."""
        if self._signing_in is not None and self._signing_in.page is self._window.page():
            self._signing_in.page.show_notes()

    def ways(self) -> WaysIn:
        """Return what needs more than the first picture does, loaded on first use."""
        if self._ways is None:
            from ui.shell.ways_in import WaysIn  # noqa: PLC0415 - not before the first picture

            self._ways = WaysIn(self._window, self._clock)
        return self._ways

    def _on_shut(self, error: Exception) -> None:
        if not isinstance(error, RowanError):
            raise error
        self.first_run()
        self.ways().show_problem(error)

    def _sign_in(self, plate: DoorPlate) -> None:
        self._signing_in = SigningIn(plate, self.ways, self)
        page = self._signing_in.page
        if plate.path.is_relative_to(cache_folder()):
            page.fill_demo()
        else:
            self._preferences.put(school=str(plate.path))
        self._signing_in.entered.connect(self._on_entered)
        self._signing_in.shut.connect(self._on_shut)
        page.record_asked.connect(lambda: self.record_asked.emit(self._signing_in))
        page.elsewhere.connect(self.first_run)
        page.recover.connect(lambda: self.ways().recover(self._signing_in, self.open))
        page.put_back.connect(lambda: self.put_back(plate.path))
        self._window.show_alone(page)
        if self._ways is not None:
            self.settle()

    def _on_chosen(self, way: str) -> None:
        ways: dict[str, Callable[[], object]] = {
            SET_UP: self.set_up,
            OPEN: self._choose,
            DEMO: self.demo,
            PUT_BACK: self.put_back,
        }
        ways[way]()

    def _choose(self) -> None:
        chosen = self.ways().choose_folder()
        if chosen is not None:
            self.open(chosen)

    def _on_set_up(self, made: SetUp) -> None:
        self.open(made.folder)
        if self._signing_in is not None:
            self._signing_in.page.tried.emit(made.person, made.passphrase)

    def _on_entered(self, entered: object) -> None:
        self._signing_in = None
        self.entered.emit(entered)

    def _ask_holder(self, plate: DoorPlate, single: SingleRowan) -> None:
        single.ask()
        page = HeldPage(plate.school_name, lambda: self._look(plate, single))
        page.given_up.connect(single.forget)
        page.again.connect(lambda: self.open(plate.path))
        self._window.show_alone(page)

    def _look(self, plate: DoorPlate, single: SingleRowan) -> str | None:
        if single.take():
            self._sign_in(plate)
            return None
        return single.holder()

    def _on_asked_to_leave(self) -> None:
        if self._signing_in is not None and self._signing_in.page is self._window.page():
            self.gave_way.emit()

    def _on_raised(self) -> None:
        self._window.showNormal()
        self._window.raise_()
        self._window.activateWindow()

    def _let_go(self) -> None:
        if self._signing_in is not None:
            self._signing_in.deleteLater()
            self._signing_in = None
        if self.single is not None:
            self.single.release()
            self.single.deleteLater()
            self.single = None
