from __future__ import annotations

import pytest

from app.vault.seal import OVERHEAD_BYTES, PRIVATE_BYTES, PUBLIC_BYTES, BoxKey, SealBroken, seal
from tests.app.vault.builders import Draws, flipped, times

INFO = b"vault, holder, purpose, version"


@pytest.fixture
def box() -> BoxKey:
    return BoxKey.new()


def test_only_the_key_it_was_sealed_to_opens_it(box: BoxKey) -> None:
    sealed = seal(box.public, b"k" * 32, INFO)
    assert box.open(sealed, INFO) == b"k" * 32
    with pytest.raises(SealBroken):
        BoxKey.new().open(sealed, INFO)


def test_it_opens_only_where_it_belongs(box: BoxKey) -> None:
    sealed = seal(box.public, b"k" * 32, INFO)
    with pytest.raises(SealBroken):
        box.open(sealed, INFO + b"2")


def test_a_key_survives_being_wrapped(box: BoxKey) -> None:
    again = BoxKey(box.private())
    assert again.public == box.public
    assert again.open(seal(box.public, b"x", INFO), INFO) == b"x"
    assert (len(box.private()), len(box.public)) == (PRIVATE_BYTES, PUBLIC_BYTES)


def test_sealing_adds_what_the_format_says_and_is_never_twice_the_same(box: BoxKey) -> None:
    one, other = seal(box.public, b"x" * 7, INFO), seal(box.public, b"x" * 7, INFO)
    assert len(one) == len(other) == OVERHEAD_BYTES + 7
    assert one != other


def test_no_flipped_bit_opens(box: BoxKey) -> None:
    draws, sealed = Draws("seal"), seal(box.public, b"k" * 32, INFO)
    for _ in range(times(300, 3_000)):
        with pytest.raises(SealBroken):
            box.open(flipped(sealed, draws), INFO)


@pytest.mark.parametrize("length", [0, 1, 1119, 1120, 1135])
def test_what_is_too_short_is_refused(box: BoxKey, length: int) -> None:
    with pytest.raises(SealBroken):
        box.open(seal(box.public, b"", INFO)[:length], INFO)


@pytest.mark.parametrize("public", [b"", b"\0" * PUBLIC_BYTES, b"\xff" * PUBLIC_BYTES])
def test_nothing_is_sealed_to_what_is_no_key(public: bytes) -> None:
    with pytest.raises(SealBroken):
        seal(public, b"secret", INFO)


def test_a_private_key_of_another_length_is_none() -> None:
    with pytest.raises(ValueError, match="96"):
        BoxKey(b"short")
