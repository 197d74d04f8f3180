"""Attack a vault with its key in hand: every change must be named by verify (T3, T4, T6)."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from random import Random

import pytest

from app.ledger.findings import Fault, Report
from app.ledger.log import log_head
from app.ledger.verify import verify
from app.vault.folder import SchoolFolder
from app.vault.heads import Head
from tests.support.lived_in import key_of, ledger_of, live_in
from tests.support.school import School
from tests.support.tampering import (
    ATTACKS,
    Attack,
    cut_log_tail,
    cut_tail,
    rehash,
    tamper,
)

FULL = os.environ.get("ROWAN_TORTURE") == "full"
RUNS = 50 if FULL else 5


@pytest.fixture(scope="session")
def lived_in(school_master: School, tmp_path_factory: pytest.TempPathFactory) -> School:
    folder = tmp_path_factory.mktemp("lived-in") / "school"
    shutil.copytree(school_master.path, folder)
    school = School(
        folder=SchoolFolder(folder), clock=school_master.clock, made=school_master.made
    )
    live_in(school)
    return school


def copy_of(school: School, tmp_path: Path, name: str) -> School:
    folder = tmp_path / name
    shutil.copytree(school.path, folder)
    return School(folder=SchoolFolder(folder), clock=school.clock, made=school.made)


def report_on(
    school: School, *, heads: list[Head] | None = None, log_heads: list[Head] | None = None
) -> Report:
    key = school.door().keys.content.school_public
    with ledger_of(school) as ledger:
        return verify(ledger, school_key=key, heads=heads or [], log_heads=log_heads or [])


def vault_path(school: School) -> Path:
    return school.folder.vault("children", 1)


def test_an_untouched_school_is_sound(lived_in: School, tmp_path: Path) -> None:
    school = copy_of(lived_in, tmp_path, "untouched")
    report = report_on(school)
    assert report.sound, report.findings
    assert report.entries > 25
    assert report.log_lines > 5


def test_opening_and_closing_from_outside_alone_is_no_fault(
    lived_in: School, tmp_path: Path
) -> None:
    """The control: the tool itself must not be what verify sees."""
    school = copy_of(lived_in, tmp_path, "touched")
    assert tamper(vault_path(school), key_of(school), lambda _db: True)
    assert report_on(school).sound


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_every_change_with_the_key_in_hand_is_found(
    attack: Attack, lived_in: School, tmp_path: Path
) -> None:
    key = key_of(lived_in)
    for run in range(RUNS):
        school = copy_of(lived_in, tmp_path, f"run{run}")
        random = Random(f"{attack.name} {run}")
        assert tamper(vault_path(school), key, lambda db, r=random: attack.change(db, r))
        report = report_on(school)
        assert not report.sound, f"{attack.name} {run}"
        shutil.rmtree(school.path)


def test_the_first_changed_entry_is_named(lived_in: School, tmp_path: Path) -> None:
    school = copy_of(lived_in, tmp_path, "named")
    with ledger_of(school) as ledger:
        seq = ledger.entries("e.kind = 'concern'")[2].seq

    def change(db: object) -> bool:
        db.execute(  # type: ignore[attr-defined]
            "UPDATE body SET body = replace(CAST(body AS TEXT), 'gate', 'door') WHERE seq = ?",
            (seq,),
        )
        db.execute(  # type: ignore[attr-defined]
            "UPDATE body SET body = CAST(body AS BLOB) WHERE seq = ?", (seq,)
        )
        return True

    # STRICT tables refuse text in a BLOB column, so the two steps are one statement below.
    del change
    tamper(
        vault_path(school),
        key_of(school),
        lambda db: bool(
            db.execute(
                "UPDATE body SET body = CAST(replace(CAST(body AS TEXT), 'gate', 'door') AS BLOB)"
                " WHERE seq = ?",
                (seq,),
            )
        ),
    )
    findings = report_on(school).findings
    assert {finding.seq for finding in findings} == {seq}
    assert Fault.BODY_CHANGED in {finding.fault for finding in findings}


WITNESSES = ("own heads", "another's heads", "backup manifest", "printed sheet")


@pytest.mark.parametrize("witness", WITNESSES)
@pytest.mark.parametrize("how", ["cut", "rewritten"])
def test_each_witness_alone_sees_the_tail_cut_or_the_chain_rewritten(
    witness: str, how: str, lived_in: School, tmp_path: Path
) -> None:
    """Without a witness a cut tail is invisible (the control); with any one of them it is not."""
    with ledger_of(lived_in) as ledger:
        head, log = ledger.head(), log_head(ledger)
    for run in range(50 if FULL else 10):
        school = copy_of(lived_in, tmp_path, f"{how}{run}")
        acts = 1 + run % 5

        def attack(db: object, acts: int = acts) -> bool:
            if how == "cut":
                cut_tail(db, acts)
                cut_log_tail(db, 1)
            else:
                db.execute("UPDATE entry SET happened_on = '2026-11-01' WHERE kind = 'note'")  # type: ignore[attr-defined]
                rehash(db)
            return True

        tamper(vault_path(school), key_of(school), attack)
        if how == "cut":
            blind = {finding.fault for finding in report_on(school).findings}
            assert Fault.CHAIN_BROKEN not in blind
            assert Fault.SIGNATURE_WRONG not in blind
        given = {"printed sheet": ([head], [])}.get(witness, ([head], [log]))
        seen = report_on(school, heads=given[0], log_heads=given[1])
        assert Fault.HEAD_MISSING in {finding.fault for finding in seen.findings}
        shutil.rmtree(school.path)
