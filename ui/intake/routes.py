"""Name the page of this feature: intake."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.intake.page import TrayPage
from ui.kit.desk import Desk

Args = dict[str, Any]


def intake(desk: Desk, _args: Args) -> QWidget:
    """Return the tray."""
    return TrayPage(desk)


ROUTES: dict[str, Callable[[Desk, Args], QWidget]] = {"intake": intake}
