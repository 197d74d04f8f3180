"""Use mouse and keys as a person does, and count the clicks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QRadioButton,
    QWidget,
)

from ui.kit.pages import Page

_TURNS = 3  # what has just come is laid out in steps, from the inside outwards
_MOST_STOPS = 400


class Hand:
    """Click, tab and type in a window that is shown; typing and tabbing are no clicks."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, widget: QWidget) -> None:
        """Bring a widget into sight, and press it where it can be seen."""
        for _turn in range(_TURNS):
            QApplication.processEvents()
        _bring_into_sight(widget)
        QApplication.processEvents()
        at = _spot(widget)
        seen = widget.visibleRegion().contains(at)
        assert widget.isEnabled(), f"{_named(widget)} cannot be pressed"
        assert seen, f"{_named(widget)} is out of sight"
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at)
        QApplication.processEvents()
        self.clicks += 1

    def tab_to(self, widget: QWidget) -> None:
        """Press Tab until a widget has the focus; fail if it cannot be reached."""
        wanted = _focused_of(widget)
        for _stop in range(_MOST_STOPS):
            if focused() in wanted:
                return
            QTest.keyClick(focused(), Qt.Key.Key_Tab)
            QApplication.processEvents()
        raise AssertionError(f"{_named(widget)} cannot be reached by Tab")

    def write(self, text: str, into: QWidget | None = None) -> None:
        """Type any letters where the focus is, or in a widget reached by Tab."""
        if into is not None:
            self.tab_to(into)
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(focused(), event)
        QApplication.processEvents()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(focused(), key, modifier or Qt.KeyboardModifier.NoModifier)
        QApplication.processEvents()


def words(widget: QWidget) -> str:
    """Return all words that labels show, one label a line."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def press(page: QWidget, name: str) -> None:
    """Click the one button of a name."""
    found = [one for one in page.findChildren(QAbstractButton, name) if one.isVisible()]
    assert len(found) == 1, f"{len(found)} buttons named {name} are in sight"
    Hand().click(found[0])


def _bring_into_sight(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, Page):
        above = above.parentWidget()
    if isinstance(above, Page) and above.area.isAncestorOf(widget):
        above.ensure_visible(widget)


def focused() -> QWidget:
    """Return the widget that has the focus; the test fails when none has."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the focus"
    return widget


def _focused_of(widget: QWidget) -> tuple[QWidget, ...]:
    proxy = widget.focusProxy()
    return (widget,) if proxy is None else (widget, proxy)


def _spot(widget: QWidget) -> QPoint:
    if isinstance(widget, (QCheckBox, QRadioButton)):
        return QPoint(14, widget.height() // 2)
    return widget.rect().center()


def _named(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return f"{type(widget).__name__} {widget.objectName()} {text}".strip()
