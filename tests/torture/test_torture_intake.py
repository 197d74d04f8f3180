"""Kill a key holder's Rowan while it takes notes in: none is lost and none is there twice."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from app.rules.intake import TakeIn
from app.services.noting import Noting
from tests.support.lived_in import copy_of, ledger_of, report_on
from tests.support.notes import a_note_draft
from tests.support.school import School, signer
from tests.torture.killing import FULL, Nursery, about, nursery

SERIES = 100 if FULL else 2
KILLS = 10
NOTES = 3
LONGEST_S = 0.4


def test_every_count_of_the_battery_is_reached() -> None:
    assert (1000 if FULL else 20) <= SERIES * KILLS


def a_classroom(school: School, stick: Path) -> Noting:
    stick.mkdir()
    workspace = school.enter()
    told = workspace.intake.export_file(stick.parent)
    workspace.close(signed_out=True)
    return Noting.in_classroom(told, stick, school.clock)


def records_in(school: School) -> list[str]:
    """Return the ids of the concerns in the ledger, as often as they stand there."""
    with ledger_of(school) as ledger:
        assert ledger.db.faults() == ()
        return [entry.id for entry in ledger.entries("e.kind = 'concern'")]


def assert_each_once(school: School, sent: set[str], said: list[list[str]]) -> None:
    held = records_in(school)
    assert len(held) == len(set(held))
    assert set(held) <= sent
    assert {line[1] for line in said} <= set(held)
    waiting = {path.stem for path in school.folder.intake.glob("*.note")}
    assert waiting <= sent


def one_series(ward: Nursery, random: Random, school: School, stick: Path) -> None:
    noting, sent = a_classroom(school, stick), set[str]()
    acknowledged: list[list[str]] = []
    for _kill in range(KILLS):
        sent |= {noting.send(a_note_draft(noting)).record for _each in range(NOTES)}
        acknowledged += ward.kill_one(
            random, LONGEST_S, work="take_in", stick=str(stick), **about(school)
        )
        assert_each_once(school, sent, acknowledged)
    finish(school, stick, sent)
    assert len(acknowledged) > 0


def finish(school: School, stick: Path, sent: set[str]) -> None:
    """Take in what is left; every note must be there, once, and all must verify."""
    workspace = school.enter()
    workspace.intake.import_from(stick)
    choices = [TakeIn(file=note.file) for note in workspace.intake.tray().notes]
    workspace.intake.take_in(choices, signer(workspace))
    assert workspace.intake.waiting().total == 0
    assert workspace.intake.import_from(stick).new == 0
    assert workspace.alarms == ()
    workspace.close(signed_out=True)
    held = records_in(school)
    assert sorted(held) == sorted(sent)
    assert all(report_on(school, vault).sound for vault in ("school", "children"))


@pytest.mark.parametrize("series", range(SERIES))
def test_kills_while_notes_are_taken_in_lose_and_double_nothing(
    series: int, torture_master: School, tmp_path: Path
) -> None:
    school = copy_of(torture_master, tmp_path / "school")
    place = tmp_path / "medium"
    place.mkdir()
    with nursery() as ward:
        one_series(ward, Random(f"intake {series}"), school, place / "stick")
