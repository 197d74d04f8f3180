"""Check only what is new since a head: the same faults are found, and nothing else is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.ledger.chain import NOTHING
from app.ledger.findings import Fault, Finding
from app.ledger.fresh import SLICE, fresh_slices
from app.vault.heads import Head
from tests.support.lived_in import copy_of, key_of, ledger_of, vault_path
from tests.support.school import School
from tests.support.tampering import rehash, tamper

START = Head(0, NOTHING)


def findings(school: School, since: int) -> list[Finding]:
    with ledger_of(school) as ledger:
        hash_then = ledger.hash_at(since) if since else NOTHING
        assert hash_then is not None
        slices = list(fresh_slices(ledger, Head(since, hash_then)))
    return [finding for one in slices for finding in one.findings()]


def test_a_sound_vault_has_nothing_to_say(lived_in: School) -> None:
    assert findings(lived_in, 0) == []
    assert findings(lived_in, 10) == []


def test_slices_hold_every_entry_and_act_once(lived_in: School) -> None:
    with ledger_of(lived_in) as ledger:
        slices = list(fresh_slices(ledger, START))
        last = ledger.head().seq
    assert [row.seq for one in slices for row in one.rows] == list(range(1, last + 1))
    acts = [act.id for one in slices for act in one.acts]
    assert len(set(acts)) == len(acts)
    assert all(len(one.rows) <= SLICE for one in slices)


def _owner(db: Any) -> bool:
    db.execute("UPDATE entry SET owner = 'x' WHERE seq = 20")
    return True


def _chain(db: Any) -> bool:
    db.execute("UPDATE entry SET happened_on = '2020-01-01' WHERE seq = 20")
    return True


def _chain_rehashed(db: Any) -> bool:
    _chain(db)
    rehash(db)
    return True


def _signature(db: Any) -> bool:
    db.execute(
        "UPDATE act SET signature = zeroblob(64) WHERE id = (SELECT act FROM entry WHERE seq = 20)"
    )
    return True


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (_owner, Fault.COLUMN_DIFFERS),
        (_chain, Fault.CHAIN_BROKEN),
        (_chain_rehashed, Fault.SIGNATURE_WRONG),
        (_signature, Fault.SIGNATURE_WRONG),
    ],
)
def test_what_was_changed_after_the_head_is_found(
    change: Callable[[Any], bool], fault: Fault, lived_in: School, tmp_path: Path
) -> None:
    school = copy_of(lived_in, tmp_path / "school")
    tamper(vault_path(school), key_of(school), change)
    assert fault in {finding.fault for finding in findings(school, 12)}


def test_what_was_checked_before_is_not_read_again(lived_in: School, tmp_path: Path) -> None:
    school = copy_of(lived_in, tmp_path / "school")
    tamper(vault_path(school), key_of(school), _owner)
    assert findings(school, 19) != []
    assert findings(school, 20) == []
