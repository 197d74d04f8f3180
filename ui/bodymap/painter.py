"""Paint a body map in the theme's colours: figures, edges, regions, numbered marks, cursor."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from app.rules.bodymap import Weight, drawing, edge_words
from app.rules.leaders import Leader
from app.rules.paths import Path
from ui.bodymap.layout import ARROW, Pane, SheetLayout, title_of
from ui.kit import theme

DISC = 12.0  # radius of a number at 100 %, in pixels

_WIDTHS: dict[Weight, float] = {"border": 0.9, "fine": 1.0, "line": 1.4}
_COLOURS: dict[Weight, str] = {"border": "faint", "fine": "muted", "line": "text"}
_OUTLINE = 1.7


@dataclass(frozen=True, slots=True)
class DrawnPaths:
    """Hold a drawing's paths as Qt paints them, in drawing units."""

    outline: QPainterPath
    details: tuple[tuple[Weight, QPainterPath], ...]
    regions: dict[str, QPainterPath]


@cache
def paths_of(view: str) -> DrawnPaths:
    """Return the paths of a view, made once."""
    shown = drawing(view)
    return DrawnPaths(
        outline=painter_path(shown.outline),
        details=tuple((d.weight, painter_path(d.path)) for d in shown.details),
        regions={region.id: painter_path(region.path) for region in shown.regions},
    )


def painter_path(path: Path) -> QPainterPath:
    """Return a path of M, L, C and Z commands for Qt."""
    drawn = QPainterPath()
    for letter, *numbers in path:
        v = [float(n) for n in numbers]
        if letter == "M":
            drawn.moveTo(v[0], v[1])
        elif letter == "L":
            drawn.lineTo(v[0], v[1])
        elif letter == "C":
            drawn.cubicTo(v[0], v[1], v[2], v[3], v[4], v[5])
        else:
            drawn.closeSubpath()
    return drawn


def paint_sheet(painter: QPainter, layout: SheetLayout, font: QFont) -> None:
    """Paint everything that stays the same: headings, edges, figures."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for pane in layout.panes:
        _paint_header(painter, pane, font, stacked=layout.stacked)
        _paint_figure(painter, pane)


def _paint_header(painter: QPainter, pane: Pane, font: QFont, *, stacked: bool) -> None:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    painter.setFont(bold)
    painter.setPen(theme.colour("text"))
    painter.drawText(pane.title, Qt.AlignmentFlag.AlignCenter, title_of(pane.view))
    painter.setFont(font)
    painter.setPen(theme.colour("muted"))
    left, right = edge_words(pane.view)
    _paint_edge(painter, pane, left, at_left=True, stacked=stacked)
    _paint_edge(painter, pane, right, at_left=False, stacked=stacked)


def _paint_edge(
    painter: QPainter, pane: Pane, words: str, *, at_left: bool, stacked: bool
) -> None:
    metrics = QFontMetricsF(painter.font())
    room = pane.edges
    # Words keep near the figure where there is space, but never closer than their own length.
    wish = metrics.horizontalAdvance(words) + 2 * theme.px(ARROW)
    inner = max(pane.figure.width(), 2 * wish + theme.px(8))
    spare = max(0.0, (room.width() - inner) / 2)
    box = room.adjusted(spare, 0, -spare, 0)
    lines = words.split(" ", 1) if stacked else [words]
    side = Qt.AlignmentFlag.AlignLeft if at_left else Qt.AlignmentFlag.AlignRight
    shift = theme.px(ARROW) + theme.px(4)
    for index, line in enumerate(lines):
        tall = room.height() / len(lines)
        place = QRectF(box.left(), room.top() + index * tall, box.width(), tall)
        if index == 0:
            _paint_arrow(painter, place, at_left=at_left)
        place.adjust(shift if at_left else 0, 0, 0 if at_left else -shift, 0)
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, line)


def _paint_arrow(painter: QPainter, place: QRectF, *, at_left: bool) -> None:
    long, half = theme.px(ARROW), theme.px(ARROW) / 2
    tip = QPointF(place.left() if at_left else place.right(), place.center().y())
    back = tip.x() + (long if at_left else -long)
    painter.save()
    painter.setBrush(theme.colour("muted"))
    painter.setPen(Qt.PenStyle.NoPen)
    ends = (QPointF(back, tip.y() - half), QPointF(back, tip.y() + half))
    painter.drawPolygon(QPolygonF([tip, *ends]))
    painter.restore()


def _paint_figure(painter: QPainter, pane: Pane) -> None:
    paths = paths_of(pane.view)
    painter.save()
    _go_to(painter, pane)
    painter.fillPath(paths.outline, theme.colour("hover"))
    for weight, path in paths.details:
        pen = _pen(theme.colour(_COLOURS[weight]), _WIDTHS[weight])
        if weight == "border":
            pen.setDashPattern([1.5, 3.5])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.strokePath(path, pen)
    painter.strokePath(paths.outline, _pen(theme.colour("text"), _OUTLINE))
    painter.restore()


def paint_region(painter: QPainter, pane: Pane, id_: str, *, firm: bool) -> None:
    """Show one region: tinted, and with a firm edge when it is chosen."""
    path = paths_of(pane.view).regions.get(id_)
    if path is None:
        return
    painter.save()
    _go_to(painter, pane)
    tint = QColor(theme.colour("accent"))
    tint.setAlphaF(0.22 if firm else 0.10)
    painter.fillPath(path, tint)
    if firm:
        painter.strokePath(path, _pen(theme.colour("accent"), 1.8))
    painter.restore()


def paint_mark(
    painter: QPainter, pane: Pane, leader: Leader, *, chosen: bool, exact: bool
) -> None:
    """Paint the number of a mark, its line, and its point: a ring if the point is not exact."""
    colour = theme.colour("accent" if chosen else "text")
    radius = theme.px(DISC)
    anchor, label = pane.to_pixels(*leader.anchor), pane.to_pixels(*leader.label)
    painter.save()
    painter.setPen(_pen(colour, 1.6))
    painter.drawLine(anchor, pane.to_pixels(*leader.end))
    painter.setBrush(colour if exact else theme.colour("card"))
    dot = radius * (0.34 if exact else 0.42)
    painter.drawEllipse(anchor, dot, dot)
    painter.setBrush(colour)
    painter.setPen(_pen(theme.colour("card"), 2))
    painter.drawEllipse(label, radius, radius)
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.setPen(theme.colour("on_accent" if chosen else "card"))
    box = QRectF(label.x() - radius, label.y() - radius, 2 * radius, 2 * radius)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(leader.number))
    painter.restore()


def paint_cursor(painter: QPainter, pane: Pane, x: float, y: float) -> None:
    """Paint the cross that the arrow keys move."""
    at = pane.to_pixels(x, y)
    arm, gap = theme.px(13), theme.px(4)
    painter.save()
    for colour, width in ((theme.colour("card"), 4.5), (theme.colour("accent"), 2.0)):
        painter.setPen(_pen(colour, width))
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            painter.drawLine(
                QPointF(at.x() + dx * gap, at.y() + dy * gap),
                QPointF(at.x() + dx * arm, at.y() + dy * arm),
            )
    painter.restore()


def _go_to(painter: QPainter, pane: Pane) -> None:
    painter.translate(pane.figure.topLeft())
    painter.scale(pane.scale, pane.scale)


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
