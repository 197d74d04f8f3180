from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.records.register import upn_letter
from app.workspace import Workspace
from tests.support.school import a_child
from tests.support.windows import DeskAtTest, child_of
from ui.kit.banners import Notice
from ui.kit.buttons import Button
from ui.kit.tables import RecordTable
from ui.roll.files import Choosing
from ui.roll.page import RollImportPage

HEADINGS = "UPN,Legal first name,Legal surname,Known first name,Birth date,Class,Year,Sex"


@pytest.fixture
def page(desk: DeskAtTest, qtbot: QtBot, tmp_path: Path) -> RollImportPage:
    choosing = Choosing(
        roll=lambda _parent: tmp_path / "roll.csv",
        template=lambda _parent: tmp_path / "template.csv",
    )
    made = RollImportPage(desk, choosing)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def read(page: RollImportPage, qtbot: QtBot, tmp_path: Path) -> Callable[..., None]:
    def write_and_choose(rows: Sequence[str], encoding: str = "utf-8") -> None:
        before = page.findChildren(Notice)
        (tmp_path / "roll.csv").write_bytes("\r\n".join(rows).encode(encoding))
        child_of(page, Button, "choose-roll").click()
        qtbot.waitUntil(lambda: page.findChildren(Notice) != before, timeout=10_000)

    return write_and_choose


def upn(number: int) -> str:
    figures = f"8012000{number:05d}"
    return upn_letter(figures) + figures


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def rows_of(page: RollImportPage, name: str) -> list[list[str]]:
    table = child_of(page, QWidget, name)
    assert isinstance(table, RecordTable)
    model = table.model
    columns = range(model.columnCount())
    return [
        [str(model.index(row, column).data()) for column in columns]
        for row in range(model.rowCount())
    ]


def test_nothing_can_be_added_before_a_file_was_read(page: RollImportPage) -> None:
    assert not child_of(page, Button, "take-in").isEnabled()


def test_a_preview_says_what_would_happen_and_adds_nothing(
    workspace: Workspace, page: RollImportPage, read: Callable[..., None]
) -> None:
    a_child(workspace, "Zoë", "Nguyễn", class_name="Oak")
    a_child(workspace, "Siân", "Ŵyn", class_name="Oak")
    read(
        [
            HEADINGS + ",Bus route",
            f"{upn(1)},Łukasz,O’Neill,,03/04/2016,Elm,Year 5,M,12",
            ",Zoë,Nguyễn,,12/05/2017,Ash,Year 4,,7",
            ",Siân,Ŵyn,,12/05/2017,Oak,Year 4,,7",
            "X99,Bo,Wrong,,12/05/2017,Oak,Year 4,,",
            ",,Nameless,,31/02/2017,Oak,,,",
        ]
    )
    said = child_of(page, Notice, "roll-counts").accessibleName()
    assert said == "1 to add  ·  1 to change  ·  1 the same  ·  2 rows with a problem"
    assert "“bus route”" in words(page)
    assert len(workspace.roll_view.children()) == 2
    bad = rows_of(page, "bad-rows")
    assert [row[0] for row in bad] == ["5", "6"]
    assert "a letter and 12 figures" in bad[0][2]
    assert "Enter the first name" in bad[1][2]
    assert "must be a real day" in bad[1][2]
    assert child_of(page, Button, "take-in").text() == "Add 1 child, change 1"
    assert [(row[1], row[-1]) for row in rows_of(page, "sample")] == [
        ("Łukasz O’Neill", "add"),
        ("Zoë Nguyễn", "change"),
    ]


def test_taking_in_adds_and_changes_as_shown(
    workspace: Workspace, desk: DeskAtTest, page: RollImportPage, read: Callable[..., None]
) -> None:
    zoe = a_child(workspace, "Zoë", "Nguyễn", class_name="Oak")
    rows = [f"{upn(n)},Child{n},Example,,01/0{n}/2016,Elm,Year 5,F" for n in range(1, 6)]
    read([HEADINGS, *rows, ",Zoë,Nguyễn,,12/05/2017,Ash,Year 4,"])
    child_of(page, Button, "take-in").click()
    assert len(workspace.roll_view.children()) == 6
    now = workspace.roll_view.child(zoe.id)
    assert now is not None
    assert now.class_name == "Ash"
    assert desk.words == ["6 children taken in."]
    assert desk.last.page == "children"


def test_only_a_sample_of_twenty_rows_is_shown(
    page: RollImportPage, read: Callable[..., None]
) -> None:
    rows = [f",Child{n},Example,,01/03/2016,Elm,Year 5," for n in range(60)]
    read([HEADINGS, *rows])
    assert len(rows_of(page, "sample")) == 20
    assert child_of(page, Button, "take-in").text() == "Add 60 children"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (["Name,Born"], "The heading “legal first name” is missing"),
        (["UPN," + HEADINGS], "The heading “upn” stands in the first line twice"),
        ([""], "its first line must hold the headings"),
        (["\0\0\0\0"], "The file is not a table in CSV"),
    ],
)
def test_a_file_that_is_no_roll_is_explained(
    page: RollImportPage, read: Callable[..., None], rows: list[str], told: str
) -> None:
    read(rows)
    said = words(child_of(page, Notice, "roll-problem"))
    assert told in said
    assert "Nothing was added." in said
    assert not child_of(page, Button, "take-in").isEnabled()


def test_a_file_that_is_gone_is_said(page: RollImportPage, qtbot: QtBot) -> None:
    child_of(page, Button, "choose-roll").click()
    qtbot.waitUntil(lambda: bool(page.findChildren(Notice, "roll-problem")), timeout=10_000)
    assert "The file cannot be read" in words(page)


def test_the_template_reads_back_as_an_empty_roll(
    workspace: Workspace, page: RollImportPage, tmp_path: Path
) -> None:
    child_of(page, Button, "save-template").click()
    data = (tmp_path / "template.csv").read_bytes()
    assert data.decode("utf-8-sig").startswith("UPN,Legal first name,Legal surname")
    preview = workspace.roll.preview(data)
    assert (preview.new, preview.file.bad, preview.file.ignored) == ((), (), ())
