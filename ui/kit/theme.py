"""Dress the whole program: one style, one palette, one style sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit.kept import Kept
from ui.kit.letters import FALLBACK_FACES, letters, load_fallback, load_letters
from ui.kit.metrics import LARGEST, SMALLEST, Metrics, body_px
from ui.kit.tokens import THEMES, Tokens, load_tokens, tokens_of

Mode = Literal["light", "dark", "system"]

_PX = re.compile(r"\b(\d+)px")
_NAME = re.compile(r"\$(\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Hold what a person chose: text size in per cent (90 to 200), colours, room for fingers."""

    size: int = 100
    mode: Mode = "system"
    system_colours: bool = False
    touch: bool = False


class Theme(QObject):
    """Keep the colours and measures that every widget asks for."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        _THEME.keep(self)
        self._app = app
        self.look = Look()
        self.plain = False
        self._worn: tuple[int, bool, bool, str] | None = None
        self.tokens: Tokens = load_tokens("light")
        self.metrics = Metrics(100, 19)
        QDir.addSearchPath("theme", str(THEMES))
        load_letters()
        app.setStyle("Fusion")
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)

    def wear(self, look: Look) -> None:
        """Apply a look to the running program; the one already worn costs nothing."""
        self.look = look
        size = min(max(look.size, SMALLEST), LARGEST)
        self.plain = self._wants_plain()
        worn = (size, look.touch, self.plain, self._mode())
        if worn == self._worn:
            return
        self._worn = worn
        font = letters(body_px(size))
        self.metrics = Metrics(size, QFontMetrics(font).height(), look.touch)
        self._app.setFont(font)
        self._paint()
        name = "system.qss" if self.plain else "app.qss"
        self._app.setStyleSheet(self.sheet((THEMES / name).read_text("utf-8")))
        self.changed.emit()

    def _paint(self) -> None:
        if self.plain:
            self._app.setPalette(QPalette())  # an empty one brings the system's own back
            self.tokens = tokens_of(self._app.palette())
        else:
            self.tokens = load_tokens(self._mode())
            self._app.setPalette(palette_of(self.tokens))

    def sheet(self, template: str) -> str:
        """Return a style sheet with names and lengths of the template filled in.

        Lengths in the template are logical pixels at 100 %; `$name` is a colour, a letter
        height (small, body, heading, large), a control height, or the mode (light or dark).
        """
        metrics = self.metrics
        names = {
            **self.tokens.all(),
            "small": f"{metrics.small}px",
            "body": f"{metrics.body}px",
            "heading": f"{metrics.heading}px",
            "large": f"{metrics.large}px",
            "control": f"{metrics.control - 2 * metrics.px(7) - 2}px",
            "target": f"{max(metrics.target - 2 * metrics.px(4) - 2, metrics.line)}px",
            "mode": self._mode(),
        }
        scaled = _PX.sub(lambda found: f"{metrics.px(int(found[1]))}px", template)
        return _NAME.sub(lambda found: names[found[1]], scaled)

    def _wants_plain(self) -> bool:
        hints = self._app.styleHints()  # its parts live no longer than this name
        wish = hints.accessibility().contrastPreference()
        return self.look.system_colours or wish is Qt.ContrastPreference.HighContrast

    def _mode(self) -> str:
        if self.look.mode != "system":
            return self.look.mode
        dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _on_system_changed(self) -> None:
        if self.look.mode == "system":
            self.wear(self.look)


_THEME: Kept[Theme] = Kept()


def begin(app: QApplication) -> None:
    """Make the program's theme, if it has none, for a first picture: fallback letters follow."""
    if _THEME.of(app) is None:
        Theme(app)


def current() -> Theme:
    """Return the theme of the running program; the first call dresses it plainly."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("a theme needs a QApplication")
    worn = _THEME.of(app)
    if worn is None:
        worn = Theme(app)
        for code in FALLBACK_FACES:
            load_fallback(code)
        worn.wear(Look())
    return worn


def px(length: float) -> int:
    """Return a length given for 100 % at the current text size."""
    return current().metrics.px(length)


def colour(name: str) -> QColor:
    """Return a colour of the current theme by name."""
    return current().tokens.colour(name)


def mark(widget: QWidget, **properties: str | bool) -> None:
    """Set the properties that the style sheet selects by, and show their effect at once."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def palette_of(tokens: Tokens) -> QPalette:
    """Return a Qt palette in the theme's colours."""
    role = QPalette.ColorRole
    names = {
        role.Window: "ground",
        role.WindowText: "text",
        role.Base: "card",
        role.AlternateBase: "ground",
        role.Text: "text",
        role.Button: "card",
        role.ButtonText: "text",
        role.BrightText: "danger",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.PlaceholderText: "muted",
        role.ToolTipBase: "rail",
        role.ToolTipText: "rail_text",
        role.Accent: "accent",
        role.Mid: "border",
    }
    palette = QPalette()
    for key, name in names.items():
        palette.setColor(key, tokens.colour(name))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, tokens.colour("faint"))
    return palette
