from __future__ import annotations

import pytest

from app.vault.locks import LockBroken, decrypt, encrypt, lock, new_key, unlock
from tests.app.vault.builders import Draws, flipped, times


def test_content_opens_under_its_key_in_its_place_only() -> None:
    key = new_key()
    sealed = encrypt(key, b"words", b"place")
    assert decrypt(key, sealed, b"place") == b"words"
    for wrong_key, wrong_place in ((new_key(), b"place"), (key, b"another place")):
        with pytest.raises(LockBroken):
            decrypt(wrong_key, sealed, wrong_place)


def test_no_flipped_bit_opens() -> None:
    key, draws = new_key(), Draws("lock")
    sealed = encrypt(key, b"words", b"place")
    for _ in range(times(300, 10_000)):
        with pytest.raises(LockBroken):
            decrypt(key, flipped(sealed, draws), b"place")


def test_what_is_shorter_than_a_tag_is_refused() -> None:
    with pytest.raises(LockBroken):
        decrypt(new_key(), b"short", b"place")


def test_each_purpose_has_a_key_of_its_own() -> None:
    root = new_key()
    locked = lock(root, b"attest", b"seed", b"place")
    assert unlock(root, b"attest", locked, b"place") == b"seed"
    with pytest.raises(LockBroken):
        unlock(root, b"sign-in", locked, b"place")


def test_locking_twice_uses_another_salt() -> None:
    root = new_key()
    one, other = (lock(root, b"attest", b"seed", b"place") for _ in range(2))
    assert one.salt != other.salt
    with pytest.raises(LockBroken):
        unlock(root, b"attest", type(one)(salt=other.salt, content=one.content), b"place")
