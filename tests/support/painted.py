"""Read the words that a widget really paints, with the place of their ink."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import (
    QFontMetricsF,
    QPaintDevice,
    QPaintEngine,
    QPaintEngineState,
    QPainter,
    QRegion,
    QTextItem,
)
from PySide6.QtWidgets import QWidget

_DPI = 96


@dataclass(frozen=True, slots=True)
class Ink:
    """Hold words as painted: the box of their ink and what they were cut to, in the widget."""

    text: str
    box: QRectF
    room: QRectF

    def cut(self, slack: float) -> bool:
        """Say whether more than `slack` pixels of it were cut away."""
        grown = self.room.adjusted(-slack, -slack, slack, slack)
        return not self.room.isEmpty() and not grown.contains(self.box)


class _Listener(QPaintEngine):
    """Paint nothing and remember the words."""

    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.inks: list[Ink] = []

    def begin(self, _device: QPaintDevice) -> bool:
        """Start to listen."""
        self.setActive(True)
        return True

    def end(self) -> bool:
        """Stop listening."""
        self.setActive(False)
        return True

    def type(self) -> QPaintEngine.Type:
        """Say that it is none of Qt's own."""
        return QPaintEngine.Type.User

    def updateState(self, _state: QPaintEngineState) -> None:  # noqa: N802 - Qt's name
        """Care for no pens."""

    def _pass(self, *_what: Any, **_more: Any) -> None:
        """Care for no pictures and no shapes."""

    drawPixmap: Any = _pass  # noqa: N815 - Qt's names
    drawImage: Any = _pass  # noqa: N815
    drawTiledPixmap: Any = _pass  # noqa: N815
    drawPath: Any = _pass  # noqa: N815
    drawPolygon: Any = _pass  # noqa: N815
    drawRects: Any = _pass  # noqa: N815
    drawLines: Any = _pass  # noqa: N815
    drawEllipse: Any = _pass  # noqa: N815
    drawPoints: Any = _pass  # noqa: N815

    def drawTextItem(  # type: ignore[override]  # noqa: N802 - Qt's name; it sends no other points
        self, at: QPointF, item: QTextItem
    ) -> None:
        """Remember words."""
        painter = self.painter()
        ink = QFontMetricsF(item.font()).tightBoundingRect(item.text()).translated(at)
        whole = QRectF(at.x(), ink.top(), item.width(), ink.height())
        turned = painter.combinedTransform()
        room = turned.mapRect(painter.clipBoundingRect()) if painter.hasClipping() else QRectF()
        self.inks.append(Ink(item.text(), turned.mapRect(whole), room))


class _Listening(QPaintDevice):
    """Stand for a screen as large as a widget."""

    def __init__(self, wide: int, tall: int) -> None:
        super().__init__()
        metrics = QPaintDevice.PaintDeviceMetric
        scaled = round(self.devicePixelRatioFScale())
        self._measures = {
            metrics.PdmWidth: wide,
            metrics.PdmHeight: tall,
            metrics.PdmNumColors: 2**24,
            metrics.PdmDepth: 32,
            metrics.PdmDpiX: _DPI,
            metrics.PdmDpiY: _DPI,
            metrics.PdmPhysicalDpiX: _DPI,
            metrics.PdmPhysicalDpiY: _DPI,
            metrics.PdmDevicePixelRatio: 1,
            metrics.PdmDevicePixelRatioScaled: scaled,
        }
        self.engine = _Listener()

    def paintEngine(self) -> QPaintEngine:  # noqa: N802 - Qt's name
        """Return what listens."""
        return self.engine

    def metric(self, measure: QPaintDevice.PaintDeviceMetric) -> int:
        """Return a measure of the screen."""
        return self._measures.get(measure, 0)


def painted(widget: QWidget) -> list[Ink]:
    """Return the words that a widget paints itself, its children left out."""

    def paint(painter: QPainter) -> None:
        widget.render(painter, QPoint(), QRegion(), QWidget.RenderFlag(0))

    return inks_of(paint, widget.width(), widget.height())


def inks_of(paint: Callable[[QPainter], object], wide: int, tall: int) -> list[Ink]:
    """Return the words that a function paints on a screen of a size in pixels."""
    device = _Listening(max(wide, 1), max(tall, 1))
    painter = QPainter(device)
    paint(painter)
    painter.end()
    return device.engine.inks
