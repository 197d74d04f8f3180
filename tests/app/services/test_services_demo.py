from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.records.concern import Concern
from app.records.kinds import KINDS
from app.records.system import SystemRecord
from app.services.demo import PASSPHRASE, DemoSize, demo_folder, make_demo
from app.services.sign_in import Door
from app.vault.folder import SchoolFolder
from app.workspace import Workspace
from tests.support.school import HandClock

SMALL = DemoSize(children=12, years=1, seed=4, until=date(2026, 11, 20))
CLOCK = HandClock()


def entered(folder: SchoolFolder) -> Workspace:
    door = Door(folder, CLOCK)
    person = door.people()[0][0]
    return Workspace(folder, door.enter(door.unlock(person, PASSPHRASE)))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> SchoolFolder:
    folder = SchoolFolder(tmp_path_factory.mktemp("demo") / "school")
    make_demo(folder, SMALL)
    return folder


def test_the_demonstration_school_is_sound_and_alive(demo: SchoolFolder) -> None:
    workspace = entered(demo)
    assert workspace.test_school
    assert workspace.alarms == ()
    assert all(report.sound for report in workspace.verify())
    assert len(workspace.roll_view.children()) == 12
    assert len(workspace.people.holders()) >= 2
    page = workspace.today.page()
    assert page.open_concerns > 0
    assert len(workspace.files.listing()) > 100
    workspace.close(signed_out=True)


def test_it_shows_what_schools_write(demo: SchoolFolder) -> None:
    workspace = entered(demo)
    wholes = workspace._vaults.children.of_kinds(cls.kind.code for cls in KINDS)
    kinds = {whole.entry.kind for whole in wholes}
    assert {"police_notification", "document", "reconsideration.answer"} <= kinds
    concerns = [whole.record for whole in wholes if isinstance(whole.record, Concern)]
    assert any(record.between_kinds for record in concerns)
    assert any(record.paper_by for record in concerns)
    assert any(whole.number > 1 for whole in wholes)
    page = workspace.today.page()
    assert any(waiting.history for waiting in page.waiting)
    assert workspace.settings.processes()["cse"].name
    workspace.close(signed_out=True)


def test_its_past_lies_in_the_past(demo: SchoolFolder) -> None:
    workspace = entered(demo)
    days = [entry.recorded.day() for entry in workspace._vaults.children.entries("1")]
    assert days == sorted(days)
    assert min(days) >= date(2025, 11, 19)
    assert max(days) <= date(2026, 11, 20)
    workspace.close(signed_out=True)


def content(folder: Path) -> list[bytes]:
    """Return what the records say, without ids, keys and times that differ each time."""
    make_demo(SchoolFolder(folder), SMALL)
    workspace = entered(SchoolFolder(folder))
    said = [
        whole.record.line().encode()
        for whole in workspace._vaults.children.of_kinds(
            cls.kind.code for cls in KINDS if not issubclass(cls, SystemRecord)
        )
        if whole.record
    ]
    workspace.close(signed_out=True)
    return said


def test_the_same_seed_gives_the_same_school(tmp_path: Path) -> None:
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_each_size_has_a_folder_of_its_own(tmp_path: Path) -> None:
    sizes = [DemoSize(), DemoSize(seed=2), DemoSize(children=400, years=25)]
    assert len({demo_folder(tmp_path, size) for size in sizes}) == 3
