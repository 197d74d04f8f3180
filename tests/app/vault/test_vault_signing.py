from __future__ import annotations

import re

import pytest

from app.vault.signing import Signer, fingerprint, verify
from tests.app.vault.builders import Draws, flipped, times

# RFC 8032, section 7.1, test 2.
SEED = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
PUBLIC = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
SIGNATURE = bytes.fromhex(
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


def test_signatures_are_those_of_the_standard() -> None:
    signer = Signer(SEED)
    assert (signer.public, signer.sign(b"\x72")) == (PUBLIC, SIGNATURE)
    assert verify(PUBLIC, SIGNATURE, b"\x72")


def test_a_new_key_is_told_from_every_other() -> None:
    one, other = Signer.new(), Signer.new()
    assert verify(one.public, one.sign(b"words"), b"words")
    assert not verify(other.public, one.sign(b"words"), b"words")
    assert Signer(one.seed()).public == one.public


def test_no_flipped_bit_verifies() -> None:
    signer, draws = Signer.new(), Draws("signature")
    message = b"what was signed" * 4
    signature = signer.sign(message)
    for _ in range(times(300, 10_000)):
        assert not verify(signer.public, flipped(signature, draws), message)
        assert not verify(signer.public, signature, flipped(message, draws))
        assert not verify(flipped(signer.public, draws), signature, message)


@pytest.mark.parametrize("public", [b"", b"short", b"\xff" * 32, b"\0" * 33])
def test_strange_keys_and_sizes_verify_nothing(public: bytes) -> None:
    assert not verify(public, SIGNATURE, b"\x72")
    assert not verify(PUBLIC, SIGNATURE[:-1], b"\x72")


def test_a_seed_of_another_length_is_no_key() -> None:
    with pytest.raises(ValueError, match="32"):
        Signer(SEED[:-1])


def test_fingerprints_stand_in_ten_groups() -> None:
    shown = fingerprint(PUBLIC)
    assert re.fullmatch(r"([0-9a-f]{4} ){9}[0-9a-f]{4}", shown)
    assert shown != fingerprint(Signer.new().public)
