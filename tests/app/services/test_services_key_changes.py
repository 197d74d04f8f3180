"""A backup of before somebody left is put back: what changed since is listed until settled."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.services.restoring import Restoring
from tests.support.school import HEAD, PASSPHRASE, School, a_second_holder, person_named

HEAD_WORDS = "fig tulip ember crane vale"


@pytest.fixture
def put_back(school: School, tmp_path: Path) -> School:
    """Return a school whose head left after the backup that was put back."""
    stick = tmp_path / "stick"
    stick.mkdir()
    workspace = school.enter()
    a_second_holder(workspace, passphrase=HEAD_WORDS)
    workspace.backups.choose_folder(stick)
    job = workspace.backups.job()
    assert job.run() is not None
    workspace.backups.finished(job)
    school.clock.forward(minutes=5)
    renewal = workspace.renewing.prepare("left", leaver=person_named(workspace, HEAD))
    workspace.renewing.copy(renewal)
    workspace.renewing.finish(renewal)
    workspace.close(signed_out=True)
    restoring = Restoring(school.folder, stick, school.clock)
    restoring.put_back(restoring.unlock(school.made.person, PASSPHRASE))
    return school


def test_who_left_since_is_listed_until_settled(put_back: School) -> None:
    workspace = put_back.enter()
    changes = workspace.key_changes.listed()
    assert [(one.sort, one.name) for one in changes] == [("left", HEAD), ("intake-key", "2")]
    workspace.key_changes.settle(changes[0])
    assert all(report.sound for report in workspace.verify())
    workspace.close(signed_out=True)
    again = put_back.enter()
    assert [one.sort for one in again.key_changes.listed()] == ["intake-key"]
    again.key_changes.settle(changes[1])
    assert again.key_changes.listed() == []
    again.close(signed_out=True)


def test_who_left_can_be_sent_again(put_back: School) -> None:
    workspace = put_back.enter()
    renewal = workspace.renewing.prepare("left", leaver=person_named(workspace, HEAD))
    workspace.renewing.copy(renewal)
    workspace.renewing.finish(renewal)
    assert [name for _id, name in workspace.people.holders()] == [workspace.me.person.name]
    assert all(report.sound for report in workspace.verify())
    workspace.close(signed_out=True)


def test_a_school_that_was_not_put_back_has_nothing_to_settle(school: School) -> None:
    workspace = school.enter()
    assert workspace.key_changes.listed() == []
    workspace.close(signed_out=True)
