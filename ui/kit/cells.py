"""Draw the cells of a table: words that wrap, and pills."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.kit import theme
from ui.kit.icons import paint_icon
from ui.kit.pills import State

STATE = Qt.ItemDataRole.UserRole + 1
_PADDING = 7  # as in app.qss
_ABOVE = 7


class PillCell(QStyledItemDelegate):
    """Draw a cell's state as a pill; other cells stay as they are, with room above and below."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell."""
        state = index.data(STATE)
        if not isinstance(state, State):
            super().paint(painter, option, index)
            return
        blank = QStyleOptionViewItem(option)
        self.initStyleOption(blank, index)
        blank.text = ""
        widget = option.widget
        style = widget.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, blank, painter, widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first = QRectF(option.rect)
        if _is_tall(option):
            first.setHeight(option.fontMetrics.height() + theme.px(2 * _ABOVE))
        _draw(painter, first, state, self._font(option))
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Ask for room around the words."""
        size = super().sizeHint(self._inside(option), index)
        state = index.data(STATE)
        if isinstance(state, State):
            wide = QFontMetrics(self._font(option)).horizontalAdvance(state.words)
            size.setWidth(wide + theme.px(58))
        least = option.fontMetrics.height() + theme.px(2 * _ABOVE)
        return QSize(size.width(), max(size.height(), least))

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Let the cells of a row with many lines begin on the same one."""
        super().initStyleOption(option, index)
        if _is_tall(option):
            option.displayAlignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop

    def _inside(self, option: QStyleOptionViewItem) -> QStyleOptionViewItem:
        """Return the option without the padding, which Qt forgets when it counts the lines."""
        inner = QStyleOptionViewItem(option)
        room = QRect(option.rect)
        room.setWidth(max(room.width() - 2 * theme.px(_PADDING), 0))
        inner.rect = room
        return inner

    def _font(self, option: QStyleOptionViewItem) -> QFont:
        font = QFont(option.font)
        font.setPixelSize(theme.current().metrics.small)
        font.setWeight(QFont.Weight.DemiBold)
        return font


def _is_tall(option: QStyleOptionViewItem) -> bool:
    return option.rect.height() > 2 * option.fontMetrics.height()


def _draw(painter: QPainter, cell: QRectF, state: State, font: QFont) -> None:
    metrics = QFontMetrics(font)
    name, side = state.icon_name(), theme.px(14)
    lead = side + theme.px(4) if name else 0
    pad, tall = theme.px(8), metrics.height() + theme.px(4)
    wide = metrics.horizontalAdvance(state.words) + lead + 2 * pad
    top = cell.center().y() - tall / 2
    pill = QRectF(cell.x() + theme.px(8), top, min(wide, cell.width() - theme.px(8)), tall)
    soft = f"{state.tone}_soft"
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(soft))
    painter.drawRoundedRect(pill, tall / 2, tall / 2)
    if name:
        at = QPointF(pill.x() + pad, pill.center().y() - side / 2)
        paint_icon(painter, QRectF(at.x(), at.y(), side, side), name, state.tone)
    painter.setFont(font)
    painter.setPen(theme.colour(state.tone))
    words = pill.adjusted(pad + lead, 0, -pad / 2, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, state.words)
