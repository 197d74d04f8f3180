"""Press, choose and look where a picture of a screen is to be taken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QTabBar, QWidget

from ui.find.dialog import FindDialog
from ui.kit.forms import RecordForm

Step = Callable[[QWidget], object]


def press(*names: str) -> Step:
    """Return a step that presses buttons by name; a name may be a regular expression."""

    def step(page: QWidget) -> None:
        for name in names:
            whole = QRegularExpression(QRegularExpression.anchoredPattern(name))
            found = [
                button
                for button in page.findChildren(QAbstractButton, whole)
                if button.isVisibleTo(page) and button.isEnabled()
            ]
            found[0].click()
            QApplication.processEvents()

    return step


def choose(name: str) -> Step:
    """Return a step that takes a line of a menu."""

    def step(page: QWidget) -> None:
        page.findChildren(QAction, name)[0].trigger()

    return step


def turn_to(tab: int) -> Step:
    """Return a step that turns to a part of a child's file."""

    def step(page: QWidget) -> None:
        page.findChildren(QTabBar)[0].setCurrentIndex(tab)

    return step


def find(text: str) -> Step:
    """Return a step that looks for a text."""

    def step(dialog: QWidget) -> None:
        assert isinstance(dialog, FindDialog)
        dialog.line.setText(text)
        dialog.look()

    return step


def open_sections(page: QWidget) -> None:
    """Open every section of a form that stands under "Add"."""
    form = page.findChildren(RecordForm)[0]
    for section in form.unopened():
        form.open_section(section.label)


def to_the_end(page: QWidget) -> None:
    """Scroll to the end of a page."""
    bar = page.area.verticalScrollBar()  # type: ignore[attr-defined]
    for _turn in range(3):
        QApplication.processEvents()
    bar.setValue(bar.maximum())
