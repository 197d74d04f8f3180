"""Name the pages of this feature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.kit.desk import Desk
from ui.roll.leavers_page import LeaversPage
from ui.roll.merge_page import MergePage
from ui.roll.page import RollImportPage


def _roll_import(desk: Desk, _args: dict[str, Any]) -> QWidget:
    return RollImportPage(desk)


def _leavers(desk: Desk, _args: dict[str, Any]) -> QWidget:
    return LeaversPage(desk)


def _merge(desk: Desk, args: dict[str, Any]) -> QWidget:
    return MergePage(desk, str(args["child"]))


ROUTES: dict[str, Callable[[Desk, dict[str, Any]], QWidget]] = {
    "roll-import": _roll_import,
    "leavers": _leavers,
    "child-merge": _merge,
}
