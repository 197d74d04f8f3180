"""Name what outlives an unlocked Rowan."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QApplication

from ui.settings.preferences import PreferenceStore
from ui.shell.hide import HideScreen
from ui.shell.lock import Leave
from ui.shell.single import SingleRowan
from ui.shell.window import RowanWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """Hold what outlives an unlocked Rowan: the program, its window, and the ways out of it.

    `leave` starts a fresh process in place of this one, `end` ends the program.
    """

    app: QApplication
    window: RowanWindow
    preferences: PreferenceStore
    single: SingleRowan
    hide: HideScreen
    leave: Leave
    end: Leave
