"""Lead from the start to an open school: first run, set-up, signing in, doubts, alarms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from app.base.clock import Clock
from app.base.errors import RowanError, VaultError
from app.base.ids import PersonId
from app.base.text import _
from app.services.schools import demo_school, door_of
from app.services.sign_in import Door
from ui.kit.dialogs import show_problem
from ui.kit.problems import explain
from ui.kit.tasks import TaskRunner
from ui.settings.preferences import PreferenceStore, cache_folder
from ui.shell.alone import WaitingPage
from ui.shell.close_guard import CloseGuard
from ui.shell.first_run import DEMO, OPEN, PUT_BACK, SET_UP, FirstRun
from ui.shell.held import HeldPage
from ui.shell.put_back import PutBackPage
from ui.shell.set_up import SetUp, SetUpPage
from ui.shell.sign_in import SignIn
from ui.shell.single import SingleRowan
from ui.shell.window import RowanWindow


class FrontDoor(QObject):
    """Show the pages of whoever is not signed in.

    `entered` carries what signing in has opened; `gave_way` asks to end, for another Windows
    user's Rowan.
    """

    entered = Signal(object)
    gave_way = Signal()

    def __init__(self, window: RowanWindow, clock: Clock, preferences: PreferenceStore) -> None:
        super().__init__(window)
        self._window = window
        self._clock = clock
        self._preferences = preferences
        self._tasks = TaskRunner()
        self.door: Door | None = None
        self.single: SingleRowan | None = None
        CloseGuard(window)

    def first_run(self) -> None:
        """Offer to set up, to open, or to try."""
        self._let_go()
        page = FirstRun()
        page.chosen.connect(self._on_chosen)
        self._window.show_alone(page)

    def set_up(self, *, test_school: bool = False) -> SetUpPage:
        """Set up a school."""
        page = SetUpPage(self._clock, self._tasks, test_school=test_school)
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
        cache = cache_folder()
        self._run(lambda: demo_school(cache), self.open, back=self.first_run)

    def open(self, folder: Path) -> None:
        """Stand before a school's door, if no other Rowan does."""
        self._let_go()
        try:
            door = door_of(folder, self._clock)
        except VaultError as error:
            self.first_run()
            show_problem(self._window, error)
            return
        self.single = SingleRowan(folder, parent=self)
        self.single.raised.connect(self._on_raised)
        self.single.asked_to_leave.connect(self._on_asked_to_leave)
        if self.single.take():
            self._sign_in(door)
        else:
            self._ask_holder(door, self.single)

    def put_back(self, known: Path | None = None) -> PutBackPage:
        """Put a backup back, into a known school's folder unless another one is chosen."""
        self._let_go()
        usual = Path(self._preferences.now.school)
        last = usual if usual.is_absolute() and usual.is_dir() else None
        page = PutBackPage(self._clock, self._tasks, known=known or last)
        page.finished.connect(self.open)
        page.left.connect(lambda: self.open(known) if known else self.first_run())
        self._window.show_alone(page)
        return page

    def close(self) -> None:
        """Stop the worker."""
        self._tasks.close()

    def _sign_in(self, door: Door) -> None:
        self.door = door
        page = SignIn(door)
        if door.folder.path.is_relative_to(cache_folder()):
            page.fill_demo()
        else:
            self._preferences.put(school=str(door.folder.path))
        page.tried.connect(self._on_tried)
        page.elsewhere.connect(self.first_run)
        page.put_back.connect(lambda: self.put_back(door.folder.path))
        self._window.show_alone(page)

    def _on_chosen(self, way: str) -> None:
        ways: dict[str, Callable[[], object]] = {
            SET_UP: self.set_up,
            OPEN: self._choose,
            DEMO: self.demo,
            PUT_BACK: self.put_back,
        }
        ways[way]()

    def _choose(self) -> None:
        title, only = _("Folder of the school"), QFileDialog.Option.ShowDirsOnly
        chosen = QFileDialog.getExistingDirectory(self._window, title, "", only)
        if chosen:
            self.open(Path(chosen))

    def _on_set_up(self, made: SetUp) -> None:
        self.open(made.folder)
        if self.door is not None:
            self._on_tried(made.person, made.passphrase)

    def _on_tried(self, person: str, passphrase: str) -> None:
        page, door = self._window.page(), self.door
        if not isinstance(page, SignIn) or door is None:
            return
        page.set_busy(busy=True)

        def failed(error: Exception) -> None:
            if not isinstance(error, RowanError):
                raise error
            self._on_refused(page, PersonId(person), error)

        self._tasks.run(
            lambda: door.unlock(PersonId(person), passphrase),
            owner=page,
            done=lambda keyring: self._on_unlocked(page, keyring),
            failed=failed,
        )

    def _on_refused(self, page: SignIn, person: PersonId, error: RowanError) -> None:
        words = explain(error)
        if type(error).__name__ == "WrongPassphrase" and self.door is not None:
            self.door.note_wrong_try(person)
            page.say_wrong(f"{words.title}. {words.body}")
        else:
            page.say_problem(_sentence(error))

    def _on_unlocked(self, page: SignIn, keyring: Any) -> None:
        if self.door is None:
            return
        page.forget()
        try:
            entered = self.door.enter(keyring)
        except RowanError as error:
            page.say_problem(_sentence(error))
            return
        self.door = None
        self.entered.emit(entered)

    def _ask_holder(self, door: Door, single: SingleRowan) -> None:
        single.ask()
        page = HeldPage(door.school_name, lambda: self._look(door, single))
        page.given_up.connect(single.forget)
        page.again.connect(lambda: self.open(door.folder.path))
        self._window.show_alone(page)

    def _look(self, door: Door, single: SingleRowan) -> str | None:
        if single.take():
            self._sign_in(door)
            return None
        return single.holder()

    def _on_asked_to_leave(self) -> None:
        if self.door is not None:
            self.gave_way.emit()

    def _on_raised(self) -> None:
        self._window.showNormal()
        self._window.raise_()
        self._window.activateWindow()

    def _let_go(self) -> None:
        self.door = None
        if self.single is not None:
            self.single.release()
            self.single.deleteLater()
            self.single = None

    def _run(
        self,
        work: Callable[[], Path],
        done: Callable[[Path], object],
        *,
        back: Callable[[], object],
    ) -> None:
        def failed(error: Exception) -> None:
            if not isinstance(error, RowanError):
                raise error
            back()
            show_problem(self._window, error)

        self._tasks.run(work, owner=self, done=done, failed=failed)


def _sentence(error: RowanError) -> str:
    words = explain(error)
    return f"{words.title}. {words.next_step or words.body}"
