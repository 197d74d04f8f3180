from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.services.restoring import BackupFound
from app.vault.keystore import KeyStore
from tests.support.school import (
    DSL,
    PASSPHRASE,
    HandClock,
    School,
    a_child,
    a_concern,
    make_school,
)
from tests.support.windows import child_of, open_dialog
from ui.kit.dialogs import ProblemDialog
from ui.kit.tasks import TaskRunner
from ui.shell.put_back import PutBackPage
from ui.shell.put_back_steps import ConsentStep
from ui.shell.single import SingleRowan

Shower = Callable[..., PutBackPage]


def back_up(school: School, stick: Path) -> Path:
    """Back up a school now and return the backup; then the clock goes on."""
    workspace = school.enter()
    made = workspace.backups.job(stick).run()
    workspace.close(signed_out=True)
    school.clock.forward(hours=1)
    assert made is not None
    return made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def show(qtbot: QtBot, tasks: TaskRunner, school: School) -> Iterator[Shower]:
    """Return a function that shows the page; what it holds is let go at the end."""
    made: list[PutBackPage] = []

    def shower(known: Path | None = None) -> PutBackPage:
        page = PutBackPage(school.clock, tasks, known=known)
        qtbot.addWidget(page)
        made.append(page)
        page.resize(1000, 700)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    yield shower
    for page in made:
        page._let_go()


def press(page: QWidget, name: str = "put-back-continue") -> None:
    child_of(page, QPushButton, name).click()


def list_of(page: PutBackPage, folder: Path, qtbot: QtBot) -> list[BackupFound]:
    with qtbot.waitSignal(page.backup.looked, timeout=20_000):
        page.backup.look_in(folder)
    return page.backup.table.model.rows


def to_where(page: PutBackPage, stick: Path, qtbot: QtBot) -> None:
    list_of(page, stick, qtbot)
    press(page)
    assert child_of(page, QLabel, "put-back-step").text() == "Step 2 of 3"


def to_consent(page: PutBackPage, stick: Path, qtbot: QtBot, folder: Path) -> ConsentStep:
    to_where(page, stick, qtbot)
    page.where.folder.fill(str(folder))
    press(page)
    qtbot.waitUntil(lambda: page.consent is not None, timeout=20_000)
    assert page.consent is not None
    return page.consent


def consent(step: ConsentStep, passphrase: str = PASSPHRASE) -> None:
    step.person.fill(DSL)
    step.passphrase.line.setText(passphrase)


# ------------------------------------------------------------------ which backup


def test_backups_are_listed_newest_first_and_the_newest_whole_one_is_chosen(
    school: School, stick: Path, show: Shower, qtbot: QtBot
) -> None:
    first, second, third = (back_up(school, stick) for _each in range(3))
    (third / "children.1.vault").unlink()
    page = show()
    assert [one.path for one in list_of(page, stick, qtbot)] == [third, second, first]
    table = page.backup.table.model
    texts = [
        [table.data(table.index(row, at)) for at in (0, 1, 3)] for row in range(table.rowCount())
    ]
    assert texts[0] == ["today 12:00", school.door().school_name, "Files missing"]
    assert texts[1] == ["today 11:00", school.door().school_name, "Whole"]
    assert page.backup.table.selected() == str(second)


def test_a_backup_with_missing_files_is_not_gone_on_with(
    school: School, stick: Path, show: Shower, qtbot: QtBot
) -> None:
    backup = back_up(school, stick)
    (backup / "school.1.vault").unlink()
    page = show()
    list_of(page, stick, qtbot)
    page.backup.table.select(str(backup))
    press(page)
    assert page.backup.problem.words() == "Files of this backup are missing: choose another"
    assert child_of(page, QLabel, "put-back-step").text() == "Step 1 of 3"


def test_an_empty_stick_and_a_missing_one_are_explained(
    show: Shower, stick: Path, qtbot: QtBot
) -> None:
    page = show()
    press(page)
    assert page.backup.place.problem.words().startswith("Choose the folder or stick")
    assert list_of(page, stick, qtbot) == []
    press(page)
    assert page.backup.place.problem.words().startswith("No backup lies there")
    list_of(page, stick / "gone", qtbot)
    assert page.backup.place.problem.words().startswith("A file is missing")


# ------------------------------------------------------------------ where to


