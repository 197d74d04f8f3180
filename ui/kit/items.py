"""List things to see to: whose, what, how it stands, and what can be done about each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from app.base.text import _
from ui.kit import theme
from ui.kit.boxes import column, empty, hairline, row
from ui.kit.buttons import Button, link
from ui.kit.empty import EmptyState
from ui.kit.labels import Label, tip
from ui.kit.pills import Pill, State

_LEAST_WORDS = 230
_LONGEST = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Describe one thing in a list; `key` is its id, `opens` is done when its title is pressed."""

    key: str
    title: str
    beside: str = ""
    words: str = ""
    below: str = ""
    state: State | None = None
    opens: Callable[[], object] | None = None


class TitleLink(Button):
    """Lead somewhere by a name that is cut with an ellipsis where there is no room for it."""

    def __init__(self, text: str, on_press: Callable[[], object] | None) -> None:
        super().__init__(text, on_press, role="title")
        self._whole = text
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for room for the whole name."""
        wide = self.fontMetrics().horizontalAdvance(self._whole) + theme.px(14)
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Make do with a few letters."""
        return QSize(theme.px(60), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the name to the room there is."""
        super().resizeEvent(event)
        room = event.size().width() - theme.px(12)
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(cut.replace("&", "&&"))
        self.setToolTip(tip(self._whole) if cut != self._whole else "")


class Item(QFrame):
    """Show one entry; its state and its buttons stand right of it, or below where it is narrow."""

    def __init__(self, entry: Entry, buttons: Sequence[Button] = ()) -> None:
        super().__init__()
        self.setProperty("role", "item")
        self.setObjectName(f"item-{entry.key}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(". ".join(filter(None, (entry.title, entry.words, entry.below))))
        self._line: QBoxLayout = row(self, gap=12)
        self._spring = False
        words = column(gap=2)
        words.addLayout(self._head(entry))
        for text, role in ((clipped(entry.words), "body"), (entry.below, "hint")):
            if text:
                words.addWidget(Label(text, role))
        self._line.addLayout(words, 1)
        self._line.addLayout(self._right(entry, buttons))

    def _head(self, entry: Entry) -> QBoxLayout:
        head = row(gap=8)
        if entry.opens is None:
            self.title: QWidget = Label(entry.title, "strong")
            head.addWidget(self.title, 1)
        else:
            self.title = TitleLink(entry.title, entry.opens)
            self.title.setObjectName(f"open-{entry.key}")
            self.title.setAccessibleDescription(entry.words)
            head.addWidget(self.title)
            head.addWidget(Label(entry.beside, "hint", wrap=False), 1)
        return head

    def _right(self, entry: Entry, buttons: Sequence[Button]) -> QBoxLayout:
        held = column(gap=0)
        line = row(gap=8)
        if entry.state is not None:
            line.addWidget(Pill(entry.state))
        for button in buttons:
            line.addWidget(button)
        self._end = line
        held.addLayout(line)
        held.addStretch(1)
        return held

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the words where there is no room beside them."""
        super().resizeEvent(event)
        room = event.size().width() - self._end.sizeHint().width()
        narrow = self._end.count() > 0 and room < theme.px(_LEAST_WORDS)
        direction = QBoxLayout.Direction
        wanted = direction.TopToBottom if narrow else direction.LeftToRight
        if self._line.direction() is not wanted:
            self._line.setDirection(wanted)
            self._line.setSpacing(theme.px(6 if narrow else 12))
            if narrow:
                self._end.addStretch(1)
            elif self._spring:
                self._end.takeAt(self._end.count() - 1)
            self._spring = narrow


class Items(QWidget):
    """Show entries one below another with hairlines between, or an empty state."""

    def __init__(self, empty_state: Callable[[], EmptyState]) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._empty_state = empty_state
        self._lines = column(self, gap=9)

    def show_items(
        self, items: Iterable[Item], *, more: str = "", on_more: Callable[[], object] | None = None
    ) -> None:
        """Replace what is shown; `more` are the words of a link that shows the rest."""
        empty(self._lines)
        shown = list(items)
        for place, item in enumerate(shown):
            if place:
                self._lines.addWidget(hairline())
            self._lines.addWidget(item)
        if not shown:
            self._lines.addWidget(self._empty_state())
        if more:
            rest = link(more, on_more)
            rest.setObjectName("show-all")
            self._lines.addWidget(rest)


def clipped(text: str, longest: int = _LONGEST) -> str:
    """Return a text on one line, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return _("{text} …").format(text=line[:longest].rsplit(" ", 1)[0])
