"""Draw our own line icons in the colours of the theme."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.kit import theme

ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons"


class LineIcon(QIconEngine):
    """Paint one icon in the colour that a name has at that moment, so that themes may change."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        """Paint the icon into a rectangle."""
        faint = mode is QIcon.Mode.Disabled
        shade = theme.colour("faint" if faint else self._colour).name()
        _renderer(self._name, shade).render(painter, _square(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon on a transparent ground; the size is in device pixels."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap


def icon(name: str, colour: str = "text") -> QIcon:
    """Return an icon of resources/icons; the colour is the name of a token."""
    if not (ICONS / f"{name}.svg").is_file():
        raise LookupError(f"no icon named {name}")
    return QIcon(LineIcon(name, colour))


def pixmap(name: str, colour: str, side: int, ratio: float = 1.0) -> QPixmap:
    """Return an icon as a square picture, its side in logical pixels."""
    return _drawn(name, theme.colour(colour).name(), side, ratio)


def paint_icon(painter: QPainter, rect: QRectF, name: str, colour: str) -> None:
    """Paint an icon in a token's colour."""
    _renderer(name, theme.colour(colour).name()).render(painter, rect)


@lru_cache(maxsize=256)
def _drawn(name: str, shade: str, side: int, ratio: float) -> QPixmap:
    whole = round(side * ratio)
    picture = QPixmap(whole, whole)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _renderer(name, shade).render(painter, QRectF(0, 0, whole, whole))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def _square(rect: QRect) -> QRectF:
    # At the left of a wide rectangle: what is left over is the gap before the words.
    side = min(rect.width(), rect.height())
    middle = QRectF(rect).center().y() - side / 2
    return QRectF(QPointF(rect.x(), middle), QSize(side, side).toSizeF())


@cache
def _renderer(name: str, shade: str) -> QSvgRenderer:
    source = (ICONS / f"{name}.svg").read_text("utf-8").replace("currentColor", shade)
    return QSvgRenderer(QByteArray(source.encode("utf-8")))
