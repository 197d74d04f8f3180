from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.kit.boxes import column
from ui.kit.empty import EmptyState
from ui.kit.pills import State
from ui.kit.tables import Column, RecordTable, RowModel


@dataclass(frozen=True)
class Row:
    key: str
    name: str
    days: int


ROWS = (Row("a", "Zoë", 3), Row("b", "Siân", 12), Row("c", "Łukasz", -2))
COLUMNS = (
    Column[Row]("Name", lambda row: row.name, sort=lambda row: row.name, share=1),
    Column[Row](
        "Due",
        lambda row: f"in {row.days} days",
        sort=lambda row: row.days,
        state=lambda row: State("Overdue", "danger") if row.days < 0 else None,
    ),
)


@pytest.fixture
def table(qtbot: QtBot) -> Iterator[RecordTable[Row]]:
    made = RecordTable(
        COLUMNS,
        lambda row: row.key,
        name="Actions",
        empty=EmptyState("Nothing is due"),
        whole=True,
    )
    holder = QWidget()
    column(holder).addWidget(made)
    qtbot.addWidget(holder)
    holder.resize(600, 400)
    made.show_rows(ROWS)
    holder.show()
    qtbot.waitExposed(holder)
    yield made
    holder.close()


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = RowModel(COLUMNS, lambda row: row.key)
    model.show_rows(ROWS)
    qtmodeltester.check(model)


def test_cells_show_their_texts(table: RecordTable[Row]) -> None:
    index = table.model.index(1, 1)
    assert table.model.data(index) == "in 12 days"
    assert table.model.headerData(0, Qt.Orientation.Horizontal) == "Name"


def test_the_selection_survives_new_rows(table: RecordTable[Row]) -> None:
    table.select("b")
    table.show_rows((*ROWS[2:], *ROWS[:2], Row("d", "Ŵyn", 1)))
    assert table.selected() == "b"
    table.show_rows(ROWS[:1])
    assert table.selected() is None


def test_rows_are_sorted_by_value_not_by_text(table: RecordTable[Row]) -> None:
    table.view.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert [row.key for row in table.model.rows] == ["c", "a", "b"]
    table.show_rows(tuple(reversed(ROWS)))
    assert [row.key for row in table.model.rows] == ["c", "a", "b"]


def test_enter_opens_the_row(table: RecordTable[Row], qtbot: QtBot) -> None:
    table.select("c")
    with qtbot.waitSignal(table.opened) as said:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert said.args == ["c"]


def test_arrows_choose_rows(table: RecordTable[Row], qtbot: QtBot) -> None:
    table.select("a")
    with qtbot.waitSignal(table.chosen) as said:
        qtbot.keyClick(table.view, Qt.Key.Key_Down)
    assert said.args == ["b"]


def test_an_empty_table_says_so(table: RecordTable[Row]) -> None:
    table.show_rows(())
    assert not table.view.isVisible()
    assert table.findChild(EmptyState).isVisible()  # type: ignore[union-attr]


def test_a_whole_table_needs_no_scrolling(table: RecordTable[Row]) -> None:
    long = Row("e", "A name that is so long that it has to wrap onto another line " * 3, 1)
    table.show_rows((*ROWS, long))
    header, rows = table.view.horizontalHeader(), table.view.verticalHeader()
    assert table.height() >= header.height() + rows.length()
    assert rows.sectionSize(3) > 2 * table.fontMetrics().height()


def test_tab_leaves_the_table(table: RecordTable[Row]) -> None:
    assert not table.view.tabKeyNavigation()


def test_a_table_of_single_lines_gives_every_row_the_same_height(qtbot: QtBot) -> None:
    long = [Row(str(n), "Zoë Łukasz Nguyễn " * (1 + 20 * (n % 2)), n) for n in range(6)]
    made = RecordTable(COLUMNS, lambda row: row.key, name="Roll", whole=True, one_line=True)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show_rows(long)
    made.show()
    assert len({made.view.rowHeight(row) for row in range(6)}) == 1


def test_the_row_chosen_by_arrows_stays_in_sight_where_the_page_scrolls(qtbot: QtBot) -> None:
    made = RecordTable(COLUMNS, lambda row: row.key, name="Roll", whole=True, one_line=True)
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(made)
    area.resize(400, 200)
    made.show_rows([Row(str(n), f"Child {n}", n) for n in range(60)])
    area.show()
    qtbot.waitExposed(area)
    made.select("59")
    assert area.verticalScrollBar().value() > 0
    made.select("0")
    assert area.verticalScrollBar().value() < made.view.rowHeight(0) * 2


def test_a_spare_column_gives_way_where_words_would_be_cut(qtbot: QtBot) -> None:
    columns = (
        Column[Row]("Name", lambda row: row.name, share=3),
        Column[Row]("Safeguarding", lambda _row: "safeguarding", share=3),
        Column[Row]("Recorded", lambda _row: "yesterday", share=3, spare=True),
    )
    made = RecordTable(columns, lambda row: row.key, name="Roll")
    qtbot.addWidget(made)
    made.show_rows(ROWS)
    made.resize(900, 300)
    made.show()
    head = made.view.horizontalHeader()
    assert not head.isSectionHidden(2)
    made.resize(260, 300)
    qtbot.waitUntil(lambda: head.isSectionHidden(2))
    assert not head.isSectionHidden(1)
    made.resize(900, 300)
    qtbot.waitUntil(lambda: not head.isSectionHidden(2))


def test_a_tool_tip_reads_no_markup_in_what_was_typed() -> None:
    typed = '<img src="//elsewhere/share/x.png">'
    model = RowModel(COLUMNS, lambda row: row.key)
    model.show_rows([Row("a", typed, 1)])
    shown = model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in shown
    assert QTextDocumentFragment.fromHtml(shown).toPlainText() == typed
