from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from app.records.concern import Concern
from app.records.system import Restored
from app.vault.folder import SchoolFolder
from app.workspace import Workspace
from tests.support.rowan import RowanAtTest
from tests.support.school import DSL, PASSPHRASE, School, a_child, a_concern
from tests.support.windows import child_of
from ui.kit.desk import Route
from ui.shell.doubts import AlarmsPage
from ui.shell.first_run import FirstRun
from ui.shell.put_back import PutBackPage
from ui.shell.sign_in import SignIn

Starter = Callable[[School], RowanAtTest]
FIRST = "Sat under the coats until the bell rang."
SECOND = "Would not say who had fetched her on Tuesday."


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def lived(school: School, stick: Path, rowan_of: Starter) -> School:
    """Return a school: a concern, a backup to the stick, another concern, signed out."""
    rowan = rowan_of(school)
    rowan.start()
    rowan.sign_in()
    workspace = rowan.unlocked.workspace
    card = a_child(workspace)
    a_concern(workspace, card, seen=FIRST)
    workspace.backups.choose_folder(stick)
    with rowan.qtbot.waitSignal(rowan.unlocked.keeper.ended, timeout=30_000):
        rowan.unlocked.keeper.start()
    school.clock.forward(minutes=10)
    a_concern(workspace, card, seen=SECOND)
    rowan.unlocked.lock()
    rowan.close()
    school.clock.forward(minutes=10)
    return school


def words_on(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def press(rowan: RowanAtTest, name: str) -> None:
    child_of(rowan.window.page(), QPushButton, name).click()


def put_back(rowan: RowanAtTest, stick: Path, into: Path | None = None) -> SignIn:
    """Go through the steps as a DSL would, to the sign-in page of the restored school."""
    qtbot = rowan.qtbot
    page = rowan.window.page()
    assert isinstance(page, PutBackPage)
    with qtbot.waitSignal(page.backup.looked, timeout=20_000):
        qtbot.keyClicks(child_of(page, QLineEdit, "backup-place"), str(stick))
    press(rowan, "put-back-continue")
    if into is not None:
        line = child_of(page, QLineEdit, "put-back-folder")
        line.selectAll()
        qtbot.keyClicks(line, str(into))
    press(rowan, "put-back-continue")
    qtbot.waitUntil(lambda: page.consent is not None, timeout=20_000)
    assert page.consent is not None
    page.consent.person.fill(DSL)
    page.consent.passphrase.line.setText(PASSPHRASE)
    press(rowan, "put-back-continue")
    qtbot.waitUntil(lambda: rowan.window.page() is not page, timeout=30_000)
    signing = rowan.window.page()
    assert isinstance(signing, SignIn)
    return signing


def seen_in(workspace: Workspace) -> str:
    records = [whole.record for whole in workspace._vaults.children.of_kinds(["concern"])]
    return "\n".join(record.seen for record in records if isinstance(record, Concern))


def check_restored(workspace: Workspace) -> None:
    """Look for what the backup held, what it did not, and who signed that it was restored."""
    assert FIRST in seen_in(workspace)
    assert SECOND not in seen_in(workspace)
    assert len(workspace.today.page().waiting) == 1
    for ledger in (workspace._vaults.school, workspace._vaults.children):
        (whole,) = ledger.of_kinds(["restored"])
        assert isinstance(whole.record, Restored)
        assert whole.record.last_seq == whole.entry.seq - 1
        assert whole.record.by.name == DSL
    assert [report.sound for report in workspace.verify()] == [True, True]


def test_a_backup_is_put_back_from_the_sign_in_page(
    lived: School, stick: Path, rowan_of: Starter
) -> None:
    rowan = rowan_of(lived)
    rowan.start()
    press(rowan, "put-backup-back")
    signing = put_back(rowan, stick)
    assert "The backup of 20 November 2026, 10:00 was put back" in words_on(signing)
    rowan.sign_in()
    alarms = rowan.window.page()
    assert isinstance(alarms, AlarmsPage)
    workspace = rowan.unlocked.workspace
    lost = workspace._vaults.children.of_kinds(["restored"])[0].entry.seq
    said = words_on(alarms)
    assert f"put back: Children, number {lost}" in said
    assert "from the backup of 20 November 2026, 10:00" in said
    press(rowan, "alarms-read")
    assert rowan.window.page().objectName() == "today-page"
    check_restored(workspace)
    rowan.unlocked.lock()
    rowan.close()
    again = rowan_of(lived)
    again.start()
    assert again.window.page().findChildren(QWidget, "was-put-back") == []
    again.sign_in()
    assert again.window.page().objectName() == "today-page"  # told once
    assert [path.name for path in lived.folder.aside.rglob("children.*.vault")] == [
        "children.1.vault"
    ]


def test_a_backup_is_put_back_on_a_new_pc(
    lived: School, stick: Path, rowan_of: Starter, tmp_path: Path
) -> None:
    new = tmp_path / "new PC" / "school"
    rowan = rowan_of(replace(lived, folder=SchoolFolder(new)))
    rowan.rowan.preferences.put(school="")
    rowan.rowan.start()
    assert isinstance(rowan.window.page(), FirstRun)
    press(rowan, "first-put-back")
    signing = put_back(rowan, stick, into=new)
    assert "was put back" in words_on(signing)
    rowan.sign_in()
    assert [alarm.code for alarm in rowan.unlocked.workspace.alarms] == ["restored"]
    press(rowan, "alarms-read")
    check_restored(rowan.unlocked.workspace)


def test_leaving_the_steps_leads_back_to_where_one_came_from(
    lived: School, rowan_of: Starter
) -> None:
    rowan = rowan_of(lived)
    rowan.start()
    press(rowan, "put-backup-back")
    press(rowan, "put-back-back")
    assert isinstance(rowan.window.page(), SignIn)
    press(rowan, "another-school")
    press(rowan, "first-put-back")
    press(rowan, "put-back-back")
    assert isinstance(rowan.window.page(), FirstRun)


def test_the_backup_page_says_how_one_is_put_back(unlocked: RowanAtTest) -> None:
    unlocked.unlocked.go(Route("school", {"part": "backup"}))
    said = child_of(unlocked.window.page(), QLabel, "backup-how").text()
    assert "Put a backup back" in said
