"""Show a body map with numbered marks, as large as its width allows."""

from __future__ import annotations

from math import dist

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from app.base.text import _, ngettext
from app.records.marks import Mark
from app.rules.bodymap import mark_sentence
from app.rules.leaders import Leader, leaders
from ui.bodymap.layout import TALLEST, SheetLayout, lay_out, least_width
from ui.bodymap.painter import DISC, paint_mark, paint_region, paint_sheet
from ui.bodymap.reader import MarkedWidget
from ui.kit import theme


class BodyMapView(MarkedWidget):
    """Show front and back side by side, vector, with a number at each mark."""

    def __init__(self, tallest: float = TALLEST) -> None:
        super().__init__()
        self._tallest = tallest
        self._chosen = 0
        self._region: tuple[str, str] | None = None
        self._sheet: QPixmap | None = None
        self._layout: SheetLayout | None = None
        self._leaders: dict[str, tuple[Leader, ...]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.current().changed.connect(self._on_theme_changed)
        self._describe()

    def show_marks(self, marks: tuple[Mark, ...], chosen: int = 0) -> None:
        """Show marks; the one with the chosen number stands out."""
        self.marks = marks
        self._chosen = chosen
        self._leaders = {}
        self._describe()
        self.update()

    def show_region(self, view: str, id_: str) -> None:
        """Show a region as chosen; an empty id shows none."""
        self._region = (view, id_) if id_ else None
        self.update()

    def limit(self, tallest: float) -> None:
        """Draw no figure taller than this (pixels at 100 %)."""
        if tallest != self._tallest:
            self._tallest = tallest
            self._forget()
            self.updateGeometry()

    def layout_now(self) -> SheetLayout:
        """Return where everything lies at the present size."""
        if self._layout is None:
            self._layout = lay_out(self.width(), QFontMetricsF(self.font()), self._tallest)
        return self._layout

    def leaders_of(self, view: str) -> tuple[Leader, ...]:
        """Return where the numbers of a view stand."""
        if view not in self._leaders:
            pane = self.layout_now().pane(view)
            radius = theme.px(DISC) / pane.scale
            self._leaders[view] = leaders(self.marks, pane.drawing, radius)
        return self._leaders[view]

    def number_at(self, point: QPointF) -> int:
        """Return the number of the mark whose disc lies at a point, else 0."""
        pane = self.layout_now().pane_at(point)
        near = theme.px(DISC) / pane.scale
        at = pane.to_units(point)
        found = (o.number for o in self.leaders_of(pane.view) if dist(at, o.label) <= near)
        return next(found, 0)

    def mark_box(self, number: int) -> QRect:
        """Return where the number of a mark stands."""
        radius = theme.px(DISC)
        for pane in self.layout_now().panes:
            for leader in self.leaders_of(pane.view):
                if leader.number == number:
                    centre = pane.to_pixels(*leader.label).toPoint()
                    return QRect(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        return QRect()

    def _describe(self) -> None:
        self.setAccessibleName(_("Body map, front and back"))
        count = len(self.marks)
        said = [ngettext("{count} mark", "{count} marks", count).format(count=count)]
        self.setAccessibleDescription(". ".join(said + [mark_sentence(m) for m in self.marks]))

    def _on_theme_changed(self) -> None:
        self._forget()
        self.updateGeometry()
        self.update()

    def _forget(self) -> None:
        self._sheet = self._layout = None
        self._leaders = {}

    def _base(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        if self._sheet is None or self._sheet.size() != size:
            self._sheet = QPixmap(size)
            self._sheet.setDevicePixelRatio(ratio)
            self._sheet.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._sheet)
            paint_sheet(painter, self.layout_now(), self.font())
            painter.end()
        return self._sheet

    def _paint_all(self, painter: QPainter) -> None:
        painter.drawPixmap(0, 0, self._base())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout = self.layout_now()
        if self._region:
            paint_region(painter, layout.pane(self._region[0]), self._region[1], firm=True)
        exact = {mark.number: mark.place is not None for mark in self.marks}
        for pane in layout.panes:
            ordered = sorted(self.leaders_of(pane.view), key=lambda o: o.number == self._chosen)
            for leader in ordered:
                chosen = leader.number == self._chosen
                paint_mark(painter, pane, leader, chosen=chosen, exact=exact[leader.number])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the kept sheet, then region and marks."""
        del event
        painter = QPainter(self)
        self._paint_all(painter)
        painter.end()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of header and figure."""
        return round(lay_out(width, QFontMetricsF(self.font()), self._tallest).height) + 2

    def sizeHint(self) -> QSize:
        """Ask for a width at which a hand can be told from a wrist."""
        wide = theme.px(680)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Never cut the words at the edges."""
        wide = round(least_width(QFontMetricsF(self.font())))
        return QSize(wide, self.heightForWidth(wide))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay everything out again."""
        self._forget()
        super().resizeEvent(event)
