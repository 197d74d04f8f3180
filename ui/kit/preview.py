"""Show pages on a screen, and print Rowan's own PDFs from memory: these alone are parsed here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

import pypdfium2
from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.base.text import _
from ui.kit import theme
from ui.kit.boxes import column, row
from ui.kit.buttons import Button
from ui.kit.labels import Label

POINTS_PER_INCH = 72
SCREEN_DPI = 96
PRINT_DPI = 300
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
_CLOSE = 0.01
_GAP = 14


class PageSource(Protocol):
    """Draw pages for the preview; sizes are in points."""

    @property
    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Return width and height of each page."""

    def picture(self, number: int, dpi: float) -> QImage | None:
        """Return a page (from 0), or None while it is being drawn: `Preview.refresh` follows."""

    def close(self) -> None:
        """Let go of the pages."""


class Pages:
    """Hold the pages of one PDF in memory; close it to let go of them."""

    def __init__(self, pdf: bytes) -> None:
        self._document: Any = pypdfium2.PdfDocument(pdf)
        self.sizes: tuple[tuple[float, float], ...] = tuple(
            self._document.get_page_size(number) for number in range(len(self._document))
        )

    def __len__(self) -> int:
        """Return the number of pages."""
        return len(self.sizes)

    def picture(self, number: int, dpi: float) -> QImage:
        """Return a page (from 0) as a picture."""
        page = self._document[number]
        bitmap = page.render(scale=dpi / POINTS_PER_INCH, prefer_bgrx=True)
        picture = QImage(
            bytes(bitmap.buffer),
            bitmap.width,
            bitmap.height,
            bitmap.stride,
            QImage.Format.Format_RGB32,
        ).copy()
        bitmap.close()
        page.close()
        return picture

    def close(self) -> None:
        """Let go of the pages."""
        self._document.close()


