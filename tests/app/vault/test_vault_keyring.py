from __future__ import annotations

import msgspec
import pytest

from app.base.ids import PersonId, SchoolId, new_id
from app.vault.bundle import PersonKeys, WrongPassphrase
from app.vault.grants import Given, Recipient
from app.vault.keyfile import KeyFile, UnknownPerson, VaultFile
from app.vault.keyring import (
    FIRST_VAULTS,
    KeysAltered,
    NoSuchKey,
    attest_signer,
    change_passphrase,
    new_person_keys,
    new_place,
    open_attest,
    unlock,
)
from app.vault.passphrase import Cost
from app.vault.signing import Signer, verify
from tests.app.vault.builders import School, vault_given


@pytest.fixture
def content(school: School) -> KeyFile:
    return school.store().content


def test_a_key_holder_opens_every_key(school: School) -> None:
    keyring = school.sign_in()
    assert {name: keyring.vault_key(name) for name in keyring.vaults} == school.keys.vaults
    assert {version: box.public for version, box in keyring.intake.items()} == {
        1: school.keys.intake.public
    }
    assert keyring.school_signer is not None
    assert keyring.school_signer.public == keyring.school_public == school.keys.signer.public
    assert keyring.refused == ()


def test_a_recorder_opens_no_key_to_the_children(school: School) -> None:
    keyring = school.sign_in(school.recorder)
    assert keyring.vaults == ("school",)
    assert (dict(keyring.intake), keyring.school_signer) == ({}, None)
    with pytest.raises(NoSuchKey):
        keyring.vault_key("children")
    with pytest.raises(NoSuchKey):
        keyring.grant(vault_given("children"), Recipient("anybody", keyring.box_public))


def test_what_opens_is_what_was_made(school: School, content: KeyFile) -> None:
    keyring, holder = school.sign_in(), content.holder(school.lead.person)
    assert keyring.session.public == holder.keys.session
    assert keyring.box_public == holder.keys.box
    assert len({keyring.draft_key, keyring.head_key, keyring.vault_key("school")}) == 3


@pytest.mark.parametrize(
    "passphrase", ["", "abacus piano river window", "my dog eats three shoes"]
)
def test_a_wrong_passphrase_opens_nothing(
    school: School, content: KeyFile, passphrase: str
) -> None:
    with pytest.raises(WrongPassphrase):
        unlock(content, school.lead.person, passphrase)
    with pytest.raises(WrongPassphrase):
        open_attest(content, school.lead.person, passphrase)


def test_nobody_signs_in_as_a_stranger(content: KeyFile) -> None:
    with pytest.raises(UnknownPerson):
        unlock(content, PersonId(new_id()), "abacus piano river window moss")


def test_the_attest_key_is_opened_for_one_signing(school: School, content: KeyFile) -> None:
    lead = school.lead
    with attest_signer(content, lead.person, lead.passphrase) as signer:
        signature = signer.sign(b"act")
    public = content.holder(lead.person).keys.attest
    assert verify(public, signature, b"act")
    assert public != school.sign_in().session.public


@pytest.mark.parametrize("key", ["session", "box", "attest"])
def test_public_keys_changed_in_the_key_file_are_noticed(
    school: School, content: KeyFile, key: str
) -> None:
    holder = content.holder(school.lead.person)
    stranger = PersonKeys().public
    keys = msgspec.structs.replace(holder.keys, **{key: getattr(stranger, key)})
    forged = content.with_holder(msgspec.structs.replace(holder, keys=keys))
    opening = open_attest if key == "attest" else unlock
    with pytest.raises(KeysAltered):
        opening(forged, school.lead.person, school.lead.passphrase)


def test_another_school_key_in_the_key_file_is_noticed(school: School, content: KeyFile) -> None:
    forged = msgspec.structs.replace(content, school_public=Signer.new().public)
    with pytest.raises(KeysAltered):
        unlock(forged, school.lead.person, school.lead.passphrase)


