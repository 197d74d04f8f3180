from __future__ import annotations

import msgspec
import pytest

from app.base.ids import PersonId, SchoolId, new_id
from app.vault.bundle import (
    BundlePlace,
    Bundles,
    PersonKeys,
    WrongPassphrase,
    lock_bundles,
    open_attest,
    open_both,
    open_secrets,
)
from app.vault.keyring import new_place
from app.vault.passphrase import Cost, CostRefused

PASSPHRASE = "abacus piano river window moss"
SCHOOL_PUBLIC = b"p" * 32


@pytest.fixture(scope="module")
def place() -> BundlePlace:
    school, person = SchoolId(new_id()), PersonId(new_id())
    return new_place(school, person, cost=Cost.for_tests(), test_school=True)


@pytest.fixture(scope="module")
def keys() -> PersonKeys:
    return PersonKeys()


@pytest.fixture(scope="module")
def bundles(place: BundlePlace, keys: PersonKeys) -> Bundles:
    return lock_bundles(place, PASSPHRASE, keys.secrets(SCHOOL_PUBLIC), keys.attest)


def test_the_passphrase_opens_what_was_locked(
    place: BundlePlace, keys: PersonKeys, bundles: Bundles
) -> None:
    assert open_secrets(place, PASSPHRASE, bundles) == keys.secrets(SCHOOL_PUBLIC)
    assert open_attest(place, PASSPHRASE, bundles).public == keys.attest.public
    secrets, attest = open_both(place, PASSPHRASE, bundles)
    assert (secrets.session, attest.seed()) == (keys.session.seed(), keys.attest.seed())


def test_another_passphrase_opens_neither(place: BundlePlace, bundles: Bundles) -> None:
    for opening in (open_secrets, open_attest, open_both):
        with pytest.raises(WrongPassphrase):
            opening(place, PASSPHRASE + "y", bundles)


def test_sign_in_does_not_open_the_attest_key(place: BundlePlace, bundles: Bundles) -> None:
    swapped = Bundles(sign_in=bundles.attest, attest=bundles.sign_in)
    for opening in (open_secrets, open_attest):
        with pytest.raises(WrongPassphrase):
            opening(place, PASSPHRASE, swapped)


@pytest.mark.parametrize(
    "change",
    [
        {"school": SchoolId("0" * 32)},
        {"person": PersonId("0" * 32)},
        {"cost": Cost(20 * 1024, 1, 1)},
        {"cost": Cost(19 * 1024, 2, 1)},
        {"salt": b"0" * 16},
    ],
)
def test_a_bundle_opens_only_where_it_belongs(
    place: BundlePlace, bundles: Bundles, change: dict[str, object]
) -> None:
    with pytest.raises(WrongPassphrase):
        open_secrets(msgspec.structs.replace(place, **change), PASSPHRASE, bundles)


def test_the_mark_of_a_test_school_cannot_be_taken_off_or_put_on(
    place: BundlePlace, bundles: Bundles, keys: PersonKeys
) -> None:
    with pytest.raises(CostRefused):
        open_secrets(msgspec.structs.replace(place, test_school=False), PASSPHRASE, bundles)
    real = msgspec.structs.replace(place, test_school=False, cost=Cost(64 * 1024, 3, 4))
    locked = lock_bundles(real, PASSPHRASE, keys.secrets(SCHOOL_PUBLIC), keys.attest)
    marked = msgspec.structs.replace(real, test_school=True)
    assert open_attest(real, PASSPHRASE, locked).public == keys.attest.public
    with pytest.raises(WrongPassphrase):
        open_secrets(marked, PASSPHRASE, locked)


def test_a_real_place_refuses_a_cheap_cost() -> None:
    with pytest.raises(CostRefused):
        new_place(SchoolId(new_id()), PersonId(new_id()), cost=Cost.for_tests())
