from __future__ import annotations

import pytest

from app.base.ids import PersonId
from app.ledger.certificates import certificates
from app.rules.cards import ChildCard
from app.services.people import HasKeys, MayNotHold
from app.services.writer import PersonSigner
from app.vault.bundle import WrongPassphrase
from app.vault.passphrase import Cost
from app.workspace import Workspace
from tests.support.lived_in import ledger_of
from tests.support.school import (
    DSL,
    HEAD,
    TEACHER,
    School,
    a_child,
    a_concern,
    a_concern_draft,
    a_person,
    a_second_holder,
    person_named,
)

OTHER_PASSPHRASE = "pebble sandal orbit thistle wren"
THIRD_PASSPHRASE = "fig tulip ember crane vale"


def admit(workspace: Workspace, name: str, *roles: str) -> None:
    person = person_named(workspace, name)
    assert person.id is not None
    new = workspace.people.make_keys(person.id, name, OTHER_PASSPHRASE, Cost.for_tests())
    workspace.people.admit(new, roles, "as agreed")


def test_a_colleague_with_keys_signs_in_and_what_they_sign_counts(school: School) -> None:
    dsl = school.enter()
    deputy = a_person(dsl, "Ada Quill", "deputy", job="Deputy DSL")
    admit(dsl, deputy.name, "deputy")
    card = a_child(dsl)
    dsl.close(signed_out=True)
    theirs = school.enter(OTHER_PASSPHRASE, person="Ada Quill")
    assert theirs.me.roles == ("deputy",)
    assert theirs.alarms == ()
    draft_signer = theirs.attest_signer(OTHER_PASSPHRASE)
    concern = a_concern_by(theirs, card, draft_signer)
    assert theirs.files.see_record(concern).signer_name == "Ada Quill"
    reports = theirs.verify()
    theirs.close(signed_out=True)
    assert all(report.sound for report in reports), reports


def a_concern_by(workspace: Workspace, card: ChildCard, signer: PersonSigner) -> str:
    draft = a_concern_draft(workspace, card)
    workspace.concerns.record(draft, signer)
    return draft.id


def test_the_certificate_is_an_entry_of_both_vaults_before_the_grant(school: School) -> None:
    workspace = school.enter()
    person = person_named(workspace, HEAD)
    assert person.id is not None
    new = workspace.people.make_keys(person.id, HEAD, OTHER_PASSPHRASE, Cost.for_tests())
    granted: list[bool] = []
    replace = workspace.people._keys.replace

    def watched(content: object) -> None:
        granted.extend(
            any(f.certificate.person == person.id for f in certificates(ledger).values())
            for ledger in (workspace._vaults.school, workspace._vaults.children)
        )
        replace(content)  # type: ignore[arg-type]

    workspace.people._keys.replace = watched  # type: ignore[method-assign]
    workspace.people.admit(new, ["head"], "as agreed")
    workspace.close(signed_out=True)
    assert granted == [True, True]
    for vault in ("school", "children"):
        with ledger_of(school, vault) as ledger:
            held = [f.certificate for f in certificates(ledger).values()]
        assert [one.name for one in held] == [DSL, HEAD]
        assert held[1].issuer == held[0].id


def test_whoever_may_not_hold_children_gets_no_keys(workspace: Workspace) -> None:
    for roles in (("recorder",), ("teacher",), ("chair",), ()):
        before = workspace._vaults.children.head(), workspace._vaults.school.head()
        with pytest.raises(MayNotHold):
            admit(workspace, TEACHER, *roles)
        assert (workspace._vaults.children.head(), workspace._vaults.school.head()) == before
    assert [name for _id, name in workspace.people.holders()] == [DSL]


def test_nobody_gets_keys_twice(workspace: Workspace) -> None:
    a_second_holder(workspace)
    with pytest.raises(HasKeys):
        a_second_holder(workspace)


def test_the_second_holder_may_admit_a_third(school: School) -> None:
    dsl = school.enter()
    a_second_holder(dsl, passphrase=OTHER_PASSPHRASE)
    a_person(dsl, "Ada Quill", "deputy")
    dsl.close(signed_out=True)
    head = school.enter(OTHER_PASSPHRASE, person=HEAD)
    person = person_named(head, "Ada Quill")
    assert person.id is not None
    new = head.people.make_keys(person.id, "Ada Quill", THIRD_PASSPHRASE, Cost.for_tests())
    head.people.admit(new, ["deputy"], "the DSL is away")
    head.close(signed_out=True)
    deputy = school.enter(THIRD_PASSPHRASE, person="Ada Quill")
    assert deputy.alarms == ()
    assert all(report.sound for report in deputy.verify())
    deputy.close(signed_out=True)


def test_a_passphrase_is_changed_and_the_old_one_opens_nothing(school: School) -> None:
    workspace = school.enter()
    a_concern(workspace, a_child(workspace))
    workspace.people.change_own_passphrase("marble otter quilt lantern fig", OTHER_PASSPHRASE)
    workspace.close(signed_out=True)
    with pytest.raises(WrongPassphrase):
        school.enter()
    again = school.enter(OTHER_PASSPHRASE)
    assert len(again.today.page().waiting) == 1
    again.attest_signer(OTHER_PASSPHRASE)
    again.close(signed_out=True)


def test_changing_a_passphrase_needs_the_old_one(workspace: Workspace) -> None:
    with pytest.raises(WrongPassphrase):
        workspace.people.change_own_passphrase("not the old one", OTHER_PASSPHRASE)


def test_keys_are_made_for_one_school_and_person(workspace: Workspace) -> None:
    new = workspace.people.make_keys(PersonId("a" * 32), "Ada", OTHER_PASSPHRASE, Cost.for_tests())
    assert new.holder.person == "a" * 32
    assert new.holder.grants == ()
