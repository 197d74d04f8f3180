"""Name the dialog of this feature; it opens over the page that is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.find.dialog import FindDialog
from ui.kit.desk import Desk


def _find(desk: Desk, _args: dict[str, Any]) -> QWidget:
    return FindDialog(desk)


ROUTES: dict[str, Callable[[Desk, dict[str, Any]], QWidget]] = {"find": _find}
