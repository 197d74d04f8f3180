"""Show words: plain text only, so that nothing typed is ever read as markup."""

from __future__ import annotations

from unicodedata import bidirectional

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.kit import icons, theme

_LEFT_TO_RIGHT = "\u200e"
_TURNING = frozenset({"R", "AL"})
_LAST_OF_FIRST_FONT = "\u058f"
_STRONG = _TURNING | {"L"}


def tip(text: str) -> str:
    """Return words for a tool tip, which would read what looks like markup as markup."""
    if "<" not in text and "&" not in text:
        return text
    from html import escape  # noqa: PLC0415 - not before the first picture

    return f"<qt>{escape(text)}</qt>"


class Label(QLabel):
    """Show plain text in a role: title, heading, label, strong, hint, muted, error or status."""

    def __init__(self, text: str = "", role: str = "body", *, wrap: bool = True) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Replace the words; English that begins with an Arabic name keeps its order and edge."""
        ways = (bidirectional(char) for char in text)
        turned = next((way for way in ways if way in _STRONG), "L") in _TURNING
        # Letters of the second font reach a little above and below a line of the first.
        room = 2 if any(char > _LAST_OF_FIRST_FONT for char in text if char.isalpha()) else 0
        self.setContentsMargins(0, room, 0, room)
        self.setText(f"{_LEFT_TO_RIGHT}{text}" if turned else text)

    def selectable(self) -> Label:
        """Let the text be marked and copied, by keyboard too."""
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return self


class FieldLabel(Label):
    """Show the question above a field; a click on it goes to the field."""

    def __init__(self, text: str, buddy: QWidget | None = None) -> None:
        super().__init__(text, "label")
        self._buddy = buddy

    def set_field(self, buddy: QWidget) -> None:
        """Name the widget that a click goes to."""
        self._buddy = buddy

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the field."""
        if self._buddy is not None:
            self._buddy.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)


class IconLabel(QLabel):
    """Show one icon beside words; readers are told by the words."""

    def __init__(self, name: str, colour: str = "text", side: int = 18) -> None:
        super().__init__()
        self._drawn = (name, colour, side)
        self._redraw()
        theme.current().changed.connect(self._redraw)

    def draw(self, name: str, colour: str) -> None:
        """Show another icon at the same size."""
        self._drawn = (name, colour, self._drawn[2])
        self._redraw()

    def _redraw(self) -> None:
        name, colour, side = self._drawn
        whole = theme.px(side)
        self.setPixmap(icons.pixmap(name, colour, whole, self.devicePixelRatioF()))
        self.setFixedSize(QSize(whole, whole))

    def changeEvent(self, event: QEvent) -> None:
        """Draw again for another screen."""
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._redraw()
        super().changeEvent(event)