def test_the_known_folder_is_offered_else_the_usual_one(
    school: School, stick: Path, show: Shower, qtbot: QtBot
) -> None:
    back_up(school, stick)
    page = show(school.path)
    to_where(page, stick, qtbot)
    assert child_of(page, QLineEdit, "put-back-folder").text() == str(school.path)
    assert "moved aside, never deleted" in child_of(page, QLabel, "put-back-there").text()
    fresh = show()
    to_where(fresh, stick, qtbot)
    assert fresh.where.place().name == school.door().school_name
    assert "made anew" in child_of(fresh, QLabel, "put-back-there").text()


def refused(page: PutBackPage, folder: Path) -> str:
    page.where.folder.fill(str(folder))
    press(page)
    assert child_of(page, QLabel, "put-back-step").text() == "Step 2 of 3"
    return page.where.folder.problem.words()


def test_refused_folders_are_explained(
    school: School, stick: Path, show: Shower, qtbot: QtBot, tmp_path: Path
) -> None:
    backup = back_up(school, stick)
    page = show()
    to_where(page, stick, qtbot)
    assert refused(page, tmp_path / "OneDrive" / "school").startswith("The records may not lie")
    assert refused(page, backup).startswith("This folder is a backup")
    assert refused(page, backup / "inside").startswith("This folder is a backup")
    assert refused(page, stick).startswith("Other files lie in this folder")
    assert refused(page, Path("school")).startswith("Enter the whole path")
    assert sorted(path.name for path in stick.iterdir()) == [backup.name]
    assert not (backup / "drafts").exists()


def test_a_school_that_another_rowan_has_open_is_not_touched(
    school: School, stick: Path, show: Shower, qtbot: QtBot
) -> None:
    back_up(school, stick)
    other = SingleRowan(school.path, user="somebody else")
    assert other.take()
    page = show(school.path)
    to_where(page, stick, qtbot)
    assert refused(page, school.path).startswith("Rowan is open on this school")
    other.release()
    press(page)
    qtbot.waitUntil(lambda: page.consent is not None, timeout=20_000)
    assert not other.take()
    press(page, "put-back-back")
    assert other.take()
    other.release()


def test_another_schools_backup_is_refused(
    school: School, stick: Path, show: Shower, qtbot: QtBot, tmp_path: Path
) -> None:
    other = make_school(tmp_path / "other", HandClock())
    back_up(other, stick)
    page = show(school.path)
    to_where(page, stick, qtbot)
    press(page)
    qtbot.waitUntil(lambda: not page.go_on.text().startswith("Reading"), timeout=20_000)
    assert open_dialog(ProblemDialog).accessibleName() == "This backup is of another school"
    assert page.single is None


