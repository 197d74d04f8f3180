"""Let files be dropped onto a page; where they may fall is shown while they are dragged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.kit.boxes import column
from ui.kit.labels import IconLabel, Label

Dropped = Callable[[Sequence[Path]], object]
_GOES_ON = (QEvent.Type.DragEnter, QEvent.Type.DragMove)
_EDGE = 12


class DropCover(QFrame):
    """Cover what files can be dropped onto, with words that say what will happen."""

    def __init__(self, parent: QWidget, words: str) -> None:
        super().__init__(parent)
        self.setObjectName("drop-cover")
        self.setProperty("role", "drop")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        whole = column(self, gap=8)
        middle = Qt.AlignmentFlag.AlignHCenter
        told = Label(words, "heading")
        told.setAlignment(middle)
        whole.addStretch(1)
        whole.addWidget(IconLabel("attach", "accent", 36), 0, middle)
        whole.addWidget(told)
        whole.addStretch(1)
        self.hide()

    def cover(self) -> None:
        """Lie over the whole parent."""
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE))
        self.raise_()
        self.show()


class FileDrops(QObject):
    """Watch a widget for files of this PC that are dragged over it and dropped."""

    def __init__(self, target: QWidget, words: str, dropped: Dropped) -> None:
        super().__init__(target)
        self.setObjectName("file-drops")
        self._cover = DropCover(target, words)
        self._dropped = dropped
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the cover while files are over the widget, and take them when they fall."""
        if event.type() == QEvent.Type.DragLeave:
            self._cover.hide()
        elif isinstance(event, QDropEvent) and files_in(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            if event.type() in _GOES_ON:
                self._cover.cover()
            else:
                self._cover.hide()
                self._dropped(files_in(event.mimeData()))
            return True
        return super().eventFilter(watched, event)


def files_in(data: QMimeData) -> Sequence[Path]:
    """Return the files of this PC among what is dragged; folders are none."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.is_file()]
