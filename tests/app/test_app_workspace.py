from __future__ import annotations

from typing import Any

from app.services.writer import PersonSigner
from app.workspace import Workspace
from tests.support.lived_in import copy_of, key_of, vault_path
from tests.support.school import DSL, PASSPHRASE, School, a_child, a_concern, a_second_holder
from tests.support.tampering import tamper


def test_a_workspace_says_who_is_in_and_whose_school_it_is(
    workspace: Workspace, school: School
) -> None:
    assert workspace.me.person.name == DSL
    assert workspace.me.roles == ("dsl",)
    assert workspace.test_school
    assert workspace.school_fingerprint == school.made.fingerprint


def test_each_attestation_takes_the_passphrase_again(workspace: Workspace) -> None:
    first, second = (workspace.attest_signer(PASSPHRASE) for _each in range(2))
    assert isinstance(first, PersonSigner)
    assert first.strength == second.strength == "attest"
    assert first.key is not second.key
    assert first.key.public != workspace._entered.signer.key.public


def test_what_others_wrote_meanwhile_is_checked_in_slices(school: School) -> None:
    dsl = school.enter()
    a_second_holder(dsl)
    card = a_child(dsl)
    dsl.close(signed_out=True)
    head = school.enter(person="Owen Marsh")
    a_concern(head, card)
    head.close(signed_out=True)
    again = school.enter()
    slices = list(again.fresh())
    assert sum(len(one.rows) for one in slices) == 1
    assert [finding for one in slices for finding in one.findings()] == []
    again.close(signed_out=True)


def test_a_change_in_what_is_new_is_found_at_sign_in(school: School) -> None:
    dsl = school.enter()
    card = a_child(dsl)
    dsl.close(signed_out=True)
    old_heads = {path.name: path.read_bytes() for path in school.folder.heads.iterdir()}
    again = school.enter()
    record = a_concern(again, card)
    again.close(signed_out=True)
    changed = copy_of(school, school.path.parent / "changed")
    for name, data in old_heads.items():
        (changed.folder.heads / name).write_bytes(data)

    def change(db: Any) -> bool:
        db.execute("UPDATE entry SET happened_on = '2020-01-01' WHERE id = ?", (record,))
        return True

    tamper(vault_path(changed), key_of(changed), change)
    last = changed.enter()
    found = [finding for one in last.fresh() for finding in one.findings()]
    assert {finding.fault.value for finding in found} == {"chain_broken", "column_differs"}
    last.close(signed_out=True)
