"""Marks are made by pointer, from the list, or by keys alone, and come out the same."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.records.marks import BodyMap, Mark
from app.rules.bodymap import UNITS_PER_MM, anchor_of, drawing, empty_map, mark_sentence
from app.rules.leaders import leaders
from ui.bodymap.editor import BodyMapEditor
from ui.bodymap.sheet import offer_regions
from ui.kit import theme
from ui.shell.rail import NARROW

FOREARM = "child.front.forearm.left"
NO_KEY = Qt.KeyboardModifier.NoModifier
SENTENCE = "Mark 1: bruise, left forearm, front, 2 by 1.5 cm, red and purple"


@pytest.fixture
def editor(qtbot: QtBot) -> BodyMapEditor:
    theme.current().wear(theme.Look(mode="light"))
    made = BodyMapEditor()
    qtbot.addWidget(made)
    made.resize(1100, 1000)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def pixel(editor: BodyMapEditor, view: str, x: float, y: float) -> QPoint:
    return editor.sheet.canvas.layout_now().pane(view).to_pixels(x, y).toPoint()


def click(widget: QWidget, at: QPoint | None = None) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NO_KEY, at or widget.rect().center())


def button(editor: BodyMapEditor, name: str) -> QWidget:
    found = editor.findChild(QAbstractButton, name)
    assert isinstance(found, QWidget)
    return found


def tap(editor: BodyMapEditor, id_: str) -> None:
    view = id_[: id_.index(".", 6)]
    centre = drawing(view).centre_of(id_)
    click(editor.sheet.canvas, pixel(editor, view, *centre))


def describe_by_pointer(editor: BodyMapEditor) -> None:
    panel = editor.panel
    click(panel.kind.chip("bruise"), QPoint(12, 12))
    QTest.keyClicks(panel.size_.length.line, "2")
    QTest.keyClicks(panel.size_.width_.line, "1,5")
    for chips, codes in (
        (panel.size_.manner, ("measured",)),
        (panel.shape, ("round",)),
        (panel.colours, ("red", "purple")),
    ):
        for code in codes:
            click(chips.chip(code), QPoint(12, 12))


def press(key: Qt.Key, times: int = 1) -> None:
    for _n in range(times):
        focused = QApplication.focusWidget()
        assert focused
        QTest.keyClick(focused, key)


def tab_to(wanted: QWidget) -> None:
    for _n in range(60):
        if QApplication.focusWidget() is wanted:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reaches {wanted.objectName()}")


def type_words(words: str) -> None:
    focused = QApplication.focusWidget()
    assert focused
    QTest.keyClicks(focused, words)


def describe_by_keys(editor: BodyMapEditor) -> None:
    panel = editor.panel
    press(Qt.Key.Key_Space)  # the focus stands on the first kind: bruise
    tab_to(panel.size_.length.line)
    type_words("2")
    press(Qt.Key.Key_Tab)
    type_words("1.5")
    for chips, codes in (
        (panel.size_.manner, ("measured",)),
        (panel.shape, ("round",)),
        (panel.colours, ("red", "purple")),
    ):
        for code in codes:
            tab_to(chips.chip(code))
            press(Qt.Key.Key_Space)


def only_mark(editor: BodyMapEditor) -> Mark:
    value = editor.value()
    assert value
    assert len(value.marks) == 1
    return value.marks[0]


def by_pointer(editor: BodyMapEditor) -> Mark:
    tap(editor, FOREARM)
    describe_by_pointer(editor)
    return only_mark(editor)


def by_list(editor: BodyMapEditor) -> Mark:
    finder = editor.sheet.finder
    click(finder)
    QTest.keyClicks(finder, "fore left front")
    popup = QApplication.activePopupWidget()
    assert popup
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    describe_by_pointer(editor)
    return only_mark(editor)


def by_keys(editor: BodyMapEditor) -> Mark:
    canvas = editor.sheet.canvas
    canvas.setFocus()
    x, y = drawing("child.front").centre_of(FOREARM)
    _view, from_x, from_y = canvas.cursor_place()
    press(Qt.Key.Key_Right, round((x - from_x) / UNITS_PER_MM))
    press(Qt.Key.Key_Down, round((y - from_y) / UNITS_PER_MM))
    press(Qt.Key.Key_Return)
    describe_by_keys(editor)
    return only_mark(editor)


def test_pointer_list_and_keys_make_the_same_mark(editor: BodyMapEditor) -> None:
    made = []
    for way in (by_keys, by_pointer, by_list):
        made.append(way(editor))
        assert editor.problems() == []
        editor.set_value(None)
    said = [msgspec.structs.replace(mark, place=None) for mark in made]
    assert said[0] == said[1] == said[2]
    assert [mark_sentence(mark) for mark in made] == [SENTENCE] * 3
    assert [mark.place is None for mark in made] == [False, False, True]
    shown = drawing("child.front")
    for mark in made:
        at = anchor_of(mark)
        assert at == pytest.approx(shown.centre_of(FOREARM), abs=UNITS_PER_MM)
        assert len(leaders((mark,), shown)) == 1


def test_nothing_marked_is_no_answer(editor: BodyMapEditor) -> None:
    assert editor.value() is None
    assert editor.problems() == []
    assert editor.panel.isHidden()


def test_a_draft_comes_back_as_it_was(editor: BodyMapEditor) -> None:
    tap(editor, FOREARM)
    describe_by_pointer(editor)
    QTest.keyClicks(editor.panel.words, "outside of the arm")
    value = editor.value()
    assert value
    assert value.drawings == empty_map().drawings
    assert value.marks[0].words == "outside of the arm"
    editor.fill(None)
    assert editor.value() is None
    editor.fill(msgspec.to_builtins(value))
    assert editor.value() == value
    editor.fill(value)
    assert editor.value() == value


def test_every_change_is_told(editor: BodyMapEditor, qtbot: QtBot) -> None:
    acts: list[Callable[[], object]] = [
        lambda: tap(editor, FOREARM),
        lambda: click(editor.panel.kind.chip("bruise"), QPoint(12, 12)),
        lambda: QTest.keyClicks(editor.panel.words, "x"),
        lambda: click(editor.sheet.undo),
        lambda: click(button(editor, "remove.1")),
    ]
    for act in acts:
        with qtbot.waitSignal(editor.changed):
            act()


def test_problems_name_what_is_missing_and_lead_there(editor: BodyMapEditor) -> None:
    tap(editor, FOREARM)
    tap(editor, "child.back.calf.right")
    wrong = dict(editor.problems())
    fields = ("kind", "size", "shape", "colours")
    assert set(wrong) == {f"marks.{n}.{f}" for n in (0, 1) for f in fields}
    words = editor.show_inner(wrong)
    assert words["marks.0.kind"] == "Mark 1: Choose what kind of mark it is"
    assert set(words) == set(wrong)
    editor.focus_inner("marks.0.size")
    assert editor.panel.title.text() == "Mark 1"
    assert editor.panel.size_.length.line.hasFocus()
    said = editor.panel.parts["size"].problem
    assert said.isVisible()
    assert "Could not see" in said.words()
    editor.show_inner({})
    assert not said.isVisible()


def test_a_size_that_is_no_number_is_kept_and_named(editor: BodyMapEditor) -> None:
    tap(editor, FOREARM)
    describe_by_pointer(editor)
    line = editor.panel.size_.width_.line
    line.selectAll()
    QTest.keyClicks(line, "a thumb")
    assert line.text() == "a thumb"
    assert editor.problems() == [("marks.0.size", "wrong")]
    said = editor.show_inner({"marks.0.size": "missing"})
    assert "must be numbers" in said["marks.0.size"]
    line.selectAll()
    QTest.keyClicks(line, "3 cm")
    assert editor.problems() == []
    assert only_mark(editor).width_cm == 3


def test_could_not_see_answers_the_size(editor: BodyMapEditor) -> None:
    tap(editor, FOREARM)
    describe_by_pointer(editor)
    click(editor.panel.size_.unknown, QPoint(12, 12))
    mark = only_mark(editor)
    assert (mark.size_unknown, mark.length_cm, mark.width_cm, mark.size_by) == (
        True,
        None,
        None,
        "",
    )
    assert editor.problems() == []
    assert not editor.panel.size_.length.isEnabled()


def test_could_not_see_stands_alone_among_colours(editor: BodyMapEditor) -> None:
    tap(editor, FOREARM)
    colours = editor.panel.colours
    for code, expected in (
        ("red", ["red"]),
        ("blue", ["red", "blue"]),
        ("not_seen", ["not_seen"]),
        ("green", ["green"]),
    ):
        click(colours.chip(code), QPoint(12, 12))
        assert [c.code for c in only_mark(editor).colours] == expected


def test_more_kinds_are_one_press_away(editor: BodyMapEditor) -> None:
    tap(editor, FOREARM)
    chip = editor.panel.kind.chip("rash")
    assert chip.isHidden()
    more = next(b for b in editor.panel.findChildren(QAbstractButton) if b.text() == "More kinds")
    click(more)
    assert chip.isVisible()
    click(chip, QPoint(12, 12))
    kind = only_mark(editor).kind
    assert kind
    assert kind.code == "rash"


def test_a_mark_is_moved_with_what_was_said(editor: BodyMapEditor) -> None:
    tap(editor, FOREARM)
    describe_by_pointer(editor)
    click(editor.panel.move_it)
    assert "new place of mark 1" in editor.sheet.under.text()
    tap(editor, "child.back.calf.right")
    mark = only_mark(editor)
    assert mark.site() == "right calf"
    assert mark.kind
    tap(editor, FOREARM)
    assert len(editor.value().marks) == 2  # type: ignore[union-attr]


def test_the_list_opens_and_removes_marks(editor: BodyMapEditor) -> None:
    for id_ in (FOREARM, "child.front.knee.left", "child.back.calf.right"):
        tap(editor, id_)
    click(button(editor, "change.1"))
    assert editor.panel.title.text() == "Mark 1"
    click(button(editor, "remove.2"))
    value = editor.value()
    assert value
    assert [(m.number, m.site()) for m in value.marks] == [
        (1, "left forearm, front"),
        (2, "right calf"),
    ]


def test_steps_are_taken_back_and_done_again_by_key(editor: BodyMapEditor) -> None:
    tap(editor, FOREARM)
    tap(editor, "child.front.knee.left")
    canvas = editor.sheet.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert only_mark(editor).site() == "left forearm, front"
    QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert editor.value() is None
    assert not editor.sheet.undo.isEnabled()
    click(editor.sheet.redo)
    assert only_mark(editor).site() == "left forearm, front"


def test_everything_pressed_is_large_enough_for_a_finger(editor: BodyMapEditor) -> None:
    tap(editor, FOREARM)
    editor.show_inner(dict(editor.problems()))
    QApplication.processEvents()
    found = [w for kind in (QAbstractButton, QLineEdit) for w in editor.findChildren(kind)]
    shown = [w for w in found if w.isVisible()]
    assert len(shown) > 40
    small = [(w.accessibleName(), w.height()) for w in shown if w.height() < 44]
    assert not small


def test_everything_that_takes_the_focus_has_a_name(editor: BodyMapEditor) -> None:
    tap(editor, FOREARM)
    stops = [w for w in editor.findChildren(QWidget) if w.isVisible() and w.focusPolicy()]
    nameless = [w for w in stops if not w.accessibleName() and not _words(w)]
    assert len(stops) > 40
    assert not nameless


def _words(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""


@pytest.mark.parametrize("size", [100, 150])
def test_it_is_one_column_where_it_is_narrow(qtbot: QtBot, size: int) -> None:
    theme.current().wear(theme.Look(mode="light", size=size))
    made = BodyMapEditor()
    qtbot.addWidget(made)
    made.resize(1200, 1000)
    made.show()
    made.sheet.placed.emit("child.front", None, FOREARM)
    QApplication.processEvents()
    beside = made.panel.geometry().left() >= made.sheet.geometry().right()
    assert beside == (size == 100)
    made.resize(900, 1400)
    QApplication.processEvents()
    assert made.panel.geometry().top() >= made.sheet.geometry().bottom()
    theme.current().wear(theme.Look(mode="light"))


@pytest.mark.parametrize("width", [560, 760, 1100, 1300])
def test_nothing_is_cut_off(editor: BodyMapEditor, width: int) -> None:
    tap(editor, FOREARM)
    editor.show_inner(dict(editor.problems()))
    for _pass in range(2):  # the figure takes its height from the window, here the editor
        editor.resize(width, editor.heightForWidth(width))
        QApplication.processEvents()
    for kind in (QAbstractButton, QLineEdit, QPlainTextEdit):
        for widget in editor.findChildren(kind):
            parent = widget.parentWidget()
            if widget.isVisible() and parent:
                assert parent.rect().contains(widget.geometry()), widget.accessibleName()


def test_the_list_tells_views_apart() -> None:
    notes = {option.id: option.note for option in offer_regions("left forearm")}
    assert notes == {FOREARM: "", "child.back.forearm.left": ""}
    assert {o.note for o in offer_regions("left calf")} == {"Back"}


def test_an_old_map_keeps_the_drawings_it_was_made_with(editor: BodyMapEditor) -> None:
    old = empty_map().drawings[:1]
    mark = Mark(number=1, view="child.front", version=1)
    editor.set_value(BodyMap(drawings=old, marks=(mark,)))
    value = editor.value()
    assert value
    assert value.drawings == old
    assert editor.problems()[0] == ("marks.0.site", "missing")


def test_letters_of_double_size_still_fit_beside_the_rail(qtbot: QtBot) -> None:
    theme.current().wear(theme.Look(mode="light", size=200))
    made = BodyMapEditor()
    qtbot.addWidget(made)
    made.resize(820, 1400)
    made.show()
    rail, edges, laptop = theme.px(NARROW), 2 * theme.px(40), 1093
    assert made.minimumSizeHint().width() <= laptop - rail - edges
    theme.current().wear(theme.Look(mode="light"))
