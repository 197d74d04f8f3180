from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.boxes import stacked
from ui.kit.texts import GrowingText, ShortText


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.resize(400, 400)
    widget.show()
    qtbot.waitExposed(widget)


def lines_high(box: GrowingText) -> int:
    return round((box.height() - 20) / box.fontMetrics().lineSpacing())


def test_the_box_grows_with_its_words_and_stops(qtbot: QtBot) -> None:
    box = GrowingText(rows=2)
    holder = stacked(box)
    shown(qtbot, holder)
    assert lines_high(box) == 2
    box.fill("one\ntwo\nthree\nfour")
    assert lines_high(box) == 4
    box.fill("\n".join("line" for _n in range(40)))
    assert lines_high(box) == 10


def test_long_lines_that_wrap_count_too(qtbot: QtBot) -> None:
    box = GrowingText(rows=2)
    holder = stacked(box)
    shown(qtbot, holder)
    box.fill("A long sentence that does not fit. " * 8)
    wide = lines_high(box)
    holder.resize(220, 600)
    qtbot.waitUntil(lambda: lines_high(box) > wide)


def test_tab_leaves_the_box(qtbot: QtBot) -> None:
    box, after = GrowingText(), QLineEdit()
    holder = stacked(box, after)
    shown(qtbot, holder)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert box.text() == ""
    assert holder.focusWidget() is after


def test_what_is_pasted_keeps_its_words_only(qtbot: QtBot) -> None:
    box = GrowingText()
    qtbot.addWidget(box)
    source = QMimeData()
    source.setHtml("<b>Zoë</b> said <i>no</i>")
    source.setText("Zoë said no")
    box.insertFromMimeData(source)
    assert box.text() == "Zoë said no"


def test_only_what_is_typed_counts_as_a_change(qtbot: QtBot) -> None:
    box = GrowingText()
    qtbot.addWidget(box)
    heard: list[str] = []
    box.edited.connect(lambda: heard.append(box.text()))
    box.fill("from a draft")
    assert heard == []
    qtbot.keyClicks(box, "x")
    assert len(heard) == 1


def test_more_than_a_line_holds_is_kept_for_the_check_to_explain(qtbot: QtBot) -> None:
    line = ShortText(longest=10)
    qtbot.addWidget(line)
    qtbot.keyClicks(line, "x" * 15)
    assert len(line.text()) == 15
