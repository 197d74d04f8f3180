from __future__ import annotations

import msgspec
import pytest

from app.base.ids import PersonId
from app.vault.keyfile import (
    Holder,
    KeyFile,
    KeyFileRefused,
    KeyFileTooNew,
    Tries,
    UnknownPerson,
    VaultFile,
    decode,
    encode,
)
from app.vault.passphrase import Cost
from tests.app.vault.builders import School, vault_given


@pytest.fixture
def content(school: School) -> KeyFile:
    return school.store().content


def test_what_is_written_is_read(content: KeyFile) -> None:
    assert decode(encode(content)) == content


def test_no_private_key_stands_in_it(content: KeyFile, school: School) -> None:
    written = msgspec.json.decode(encode(content))
    flat = repr(written)
    secrets = [*school.keys.vaults.values(), school.keys.signer.seed(), school.code]
    for secret in secrets:
        assert secret.hex() not in flat
        encoded = msgspec.json.encode(secret).decode().strip('"').rstrip("=")
        assert encoded not in flat
    public = msgspec.json.encode(content.school_public).decode().strip('"')
    assert public in flat  # the control: what is there is found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"format":1', b'"format":0'),
        (b'"format":1', b'"format":"1"'),
        (b'"test_school":true', b'"test_school":1'),
        (b'"test_school":true', b'"test_school":false'),
        (b'"memory_kib":19456', b'"memory_kib":8'),
        (b'"passes":1', b'"passes":99'),
        (b'"format":1', b'"format":1,"more":2'),
        (b'"key_version":1', b'"key_version":0'),
        (b'"name":"school"', b'"name":"../school"'),
        (b'"count":0', b'"count":-1'),
    ],
)
def test_what_no_rowan_writes_is_refused(content: KeyFile, old: bytes, new: bytes) -> None:
    written = encode(content)
    assert old in written
    with pytest.raises(KeyFileRefused):
        decode(written.replace(old, new))


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff", b"[1]", b'{"format":1}'])
def test_what_is_no_key_file_is_refused(data: bytes) -> None:
    with pytest.raises(KeyFileRefused):
        decode(data)


def test_a_newer_format_is_named(content: KeyFile) -> None:
    with pytest.raises(KeyFileTooNew):
        decode(encode(content).replace(b'"format":1', b'"format":2'))


@pytest.mark.parametrize("field", ["holders", "vaults", "intake", "sheets"])
def test_doubles_are_refused(content: KeyFile, field: str) -> None:
    doubled = msgspec.structs.replace(content, **{field: getattr(content, field) * 2})
    with pytest.raises(KeyFileRefused):
        encode(doubled)


@pytest.mark.parametrize("field", ["vaults", "intake"])
def test_a_school_without_vault_or_intake_key_is_refused(content: KeyFile, field: str) -> None:
    with pytest.raises(KeyFileRefused):
        encode(msgspec.structs.replace(content, **{field: ()}))


def test_a_real_school_holds_no_cheap_derivation(content: KeyFile) -> None:
    real = msgspec.structs.replace(content, test_school=False)
    with pytest.raises(KeyFileRefused):
        encode(real)
    holders = tuple(
        msgspec.structs.replace(one, cost=Cost(64 * 1024, 3, 4)) for one in content.holders
    )
    dear = msgspec.structs.replace(real, holders=holders)
    assert decode(encode(dear)) == dear


def test_replaced_and_departed_keys_stay_for_verification(
    content: KeyFile, school: School
) -> None:
    before = content.known_signers()
    lead, recorder = content.holders
    renewed = msgspec.structs.replace(lead, keys=recorder.keys)
    after = content.with_holder(renewed).without_holder(PersonId(recorder.person))
    assert before <= after.known_signers()
    assert [one.person for one in after.holders] == [school.lead.person]
    with pytest.raises(UnknownPerson):
        after.holder(school.recorder.person)


def test_a_changed_entry_keeps_its_place(content: KeyFile) -> None:
    lead = content.holders[0]
    renamed = content.with_holder(msgspec.structs.replace(lead, name="Ada Lamb-Ward"))
    assert [one.name for one in renamed.holders] == ["Ada Lamb-Ward", "Bo Finch"]
    assert renamed.former == ()


def test_a_newer_grant_takes_the_place_of_the_same(content: KeyFile, school: School) -> None:
    def grants(of: KeyFile) -> list[str]:
        return [one.given.vault for one in holder(of).grants]

    def holder(of: KeyFile) -> Holder:
        return of.holder(school.recorder.person)

    grant = holder(content).grants[0]
    assert grants(content.with_grant(grant)) == ["school"]
    other = msgspec.structs.replace(grant, given=vault_given("children"))
    assert grants(content.with_grant(other)) == ["school", "children"]
    assert content.may_open(vault_given("children")) == (school.lead.person, "sheet:1")


def test_one_write_switches_a_vault_to_another_file(content: KeyFile) -> None:
    moved = content.with_vault(VaultFile("children", 4, 2))
    assert moved.vault("children") == VaultFile("children", 4, 2)
    assert moved.vault("school") == content.vault("school")
    with pytest.raises(KeyError):
        moved.vault("staff")


def test_tries_are_counted_per_person(content: KeyFile, school: School) -> None:
    counted = content.with_tries(school.recorder.person, Tries(3, 9))
    assert counted.holder(school.recorder.person).tries == Tries(3, 9)
    assert counted.holder(school.lead.person).tries == Tries()
