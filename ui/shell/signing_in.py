"""Let one person through a school's door: their passphrase, the wait, the opened vaults."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.base.errors import RowanError, VaultError
from app.base.ids import PersonId
from app.services.doorplate import DoorPlate
from ui.shell.sign_in import SignIn

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.sign_in import Door
    from ui.shell.ways_in import WaysIn


class SigningIn(QObject):
    """Stand before a door with the page to sign in on.

    `entered` carries what was opened; `shut` the error that shows that nobody can stand there.
    `ways` loads what opens doors: not before the page is painted, unless somebody is faster.
    """

    entered = Signal(object)
    shut = Signal(object)

    def __init__(
        self,
        plate: DoorPlate,
        ways: Callable[[], WaysIn],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.path: Path = plate.path
        self._ways = ways
        self._door: Door | None = None
        self._gone = False
        self.page = SignIn(plate, self.door)
        self.page.tried.connect(self._on_tried)

    def door(self) -> Door | None:
        """Return the door, made on first use; None once it is shut or passed."""
        if self._door is None and not self._gone:
            try:
                self._door = self._ways().door_of(self.path)
            except VaultError as error:
                self._gone = True
                self.shut.emit(error)
        return self._door

    def _on_tried(self, person: str, passphrase: str) -> None:
        page, door = self.page, self.door()
        if door is None:
            return
        page.set_busy(busy=True)

        def failed(error: Exception) -> None:
            if not isinstance(error, RowanError):
                raise error
            self._on_refused(door, PersonId(person), error)

        self._ways().tasks.run(
            lambda: door.unlock(PersonId(person), passphrase),
            owner=page,
            done=lambda keyring: self._on_unlocked(door, keyring),
            failed=failed,
        )

    def _on_refused(self, door: Door, person: PersonId, error: RowanError) -> None:
        if type(error).__name__ == "WrongPassphrase":
            door.note_wrong_try(person)
            self.page.say_wrong(self._ways().say_wrong(error))
        else:
            self.page.say_problem(self._ways().say(error))

    def _on_unlocked(self, door: Door, keyring: Any) -> None:
        if self._gone:
            return
        self.page.forget()
        try:
            entered = self._ways().enter(door, keyring)
        except RowanError as error:
            self.page.say_problem(self._ways().say(error))
            return
        self._gone, self._door = True, None
        self.entered.emit(entered)
