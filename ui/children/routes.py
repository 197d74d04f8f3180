"""Name the pages of this feature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.children.entry_page import EntryPage
from ui.children.file_page import ChildFilePage
from ui.children.roll_page import ChildrenPage
from ui.kit.desk import Desk


def _children(desk: Desk, args: dict[str, Any]) -> QWidget:
    return ChildrenPage(desk, str(args.get("class_name", "")))


def _child(desk: Desk, args: dict[str, Any]) -> QWidget:
    return ChildFilePage(desk, str(args["child"]))


def _entry(desk: Desk, args: dict[str, Any]) -> QWidget:
    return EntryPage(desk, str(args.get("child", "")))


ROUTES: dict[str, Callable[[Desk, dict[str, Any]], QWidget]] = {
    "children": _children,
    "child": _child,
    "child-entry": _entry,
}
