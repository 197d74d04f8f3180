"""Work on the pages of corrections: type into a form, choose from a record's menu."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ui.kit.forms import RecordForm


def fill(form: RecordForm[Any], **values: object) -> None:
    """Type answers into a form, so that it tells of them."""
    for name, value in values.items():
        editor = form.group.boxes[name].editor
        editor.fill(value)
        editor.changed.emit()


def choose(page: QWidget, name: str) -> None:
    """Choose from the page's menu of corrections."""
    actions = page.findChildren(QAction, name)
    assert len(actions) == 1
    actions[0].trigger()


def offered(page: QWidget) -> set[str]:
    """Return the names of all that the page's menus offer."""
    return {action.objectName() for action in page.findChildren(QAction)}
