"""Remember how one Windows user wants Rowan to look and when to lock; no names."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import platformdirs
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from ui.kit import theme
from ui.kit.kept import Kept
from ui.kit.metrics import LARGEST, SMALLEST
from ui.kit.theme import Look

FILE = "preferences.json"
SHORTEST_IDLE, LONGEST_IDLE = 1, 15


class Preferences(msgspec.Struct, frozen=True, kw_only=True):
    """Hold what one person of this PC chose; `school` is the last school's folder.

    `intake_file` and `notes_folder` are those of a classroom PC: paths, no more.
    """

    mode: Literal["light", "dark", "system"] = "system"
    size: Annotated[int, msgspec.Meta(ge=SMALLEST, le=LARGEST)] = 100
    system_colours: bool = False
    touch: bool = False
    idle_minutes: Annotated[int, msgspec.Meta(ge=SHORTEST_IDLE, le=LONGEST_IDLE)] = 10
    school: str = ""
    intake_file: str = ""
    notes_folder: str = ""
    window: tuple[int, int, int, int] | None = None

    def look(self) -> Look:
        """Return what the theme is to wear."""
        return Look(
            size=self.size,
            mode=self.mode,
            system_colours=self.system_colours,
            touch=self.touch,
        )


class PreferenceStore(QObject):
    """Keep the preferences of this person in one small file."""

    changed = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        """Read them from a folder; a damaged file counts as none."""
        super().__init__(parent)
        if parent is not None:
            _STORE.keep(self)
        self._file = folder / FILE
        self.now = _read(self._file)

    def put(self, **changes: object) -> None:
        """Change some and keep them; a disk that cannot be written loses them, no more."""
        chosen = msgspec.structs.replace(self.now, **changes)
        if chosen == self.now:
            return
        self.now = chosen
        _write(self._file, chosen)
        self.changed.emit()

    def wear(self) -> None:
        """Dress the program as chosen."""
        theme.current().wear(self.now.look())


_STORE: Kept[PreferenceStore] = Kept()


def preferences() -> PreferenceStore:
    """Return the running program's preferences, read on first use."""
    app = QApplication.instance()
    return _STORE.of(app) or PreferenceStore(usual_folder(), app)


def usual_folder() -> Path:
    """Return where this Windows user's preferences lie."""
    return platformdirs.user_config_path("Rowan", appauthor=False)


def cache_folder() -> Path:
    """Return where what can be made again lies."""
    return platformdirs.user_cache_path("Rowan", appauthor=False)


def _read(file: Path) -> Preferences:
    try:
        return msgspec.json.decode(file.read_bytes(), type=Preferences)
    except (OSError, msgspec.DecodeError):
        return Preferences()


def _write(file: Path, chosen: Preferences) -> None:
    part = file.with_suffix(".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(msgspec.json.encode(chosen))
        part.replace(file)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
