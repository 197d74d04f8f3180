"""Tell screen readers about a body map: a graphic whose children are its marks."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from app.records.marks import Mark
from app.rules.bodymap import mark_sentence


class MarkedWidget(QWidget):
    """Be a widget whose marks are read aloud one by one."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: tuple[Mark, ...] = ()
        self.reader: QAccessibleInterface | None = None  # kept as long as the widget lives
        _install()

    def mark_box(self, number: int) -> QRect:
        """Return where the number of a mark stands on this widget."""
        raise NotImplementedError


class _MarkReader(QAccessibleInterface):
    """Read one mark aloud."""

    def __init__(self, widget: MarkedWidget, index: int) -> None:
        super().__init__()
        self._widget = widget
        self._index = index

    def _mark(self) -> Mark | None:
        marks = self._widget.marks
        return marks[self._index] if self._index < len(marks) else None

    def isValid(self) -> bool:  # noqa: N802 - Qt's name
        return self._mark() is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        return self._widget.window().windowHandle()

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def text(self, kind: QAccessible.Text) -> str:
        mark = self._mark()
        return mark_sentence(mark) if mark and kind is QAccessible.Text.Name else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:  # noqa: N802 - Qt's name
        del kind, text

    def state(self) -> QAccessible.State:
        return QAccessible.State()

    def rect(self) -> QRect:
        mark = self._mark()
        box = self._widget.mark_box(mark.number) if mark else QRect()
        return QRect(self._widget.mapToGlobal(box.topLeft()), box.size())

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._widget)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        del index
        return None

    def childCount(self) -> int:
        return 0

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        del x, y
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802 - Qt's name
        del child
        return -1


class _SheetReader(QAccessibleWidget):
    """Read a body map aloud: its name, how many marks, then each mark."""

    def __init__(self, widget: MarkedWidget) -> None:
        super().__init__(widget, QAccessible.Role.Graphic, "")
        self._widget = widget
        self._children: list[_MarkReader] = []

    def childCount(self) -> int:
        return len(self._widget.marks)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        while len(self._children) <= index < self.childCount():
            self._children.append(_MarkReader(self._widget, len(self._children)))
        return self._children[index] if 0 <= index < self.childCount() else None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        at = self._widget.mapFromGlobal(QPoint(x, y))
        for index, mark in enumerate(self._widget.marks):
            if self._widget.mark_box(mark.number).contains(at):
                return self.child(index)
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:  # noqa: N802 - Qt's name
        return next((i for i, own in enumerate(self._children) if own is child), -1)


def _make(_key: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, MarkedWidget):
        return None
    thing.reader = _SheetReader(thing)
    return thing.reader


@cache
def _install() -> None:
    QAccessible.installFactory(_make)
