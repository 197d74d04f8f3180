from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.ledger.log import log_head, signed_up_to
from app.vault.faults import DiskFull
from app.workspace import Workspace
from tests.support.lived_in import ledger_of
from tests.support.school import School, a_child, a_concern


def test_leaving_witnesses_where_the_chains_stand(school: School) -> None:
    workspace = school.enter()
    a_concern(workspace, a_child(workspace))
    head = workspace._vaults.children.head()
    workspace.close(signed_out=False)
    again = school.enter()
    assert again._entered.seen["children"].ledger == head
    assert again.seen_up_to == head.seq
    again.close(signed_out=True)


def test_reading_alone_is_witnessed_too(school: School) -> None:
    workspace = school.enter()
    card = a_child(workspace)
    workspace.close(signed_out=True)
    reading = school.enter()
    reading.files.open_file(card.id)
    line = log_head(reading._vaults.children)
    reading.close(signed_out=True)
    again = school.enter()
    assert again._entered.seen["children"].log == line
    again.close(signed_out=True)


def test_a_closed_workspace_answers_nothing(workspace: Workspace) -> None:
    workspace.close(signed_out=True)
    with pytest.raises(RuntimeError):
        workspace.today.page()


def test_a_full_disk_does_not_keep_the_vaults_open(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = school.enter()
    a_child(workspace)

    def full(_heads: object) -> None:
        raise DiskFull(Path("heads"))

    monkeypatch.setattr(workspace._entered.heads_file, "write", full)
    with pytest.raises(DiskFull):
        workspace.close(signed_out=False)
    again = school.enter()
    assert len(again.roll_view.children()) == 1
    again.close(signed_out=True)
    for vault in ("school", "children"):
        with ledger_of(school, vault) as ledger:
            assert signed_up_to(ledger) == log_head(ledger).seq


@pytest.mark.parametrize(
    "use",
    [
        lambda w: w.roll_view.children(),
        lambda w: w.find.hits("a"),
        lambda w: w.standing.rows(),
        lambda w: w.access_log.newest(),
    ],
)
def test_no_view_outlives_the_lock(
    workspace: Workspace, use: Callable[[Workspace], object]
) -> None:
    workspace.close(signed_out=False)
    with pytest.raises(RuntimeError):
        use(workspace)
