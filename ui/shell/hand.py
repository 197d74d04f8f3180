"""Work the real windows without a person: press, write, wait, and take pictures."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from ui.kit.pages import Page
from ui.shell.window import RowanWindow

W = TypeVar("W", bound=QWidget)
PATIENCE_S = 120.0
_STEP_MS, _SETTLE_MS = 20, 120
_SHADE = QColor(15, 25, 45, 110)


class NotThereError(RuntimeError):
    """What a step needs is not on the screen."""


class Hand:
    """Press, write and look, as a person at the window does; pictures are numbered."""

    def __init__(self, window: RowanWindow, out: Path) -> None:
        self.window = window
        self.out = out
        self.pictures: list[str] = []

    # ------------------------------------------------------------ waiting

    def settle(self, ms: int = _SETTLE_MS) -> None:
        """Let the program do what it has to do."""
        loop = QEventLoop()
        QTimer.singleShot(ms, loop, loop.quit)
        loop.exec()

    def wait(self, what: str, condition: Callable[[], bool]) -> None:
        """Wait until something is so (NotThereError after two minutes)."""
        until = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > until:
                raise NotThereError(what)
            self.settle(_STEP_MS)
        self.settle()

    # ------------------------------------------------------------ finding

    def page(self, kind: type[W]) -> W:
        """Return the page shown (NotThereError when it is another)."""
        page = self.window.page()
        if not isinstance(page, kind):
            raise NotThereError(f"{kind.__name__}; there is {type(page).__name__}")
        return page

    def found(self, kind: type[W], name: str, inside: QWidget | None = None) -> W:
        """Return the first widget of a name that is in sight or can be scrolled to."""
        where = inside or self.window.page()
        known = [each for each in where.findChildren(kind, name) if each.isVisibleTo(where)]
        if not known:
            raise NotThereError(f"{kind.__name__} {name}")
        return known[0]

    def dialog(self, kind: type[W]) -> W:
        """Return the open dialog of a kind."""
        for each in QApplication.topLevelWidgets():
            if isinstance(each, kind) and each.isVisible():
                return each
        raise NotThereError(kind.__name__)

    def stop_of(self, field: str, inside: QWidget | None = None) -> QWidget:
        """Return the line or box that answers a question of a form."""
        box = self.found(QWidget, f"field.{field}", inside)
        stop = self.found(QWidget, field, box)
        proxy = stop.focusProxy()
        while proxy is not None:
            stop, proxy = proxy, proxy.focusProxy()
        return stop

    # ------------------------------------------------------------ doing

    def press(self, name: str, inside: QWidget | None = None) -> None:
        """Press a button."""
        button = self.found(QAbstractButton, name, inside)
        if not button.isEnabled():
            raise NotThereError(f"{name} cannot be pressed")
        self.show(button)
        button.click()
        self.settle()

    def chip(self, field: str, code: str, inside: QWidget | None = None) -> None:
        """Choose an answer in sight."""
        self.press(f"chip.{code}", self.found(QWidget, f"field.{field}", inside))

    def write(self, text: str, into: QWidget) -> None:
        """Type letters."""
        self.show(into)
        into.setFocus()
        for letter in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(into, event)
        self.settle(_STEP_MS)

    def answer(self, field: str, text: str, inside: QWidget | None = None) -> None:
        """Type the answer to a question."""
        self.write(text, self.stop_of(field, inside))

    def key(self, key: Qt.Key, widget: QWidget) -> None:
        """Press a key."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))
        self.settle(_STEP_MS)

    def choose_first(self) -> None:
        """Take the first line of the list that has opened under a line."""
        popup = QApplication.activePopupWidget()
        if popup is None:
            raise NotThereError("a list to choose from")
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
            self.key(key, popup)
        self.settle()

    def tap(self, widget: QWidget, at: QPointF) -> None:
        """Press and let go of the mouse at a point of a widget."""
        self.show(widget)
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        steps = (
            (QEvent.Type.MouseButtonPress, left),
            (QEvent.Type.MouseButtonRelease, none),
        )
        for kind, held in steps:
            where = QPointF(widget.mapToGlobal(at))
            event = QMouseEvent(kind, at, where, left, held, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(widget, event)
        self.settle()

    def show(self, widget: QWidget) -> None:
        """Scroll until a widget is in sight."""
        page = self.window.page()
        if isinstance(page, Page) and page.area.isAncestorOf(widget):
            page.ensure_visible(widget)
            self.settle(_STEP_MS)

    # ------------------------------------------------------------ looking

    def picture(self, name: str) -> None:
        """Keep a picture of the window with the dialog that stands over it."""
        self.window.toast.hide()
        self.settle()
        picture = self.window.grab()
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        for dialog in [each for each in shown if isinstance(each, QDialog)][-1:]:
            _paint_over(picture, dialog)
        popup, line = QApplication.activePopupWidget(), QApplication.focusWidget()
        if popup is not None and line is not None:
            _paint_at(picture, popup, line.mapTo(self.window, QPoint(0, line.height())))
        file = f"{len(self.pictures) + 1:02}-{name}.png"
        if not picture.save(str(self.out / file)):
            raise NotThereError(f"room for {file}")
        self.pictures.append(file)


def _paint_at(picture: QPixmap, popup: QWidget, at: QPoint) -> None:
    painter = QPainter(picture)
    painter.drawPixmap(at, popup.grab())
    painter.end()


def _paint_over(picture: QPixmap, dialog: QDialog) -> None:
    ratio = picture.devicePixelRatio()
    wide, tall = picture.width() / ratio, picture.height() / ratio
    painter = QPainter(picture)
    painter.fillRect(0, 0, round(wide), round(tall), _SHADE)
    left, top = (wide - dialog.width()) / 2, (tall - dialog.height()) / 2
    painter.drawPixmap(QPointF(left, top), dialog.grab())
    painter.end()
