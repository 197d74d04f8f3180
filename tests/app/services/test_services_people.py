from __future__ import annotations

import os

import pytest

from app.base.ids import PersonId
from app.ledger.certificates import certificates, trusted
from app.rules.cards import ChildCard
from app.services.people import HasKeys, HasNoKeys, MayNotHold, OtherVaults, OwnKeys
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


def test_whoever_may_not_hold_a_vault_gets_no_keys(workspace: Workspace) -> None:
    for roles in (("teacher",), ("chair",), ()):
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


def test_a_recorder_holds_the_school_only(workspace: Workspace) -> None:
    admit(workspace, TEACHER, "teacher", "recorder")
    teacher = person_named(workspace, TEACHER)
    assert teacher.id is not None
    holder = workspace.people._keys.content.holder(PersonId(teacher.id))
    assert [(one.given.purpose, one.given.vault) for one in holder.grants] == [("vault", "school")]
    for ledger in (workspace._vaults.school, workspace._vaults.children):
        names = {force.certificate.name for force in certificates(ledger).values()}
        assert names == {DSL, TEACHER}
    assert all(report.sound for report in workspace.verify())


def test_other_roles_of_the_same_vaults_keep_the_keys(school: School) -> None:
    dsl = school.enter()
    deputy = a_person(dsl, "Ada Quill", "deputy")
    admit(dsl, deputy.name, "deputy")
    assert deputy.id is not None
    dsl.people.change_roles(deputy.id, ("deputy", "head"), "also head from today")
    assert all(report.sound for report in dsl.verify())
    dsl.close(signed_out=True)
    theirs = school.enter(OTHER_PASSPHRASE, person="Ada Quill")
    assert theirs.me.roles == ("deputy", "head")
    assert theirs.alarms == ()
    assert theirs.key_people.unconfirmed() == ""
    theirs.close(signed_out=True)


def test_ones_own_roles_change_and_one_works_on(school: School) -> None:
    dsl = school.enter()
    assert dsl.me.id is not None
    dsl.people.change_roles(dsl.me.id, ("dsl", "head"), "head too")
    a_concern(dsl, a_child(dsl))
    dsl.close(signed_out=True)
    again = school.enter()
    assert again.me.roles == ("dsl", "head")
    assert again.alarms == ()
    assert all(report.sound for report in again.verify())
    again.close(signed_out=True)


def test_a_renewed_certificate_needs_the_earlier_one_of_the_same_keys(
    workspace: Workspace,
) -> None:
    a_second_holder(workspace)
    head = person_named(workspace, HEAD)
    assert head.id is not None
    workspace.people.change_roles(head.id, ("head", "deputy"), "as agreed")
    held = certificates(workspace._vaults.school)
    key = workspace.people._keys.content.school_public
    renewed = [f for f in held.values() if f.certificate.person == head.id][-1]
    assert trusted(workspace._vaults.school.school, key, held, renewed)
    alone = {name: force for name, force in held.items() if force.until is None}
    assert not trusted(workspace._vaults.school.school, key, alone, renewed)


def test_roles_that_open_other_vaults_are_not_just_changed(workspace: Workspace) -> None:
    admit(workspace, TEACHER, "teacher", "recorder")
    teacher = person_named(workspace, TEACHER)
    assert teacher.id is not None
    with pytest.raises(OtherVaults):
        workspace.people.change_roles(teacher.id, ("deputy",), "promoted")
    with pytest.raises(HasNoKeys):
        workspace.people.change_roles("f" * 32, ("deputy",), "nobody")


def test_new_keys_take_the_place_of_lost_ones_until_confirmed(school: School) -> None:
    dsl = school.enter()
    a_second_holder(dsl, passphrase=OTHER_PASSPHRASE)
    dsl.close(signed_out=True)
    school.enter(OTHER_PASSPHRASE, person=HEAD).close(signed_out=True)
    dsl = school.enter()
    head = person_named(dsl, HEAD)
    assert head.id is not None
    new = dsl.people.make_keys(head.id, HEAD, THIRD_PASSPHRASE, Cost.for_tests())
    dsl.people.reissue(new, "passphrase forgotten")
    card = a_child(dsl)
    assert all(report.sound for report in dsl.verify())
    dsl.close(signed_out=True)
    with pytest.raises(WrongPassphrase):
        school.enter(OTHER_PASSPHRASE, person=HEAD)
    theirs = school.enter(THIRD_PASSPHRASE, person=HEAD)
    assert theirs.alarms == ()
    assert theirs.key_people.unconfirmed() == DSL
    concern = a_concern_by(theirs, card, theirs.attest_signer(THIRD_PASSPHRASE))
    assert "not yet confirmed" in str(theirs.sheets.record(concern).document)
    theirs.people.confirm_own()
    assert theirs.key_people.unconfirmed() == ""
    assert "not yet confirmed" not in str(theirs.sheets.record(concern).document)
    assert all(report.sound for report in theirs.verify())
    theirs.close(signed_out=True)


def test_nobody_gives_themselves_new_keys(workspace: Workspace) -> None:
    new = workspace.people.make_keys(workspace.me.id, DSL, OTHER_PASSPHRASE, Cost.for_tests())
    with pytest.raises(OwnKeys):
        workspace.people.reissue(new, "forgotten")


def test_a_recorders_own_passphrase_is_judged(workspace: Workspace) -> None:
    assert workspace.people.problem_with("short", TEACHER) == "passphrase_too_short"
    assert workspace.people.problem_with("safeguarding2026", TEACHER) == "passphrase_too_common"
    assert workspace.people.problem_with("kettle under blue rain", TEACHER) is None


def test_drafts_of_a_lost_key_are_listed_for_thirty_days(school: School) -> None:
    dsl = school.enter()
    a_second_holder(dsl, passphrase=OTHER_PASSPHRASE)
    dsl.close(signed_out=True)
    head = school.enter(OTHER_PASSPHRASE, person=HEAD)
    draft = head.drafts.new("note", head.clock.now(), values={"said": "half a note"})
    head.drafts.keep(draft)
    head.close(signed_out=True)
    then = school.clock.now().utc_us / 1_000_000
    for path in school.folder.drafts.iterdir():
        os.utime(path, (then, then))
    school.clock.forward(hours=1)
    dsl = school.enter()
    assert dsl.lost_drafts.listed() == []
    person = person_named(dsl, HEAD)
    assert person.id is not None
    new = dsl.people.make_keys(person.id, HEAD, THIRD_PASSPHRASE, Cost.for_tests())
    dsl.people.reissue(new, "passphrase forgotten")
    (lost,) = dsl.lost_drafts.listed()
    assert (lost.name, lost.draft) == (HEAD, draft.id)
    dsl.close(signed_out=True)
    school.clock.forward(days=29)
    dsl = school.enter()
    assert len(dsl.lost_drafts.listed()) == 1
    dsl.close(signed_out=True)
    school.clock.forward(days=1)
    dsl = school.enter()
    assert dsl.lost_drafts.listed() == []
    assert "draft_lost" in [line.what for line in dsl.access_log.newest()]
    dsl.close(signed_out=True)
