"""Damage 2,000 rolls, import what can be read, undo it: all or nothing, and still sound."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest

from app.exchange.roll_table import NotARoll
from app.services.roll_plan import NEW, Plan, Told, open_roll, plan_import
from app.workspace import Workspace
from tests.support.lived_in import copy_of
from tests.support.rolls import DIALECTS, mutated, pupils
from tests.support.school import School
from tests.torture.killing import FULL

DAY = date(2026, 11, 20)
TIMES = 250 if FULL else 6
"""For each of the eight dialects; every fifth that can be read is imported, too."""
EACH = 5


def planned(workspace: Workspace, data: bytes) -> Plan:
    """Plan an import, everybody who is only alike being new."""
    opened, roll = open_roll(data), workspace.roll_imports.now()
    opened = opened.with_orders(day_first=True, last_first=False)
    first = plan_import(opened, roll, Told(), DAY)
    answers = {one.row.line: NEW for one in first.questions}
    return plan_import(opened, roll, Told(answers=answers, whole_school=False), DAY)


def rows(workspace: Workspace) -> set[tuple[object, ...]]:
    """Return the roll as it stands, without the places of its entries."""
    found = workspace._vaults.school.db.query("SELECT * FROM child")
    return {(row[0], *row[2:]) for row in found}


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", sorted(DIALECTS))
def test_damaged_rolls_are_refused_or_taken_in_whole(
    name: str, torture_master: School, tmp_path: Path
) -> None:
    random = Random(f"rolls {name}")
    workspace = copy_of(torture_master, tmp_path / "school").enter()
    found: Counter[str] = Counter()
    for run in range(TIMES):
        data = mutated(DIALECTS[name](pupils(4, seed=run)), random)
        before = rows(workspace)
        try:
            plan = planned(workspace, data)
        except NotARoll:
            found["refused"] += 1
            assert rows(workspace) == before
            continue
        found["read"] += 1
        if run % EACH:
            continue
        workspace.roll_imports.take_in(plan, left_on=DAY)
        assert len(rows(workspace)) == len(before) + len(plan.new)
        if plan.new or plan.changed:
            newest = workspace.roll_imports.past()[0]
            workspace.roll_undo.undo(workspace.roll_undo.undoing(newest))
            assert rows(workspace) == before
    assert found.total() == TIMES
    assert all(report.sound for report in workspace.verify())
    workspace.close(signed_out=True)
