from __future__ import annotations

from datetime import date

import pytest

from app.services.roll_leavers import months_after
from app.workspace import Workspace
from tests.support.school import School, a_child, a_concern

LONG_AGO, LATELY = date(2025, 7, 22), date(2026, 7, 21)


def names(workspace: Workspace) -> list[str]:
    return [card.name for card in workspace.roll_view.children(leavers=True)]


def test_leavers_without_a_record_are_due_a_year_after(workspace: Workspace) -> None:
    gone = a_child(workspace, "Tom", "Byrne", left_on=LONG_AGO)
    a_child(workspace, "Siân", "Ŵyn", left_on=LATELY)
    kept = a_child(workspace, left_on=LONG_AGO)
    a_concern(workspace, kept)
    a_child(workspace, "Mei", "Li")
    assert workspace.leavers.due() == (gone.id,)


def test_the_day_is_the_day_itself(workspace: Workspace) -> None:
    a_child(workspace, left_on=date(2025, 11, 20))
    a_child(workspace, "Tom", "Byrne", left_on=date(2025, 11, 21))
    assert len(workspace.leavers.due()) == 1


def test_taking_them_off_is_counted_in_the_log_and_names_nobody(school: School) -> None:
    workspace = school.enter()
    gone = a_child(workspace, "Tom", "Byrne", left_on=LONG_AGO)
    kept = a_child(workspace, left_on=LONG_AGO)
    a_concern(workspace, kept)
    workspace.leavers.remove([gone.id, kept.id, "nobody"])
    assert names(workspace) == ["Zoë Nguyễn"]
    (line,) = [a for a in workspace.access_log.newest() if a.what == "leavers_removed"]
    assert line.detail == {"count": 1, "by": workspace.me.id}
    reports = workspace.verify()
    workspace.close(signed_out=True)
    assert all(report.sound for report in reports), reports


def test_entries_made_one_with_a_leaver_go_along_or_keep_them(workspace: Workspace) -> None:
    twice = [a_child(workspace, "Tom", "Byrne", left_on=LONG_AGO) for _n in range(2)]
    workspace.roll.merge(twice[0].id, twice[1].id, "The same.")
    named = [a_child(workspace, "Mei", "Li", left_on=LONG_AGO) for _n in range(2)]
    a_concern(workspace, named[0])
    workspace.roll.merge(named[0].id, named[1].id, "The same.")
    workspace.leavers.remove(workspace.leavers.due())
    rows = workspace._vaults.school.db.query("SELECT legal_last FROM child")
    assert [row[0] for row in rows] == ["Li", "Li"]


def test_nothing_due_changes_nothing(workspace: Workspace) -> None:
    before = workspace._vaults.school.head()
    workspace.leavers.remove(["nobody"])
    assert workspace._vaults.school.head() == before


def test_the_school_may_keep_them_longer(workspace: Workspace) -> None:
    a_child(workspace, left_on=LONG_AGO)
    workspace.leavers.keep_months(24)
    assert (workspace.leavers.kept_months(), workspace.leavers.due()) == (24, ())


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2025, 7, 22), 12, date(2026, 7, 22)),
        (date(2025, 7, 22), 0, date(2025, 7, 22)),
    ],
)
def test_months_after_a_day(day: date, months: int, after: date) -> None:
    assert months_after(day, months) == after
