from __future__ import annotations

import msgspec
import pytest

from app.base.ids import SchoolId, new_id
from app.vault.grants import Given, Giver, Grant, Recipient, open_grant, open_grants
from app.vault.seal import BoxKey, SealBroken
from app.vault.signing import Signer
from tests.app.vault.builders import Draws, flipped, times, vault_given

KEY = b"k" * 32
SCHOOL = SchoolId(new_id())


@pytest.fixture
def box() -> BoxKey:
    return BoxKey.new()


@pytest.fixture
def giver() -> Giver:
    return Giver(school=SCHOOL, person="giver", signer=Signer.new())


@pytest.fixture
def grant(giver: Giver, box: BoxKey) -> Grant:
    return giver.give(vault_given("children"), KEY, Recipient("bo", box.public))


def test_a_grant_opens_for_its_holder(grant: Grant, box: BoxKey) -> None:
    assert open_grant(grant, SCHOOL, box) == KEY


@pytest.mark.parametrize(
    "change",
    [
        {"holder": "ada"},
        {"giver": "ada"},
        {"given": vault_given("school")},
        {"given": vault_given("children", 2)},
        {"given": Given("intake", "children", 1)},
        {"giver_key": Signer.new().public},
        {"signature": b"0" * 64},
    ],
)
def test_a_grant_changed_in_any_part_is_refused(
    grant: Grant, box: BoxKey, change: dict[str, object]
) -> None:
    with pytest.raises(SealBroken):
        open_grant(msgspec.structs.replace(grant, **change), SCHOOL, box)


def test_a_grant_of_another_school_or_holder_is_refused(grant: Grant, box: BoxKey) -> None:
    with pytest.raises(SealBroken):
        open_grant(grant, SchoolId(new_id()), box)
    with pytest.raises(SealBroken):
        open_grant(grant, SCHOOL, BoxKey.new())


def test_no_flipped_bit_opens(grant: Grant, box: BoxKey) -> None:
    draws = Draws("grant")
    for _ in range(times(200, 3_000)):
        bad = msgspec.structs.replace(grant, sealed=flipped(grant.sealed, draws))
        with pytest.raises(SealBroken):
            open_grant(bad, SCHOOL, box)


def test_a_signature_does_not_hide_a_changed_seal(giver: Giver, box: BoxKey) -> None:
    # Somebody who may sign still cannot hand bo what was sealed as another vault's key.
    grant = giver.give(vault_given("school"), KEY, Recipient("bo", box.public))
    other = giver.give(vault_given("children"), KEY, Recipient("bo", box.public))
    with pytest.raises(SealBroken):
        open_grant(msgspec.structs.replace(grant, sealed=other.sealed), SCHOOL, box)


def test_opening_all_names_the_refused_and_keeps_the_rest(
    giver: Giver, box: BoxKey, grant: Grant
) -> None:
    to = Recipient("bo", box.public)
    stranger = Giver(school=SCHOOL, person="stranger", signer=Signer.new())
    intake, school = BoxKey.new(), Signer.new()
    grants = (
        grant,
        giver.give(Given("intake", "children", 3), intake.private(), to),
        giver.give(Given("school", "school", 1), school.seed(), to),
        stranger.give(vault_given("staff"), KEY, to),
        giver.give(vault_given("governance"), KEY, Recipient("ada", box.public)),
    )
    known = frozenset({("giver", giver.signer.public)})
    opened = open_grants(grants, school=SCHOOL, holder="bo", box=box, known=known)
    assert opened.vaults == {("children", 1): KEY}
    assert {version: one.public for version, one in opened.intake.items()} == {3: intake.public}
    assert opened.school is not None
    assert opened.school.public == school.public
    assert opened.refused == (vault_given("staff"), vault_given("governance"))


def test_a_sealed_secret_of_another_length_is_no_key(
    giver: Giver, box: BoxKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = Given("intake", "children", 1)
    monkeypatch.setattr("app.vault.grants._LENGTHS", {"intake": 5})
    grant = giver.give(given, b"short", Recipient("bo", box.public))
    assert open_grant(grant, SCHOOL, box) == b"short"
    monkeypatch.undo()
    with pytest.raises(SealBroken):
        open_grant(grant, SCHOOL, box)


def test_keys_of_another_length_are_not_given(giver: Giver, box: BoxKey) -> None:
    with pytest.raises(ValueError, match="32"):
        giver.give(vault_given("children"), b"short", Recipient("bo", box.public))


def test_nothing_is_given_to_what_is_no_box_key(giver: Giver) -> None:
    with pytest.raises(SealBroken):
        giver.give(vault_given("children"), KEY, Recipient("bo", b"\0" * 1216))
