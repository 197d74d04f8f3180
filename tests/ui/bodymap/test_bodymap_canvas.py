"""The drawing on the screen: where things lie, pointing at them, and reading it aloud."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.records.fields import Choice
from app.records.marks import Mark, Place
from app.rules.bodymap import UNITS_PER_MM, VIEWS, drawing, edge_words
from ui.bodymap.canvas import BodyMapCanvas
from ui.bodymap.layout import ARROW, lay_out, least_width
from ui.bodymap.view import BodyMapView
from ui.kit import theme

NO_KEY = Qt.KeyboardModifier.NoModifier
FOREARM = "child.front.forearm.left"


def a_mark(number: int, view: str = "child.front", x: float = 358, y: float = 425) -> Mark:
    region = drawing(view).region_at(x, y)
    assert region
    return Mark(
        number=number,
        view=view,
        version=1,
        place=Place(x, y),
        regions=(region.region(),),
        kind=Choice("bruise", "Bruise"),
    )


@pytest.fixture
def canvas(qtbot: QtBot) -> BodyMapCanvas:
    theme.current().wear(theme.Look(mode="light"))
    made = BodyMapCanvas()
    qtbot.addWidget(made)
    made.resize(700, made.heightForWidth(700))
    made.show()
    return made


def pixel(canvas: BodyMapView, view: str, x: float, y: float) -> QPoint:
    return canvas.layout_now().pane(view).to_pixels(x, y).toPoint()


@pytest.mark.parametrize("size", [100, 150, 200])
@pytest.mark.parametrize("width", [0, 300, 420, 560, 700, 1000, 1600])
def test_words_at_the_edges_are_never_cut(qapp: QApplication, size: int, width: int) -> None:
    theme.current().wear(theme.Look(mode="light", size=size))
    metrics = QFontMetricsF(qapp.font())
    whole = max(width, round(least_width(metrics)))
    layout = lay_out(whole, metrics)
    arrow = theme.px(ARROW) + theme.px(4)
    for pane in layout.panes:
        words = edge_words(pane.view)
        lines = [word.split() if layout.stacked else [word] for word in words]
        rooms = [arrow + max(metrics.horizontalAdvance(part) for part in line) for line in lines]
        assert sum(rooms) <= pane.cell.width()
        assert metrics.height() * len(lines[0]) <= pane.edges.height()
        assert pane.figure.top() >= pane.edges.bottom()
        assert pane.cell.contains(pane.figure.center())
    theme.current().wear(theme.Look(mode="light"))


def test_front_and_back_stand_side_by_side_at_one_scale(canvas: BodyMapCanvas) -> None:
    front, back = canvas.layout_now().panes
    assert (front.view, back.view) == VIEWS
    assert front.scale == back.scale
    assert front.cell.right() < back.cell.left()
    assert back.figure.bottom() <= canvas.height()


def test_a_click_names_the_place(canvas: BodyMapCanvas, qtbot: QtBot) -> None:
    for view, x, y, id_ in (
        ("child.front", 358, 425, FOREARM),
        ("child.back", 80, 430, "child.back.forearm.left"),
        ("child.back", 270, 720, "child.back.calf.right"),
    ):
        with qtbot.waitSignal(canvas.placed) as told:
            QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, NO_KEY, pixel(canvas, view, x, y))
        assert told.args[0] == view
        assert told.args[3] == id_
        assert told.args[1:3] == pytest.approx([x, y], abs=1 / canvas.layout_now().panes[0].scale)


def test_just_beside_a_finger_still_means_the_finger(canvas: BodyMapCanvas, qtbot: QtBot) -> None:
    beside = pixel(canvas, "child.front", 426, 560)
    with qtbot.waitSignal(canvas.placed) as told:
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, NO_KEY, beside)
    assert told.args[3] == "child.front.finger.index.left"
    region = drawing("child.front").region_at(told.args[1], told.args[2])
    assert region
    assert region.id == told.args[3]


def test_a_click_on_the_ground_places_nothing(canvas: BodyMapCanvas, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(canvas.placed):
        QTest.mouseClick(
            canvas, Qt.MouseButton.LeftButton, NO_KEY, QPoint(10, canvas.height() // 2)
        )
        here = pixel(canvas, "child.front", 358, 425)
        QTest.mouseClick(canvas, Qt.MouseButton.RightButton, NO_KEY, here)


def test_letting_go_outside_takes_the_press_back(canvas: BodyMapCanvas, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(canvas.placed):
        QTest.mousePress(
            canvas, Qt.MouseButton.LeftButton, NO_KEY, pixel(canvas, "child.front", 358, 425)
        )
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, NO_KEY, QPoint(-30, 50))


def test_a_finger_does_what_the_mouse_does(canvas: BodyMapCanvas, qtbot: QtBot) -> None:
    device = QTest.createTouchDevice()
    here = pixel(canvas, "child.front", 358, 425)
    with qtbot.waitSignal(canvas.placed) as told:
        QTest.touchEvent(canvas, device).press(0, here, canvas).commit()
        QTest.touchEvent(canvas, device).release(0, here, canvas).commit()
    assert told.args[3] == FOREARM


def test_a_click_on_a_number_chooses_its_mark(canvas: BodyMapCanvas, qtbot: QtBot) -> None:
    canvas.show_marks((a_mark(1), a_mark(2, "child.back", 185, 265)))
    for number in (1, 2):
        with qtbot.waitSignal(canvas.mark_chosen) as told, qtbot.assertNotEmitted(canvas.placed):
            at = canvas.mark_box(number).center()
            QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, NO_KEY, at)
        assert told.args == [number]


def test_the_pointer_is_told_what_it_points_at(canvas: BodyMapCanvas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(canvas.pointed) as told:
        QTest.mouseMove(canvas, pixel(canvas, "child.front", 269, 640))
    assert told.args == ["left knee"]
    with qtbot.waitSignal(canvas.pointed) as told:
        QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    assert told.args == [""]


def test_arrows_move_a_millimetre_of_the_sheet_and_shift_five(
    canvas: BodyMapCanvas, qtbot: QtBot
) -> None:
    _view, x, y = canvas.cursor_place()
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.cursor_place() == ("child.front", x + UNITS_PER_MM, y + 5 * UNITS_PER_MM)


def test_over_the_edge_lies_the_other_view(canvas: BodyMapCanvas, qtbot: QtBot) -> None:
    canvas.show_cursor("child.front", 438, 300)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.cursor_place() == ("child.back", 0.0, 300)
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.cursor_place()[0] == "child.front"
    QTest.keyClick(canvas, Qt.Key.Key_PageDown)
    assert canvas.cursor_place()[0] == "child.back"
    for _n in range(300):
        QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert canvas.cursor_place()[2] == 0


def test_enter_places_what_lies_under_the_cursor(canvas: BodyMapCanvas, qtbot: QtBot) -> None:
    canvas.show_cursor("child.front", 358, 425)
    with qtbot.waitSignal(canvas.placed) as told:
        QTest.keyClick(canvas, Qt.Key.Key_Return)
    assert told.args == ["child.front", 358.0, 425.0, FOREARM]
    canvas.show_cursor("child.front", 10, 100)
    with qtbot.assertNotEmitted(canvas.placed):
        QTest.keyClick(canvas, Qt.Key.Key_Return)


def test_it_is_read_as_a_graphic_whose_children_are_the_marks(canvas: BodyMapCanvas) -> None:
    canvas.show_marks((a_mark(1), a_mark(2, "child.back", 185, 265)))
    read = QAccessible.queryAccessibleInterface(canvas)
    assert read.role() is QAccessible.Role.Graphic
    assert read.text(QAccessible.Text.Name) == "Body map, front and back"
    assert "2 marks" in read.text(QAccessible.Text.Description)
    assert "Arrow keys move" in read.text(QAccessible.Text.Description)
    assert read.childCount() == 2
    names = [read.child(n).text(QAccessible.Text.Name) for n in range(2)]
    assert names == ["Mark 1: bruise, left forearm, front", "Mark 2: bruise, left shoulder blade"]
    middle = read.child(1).rect().center()
    assert read.childAt(middle.x(), middle.y()) is read.child(1)
    assert read.indexOfChild(read.child(1)) == 1
    canvas.show_marks(())
    assert read.childCount() == 0


def test_every_mark_is_numbered_in_the_picture(canvas: BodyMapCanvas) -> None:
    marks = tuple(
        a_mark(n, *spot)
        for n, spot in enumerate(
            [
                ("child.front", 358.0, 425.0),
                ("child.front", 269.0, 640.0),
                ("child.back", 185.0, 265.0),
            ],
            1,
        )
    )
    bare = canvas.grab().toImage()
    canvas.show_marks(marks)
    shown = canvas.grab().toImage()
    for mark in marks:
        box = canvas.mark_box(mark.number)
        assert canvas.rect().contains(box)
        assert shown.copy(box) != bare.copy(box)


def test_colours_follow_the_theme(canvas: BodyMapCanvas) -> None:
    at = canvas.layout_now().pane("child.front").to_pixels(220, 390)
    light = canvas.grab().toImage().pixelColor(at.toPoint())
    theme.current().wear(theme.Look(mode="dark"))
    canvas.resize(700, canvas.heightForWidth(700))
    dark = canvas.grab().toImage().pixelColor(at.toPoint())
    theme.current().wear(theme.Look(mode="light"))
    assert light.lightness() > 200
    assert dark.lightness() < 100


def test_the_sheet_is_painted_once_per_size(canvas: BodyMapCanvas) -> None:
    canvas.grab()
    first = canvas._base().cacheKey()
    canvas.show_marks((a_mark(1),))
    canvas.grab()
    assert canvas._base().cacheKey() == first
    canvas.resize(900, canvas.heightForWidth(900))
    assert canvas._base().cacheKey() != first


def test_a_view_without_a_canvas_only_shows(qtbot: QtBot) -> None:
    view = BodyMapView(300)
    qtbot.addWidget(view)
    view.show_marks((a_mark(1),))
    view.resize(600, view.heightForWidth(600))
    assert view.height() < 420
    assert view.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert view.number_at(QPointF(view.mark_box(1).center())) == 1
