from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.ledger.findings import Fault
from app.services.verifying import Going
from app.workspace import Workspace
from tests.support.school import School, a_child, a_concern


@pytest.fixture
def workspace_of_three(workspace: Workspace) -> Workspace:
    card = a_child(workspace)
    for _each in range(3):
        a_concern(workspace, card)
    return workspace


def left(school: School) -> list[Path]:
    return list(school.path.glob("*verifying*"))


def test_a_worker_finds_what_the_check_at_once_finds_while_records_are_added(
    workspace_of_three: Workspace, school: School
) -> None:
    workspace, told, added = workspace_of_three, list[Going](), threading.Event()
    wanted = workspace.verify()
    job = workspace.verification()

    def tell(going: Going) -> bool:
        told.append(going)
        return added.wait(30)

    with ThreadPoolExecutor(1) as worker:
        running = worker.submit(job.run, tell)
        a_child(workspace, "Ada", "Later")  # while a copy is being made or gone through
        added.set()
        reports = running.result(60)
    assert reports is not None
    assert [report.vault for report in reports] == [report.vault for report in wanted]
    assert all(report.sound for report in reports)
    assert reports[1].entries == wanted[1].entries
    assert reports[1].acts == wanted[1].acts
    last = told[-1]
    assert (last.vault, last.copying) == ("children", False)
    assert last.done == last.total == wanted[1].entries + wanted[1].acts
    assert {going.copying for going in told} == {True, False}
    assert left(school) == []


def test_it_names_what_was_changed_outside_rowan(workspace: Workspace) -> None:
    child = a_child(workspace)
    with workspace._vaults.school.db.transaction():
        workspace._vaults.school.db.execute(
            "UPDATE child SET class_name = 'Elm' WHERE id = ?", (child.id,)
        )
    reports = workspace.verification().run(lambda _going: True)
    assert reports is not None
    assert [finding.fault for finding in reports[0].findings] == [Fault.REGISTER_DIFFERS]


@pytest.mark.parametrize("copying", [True, False])
def test_it_stops_when_told_and_leaves_nothing(
    workspace_of_three: Workspace, school: School, *, copying: bool
) -> None:
    job = workspace_of_three.verification()
    assert job.run(lambda going: going.copying is not copying) is None
    assert left(school) == []


def test_what_a_kill_left_is_removed_by_the_next_check(
    workspace: Workspace, school: School
) -> None:
    stale = school.folder.verifying("school", 1)
    stale.write_bytes(b"half a copy")
    stale.with_name(f"{stale.name}-journal").write_bytes(b"")
    assert workspace.verification().run(lambda _going: True) is not None
    assert left(school) == []
