"""Build a page: who or what it is about on top, what is read in the middle, actions below."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.kit import theme
from ui.kit.boxes import Scrolled, column, hairline, row
from ui.kit.buttons import Button
from ui.kit.labels import IconLabel, Label
from ui.kit.pills import Tone

_SIDE = 22
_STACKED_BELOW = 520
_LEAST_TITLE = 360


class ActionBar(QFrame):
    """Keep a page's buttons in sight: what goes on at the left, what throws away at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        line = row(self, gap=8, edge=(_SIDE, 9, _SIDE, 10))
        self._line = line
        self._left = row(gap=8)
        self._right = row(gap=8)
        line.addLayout(self._left)
        line.addStretch(1)
        line.addLayout(self._right)
        self.note = Label("", "hint")
        self._left.addWidget(self.note)
        self.note.hide()
        self.hide()

    def set_side(self, side: int) -> None:
        """Keep so many pixels free at the left and the right."""
        edge = self._line.contentsMargins()
        self._line.setContentsMargins(side, edge.top(), side, edge.bottom())

    def offer(self, *buttons: Button) -> None:
        """Put buttons at the left, the main one first."""
        for button in buttons:
            self._left.insertWidget(self._left.count() - 1, button)
        self.show()

    def offer_right(self, *buttons: Button) -> None:
        """Put buttons at the right."""
        for button in buttons:
            self._right.addWidget(button)
        self.show()


class Page(QWidget):
    """Show a title, one line saying whom it is about, a scrolling body and a bar of actions.

    `reading` limits the body to one column that is comfortable to read and to fill in; `centred`
    puts it in the middle, for a page that has no rail beside it. `neutral` is what the window's
    title may say: no name. `shortcut` brings keep, finish and print.
    """

    shortcut = Signal(str)
    retitled = Signal(str, bool)

    def __init__(self, title: str, *, reading: bool = False, neutral: str = "") -> None:
        super().__init__()
        self.neutral = neutral
        self.centred = False
        self.first: QWidget | None = None
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        whole = column(self, gap=0)
        self.title = Label(title, "title")
        self.identity = Label("", "muted")
        self._state = Label("", "status", wrap=False)
        self._state_icon = IconLabel("tick", "muted", 14)
        self.head = row(gap=8)
        self._head_line: QBoxLayout = row(gap=12)
        whole.addLayout(self._build_head())
        self.area = QScrollArea()
        self.body = column(gap=14)
        self._edge = hairline()
        self._edge.hide()
        whole.addWidget(self._edge)
        whole.addWidget(self.area, 1)
        self._fill_scroll(reading=reading)
        self.bar = ActionBar()
        whole.addWidget(self.bar)
        self.set_identity("")
        self.set_status("")
        self.setAccessibleName(title)

    def set_title(self, title: str) -> None:
        """Replace the title."""
        self.title.show_text(title)
        self.setAccessibleName(title)

    def set_identity(self, line: str) -> None:
        """Say under the title whom the page is about."""
        self.identity.show_text(line)
        self.identity.setVisible(bool(line))

    def set_status(self, words: str, tone: Tone = "muted", icon: str = "tick") -> None:
        """Say quietly at the right how things stand, such as "Draft saved 10:58"."""
        self._state.show_text(words)
        self._state_icon.draw(icon, tone)
        self._state.setVisible(bool(words))
        self._state_icon.setVisible(bool(words))

    def set_error(self, *, error: bool) -> None:
        """Put "Error:" before the window's title, or take it away."""
        self.retitled.emit(self.neutral, error)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets at the end of the body."""
        for widget in widgets:
            self.body.addWidget(widget)

    def ensure_visible(self, widget: QWidget) -> None:
        """Scroll until a widget stands whole in the body, clear of its edges."""
        margin = theme.px(24)
        inside = self.area.widget()
        top = widget.mapTo(inside, QPoint(0, 0)).y() if inside else 0
        bar = self.area.verticalScrollBar()
        tall = self.area.viewport().height()
        if top - margin < bar.value() or widget.height() + 2 * margin > tall:
            bar.setValue(top - margin)
        elif top + widget.height() + margin > bar.value() + tall:
            bar.setValue(top + widget.height() + margin - tall)

    def start(self) -> None:
        """Put the focus where work begins: on `first` if that is set, else on the title."""
        (self.first or self.title).setFocus(Qt.FocusReason.OtherFocusReason)

    def to_top(self) -> None:
        """Scroll back to the beginning."""
        self.area.verticalScrollBar().setValue(0)

    def _on_scrolled(self, place: int) -> None:
        self._edge.setVisible(place > 0)

    def _build_head(self) -> QVBoxLayout:
        head = column(edge=(_SIDE, 14, _SIDE, 10), gap=2)
        self._head = head
        line = self._head_line
        words = column(gap=2)
        words.addWidget(self.title)
        words.addWidget(self.identity)
        line.addLayout(words, 1)
        right = row(gap=12)
        standing = row(gap=5)
        standing.addWidget(self._state_icon)
        standing.addWidget(self._state)
        right.addLayout(standing)
        right.addLayout(self.head)
        right.addStretch(0)
        self._right = right
        line.addLayout(right)
        head.addLayout(line)
        return head

    def _fill_scroll(self, *, reading: bool) -> None:
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        inside = Scrolled()
        inside.setProperty("role", "body")
        line = row(inside, gap=0, edge=(_SIDE, 2, _SIDE, 20))
        self._inside = line
        self._column = QWidget()
        held = column(self._column, gap=0)
        held.addLayout(self.body)
        held.addStretch(1)
        line.addWidget(self._column, 1)
        self._reading = reading
        if reading:
            line.addStretch(0)
            line.setAlignment(self._column, Qt.AlignmentFlag(0))
        self.area.setWidget(inside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the reading column no wider than is comfortable."""
        super().resizeEvent(event)
        said = (self.title, self.identity)
        words = max(one.fontMetrics().horizontalAdvance(one.text()) for one in said)
        least = min(words, theme.px(_LEAST_TITLE)) + theme.px(2 * _SIDE + 12)
        both = least + self._right.sizeHint().width()
        stacked = event.size().width() < max(theme.px(_STACKED_BELOW), both)
        direction = QBoxLayout.Direction
        wanted = direction.TopToBottom if stacked else direction.LeftToRight
        if self._head_line.direction() is not wanted:
            self._head_line.setDirection(wanted)
        if self._reading:
            room = event.size().width() - 2 * theme.px(_SIDE)
            widest = min(room, theme.current().metrics.reading)
            self._column.setMaximumWidth(widest)
            if self.centred:
                self._set_sides(theme.px(_SIDE) + (room - widest) // 2)

    def _set_sides(self, side: int) -> None:
        for layout in (self._head, self._inside):
            edge = layout.contentsMargins()
            layout.setContentsMargins(side, edge.top(), side, edge.bottom())
        self.bar.set_side(side)


def reveal(widget: QWidget) -> None:
    """Scroll the page that a widget is on until it can be seen whole."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, Page):
        above = None if above.isWindow() else above.parentWidget()
    if isinstance(above, Page):
        above.ensure_visible(widget)
