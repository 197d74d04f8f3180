from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget

from app.records.register import upn_letter
from tests.support.rowan import RowanAtTest
from tests.support.windows import child_of
from ui.children.file_page import ChildFilePage
from ui.children.roll_page import ChildrenPage
from ui.kit.banners import Notice
from ui.kit.buttons import Button
from ui.roll.page import RollImportPage

P = TypeVar("P", bound=QWidget)
HEADINGS = "UPN,Legal first name,Legal surname,Known first name,Birth date,Class,Year,Sex"


def page_of(rowan: RowanAtTest, kind: type[P]) -> P:
    page = rowan.window.page()
    assert isinstance(page, kind)
    return page


def a_roll(path: Path) -> None:
    rows = [HEADINGS]
    for number, name in enumerate(("Zoë,Nguyễn", "Łukasz,O’Neill", "Siân,Ŵyn"), start=1):
        figures = f"8012000{number:05d}"
        rows.append(f"{upn_letter(figures)}{figures},{name},,1{number}/05/2017,Oak,Year 4,")
    rows.append("X1,Bo,Wrong,,12/05/2017,Oak,Year 4,")
    path.write_text("\n".join(rows), encoding="utf-8-sig")


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
    child_of(page, Button, "choose-roll").click()
    unlocked.qtbot.waitUntil(
        lambda: bool(page.findChildren(Notice, "roll-counts")), timeout=20_000
    )
    assert not unlocked.unlocked.workspace.roll_view.children()
    assert child_of(page, Button, "take-in").text() == "Add 3 children"
    child_of(page, Button, "take-in").click()
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
    assert logged[:2] == ["file_opened", "roll_imported"]


def test_the_same_roll_again_adds_nothing(
    unlocked: RowanAtTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "roll.csv"
    a_roll(path)
    workspace = unlocked.unlocked.workspace
    workspace.roll.take_in(workspace.roll.preview(path.read_bytes()))
    chosen = staticmethod(lambda *_args: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", chosen)
    unlocked.unlocked.desk.go("roll-import")
    page = page_of(unlocked, RollImportPage)
    child_of(page, Button, "choose-roll").click()
    unlocked.qtbot.waitUntil(
        lambda: bool(page.findChildren(Notice, "roll-counts")), timeout=20_000
    )
    said = child_of(page, Notice, "roll-counts").accessibleName()
    assert said.startswith("0 to add  ·  0 to change  ·  3 the same")
    assert not child_of(page, Button, "take-in").isEnabled()
