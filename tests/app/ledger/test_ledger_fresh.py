"""Check what is new since somebody last looked."""

from __future__ import annotations

from random import Random

from app.ledger.chain import NOTHING
from app.ledger.findings import Fault
from app.ledger.fresh import fresh_slices
from app.vault.heads import Head
from app.workspace import Workspace
from tests.support.lived_in import key_of, ledger_of, live_in
from tests.support.school import School, a_child, a_concern
from tests.support.tampering import change_body, tamper


def test_only_what_is_new_is_read(workspace: Workspace) -> None:
    child = a_child(workspace)
    ledger = workspace._vaults.children
    before = ledger.head()
    assert list(fresh_slices(ledger, before)) == []
    a_concern(workspace, child)
    (piece,) = fresh_slices(ledger, before)
    assert [row.seq for row in piece.rows] == [before.seq + 1]
    assert piece.findings() == []


def test_a_change_among_the_new_is_named(school: School) -> None:
    live_in(school)
    with ledger_of(school) as ledger:
        clean = [f for piece in fresh_slices(ledger, Head(0, NOTHING)) for f in piece.findings()]
    assert clean == []
    tamper(
        school.folder.vault("children", 1), key_of(school), lambda db: change_body(db, Random(3))
    )
    with ledger_of(school) as ledger:
        found = [f for piece in fresh_slices(ledger, Head(0, NOTHING)) for f in piece.findings()]
    assert Fault.BODY_CHANGED in {finding.fault for finding in found}


def test_a_head_that_is_not_in_the_chain_breaks_it(school: School) -> None:
    live_in(school)
    with ledger_of(school) as ledger:
        wrong = Head(5, b"\1" * 32)
        found = [f for piece in fresh_slices(ledger, wrong) for f in piece.findings()]
    assert Fault.CHAIN_BROKEN in {finding.fault for finding in found}
