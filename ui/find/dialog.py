"""Find a child, an action or a record from anywhere, as somebody types."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QListView, QStackedWidget, QWidget

from app.base.text import _, ngettext
from ui.find.hits import HitCell, HitModel
from ui.kit import theme
from ui.kit.banners import announce
from ui.kit.boxes import column
from ui.kit.desk import Desk
from ui.kit.empty import EmptyState
from ui.kit.labels import Label

_WIDE, _TALL, _LEAST_TALL = 680, 470, 260
_PAUSE_MS = 30
_ARROWS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class FindLine(QLineEdit):
    """Type what is looked for; arrows move through what was found, Enter opens it."""

    moved = Signal(QKeyEvent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand the arrows on to the list."""
        if event.key() in _ARROWS:
            self.moved.emit(event)
        else:
            super().keyPressEvent(event)


class Veil(QWidget):
    """Dim the window while something stands over it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setGeometry(window.rect())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim what is below."""
        painter = QPainter(self)
        shade = theme.colour("rail")
        shade.setAlphaF(0.45)
        painter.fillRect(event.rect(), shade)
        painter.end()


class FindDialog(QDialog):
    """Stand over the window while somebody looks for something; closing forgets what was typed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("find-dialog")
        self.setWindowTitle(_("Rowan"))
        self.setAccessibleName(_("Find"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._veil: Veil | None = None
        self.line = FindLine()
        self.line.setObjectName("find-line")
        self.line.setPlaceholderText(_("Name of a child, or words of a record"))
        self.line.setAccessibleName(_("Find a child, record or action"))
        self.line.textChanged.connect(self._on_typed)
        self.line.returnPressed.connect(self.open_current)
        self.line.moved.connect(self._on_moved)
        self.model = HitModel()
        self.list = self._build_list()
        self._nothing = EmptyState(_("Nothing found"), _("Try fewer letters or another word."))
        self._hint = EmptyState(
            _("Children, actions and records"), _("Accents may be left out."), icon="find"
        )
        self._either = QStackedWidget()
        for part in (self._hint, self.list, self._nothing):
            self._either.addWidget(part)
        self._build()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.look)

    def look(self) -> None:
        """Look for what is typed, now."""
        self._pause.stop()
        typed = self.line.text().strip()
        hits = self._desk.workspace.find.hits(typed) if typed else []
        self.model.show_hits(hits)
        if hits:
            self.list.setCurrentIndex(self.model.index(0))
        self._either.setCurrentWidget(self._shown(typed, found=bool(hits)))
        count = ngettext("{count} found", "{count} found", len(hits)).format(count=len(hits))
        announce(self.line, count)

    def open_current(self) -> None:
        """Open what is chosen: a child's file, or a record (its opening is logged as found)."""
        if self._pause.isActive():
            self.look()
        index = self.list.currentIndex()
        if index.isValid():
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        if not self.isVisible():  # some desktops send a click twice: as clicked and as activated
            return
        hit = self.model.hits[index.row()]
        self.accept()
        if hit.record:
            self._desk.go("record", record=hit.record, found=True)
        elif hit.child is not None:
            self._desk.go("child", child=hit.child.id)

    def _shown(self, typed: str, *, found: bool) -> QWidget:
        if found:
            return self.list
        return self._nothing if typed else self._hint

    def _build_list(self) -> QListView:
        found = QListView()
        found.setObjectName("hits")
        found.setAccessibleName(_("Found"))
        found.setFrameShape(QFrame.Shape.NoFrame)
        found.setModel(self.model)
        found.setItemDelegate(HitCell(found))
        found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        found.setUniformItemSizes(True)
        found.clicked.connect(self._open)
        found.activated.connect(self._open)
        return found

    def _build(self) -> None:
        frame = QFrame()
        frame.setProperty("role", "card")
        column(self, gap=0).addWidget(frame)
        whole = column(frame, gap=10, edge=(14, 14, 14, 12))
        whole.addWidget(self.line)
        whole.addWidget(self._either, 1)
        whole.addWidget(Label(_("↑ ↓ choose  ·  Enter open  ·  Esc close"), "hint", wrap=False))
        self.setTabOrder(self.line, self.list)

    def _on_typed(self, _text: str) -> None:
        self._pause.start()

    def _on_moved(self, event: QKeyEvent) -> None:
        self.list.keyPressEvent(event)

    def open(self) -> None:
        """Show it over the middle of its window, which is dimmed meanwhile."""
        parent = self.parentWidget()
        if parent is not None:
            window = parent.window()
            wide = min(theme.px(_WIDE), window.width() - theme.px(32))
            tall = min(theme.px(_TALL), max(window.height() - theme.px(120), _LEAST_TALL))
            self.resize(wide, tall)
            place = QPoint((window.width() - wide) // 2, min(theme.px(76), window.height() // 9))
            self.move(window.mapToGlobal(place))
            self._veil = Veil(window)
            self._veil.show()
        super().open()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what was typed and found, and clear the window."""
        super().hideEvent(event)
        self._pause.stop()
        self.line.clear()
        self.model.show_hits([])
        if self._veil is not None:
            self._veil.deleteLater()
            self._veil = None