def test_a_damaged_backup_is_refused_and_its_files_are_named(
    school: School, stick: Path, show: Shower, qtbot: QtBot
) -> None:
    vault = back_up(school, stick) / "children.1.vault"
    data = bytearray(vault.read_bytes())
    data[len(data) // 2] ^= 1
    vault.write_bytes(data)
    page = show(school.path)
    to_where(page, stick, qtbot)
    press(page)
    qtbot.waitUntil(lambda: not page.go_on.text().startswith("Reading"), timeout=20_000)
    said = [label.text() for label in open_dialog(ProblemDialog).findChildren(QLabel)]
    assert "Files that are not as they were made: children.1.vault." in said


# ------------------------------------------------------------------ by whose keys


def test_what_will_happen_is_said_before(
    school: School, stick: Path, show: Shower, qtbot: QtBot, tmp_path: Path
) -> None:
    back_up(school, stick)
    page = show(school.path)
    step = to_consent(page, stick, qtbot, school.path)
    notice = child_of(step, QWidget, "put-back-consequences")
    said = "\n".join(label.text() for label in notice.findChildren(QLabel))
    assert "as it did on 20 November 2026, 10:00" in said
    assert "What was written after that is not in it." in said
    assert "Nothing is deleted." in said
    assert "destroyed again" in said
    new = show()
    fresh = to_consent(new, stick, qtbot, tmp_path / "new")
    notice = child_of(fresh, QWidget, "put-back-consequences")
    assert "aside" not in "\n".join(label.text() for label in notice.findChildren(QLabel))
    whose = child_of(fresh, QLabel, "put-back-whose").text()
    assert whose.startswith("Use the passphrase that was yours")


def test_name_and_passphrase_are_asked_for(
    school: School, stick: Path, show: Shower, qtbot: QtBot
) -> None:
    back_up(school, stick)
    step = to_consent(page := show(school.path), stick, qtbot, school.path)
    press(page)
    assert step.problem.words() == "Choose your name from the list"
    step.person.fill(DSL)
    press(page)
    assert step.passphrase.problem.words() == "Enter your passphrase"
    assert school.door().keys.content.restored is None


def test_a_wrong_passphrase_counts_and_slows_down(
    school: School, stick: Path, show: Shower, qtbot: QtBot
) -> None:
    back_up(school, stick)
    step = to_consent(page := show(school.path), stick, qtbot, school.path)
    consent(step, "not these words")
    press(page)
    qtbot.waitUntil(lambda: step.passphrase.problem.words() != "", timeout=20_000)
    assert step.passphrase.problem.words().startswith("This passphrase does not open")
    assert step.passphrase.text() == ""
    assert school.door().seconds_to_wait(school.made.person) == 1
    consent(step)
    press(page)
    assert step.passphrase.problem.words().startswith("Wait 2 s")
    school.clock.forward(seconds=2)
    consent(step)
    with qtbot.waitSignal(page.finished, timeout=30_000):
        press(page)
    workspace = school.enter()
    logged = {line.what for line in workspace.access_log.newest()}
    workspace.close(signed_out=True)
    assert "sign_in_failed" in logged


def test_putting_back_shows_progress_and_ends_with_the_folder(
    school: School, stick: Path, show: Shower, qtbot: QtBot
) -> None:
    workspace = school.enter()
    a_concern(workspace, a_child(workspace))
    workspace.close(signed_out=True)
    back_up(school, stick)
    step = to_consent(page := show(school.path), stick, qtbot, school.path)
    consent(step)
    steps: list[tuple[int, int]] = []
    page.progress.bar.valueChanged.connect(
        lambda value: steps.append((value, page.progress.bar.maximum()))
    )
    with qtbot.waitSignal(page.finished, timeout=30_000) as done:
        qtbot.keyClick(step.passphrase.line, Qt.Key.Key_Return)
        assert page.running
        assert not page.back.isVisible()
        assert page.title.text() == "Putting the backup back"
    assert done.args == [school.path]
    assert steps[-1] == (4, 4)
    assert school.door().put_back is not None
    assert page.single is None


def test_today_keys_that_do_not_open_lead_to_those_of_that_day(
    school: School, stick: Path, show: Shower, qtbot: QtBot
) -> None:
    back_up(school, stick)
    store = KeyStore(school.folder)
    newer = tuple(
        msgspec.structs.replace(vault, key_version=vault.key_version + 1)
        for vault in store.content.vaults
    )
    holders = tuple(msgspec.structs.replace(holder, grants=()) for holder in store.content.holders)
    store.replace(msgspec.structs.replace(store.content, vaults=newer, holders=holders))
    step = to_consent(page := show(school.path), stick, qtbot, school.path)
    consent(step)
    press(page)
    qtbot.waitUntil(
        lambda: bool(step.findChildren(QPushButton, "use-backup-keys")), timeout=20_000
    )
    assert KeyStore(school.folder).content.restored is None
    press(step, "use-backup-keys")
    assert step.findChildren(QPushButton, "use-backup-keys") == []
    assert not step.restoring.by_todays_keys
    consent(step)
    with qtbot.waitSignal(page.finished, timeout=30_000):
        press(page)
    mark = school.door().keys.content.restored
    assert mark is not None
    assert mark.old_keys
    workspace = school.enter()
    assert "old_keys" in {alarm.code for alarm in workspace.alarms}
    workspace.close(signed_out=True)


def test_back_leads_out_step_by_step(
    school: School, stick: Path, show: Shower, qtbot: QtBot
) -> None:
    back_up(school, stick)
    page = show(school.path)
    to_consent(page, stick, qtbot, school.path)
    press(page, "put-back-back")
    press(page, "put-back-back")
    with qtbot.waitSignal(page.left):
        press(page, "put-back-back")
    assert page.single is None


def test_everything_is_reached_by_keyboard(
    school: School, stick: Path, show: Shower, qtbot: QtBot
) -> None:
    back_up(school, stick)
    page = show(school.path)
    assert QApplication.focusWidget() is page.backup.place.line
    with qtbot.waitSignal(page.backup.looked, timeout=20_000):
        qtbot.keyClicks(page.backup.place.line, str(stick))
    reached: list[str] = []
    for _step in range(6):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.append(focus.objectName() or focus.accessibleName())
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert {"backup-place", "choose-backups", "Backups", "put-back-continue"} <= set(reached)
