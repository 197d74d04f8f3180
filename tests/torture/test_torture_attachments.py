"""Kill while files are attached, and let them not fit: nothing recorded is lost or half kept."""

from __future__ import annotations

from pathlib import Path
from random import Random

import msgspec

from tests.support.lived_in import copy_of, report_on
from tests.support.processes import run_python
from tests.support.school import School
from tests.torture.killing import FULL, about, nursery

KILLS = 200 if FULL else 10
LONGEST_S = 0.4


def test_a_kill_while_attaching_loses_nothing_that_was_recorded(
    torture_master: School, tmp_path: Path
) -> None:
    random, acknowledged = Random("attaching"), set[str]()
    school = copy_of(torture_master, tmp_path / "school")
    strays = 0
    with nursery() as ward:
        for kill in range(KILLS):
            said = ward.kill_one(random, LONGEST_S, work="attach", seed=str(kill), **about(school))
            acknowledged |= {line[1] for line in said}
            assert report_on(school).sound  # every document that an entry names is there, whole
            workspace = school.enter()
            strays += workspace.attachments.tidying()()
            cards = workspace.roll_view.children()
            held = {one.record for c in cards for one in workspace.attachments.of_child(c.id)}
            assert acknowledged <= held
            workspace.close(signed_out=True)
            assert report_on(school).sound
    assert acknowledged
    assert strays <= KILLS  # at most one is on its way


def test_files_that_do_not_fit_are_refused_and_leave_nothing(
    torture_master: School, tmp_path: Path
) -> None:
    school = copy_of(torture_master, tmp_path / "school")
    made = msgspec.json.encode(school.made).decode()
    runs = 40 if FULL else 6
    done = run_python(
        "-m", "tests.torture.limited_files", str(school.path), made, "fit", str(runs)
    )
    assert done.returncode == 0, done.stderr
    refused, kept = msgspec.json.decode(done.stdout, type=tuple[int, list[str]])
    assert refused >= runs // 2
    assert report_on(school).sound
    workspace = school.enter()
    cards = workspace.roll_view.children()
    held = {one.record for c in cards for one in workspace.attachments.of_child(c.id)}
    assert held == set(kept)
    workspace.close(signed_out=True)
