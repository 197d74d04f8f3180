"""Name the pages of this feature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.kit.desk import Desk
from ui.today.page import TodayPage


def _today(desk: Desk, _args: dict[str, Any]) -> QWidget:
    return TodayPage(desk)


ROUTES: dict[str, Callable[[Desk, dict[str, Any]], QWidget]] = {"today": _today}
