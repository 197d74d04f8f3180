"""Draw what was found: a name or title, what it says, and what sort of thing it is."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.base.text import _
from app.views.find import Hit
from ui.kit import theme
from ui.kit.icons import paint_icon

Index = QModelIndex | QPersistentModelIndex
HIT = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()
_ICONS = {"child": "child", "action": "action", "record": "record"}
_EDGE, _ICON, _GAP = 10, 18, 10


class HitModel(QAbstractListModel):
    """Hold what was found."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: list[Hit] = []

    def show_hits(self, hits: list[Hit]) -> None:
        """Replace what was found."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how much was found."""
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return one thing found, or its words."""
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == HIT:
            return hit
        said = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return ". ".join((title_of(hit), sort_words(hit), hit.detail)) if role in said else None


class HitCell(QStyledItemDelegate):
    """Draw one hit on two lines."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it."""
        hit = index.data(HIT)
        blank = QStyleOptionViewItem(option)
        self.initStyleOption(blank, index)
        blank.text = ""
        style = option.widget.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, blank, painter, option.widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            bar = QRect(option.rect)
            bar.setWidth(theme.px(3))
            painter.fillRect(bar, theme.colour("accent"))
        self._draw(painter, option, hit)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Ask for two lines."""
        small = QFontMetrics(_small(option.font)).height()
        return QSize(theme.px(200), QFontMetrics(option.font).height() + small + theme.px(14))

    def _draw(self, painter: QPainter, option: QStyleOptionViewItem, hit: Hit) -> None:
        edge, icon, gap = (theme.px(side) for side in (_EDGE, _ICON, _GAP))
        cell = QRect(option.rect).adjusted(edge, theme.px(6), -edge, -theme.px(6))
        place = QRect(cell.left(), cell.center().y() - icon // 2, icon, icon)
        paint_icon(painter, place.toRectF(), _ICONS[hit.sort], "muted")
        bold, small = _bold(option.font), _small(option.font)
        metrics = QFontMetrics(bold)
        line = cell.adjusted(icon + gap, 0, 0, 0)
        top = QRect(line.left(), line.top(), line.width(), metrics.height())
        sort = sort_words(hit)
        painter.setFont(small)
        painter.setPen(theme.colour("muted"))
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, sort)
        room = top.width() - QFontMetrics(small).horizontalAdvance(sort) - gap
        painter.setFont(bold)
        painter.setPen(theme.colour("text"))
        title = metrics.elidedText(title_of(hit), Qt.TextElideMode.ElideRight, room)
        painter.drawText(top, Qt.AlignmentFlag.AlignVCenter, title)
        below = line.adjusted(0, metrics.height() + theme.px(2), 0, 0)
        painter.setFont(small)
        painter.setPen(theme.colour("muted"))
        words = " ".join(hit.detail.split())
        cut = QFontMetrics(small).elidedText(words, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignTop, cut)


def title_of(hit: Hit) -> str:
    """Return whom or what a hit is about."""
    return hit.child.name if hit.child else hit.title


def sort_words(hit: Hit) -> str:
    """Return what sort of thing a hit is."""
    return _("Child’s file") if hit.sort == "child" else hit.title


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(theme.current().metrics.small)
    return small
