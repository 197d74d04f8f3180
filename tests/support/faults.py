"""Look at a shown page for six faults: what eyes, readers and fingers would stumble over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, product

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QPainter, QRawFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTabBar,
    QTableView,
    QWidget,
)

from app.base.text import _
from app.rules.bodymap import VIEWS
from tests.support.painted import Ink, inks_of, painted
from ui.bodymap.layout import title_of
from ui.bodymap.painter import paint_sheet
from ui.bodymap.view import BodyMapView
from ui.find.dialog import Veil
from ui.kit.figures import FigureView
from ui.kit.letters import FALLBACK, FAMILY, letters
from ui.kit.toasts import Toast
from ui.shell.hide import Cover
from ui.shell.lock import LockCover

SMALLEST_TARGET = 24
_SLACK = 1.0
_LEAST_OF_A_NAME = 12  # letters that a cell shows of a long one
_OVERLAYS = (Cover, LockCover, Toast, Veil)
Inks = Mapping[QWidget, Sequence[Ink]]


def faults_of(window: QWidget) -> list[str]:
    """Return every fault of a shown window or dialog, each in one line."""
    shown = shown_in(window)
    inks = {widget: _words_of(widget) for widget in shown}
    return [
        *clipped_text(inks),
        *overlaps(shown),
        *crossed_words(inks),
        *missing_glyphs(inks),
        *unlabelled(shown),
        *wrong_sides(shown),
        *unnumbered_marks(shown),
    ]


def shown_in(window: QWidget) -> list[QWidget]:
    """Return the widgets of a window that are shown, those out of a scrolled sight included."""
    inside = window.findChildren(QWidget)
    own = [each for each in inside if each.window() is window and each.isVisibleTo(window)]
    return [window, *own]


def _words_of(widget: QWidget) -> list[Ink]:
    return [ink for ink in painted(widget) if any(char.isprintable() for char in ink.text.strip())]


# -------------------------------------------------------------------- 1. clipped text


def clipped_text(inks: Inks) -> Iterator[str]:
    """Say which words are cut off: by their widget, their cell, or the widgets around."""
    for widget, words in inks.items():
        for ink in words:
            if _is_cut(widget, ink):
                at = f"ink {_sides(ink.box)}, room {_sides(ink.room)}"
                yield f"clipped: {ink.text!r} in {_named(widget)}, {at}"
        around = None if widget.isWindow() else widget.parentWidget()
        if around is not None and _holds_whole(around) and _sticks_out(widget, around):
            yield f"clipped: {_named(widget)} sticks out of {_named(around)}"
        if isinstance(widget, QScrollArea) and widget.horizontalScrollBar().maximum() > 0:
            yield f"clipped: {_named(widget)} has to be scrolled sideways"


def _is_cut(widget: QWidget, ink: Ink) -> bool:
    if isinstance(widget, QLineEdit) and widget.text():
        return False  # it scrolls along with what is typed
    room = QRectF(widget.rect())
    view = widget.parentWidget()
    scrolls = isinstance(view, QAbstractScrollArea) and view.viewport() is widget
    if scrolls:
        room.setTop(min(room.top(), ink.box.top()))
        room.setBottom(max(room.bottom(), ink.box.bottom()))
    if isinstance(view, QTableView) and _is_shortened(view, ink.text):
        return True
    of_table = isinstance(view, QAbstractItemView)
    if of_table and not isinstance(view, QHeaderView) and not ink.room.isEmpty():
        return ink.cut(_SLACK)
    bare = not scrolls and ink.cut(_SLACK)
    return bare or not room.adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK).contains(ink.box)


def _is_shortened(table: QTableView, text: str) -> bool:
    """Say whether a cell cuts its words shorter than is of use."""
    model = table.model()
    places = product(range(model.rowCount()), range(model.columnCount()))
    short = text.endswith("…") and len(text) < _LEAST_OF_A_NAME
    return short and not any(str(model.index(*place).data()).endswith(text) for place in places)


def _holds_whole(around: QWidget) -> bool:
    above = around.parentWidget()
    viewport = isinstance(above, QAbstractScrollArea) and above.viewport() is around
    return not viewport and not isinstance(around, (QAbstractScrollArea, QTabBar, QLineEdit))


def _sticks_out(widget: QWidget, around: QWidget) -> bool:
    return not around.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry())


# -------------------------------------------------------------------- 2. overlap


def overlaps(shown: Iterable[QWidget]) -> Iterator[str]:
    """Say which widgets beside each other lie over each other."""
    families: dict[QWidget, list[QWidget]] = {}
    for widget in shown:
        around = None if widget.isWindow() else widget.parentWidget()
        if around is not None and _lays_out(around) and not isinstance(widget, _OVERLAYS):
            families.setdefault(around, []).append(widget)
    for around, children in families.items():
        for one, other in combinations(children, 2):
            both = one.geometry().intersected(other.geometry())
            if both.width() > 1 and both.height() > 1:
                yield f"overlap: {_named(one)} and {_named(other)} in {_named(around)}"


def _lays_out(around: QWidget) -> bool:
    return not isinstance(around, (QAbstractScrollArea, QLineEdit, QTabBar))


def crossed_words(inks: Inks) -> Iterator[str]:
    """Say which words that one widget paints lie over each other."""
    for widget, words in inks.items():
        for one, other in combinations(words, 2):
            both = one.box.intersected(other.box)
            if both.width() > 2 * _SLACK and both.height() > 2 * _SLACK:
                yield f"overlap: {one.text!r} and {other.text!r} in {_named(widget)}"


# -------------------------------------------------------------------- 3. missing glyph


def missing_glyphs(inks: Inks) -> Iterator[str]:
    """Say which characters neither of Rowan's own fonts has."""
    for widget, words in inks.items():
        lacking = sorted({char for ink in words for char in ink.text if not _drawn(char)})
        if lacking:
            listed = " ".join(f"{char} U+{ord(char):04X}" for char in lacking)
            yield f"missing glyph: {listed} in {_named(widget)}"


