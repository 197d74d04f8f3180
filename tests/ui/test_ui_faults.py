"""Plant each of the six faults, and see it found; the same page without it has none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.documents.blocks import Figure, Picture
from app.documents.blocks import Label as Words
from app.documents.bodymap import body_map_figure
from app.records.lists import shipped_lists
from app.rules.bodymap import VIEWS, edge_words
from tests.support.drawn_marks import some_marks
from tests.support.faults import faults_of
from ui.bodymap import painter
from ui.bodymap.view import BodyMapView
from ui.kit.buttons import Button
from ui.kit.figures import FigureView
from ui.kit.labels import Label
from ui.kit.tables import Column, RecordTable
from ui.kit.theme import Look, current
from ui.kit.toasts import Toast

Show = Callable[..., QWidget]
LONG = "These words need more room than they are given"


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Return a function that shows widgets below each other in a window."""
    current().wear(Look(mode="light"))

    def window(*widgets: QWidget, wide: int = 700) -> QWidget:
        whole = QWidget()
        qtbot.addWidget(whole)
        held = QVBoxLayout(whole)
        for widget in widgets:
            held.addWidget(widget)
        whole.resize(wide, 600)
        whole.show()
        qtbot.waitExposed(whole)
        return whole

    return window


def found(window: QWidget, kind: str) -> list[str]:
    faults = faults_of(window)
    assert all(fault.startswith(f"{kind}: ") for fault in faults), faults
    return faults


def test_a_plain_page_has_no_fault(show: Show) -> None:
    assert faults_of(show(Label(LONG), Button("Go on"), Label("Zoë Łukasz Nguyễn, أحمد"))) == []


# ------------------------------------------------------------------ clipped text


def test_a_label_too_low_for_its_lines_is_found(show: Show) -> None:
    label = Label(LONG)
    label.setFixedSize(120, 20)
    assert found(show(label), "clipped")


def test_a_label_too_narrow_for_its_line_is_found(show: Show) -> None:
    label = Label(LONG, wrap=False)
    label.setFixedWidth(120)
    assert found(show(label), "clipped")


def test_a_button_too_narrow_for_its_words_is_found(show: Show) -> None:
    button = Button(LONG)
    button.setFixedWidth(120)
    assert found(show(button), "clipped")


def test_what_sticks_out_of_its_frame_is_found(show: Show) -> None:
    frame = QWidget()
    frame.setFixedHeight(60)
    inside = Button("Go on")
    inside.setParent(frame)
    inside.move(0, 40)
    assert found(show(frame), "clipped")


def test_a_page_that_scrolls_sideways_is_found(show: Show) -> None:
    area, inside = QScrollArea(), Label(LONG, wrap=False)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    assert found(show(area, wide=200), "clipped")


def test_what_has_to_be_scrolled_down_to_is_none(show: Show) -> None:
    area, inside = QScrollArea(), QWidget()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    held = QVBoxLayout(inside)
    for number in range(60):
        held.addWidget(Label(f"Line {number}"))
    area.setWidget(inside)
    assert faults_of(show(area)) == []


def test_a_cell_that_shortens_a_name_is_found(show: Show) -> None:
    columns = (
        Column[str]("Name", lambda name: name, share=1),
        Column[str]("What was seen", lambda _name: LONG),
    )
    table = RecordTable(columns, str, name="Children", one_line=True)
    table.show_rows(["Featherstonehaugh"])
    window = show(table, wide=900)
    assert faults_of(window) == []
    window.resize(390, 600)
    QApplication.processEvents()
    assert found(window, "clipped")


# ------------------------------------------------------------------ overlap


def test_widgets_that_lie_over_each_other_are_found(show: Show) -> None:
    frame = QWidget()
    frame.setFixedHeight(80)
    for top in (0, 12):
        label = Label("Some words")
        label.setParent(frame)
        label.setGeometry(0, top, 200, 20)
    assert found(show(frame), "overlap")


def test_a_toast_over_the_page_is_none(show: Show) -> None:
    window = show(Label(LONG))
    Toast(window).say("Saved")
    assert faults_of(window) == []


