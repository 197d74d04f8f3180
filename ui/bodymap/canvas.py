"""Let a person point at a place of the body by finger, mouse or keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen

from app.base.text import _
from app.rules.bodymap import UNITS_PER_MM, VIEWS, DrawnRegion
from ui.bodymap.layout import TALLEST, Pane
from ui.bodymap.painter import paint_cursor, paint_region
from ui.bodymap.view import BodyMapView
from ui.kit import theme
from ui.kit.banners import announce

REACH = 12  # pixels beside the figure that still count as pointing at it
_COARSE = 5
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_PLACE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_OTHER = (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)

Cursor = tuple[str, float, float]


class BodyMapCanvas(BodyMapView):
    """Show the body map; a tap or Enter names a place, a tap on a number chooses its mark.

    Points are in drawing units. `placed` carries view, x, y and the region's id; `pointed` the
    words of the region under pointer or cursor, or nothing.
    """

    placed = Signal(str, float, float, str)
    mark_chosen = Signal(int)
    pointed = Signal(str)

    def __init__(self, tallest: float = TALLEST) -> None:
        super().__init__(tallest)
        self._cursor: Cursor = (VIEWS[0], 220.0, 300.0)
        self._under: tuple[str, DrawnRegion] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def cursor_place(self) -> Cursor:
        """Return the view and the point that the keys move."""
        return self._cursor

    def show_cursor(self, view: str, x: float, y: float) -> None:
        """Put the cursor somewhere."""
        self._cursor = (view, round(x, 1), round(y, 1))
        self.update()

    def move_cursor(self, view: str, x: float, y: float) -> None:
        """Put the cursor somewhere and say what lies there."""
        self.show_cursor(view, x, y)
        found = self.layout_now().pane(view).drawing.region_at(x, y)
        self._point_at((view, found) if found else None)
        announce(self, found.words if found else _("Beside the body"))

    def _step(self, dx: float, dy: float) -> None:
        view, x, y = self._cursor
        shown = self.layout_now().pane(view).drawing
        x, y = x + dx, min(max(y + dy, 0.0), shown.height)
        if not 0 <= x <= shown.width:  # over the edge lies the other view
            at = VIEWS.index(view) + (1 if x > 0 else -1)
            view, x = VIEWS[at % len(VIEWS)], 0.0 if x > 0 else shown.width
        self.move_cursor(view, x, y)

    def _place(self, pane: Pane, x: float, y: float, reach: float) -> None:
        found = pane.drawing.nearest(x, y, reach)
        if found is None:
            announce(self, _("No part of the body here"))
            return
        place, region = found
        self._cursor = (pane.view, place.x, place.y)
        self.placed.emit(pane.view, place.x, place.y, region.id)
        self.update()

    def _point_at(self, under: tuple[str, DrawnRegion] | None) -> None:
        if under != self._under:
            self._under = under
            self.pointed.emit(under[1].words if under else "")
            self.update()

    def _describe(self) -> None:
        super()._describe()
        keys = _("Arrow keys move, Enter places a mark, Page Down goes to the other view")
        self.setAccessibleDescription(f"{self.accessibleDescription()}. {keys}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the map, what is pointed at, and the cursor of the keys."""
        del event
        painter = QPainter(self)
        self._paint_all(painter)
        layout = self.layout_now()
        if self._under:
            paint_region(painter, layout.pane(self._under[0]), self._under[1].id, firm=False)
        if self.hasFocus():
            view, x, y = self._cursor
            paint_cursor(painter, layout.pane(view), x, y)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say which region lies under the pointer."""
        pane = self.layout_now().pane_at(event.position())
        found = pane.drawing.region_at(*pane.to_units(event.position()))
        self._point_at((pane.view, found) if found else None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the press: letting go decides, outside nothing happens."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the mark under the pointer, else name the place."""
        inside = self.rect().contains(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton or not inside:
            return
        number = self.number_at(event.position())
        if number:
            self.mark_chosen.emit(number)
            return
        pane = self.layout_now().pane_at(event.position())
        self._place(pane, *pane.to_units(event.position()), theme.px(REACH) / pane.scale)

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        self._point_at(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor by a millimetre of the sheet, five with Shift; Enter places."""
        key = Qt.Key(event.key())
        held = event.modifiers()
        view, x, y = self._cursor
        if key in _STEPS:
            coarse = bool(held & Qt.KeyboardModifier.ShiftModifier)
            length = UNITS_PER_MM * (_COARSE if coarse else 1)
            self._step(_STEPS[key][0] * length, _STEPS[key][1] * length)
        elif key in _PLACE and not held & Qt.KeyboardModifier.ControlModifier:
            self._place(self.layout_now().pane(view), x, y, 0)
        elif key in _OTHER:
            self.move_cursor(VIEWS[(VIEWS.index(view) + 1) % len(VIEWS)], x, y)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cursor."""
        super().focusInEvent(event)
        self.update()
