"""Offer something to press: one main button a page, plain ones, links."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.kit import icons, theme

_COLOURS = {
    "primary": "on_accent",
    "danger": "danger",
    "quiet": "accent",
    "add": "accent",
    "link": "accent",
}


class Button(QPushButton):
    """Say a verb and do it; the roles are plain, primary, danger, quiet, add, link, problem."""

    def __init__(
        self,
        text: str,
        on_press: Callable[[], object] | None = None,
        *,
        role: str = "plain",
        icon: str = "",
        name: str = "",
    ) -> None:
        super().__init__(text.replace("&", "&&"))
        self.setProperty("role", role)
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        if icon:
            self.set_icon(icon, _COLOURS.get(role, "text"))
        if role in ("link", "problem"):
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._on_press = on_press
        self.clicked.connect(self._on_clicked)

    def set_icon(self, name: str, colour: str = "text") -> None:
        """Put an icon before the words."""
        side = theme.px(18)
        self.setIcon(icons.icon(name, colour))
        self.setIconSize(QSize(side + theme.px(3), side))

    def set_words(self, text: str) -> None:
        """Replace the words, for the eye and for readers."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def explain(self, text: str, shortcut: str = "") -> Button:
        """Show a tool tip, with the keys that do the same."""
        self.setToolTip(f"{text} ({shortcut})" if shortcut else text)
        self.setAccessibleDescription(text)
        if shortcut:
            self.setShortcut(shortcut)
        return self

    def _on_clicked(self) -> None:
        if self._on_press is not None:
            self._on_press()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a second, light ring inside the filled button that has the focus."""
        super().paintEvent(event)
        worn = theme.current()
        if not self.hasFocus() or self.property("role") != "primary" or worn.plain:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("on_accent"), 1.5))
        edge = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.drawRoundedRect(edge, theme.px(4), theme.px(4))
        painter.end()


class WrappingButton(Button):
    """Break words over as many lines as the width asks for; readers hear them whole."""

    def __init__(
        self,
        text: str,
        on_press: Callable[[], object] | None = None,
        *,
        role: str = "link",
        name: str = "",
    ) -> None:
        super().__init__(text, on_press, role=role, name=name)
        self._words = text
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _lines(self, width: int) -> list[str]:
        room, lines = width - 2 * (theme.px(4) + 2), [""]
        for word in self._words.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.fontMetrics().horizontalAdvance(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        extra = len(self._lines(width)) - 1
        return self.minimumHeight() + extra * self._spacing()

    def sizeHint(self) -> QSize:
        """Ask for the width of the whole sentence on one line."""
        self.ensurePolished()
        wide = self.fontMetrics().horizontalAdvance(self._words) + 2 * (theme.px(4) + 3)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Need no more width than a few words."""
        return QSize(theme.px(120), self.minimumHeight())

    def _spacing(self) -> int:
        return self.fontMetrics().lineSpacing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words anew."""
        super().resizeEvent(event)
        self.setText("\n".join(self._lines(event.size().width())).replace("&", "&&"))


def primary(text: str, on_press: Callable[[], object] | None = None, *, icon: str = "") -> Button:
    """Return the page's one main button."""
    return Button(text, on_press, role="primary", icon=icon)


def plain(text: str, on_press: Callable[[], object] | None = None, *, icon: str = "") -> Button:
    """Return an ordinary button."""
    return Button(text, on_press, icon=icon)


def danger(text: str, on_press: Callable[[], object] | None = None, *, icon: str = "") -> Button:
    """Return a button for what cannot be undone."""
    return Button(text, on_press, role="danger", icon=icon)


def link(text: str, on_press: Callable[[], object] | None = None) -> Button:
    """Return a button that looks like a link and leads somewhere."""
    return Button(text, on_press, role="link")
