"""Draw a figure of a document on the screen, as large as the width allows."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.documents.blocks import Figure, Label, Picture, Stroke
from ui.kit import theme

_TALLEST = 420
_BETWEEN = 24
_SMALLEST_LETTER = 11
_PENS = {
    "outline": ("text", 1.6, ()),
    "detail": ("muted", 1.0, ()),
    "region": ("muted", 1.0, (1.5, 3.5)),
    "mark": ("text", 2.4, ()),
    "leader": ("text", 1.4, ()),
}


class FigureView(QWidget):
    """Show the pictures of a figure; readers are told its words."""

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self._figure = figure
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(figure.alt)
        self.setObjectName("figure")
        theme.current().changed.connect(self.updateGeometry)

    def _title_height(self) -> float:
        return QFontMetricsF(self.font()).height() + theme.px(4)

    def _scale(self, width: float) -> float:
        pictures = self._figure.pictures
        wide = sum(picture.width for picture in pictures)
        room = width - theme.px(_BETWEEN) * (len(pictures) - 1)
        tallest = max(picture.height for picture in pictures)
        return max(0.05, min(room / wide, theme.px(_TALLEST) / tallest))

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the tallest picture with its title."""
        tallest = max(picture.height for picture in self._figure.pictures)
        return round(tallest * self._scale(width) + self._title_height()) + 2

    def sizeHint(self) -> QSize:
        """Ask for room in which numbers can be read."""
        wide = theme.px(460)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Return the least that is of use."""
        return QSize(theme.px(220), self.heightForWidth(theme.px(220)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pictures from the left."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale, left = self._scale(self.width()), 0.0
        for picture in self._figure.pictures:
            self._paint_picture(painter, picture, left, scale)
            left += picture.width * scale + theme.px(_BETWEEN)
        painter.end()

    def _paint_picture(
        self, painter: QPainter, picture: Picture, left: float, scale: float
    ) -> None:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(theme.colour("text"))
        head = QRectF(left, 0, picture.width * scale, self._title_height())
        painter.drawText(head, Qt.AlignmentFlag.AlignHCenter, picture.title)
        painter.save()
        painter.translate(left, self._title_height())
        painter.save()
        painter.scale(scale, scale)
        for stroke in picture.strokes:
            _paint_stroke(painter, stroke)
        painter.restore()
        for label in picture.labels:
            _paint_label(painter, label, scale, self.font())
        painter.restore()


def _paint_stroke(painter: QPainter, stroke: Stroke) -> None:
    colour, width, dash = _PENS[stroke.style]
    path = _path(stroke)
    if stroke.style == "mark":
        painter.fillPath(path, theme.colour("text"))
    pen = QPen(theme.colour(colour), width)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dash:
        pen.setDashPattern(list(dash))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.strokePath(path, pen)


def _path(stroke: Stroke) -> QPainterPath:
    path = QPainterPath()
    for command, *values in stroke.path:
        numbers = [float(value) for value in values]
        if command == "M":
            path.moveTo(*numbers)
        elif command == "L":
            path.lineTo(*numbers)
        elif command == "C":
            path.cubicTo(*numbers)
        else:
            path.closeSubpath()
    return path


def _paint_label(painter: QPainter, label: Label, scale: float, font: QFont) -> None:
    at = QPointF(label.x * scale, label.y * scale)
    letters = QFont(font)
    if label.round:
        radius = max(label.size * scale * 0.75, theme.px(10))
        letters.setPixelSize(round(radius * 1.2))
        letters.setWeight(QFont.Weight.Bold)
        painter.setFont(letters)
        painter.setBrush(theme.colour("text"))
        painter.setPen(QPen(theme.colour("card"), 2))
        painter.drawEllipse(at, radius, radius)
        painter.setPen(theme.colour("card"))
        box = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label.text)
        return
    letters.setPixelSize(max(round(label.size * scale), theme.px(_SMALLEST_LETTER)))
    painter.setFont(letters)
    painter.setPen(theme.colour("muted"))
    wide = QFontMetricsF(letters).horizontalAdvance(label.text)
    shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[label.align] * wide
    painter.drawText(QPointF(at.x() - shift, at.y()), label.text)