def test_a_changed_passphrase_rewraps_one_bundle_and_nothing_else(
    school: School, content: KeyFile
) -> None:
    lead, new = school.lead, "walnut ferry copper lantern tide"
    changed = change_passphrase(content, lead.person, lead.passphrase, new)
    before, after = school.sign_in(), unlock(changed, lead.person, new)
    assert after.vault_key("children") == before.vault_key("children")
    assert (after.draft_key, after.head_key) == (before.draft_key, before.head_key)
    assert open_attest(changed, lead.person, new).public == content.holders[0].keys.attest
    with pytest.raises(WrongPassphrase):
        unlock(changed, lead.person, lead.passphrase)
    assert changed.holders[1] == content.holders[1]
    assert changed.holders[0].salt != content.holders[0].salt
    with pytest.raises(WrongPassphrase):
        change_passphrase(content, lead.person, "wrong", new)


def test_a_slot_copied_to_another_person_opens_nothing(school: School, content: KeyFile) -> None:
    lead, recorder = content.holders
    stolen = msgspec.structs.replace(
        recorder, salt=lead.salt, bundles=lead.bundles, keys=lead.keys, grants=lead.grants
    )
    with pytest.raises(WrongPassphrase):
        unlock(content.with_holder(stolen), school.recorder.person, school.lead.passphrase)


def test_a_grant_by_a_stranger_is_refused_and_named(school: School, content: KeyFile) -> None:
    holder = content.holder(school.lead.person)
    forger = Signer.new()
    forged = msgspec.structs.replace(
        holder.grants[1], giver_key=forger.public, signature=forger.sign(b"?")
    )
    keyring = unlock(content.with_grant(forged), school.lead.person, school.lead.passphrase)
    assert keyring.refused == (vault_given("children"),)
    assert keyring.vaults == ("school",)


def test_a_granted_school_key_that_is_another_is_refused(school: School, content: KeyFile) -> None:
    keyring = school.sign_in()
    to = Recipient(school.lead.person, keyring.box_public)
    other = keyring.giver().give(Given("school", "school", 1), Signer.new().seed(), to)
    with pytest.raises(KeysAltered):
        keyring.with_content(content.with_grant(other))


def test_keys_are_handed_on_to_a_new_holder(school: School, content: KeyFile) -> None:
    keyring, person = school.sign_in(), PersonId(new_id())
    school_id = SchoolId(content.school)
    place = new_place(school_id, person, cost=Cost.for_tests(), test_school=True)
    made = new_person_keys(
        place, name="Cy Reed", passphrase="walnut ferry", school_public=keyring.school_public
    )
    content = content.with_holder(made.holder)
    to = Recipient(person, made.keys.public.box)
    given = [vault_given(name) for name in FIRST_VAULTS]
    given += [Given("intake", "children", 1), Given("school", "school", 1)]
    for one in given:
        content = content.with_grant(keyring.grant(one, to))
    theirs = unlock(content, person, "walnut ferry")
    assert {name: theirs.vault_key(name) for name in theirs.vaults} == school.keys.vaults
    assert theirs.school_signer is not None
    assert set(theirs.intake) == {1}


def test_a_grant_for_an_older_key_is_not_taken_for_the_newer(
    school: School, content: KeyFile
) -> None:
    moved = content.with_vault(VaultFile("children", 2, 2))
    keyring = unlock(moved, school.lead.person, school.lead.passphrase)
    assert keyring.vaults == ("school",)
    assert keyring.vault_key_of("children", 1) == school.keys.vaults["children"]


def test_a_keyring_follows_a_newer_key_file(school: School, content: KeyFile) -> None:
    keyring = school.sign_in(school.recorder)
    to = Recipient(school.recorder.person, keyring.box_public)
    newer = content.with_grant(school.sign_in().grant(vault_given("children"), to))
    assert keyring.with_content(newer).vaults == ("school", "children")


def test_a_school_made_by_tests_says_so(content: KeyFile) -> None:
    assert content.test_school
