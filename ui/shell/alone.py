"""Show a page without rail: one centred column on the ground, for whoever is not signed in."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.base.text import _
from ui.kit import theme
from ui.kit.boxes import column, row
from ui.kit.cards import Card
from ui.kit.labels import IconLabel, Label

WIDE, NARROW = 620, 460
_SIDE = 20


class AlonePage(QWidget):
    """Show the program's name, a title and what is put below it; the window's title is neutral."""

    def __init__(self, title: str, *, wide: bool = False, school: str = "") -> None:
        super().__init__()
        self.first: QWidget | None = None
        self._most = WIDE if wide else NARROW
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.area = QScrollArea()
        whole = column(self, gap=0)
        whole.addWidget(self.area)
        self._column = QWidget()
        self.body = column(gap=14)
        self.title = Label(title, "title")
        self.title.setObjectName("alone-title")
        self._fill(school)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets at the end of the column."""
        for widget in widgets:
            self.body.addWidget(widget)

    def start(self) -> None:
        """Put the focus where work begins, and the top into sight."""
        self.area.verticalScrollBar().setValue(0)
        if self.first is not None:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_widget(self, widget: QWidget) -> None:
        """Scroll until a widget can be seen."""
        self.area.ensureWidgetVisible(widget, 0, theme.px(24))

    def _fill(self, school: str) -> None:
        held = column(self._column, gap=14, edge=(0, 28, 0, 28))
        held.addStretch(2)
        mark = row(gap=8)
        mark.addWidget(IconLabel("rowan", "accent", 26))
        name = Label(_("Rowan"), "heading", wrap=False)
        mark.addWidget(name)
        mark.addStretch(1)
        held.addLayout(mark)
        if school:
            place = Label(school, "muted")
            place.setObjectName("alone-school")
            held.addWidget(place)
        held.addWidget(self.title)
        held.addLayout(self.body)
        held.addStretch(3)
        inside = _Inside()
        inside.setProperty("role", "body")
        line = row(inside, gap=0, edge=(_SIDE, 0, _SIDE, 0))
        line.addStretch(1)
        line.addWidget(self._column)
        line.addStretch(1)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column comfortable to read."""
        super().resizeEvent(event)
        room = event.size().width() - 2 * theme.px(_SIDE)
        self._column.setFixedWidth(min(room, theme.px(self._most)))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where work begins."""
        super().showEvent(event)
        self.start()


class _Inside(QWidget):
    """Be as tall as the words need at this width: what they ask for at none is far taller."""

    def minimumSizeHint(self) -> QSize:
        """Ask for nothing beyond the height that follows from the width."""
        return QSize(0, 0)


class WaitingPage(AlonePage):
    """Say what is going on while it takes its time."""

    def __init__(self, title: str, words: str, *, school: str = "") -> None:
        super().__init__(title, school=school)
        card = Card()
        line = row(gap=12)
        line.addWidget(IconLabel("clock", "accent", 22), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Label(words), 1)
        card.body.addLayout(line)
        self.add(card)