class Sheet(QWidget):
    """Show one page; it is drawn when it comes into sight and forgotten when it leaves."""

    def __init__(self, pages: PageSource, number: int) -> None:
        super().__init__()
        self._pages = pages
        self._number = number
        self._picture: QImage | None = None
        self._drawn_at = 0.0
        count = len(pages.sizes)
        words = _("Page {number} of {count}").format(number=number + 1, count=count)
        self.setAccessibleName(words)

    def set_zoom(self, zoom: float) -> None:
        """Take the size of the page at a zoom (1.0 is life size)."""
        wide, tall = (side * SCREEN_DPI / POINTS_PER_INCH for side in self._size())
        self.setFixedSize(QSize(round(wide * zoom), round(tall * zoom)))
        self.forget()
        self.update()

    def forget(self) -> None:
        """Let go of the picture."""
        self._picture = None

    def _take(self, dpi: float) -> None:
        picture = self._pages.picture(self._number, dpi)
        if picture is not None:
            self._picture, self._drawn_at = picture, dpi

    def _size(self) -> tuple[float, float]:
        return self._pages.sizes[self._number]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page."""
        ratio = self.devicePixelRatioF()
        dpi = self.width() * ratio / self._size()[0] * POINTS_PER_INCH
        if self._picture is None or abs(dpi - self._drawn_at) > _CLOSE:
            self._take(dpi)
        painter = QPainter(self)
        if self._picture is not None:
            painter.drawImage(self.rect(), self._picture)
        else:
            painter.fillRect(self.rect(), theme.colour("card"))
            painter.setPen(theme.colour("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("Drawing the page …"))
        painter.setPen(theme.colour("hairline"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
        del event


class Preview(QWidget):
    """Show the pages of a PDF one below another, with zoom and the number of the page in sight."""

    page_shown = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._pages: PageSource | None = None
        self._sheets: list[Sheet] = []
        self._zoom = 1.0
        self._fits = True
        whole = column(self, gap=8)
        self._place = Label("", "muted", wrap=False)
        smaller = Button(_("Smaller"), self.zoom_out, role="quiet", icon="zoom-out")
        larger = Button(_("Larger"), self.zoom_in, role="quiet", icon="zoom-in")
        self._fit = Button(_("Whole width"), self.fit_width, role="quiet")
        bar = row(gap=4)
        bar.addWidget(self._place)
        bar.addStretch(1)
        for button in (smaller, larger, self._fit):
            bar.addWidget(button)
        whole.addLayout(bar)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(_("Preview"))
        self.area.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.area.viewport().installEventFilter(self)
        whole.addWidget(self.area, 1)

    def show_pdf(self, pdf: bytes) -> None:
        """Show a PDF of Rowan's own; the one before is forgotten."""
        self.show_pages(Pages(pdf))

    def show_pages(self, pages: PageSource) -> None:
        """Show pages that somebody else draws; those before are forgotten."""
        self.clear()
        self._pages = pages
        held = QWidget()
        held.setProperty("role", "body")
        lines = column(held, gap=_GAP, edge=8)
        for number in range(len(pages.sizes)):
            sheet = Sheet(pages, number)
            self._sheets.append(sheet)
            lines.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        lines.addStretch(1)
        self.fit_width()  # first: a layout that has squeezed the sheets once does not let go
        self.area.setWidget(held)
        self._on_scrolled()

    def clear(self) -> None:
        """Forget the pages and every picture of them."""
        for sheet in self._sheets:
            sheet.forget()
        self._sheets = []
        old = self.area.takeWidget()
        if old is not None:
            old.deleteLater()
        if self._pages is not None:
            self._pages.close()
            self._pages = None
        self._place.show_text("")

    def refresh(self, number: int) -> None:
        """Draw a page again whose picture has come."""
        if number < len(self._sheets):
            self._sheets[number].update()

    @property
    def page_count(self) -> int:
        """Return the number of pages shown."""
        return len(self._sheets)

    def show_page(self, number: int) -> None:
        """Scroll to a page (from 0)."""
        if 0 <= number < len(self._sheets):
            above = sum(sheet.height() + theme.px(_GAP) for sheet in self._sheets[:number])
            self.area.verticalScrollBar().setValue(above)

    def zoom_in(self) -> None:
        """Show the pages one step larger."""
        self._set_zoom(next((z for z in ZOOMS if z > self._zoom + _CLOSE), ZOOMS[-1]), fits=False)

    def zoom_out(self) -> None:
        """Show the pages one step smaller."""
        smaller = [z for z in ZOOMS if z < self._zoom - _CLOSE]
        self._set_zoom(smaller[-1] if smaller else ZOOMS[0], fits=False)

    def fit_width(self) -> None:
        """Show the pages as wide as there is room, at most at one and a half times life size."""
        if self._pages is None or not self._pages.sizes:
            return
        widest = max(size[0] for size in self._pages.sizes) * SCREEN_DPI / POINTS_PER_INCH
        bar = self.area.verticalScrollBar().sizeHint().width()  # it comes with the pages
        room = self.area.maximumViewportSize().width() - bar - theme.px(24)
        self._set_zoom(min(max(room / widest, 0.3), 1.5), fits=True)

    def _set_zoom(self, zoom: float, *, fits: bool) -> None:
        self._zoom = zoom
        self._fits = fits
        for sheet in self._sheets:
            sheet.set_zoom(zoom)

    def _on_scrolled(self) -> None:
        here = self._page_in_sight()
        for number, sheet in enumerate(self._sheets):
            if abs(number - here) > 2:  # noqa: PLR2004 - neighbours are kept
                sheet.forget()
        words = _("Page {number} of {count}")
        if self._sheets:
            self._place.show_text(words.format(number=here + 1, count=len(self._sheets)))
            self.page_shown.emit(here)

    def _page_in_sight(self) -> int:
        middle = self.area.verticalScrollBar().value() + self.area.viewport().height() // 2
        foot = 0
        for number, sheet in enumerate(self._sheets):
            foot += sheet.height() + theme.px(_GAP)
            if middle < foot:
                return number
        return max(len(self._sheets) - 1, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the width filled: what counts is the room for pages, which follows the widget's."""
        if event.type() is QEvent.Type.Resize and self._fits:
            self.fit_width()
        return super().eventFilter(watched, event)


def print_pages(pdf: bytes, printer: QPrinter) -> Iterator[int]:
    """Print a PDF's pages at 300 dpi, honouring the printer's range and copies.

    Yields the number of pages done after each, so that progress can be shown and stopped.
    """
    pages = Pages(pdf)
    first = printer.fromPage() or 1
    last = printer.toPage() or len(pages)
    painter = QPainter(printer)
    try:
        for done, number in enumerate(range(first - 1, min(last, len(pages))), start=1):
            if done > 1:
                printer.newPage()
            picture = pages.picture(number, PRINT_DPI)
            painter.drawImage(_fitted(picture, painter.viewport()), picture)
            yield done
    finally:
        painter.end()
        pages.close()


def _fitted(picture: QImage, room: QRect) -> QRect:
    size = picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    return QRect(room.topLeft(), size)
