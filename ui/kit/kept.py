"""Keep one object for the whole program, and find it again quickly."""

from __future__ import annotations

from typing import Generic, TypeVar
from weakref import ref

from PySide6.QtCore import QObject
from shiboken6 import isValid

T = TypeVar("T", bound=QObject)


class Kept(Generic[T]):
    """Remember the newest object made for a program, as long as it lives as its child.

    `findChild` would do, but wraps every child of the program and so loads much of what Qt has.
    """

    def __init__(self) -> None:
        self._found: ref[T] | None = None

    def keep(self, made: T) -> None:
        """Remember an object."""
        self._found = ref(made)

    def of(self, program: QObject | None) -> T | None:
        """Return the object if the program still has it."""
        found = self._found() if self._found else None
        if found is None or program is None or not isValid(found):
            return None
        return found if found.parent() is program else None