@cache
def _drawn(char: str) -> bool:
    if char.isspace() or not char.isprintable():
        return True
    fonts = []
    for family in (FAMILY, FALLBACK):
        font = letters(16)
        font.setFamilies([family])
        fonts.append(QRawFont.fromFont(font))
    return any(font.supportsCharacter(ord(char)) for font in fonts)


# -------------------------------------------------------------------- 4. unlabelled control


def unlabelled(shown: Iterable[QWidget]) -> Iterator[str]:
    """Say which stops of the Tab key have no name for readers, or are too small to hit."""
    for widget in shown:
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or not widget.isEnabled():
            continue
        reader = QAccessible.queryAccessibleInterface(widget)
        if not reader.text(QAccessible.Text.Name).strip():
            yield f"unlabelled: {_named(widget)} has no name"
        least = min(widget.width(), widget.height())
        if least < SMALLEST_TARGET and not isinstance(widget, QLabel):
            yield f"unlabelled: {_named(widget)} is only {least} px"


# -------------------------------------------------------------------- 5. wrong side


def wrong_sides(shown: Iterable[QWidget]) -> Iterator[str]:
    """Say where a drawing calls the child's left side right, or says no side at all."""
    for widget in shown:
        if isinstance(widget, BodyMapView):
            yield from _sides_of(widget, _sheet_of(widget), VIEWS)
        elif isinstance(widget, FigureView):
            titles = [picture.title for picture in widget._figure.pictures]
            views = [view for view in VIEWS if title_of(view) in titles]
            yield from _sides_of(widget, painted(widget), views)


def _sheet_of(view: BodyMapView) -> list[Ink]:
    def paint(painter: QPainter) -> None:
        paint_sheet(painter, view.layout_now(), view.font())

    return inks_of(paint, view.width(), view.height())


def _sides_of(widget: QWidget, inks: Sequence[Ink], views: Sequence[str]) -> Iterator[str]:
    """The figure of a view stands below or above its words, around the middle of its title."""
    middles = {view: _middle(inks, title_of(view)) for view in views}
    for view, middle in middles.items():
        far = min((abs(middle - x) for v, x in middles.items() if v != view), default=1e6)
        near = [ink for ink in inks if abs(ink.box.center().x() - middle) < far / 2]
        for words, at_left in zip(_EDGES[view], (True, False), strict=True):
            found = [ink.box.center().x() < middle for ink in near if words.endswith(ink.text)]
            if found != [at_left] * max(len(found), 1):
                yield f"wrong side: {words!r} of {title_of(view)} in {_named(widget)}"


#: What stands at the left and the right edge, as a person who looks at the child sees it.
_EDGES = {
    "child.front": (_("child’s right"), _("child’s left")),
    "child.back": (_("child’s left"), _("child’s right")),
}


def _middle(inks: Sequence[Ink], title: str) -> float:
    return next((ink.box.center().x() for ink in inks if ink.text == title), 0.0)


# -------------------------------------------------------------------- 6. unnumbered mark


def unnumbered_marks(shown: Iterable[QWidget]) -> Iterator[str]:
    """Say which marks of a drawing have no number painted at their place."""
    for widget in shown:
        if isinstance(widget, BodyMapView):
            numbers = painted(widget)
            for mark in widget.marks:
                if not _is_painted(str(mark.number), widget.mark_box(mark.number), numbers):
                    yield f"unnumbered mark: {mark.number} in {_named(widget)}"
        elif isinstance(widget, FigureView):
            yield from _unnumbered_in(widget)


def _is_painted(number: str, box: QRect, inks: Iterable[Ink]) -> bool:
    whole = QRectF(box)
    return any(ink.text == number and whole.contains(ink.box.center()) for ink in inks)


def _unnumbered_in(view: FigureView) -> Iterator[str]:
    pictures = view._figure.pictures
    marks = sum(stroke.style == "mark" for picture in pictures for stroke in picture.strokes)
    numbers = {ink.text for ink in painted(view) if ink.text.isdigit()}
    if len(numbers) < marks:
        yield f"unnumbered mark: {marks} marks, {len(numbers)} numbers in {_named(view)}"


# -------------------------------------------------------------------- words for a report


def _named(widget: QWidget) -> str:
    """Return a widget by its class, its name, and those around it that have one."""
    name = widget.objectName() or widget.accessibleName()
    around: list[str] = []
    above = widget.parentWidget()
    while above is not None and len(around) < 2:
        if above.objectName() and not above.objectName().startswith("qt_"):
            around.append(above.objectName())
        above = None if above.isWindow() else above.parentWidget()
    return " ".join([type(widget).__name__, repr(name), _sides(widget.geometry()), *around])


def _sides(box: QRect | QRectF) -> str:
    return f"{box.x():.0f},{box.y():.0f} {box.width():.0f}×{box.height():.0f}"