def test_words_painted_over_each_other_are_found(show: Show) -> None:
    assert found(show(_Crossed()), "overlap")


class _Crossed(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:
        brush = QPainter(self)
        brush.drawText(QPoint(10, 30), "Some words")
        brush.drawText(QPoint(30, 34), "and others")
        brush.end()


# ------------------------------------------------------------------ missing glyph


def test_a_character_that_no_font_has_is_found(show: Show) -> None:
    (fault,) = found(show(Label("A rune: ᚱ")), "missing glyph")
    assert "U+16B1" in fault


# ------------------------------------------------------------------ unlabelled control


def test_a_control_without_a_name_is_found(show: Show) -> None:
    button = QPushButton()
    button.setFixedSize(40, 40)
    window = show(button)
    assert found(window, "unlabelled")
    button.setAccessibleName("Remove")
    assert faults_of(window) == []


def test_a_control_too_small_to_hit_is_found(show: Show) -> None:
    stop = QWidget()
    stop.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    stop.setAccessibleName("Remove")
    stop.setFixedSize(40, 24)
    window = show(stop)
    assert faults_of(window) == []
    stop.setFixedSize(40, 20)
    QApplication.processEvents()
    assert found(window, "unlabelled")


# ------------------------------------------------------------------ wrong side


def test_a_body_map_says_the_childs_own_sides(show: Show) -> None:
    assert faults_of(show(_marked_view())) == []


def test_a_body_map_with_its_sides_swapped_is_found(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = show(_marked_view())
    monkeypatch.setattr(painter, "edge_words", lambda view: edge_words(view)[::-1])
    assert len(found(window, "wrong side")) == 2 * len(VIEWS)


def test_a_body_map_that_says_no_side_is_found(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = show(_marked_view())
    monkeypatch.setattr(painter, "edge_words", lambda _view: ("", ""))
    assert len(found(window, "wrong side")) == 2 * len(VIEWS)


def test_a_figure_with_its_sides_swapped_is_found(show: Show) -> None:
    figure = _figure()
    assert faults_of(show(FigureView(figure))) == []
    assert found(show(FigureView(_changed(figure, _swapped))), "wrong side")


# ------------------------------------------------------------------ unnumbered mark


class _Unnumbered(BodyMapView):
    def _paint_all(self, brush: QPainter) -> None:
        brush.drawPixmap(0, 0, self._base())


def test_a_mark_without_its_number_is_found(show: Show) -> None:
    view = _Unnumbered()
    view.show_marks(some_marks(shipped_lists(), LONG).marks)
    assert len(found(show(view), "unnumbered mark")) == len(view.marks)


def test_a_figures_mark_without_its_number_is_found(show: Show) -> None:
    bare = _changed(_figure(), lambda labels: tuple(one for one in labels if not one.round))
    assert found(show(FigureView(bare)), "unnumbered mark")


# ------------------------------------------------------------------ what is planted in


def _marked_view() -> BodyMapView:
    view = BodyMapView()
    view.show_marks(some_marks(shipped_lists(), LONG).marks)
    return view


def _figure() -> Figure:
    marks = some_marks(shipped_lists(), LONG).marks
    return body_map_figure(marks, [(view, 1) for view in VIEWS], 120)


def _changed(figure: Figure, change: Callable[[tuple[Words, ...]], tuple[Words, ...]]) -> Figure:
    pictures = tuple(
        Picture(
            width=one.width,
            height=one.height,
            strokes=one.strokes,
            labels=change(one.labels),
            title=one.title,
        )
        for one in figure.pictures
    )
    return Figure(pictures=pictures, alt=figure.alt, height_mm=figure.height_mm)


def _swapped(labels: tuple[Words, ...]) -> tuple[Words, ...]:
    left, right, *rest = labels
    return (_reworded(left, right.text), _reworded(right, left.text), *rest)


def _reworded(label: Words, text: str) -> Words:
    return Words(text=text, x=label.x, y=label.y, align=label.align, size=label.size)
