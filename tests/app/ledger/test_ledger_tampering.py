"""Attack a vault with its key in hand: every change must be named by verify."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from app.ledger.findings import Fault
from app.vault.heads import Head
from app.vault.manifest import read_manifest
from tests.support.lived_in import copy_of, key_of, ledger_of, report_on, vault_path
from tests.support.school import HEAD, School, close
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


def test_an_untouched_school_is_sound(lived_in: School, tmp_path: Path) -> None:
    report = report_on(copy_of(lived_in, tmp_path / "untouched"))
    assert report.sound, report.findings
    assert report.entries > 25
    assert report.log_lines > 5


def test_opening_and_closing_from_outside_alone_is_no_fault(
    lived_in: School, tmp_path: Path
) -> None:
    """The control: the tool itself must not be what verify sees."""
    school = copy_of(lived_in, tmp_path / "touched")
    assert tamper(vault_path(school), key_of(school), lambda _db: True)
    assert report_on(school).sound


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_every_change_with_the_key_in_hand_is_found(
    attack: Attack, lived_in: School, tmp_path: Path
) -> None:
    key = key_of(lived_in)
    for run in range(RUNS):
        school = copy_of(lived_in, tmp_path / f"run{run}")
        random = Random(f"{attack.name} {run}")

        def change(db: Any, random: Random = random) -> bool:
            return attack.change(db, random)

        assert tamper(vault_path(school), key, change)
        assert not report_on(school).sound, f"{attack.name} {run}"
        shutil.rmtree(school.path)


def test_the_first_changed_entry_is_named(lived_in: School, tmp_path: Path) -> None:
    school = copy_of(lived_in, tmp_path / "named")
    with ledger_of(school) as ledger:
        seq = ledger.entries("e.kind = 'concern'")[2].seq

    def change(db: Any) -> bool:
        db.execute(
            "UPDATE body SET body = CAST(replace(CAST(body AS TEXT), 'gate', 'door') AS BLOB)"
            " WHERE seq = ?",
            (seq,),
        )
        return True

    tamper(vault_path(school), key_of(school), change)
    findings = report_on(school).findings
    assert {finding.seq for finding in findings} == {seq}
    assert Fault.BODY_CHANGED in {finding.fault for finding in findings}


# ------------------------------------------------------------------ witnesses

Heads = tuple[list[Head], list[Head]]


def _own_heads(school: School, folder: Path) -> Heads:
    return _heads_file_of(school, "")


def _heads_of_another(school: School, folder: Path) -> Heads:
    school.enter(person=HEAD).close(signed_out=True)
    return _heads_file_of(school, HEAD)


def _heads_file_of(school: School, person: str) -> Heads:
    workspace = school.enter(person=person)
    heads = workspace._entered.seen["children"]
    close(workspace)
    return [heads.ledger], [heads.log]


def _backup_manifest(school: School, folder: Path) -> Heads:
    folder.mkdir()
    workspace = school.enter()
    made = workspace.backups.job(folder).run()
    close(workspace)
    assert made is not None
    copies = {one.vault.name: one.heads for one in read_manifest(made)[0].vaults}
    return [copies["children"].ledger], [copies["children"].log]


def _printed_sheet(school: School, folder: Path) -> Heads:
    workspace = school.enter()
    (_left_at, copy), *_older = workspace.papers.copies()
    close(workspace)
    return [Head(copy.head_seq, bytes.fromhex(copy.head))], []


WITNESSES: dict[str, Callable[[School, Path], Heads]] = {
    "own heads": _own_heads,
    "heads of another": _heads_of_another,
    "backup manifest": _backup_manifest,
    "printed sheet": _printed_sheet,
}


def _cut(db: Any) -> bool:
    cut_tail(db, 1)
    cut_log_tail(db, 1)
    return True


def _rewrite(db: Any) -> bool:
    db.execute("UPDATE entry SET happened_on = '2026-11-01' WHERE kind = 'note'")
    rehash(db)
    return True


@pytest.mark.parametrize("witness", WITNESSES)
@pytest.mark.parametrize("attack", [_cut, _rewrite], ids=["cut", "rewritten"])
def test_each_witness_alone_sees_the_tail_cut_or_the_chain_rewritten(
    witness: str, attack: Callable[[Any], bool], lived_in: School, tmp_path: Path
) -> None:
    """Without a witness a cut tail is invisible (the control); with any one of them it is not."""
    ground = copy_of(lived_in, tmp_path / "ground")
    heads, log_heads = WITNESSES[witness](ground, tmp_path / "medium")
    for run in range(50 if FULL else 5):
        school = copy_of(ground, tmp_path / f"run{run}")
        for _acts in range(1 + run % 5):
            tamper(vault_path(school), key_of(school), attack)
        seen = report_on(school, heads=heads, log_heads=log_heads)
        faults = {finding.fault for finding in seen.findings}
        assert Fault.HEAD_MISSING in faults
        if attack is _cut:
            assert not faults & {Fault.CHAIN_BROKEN, Fault.SIGNATURE_WRONG}
            assert Fault.HEAD_MISSING not in {f.fault for f in report_on(school).findings}
        shutil.rmtree(school.path)
