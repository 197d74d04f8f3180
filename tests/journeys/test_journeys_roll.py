from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget

from tests.support.rolls import DIALECTS, pupils, upn
from tests.support.rowan import RowanAtTest
from tests.support.windows import child_of, open_dialog
from ui.children.file_page import ChildFilePage
from ui.children.roll_page import ChildrenPage
from ui.kit.banners import Notice
from ui.kit.buttons import Button
from ui.roll.page import RollImportPage
from ui.roll.undo_dialog import UndoDialog

P = TypeVar("P", bound=QWidget)
HEADINGS = "UPN,Legal first name,Legal surname,Known first name,Birth date,Class,Year,Sex"


def page_of(rowan: RowanAtTest, kind: type[P]) -> P:
    page = rowan.window.page()
    assert isinstance(page, kind)
    return page


def a_roll(path: Path) -> None:
    rows = [HEADINGS]
    for number, name in enumerate(("Zoë,Nguyễn", "Łukasz,O’Neill", "Siân,Ŵyn"), start=1):
        rows.append(f"{upn(number)},{name},,1{number + 2}/05/2017,Oak,Year 4,")
    rows.append("X1,Bo,Wrong,,13/05/2017,Oak,Year 4,")
    path.write_text("\n".join(rows), encoding="utf-8-sig")


def go_on(rowan: RowanAtTest, page: RollImportPage) -> None:
    """Press the main button and wait for the next step."""
    before = page._step
    page.go_on.click()
    rowan.qtbot.waitUntil(lambda: page._step is not before, timeout=20_000)


def choose(rowan: RowanAtTest, page: RollImportPage) -> None:
    """Choose the file and wait until it was read."""
    before = page._step
    child_of(page, Button, "choose-roll").click()
    rowan.qtbot.waitUntil(lambda: page._step is not before, timeout=20_000)


def test_a_roll_goes_from_a_file_to_a_child_s_file(
    unlocked: RowanAtTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "roll.csv"
    a_roll(path)
    chosen = staticmethod(lambda *_args: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", chosen)
    unlocked.window.rail.button("children").click()
    child_of(page_of(unlocked, ChildrenPage), Button, "import-roll").click()
    page = page_of(unlocked, RollImportPage)
    choose(unlocked, page)
    go_on(unlocked, page)
    assert not unlocked.unlocked.workspace.roll_view.children()
    assert page.go_on.text() == "Import: add 3 children"
    go_on(unlocked, page)
    child_of(page, Button, "see-children").click()
    children = page_of(unlocked, ChildrenPage)
    assert [one.card.name for one in children.table.model.rows] == [
        "Łukasz O’Neill",
        "Siân Ŵyn",
        "Zoë Nguyễn",
    ]
    unlocked.school.clock.forward(minutes=1)
    QTest.keyClicks(children.filter, "oneill")
    QTest.keyClick(children.filter, Qt.Key.Key_Return)
    file = page_of(unlocked, ChildFilePage)
    assert file.title.text() == "Łukasz O’Neill"
    assert "UPN" in file.identity.text()
    logged = [line.what for line in unlocked.unlocked.workspace.access_log.newest()]
    assert [what for what in logged if what != "setting"][:2] == ["file_opened", "roll_imported"]


def test_the_same_roll_again_adds_nothing_and_the_first_can_be_undone(
    unlocked: RowanAtTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "roll.xlsx"
    path.write_bytes(DIALECTS["workbook"](pupils(30)))
    chosen = staticmethod(lambda *_args: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", chosen)
    unlocked.unlocked.desk.go("roll-import")
    page = page_of(unlocked, RollImportPage)
    choose(unlocked, page)
    go_on(unlocked, page)
    go_on(unlocked, page)
    workspace = unlocked.unlocked.workspace
    assert len(workspace.roll_view.children()) == 30
    unlocked.unlocked.desk.go("roll-import")
    page = page_of(unlocked, RollImportPage)
    choose(unlocked, page)
    go_on(unlocked, page)
    said = child_of(page, Notice, "roll-counts").accessibleName()
    assert said.startswith("0 to add  ·  0 to change  ·  30 the same")
    assert not page.go_on.isEnabled()
    page.show_files()
    child_of(page, Button, f"undo-{workspace.roll_imports.past()[0].id}").click()
    child_of(open_dialog(UndoDialog), Button, "undo-yes").click()
    assert not workspace.roll_view.children()
    assert all(report.sound for report in workspace.verify())
