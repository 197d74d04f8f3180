"""The recovery sheet makes new keys for a key holder, and a new sheet takes its place."""

from __future__ import annotations

import pytest

from app.base.errors import InputError
from app.base.ids import PersonId
from app.ledger.findings import Fault
from app.services.certifying import new_certificate
from app.services.recovering import NotAKeyHolder, Recovering, SheetTooOld
from app.services.writer import Writer
from app.vault.bundle import WrongPassphrase
from app.vault.keyfile import VaultFile
from app.vault.passphrase import Cost
from app.vault.recovery import WrongSheet, new_code, written
from app.workspace import Workspace
from tests.support.school import (
    DSL,
    HEAD,
    TEACHER,
    School,
    a_child,
    a_concern,
    a_concern_draft,
    a_second_holder,
    person_named,
    signer,
)

NEW_WORDS = "pebble sandal orbit thistle wren"


def recovered(school: School, person: PersonId | None = None) -> None:
    recovering = Recovering(school.door())
    sheet = recovering.open(school.made.recovery_code)
    new = recovering.make_keys(person or school.made.person, NEW_WORDS)
    recovering.admit(sheet, new, "forgotten over the summer")


def test_a_forgotten_passphrase_is_made_new_with_the_sheet(school: School) -> None:
    before = school.enter()
    a_concern(before, a_child(before))
    before.close(signed_out=True)
    recovered(school)
    with pytest.raises(WrongPassphrase):
        school.enter()
    again = school.enter(NEW_WORDS)
    assert len(again.today.page().waiting) == 1
    a_concern_signed(again)
    used = again.recovery_sheets.used()
    assert used is not None
    assert used.person.name == DSL
    assert again.key_people.unconfirmed() != ""
    assert all(report.sound for report in again.verify())
    again.close(signed_out=True)


def a_concern_signed(workspace: Workspace) -> None:
    draft = a_concern_draft(workspace, a_child(workspace, "Omar", "Farouk"))
    workspace.concerns.record(draft, signer(workspace, NEW_WORDS))


def test_codes_are_read_as_typed_by_hand(school: School) -> None:
    recovering = Recovering(school.door())
    typed = school.made.recovery_code.lower().replace("-", " ").replace("0", "o")
    assert recovering.open(typed).number == 1
    with pytest.raises(InputError):
        recovering.open(typed[:-1])
    with pytest.raises(WrongSheet):
        recovering.open(written(new_code()))


def test_wrong_codes_slow_down_like_wrong_passphrases(school: School) -> None:
    recovering = Recovering(school.door())
    person = school.made.person
    assert recovering.seconds_to_wait(person) == 0
    assert [recovering.note_wrong_code(person) for _each in range(3)] == [1, 2, 4]
    assert Recovering(school.door()).seconds_to_wait(person) == 4


def test_the_sheet_makes_no_keys_for_a_recorder(school: School) -> None:
    workspace = school.enter()
    teacher = person_named(workspace, TEACHER)
    assert teacher.id is not None
    new = workspace.people.make_keys(teacher.id, TEACHER, NEW_WORDS, Cost.for_tests())
    workspace.people.admit(new, ("recorder",), "records")
    workspace.close(signed_out=True)
    assert [name for _id, name in Recovering(school.door()).people()] == [DSL]
    with pytest.raises(NotAKeyHolder):
        recovered(school, PersonId(teacher.id))


def test_a_sheet_that_does_not_open_the_vaults_of_today_says_so(school: School) -> None:
    door = school.door()
    content = door.keys.content
    door.keys.replace(content.with_vault(VaultFile("children", 1, 7)))
    with pytest.raises(SheetTooOld):
        Recovering(door).open(school.made.recovery_code)


def test_a_new_sheet_counts_and_the_used_one_no_more(school: School) -> None:
    recovered(school)
    workspace = school.enter(NEW_WORDS)
    new = workspace.recovery_sheets.draw()
    assert new.shown.sheet == 2
    assert Recovering(school.door()).open(school.made.recovery_code).number == 1  # not kept yet
    workspace.recovery_sheets.keep(new, "the old one was used")
    assert workspace.recovery_sheets.used() is None
    assert all(report.sound for report in workspace.verify())
    workspace.close(signed_out=True)
    recovering = Recovering(school.door())
    assert recovering.open(new.shown.recovery_code).number == 2
    with pytest.raises(WrongSheet):
        recovering.open(school.made.recovery_code)


def test_a_used_code_opens_for_nobody_else_once_another_sheet_counts(school: School) -> None:
    workspace = school.enter()
    a_second_holder(workspace, passphrase=NEW_WORDS)
    head = PersonId(person_named(workspace, HEAD).id or "")
    workspace.close(signed_out=True)
    recovered(school)
    workspace = school.enter(NEW_WORDS)
    workspace.recovery_sheets.keep(workspace.recovery_sheets.draw(), "the old one was used")
    workspace.close(signed_out=True)
    with pytest.raises(WrongSheet):
        recovered(school, head)
    school.enter(NEW_WORDS, person=HEAD).close(signed_out=True)


def test_keys_that_issue_themselves_without_saying_so_are_found(school: School) -> None:
    workspace = school.enter()
    teacher = person_named(workspace, TEACHER)
    assert teacher.id is not None
    new = workspace.people.make_keys(teacher.id, TEACHER, NEW_WORDS, Cost.for_tests())
    signer_of_school = workspace._entered.keyring.school_signer
    assert signer_of_school is not None
    certificate = new_certificate(
        school=school.made.school,
        school_signer=signer_of_school,
        person=teacher.id,
        name=TEACHER,
        roles=("deputy",),
        keys=new.keys,
        why="nobody is to know",
    )
    vaults = workspace._vaults
    writer = Writer(vaults, workspace._entered.signer)
    writer.commit(vaults.school, [writer.writing(certificate)])
    school_report, children_report = workspace.verify()
    found = [finding.fault for finding in school_report.findings]
    assert found == [Fault.CERTIFICATE_FORGED]
    assert children_report.sound  # the control
    workspace.close(signed_out=True)
