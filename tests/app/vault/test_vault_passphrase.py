from __future__ import annotations

import pytest

from app.vault.passphrase import (
    DEFAULT,
    FLOOR,
    Cost,
    CostRefused,
    calibrate,
    derive,
    new_salt,
    normalise,
)

MIB = 1024


def test_derivation_is_frozen() -> None:
    # Another answer would lock every school out.
    root = derive("abacus piano river", b"salt" * 4, Cost(19 * MIB, 1, 1))
    assert root.hex() == "1a9294e7f7ce806671de6b9f5870c42c8ba0d16cf5ed12e5a8f72b6bfef38574"


def test_every_part_of_a_derivation_counts() -> None:
    salt, cost = b"salt" * 4, Cost(19 * MIB, 1, 1)
    roots = {
        derive("abacus piano river", salt, cost),
        derive("abacus piano rivet", salt, cost),
        derive("abacus piano river", b"salz" * 4, cost),
        derive("abacus piano river", salt, Cost(19 * MIB, 2, 1)),
        derive("abacus piano river", salt, Cost(20 * MIB, 1, 1)),
        derive("abacus piano river", salt, Cost(19 * MIB, 1, 2)),
    }
    assert len(roots) == 6
    assert {len(root) for root in roots} == {32}


def test_spaces_and_forms_of_letters_do_not_matter() -> None:
    assert normalise("  two \t words\n") == "two words"
    assert normalise("Zoe\u0308 \ufb01r") == normalise("Zo\u00eb fir")
    cost, salt = Cost.for_tests(), new_salt()
    assert derive(" Zoe\u0308  x", salt, cost) == derive("Zo\u00eb x", salt, cost)


def test_the_default_and_the_floor_are_those_of_the_design() -> None:
    assert (DEFAULT.memory_kib, DEFAULT.passes, DEFAULT.lanes) == (256 * MIB, 3, 4)
    assert (FLOOR.memory_kib, FLOOR.passes) == (64 * MIB, 3)


@pytest.mark.parametrize("cost", [Cost(63 * MIB, 3, 4), Cost(64 * MIB, 2, 4), Cost.for_tests()])
def test_a_real_school_is_never_under_the_floor(cost: Cost) -> None:
    with pytest.raises(CostRefused):
        cost.check(test_school=False)
    cost.check(test_school=True)


@pytest.mark.parametrize(
    "cost",
    [
        Cost(18 * MIB, 3, 4),
        Cost(2049 * MIB, 3, 4),
        Cost(64 * 1024 * MIB, 3, 4),
        Cost(64 * MIB, 21, 4),
        Cost(64 * MIB, 0, 4),
        Cost(64 * MIB, 3, 0),
        Cost(64 * MIB, 3, 17),
    ],
)
def test_absurd_costs_are_refused_even_for_tests(cost: Cost) -> None:
    with pytest.raises(CostRefused):
        cost.check(test_school=True)


@pytest.mark.parametrize(
    ("speed", "expected"),
    [
        (256 * MIB * 3 / 0.6, DEFAULT),
        (256 * MIB * 3 / 0.2, Cost(1024 * MIB, 3, 4)),
        (256 * MIB * 3 / 0.3, Cost(512 * MIB, 3, 4)),
        (256 * MIB * 3 / 1.9, Cost(128 * MIB, 3, 4)),
        (256 * MIB * 3 / 30.0, Cost(64 * MIB, 3, 4)),
        (256 * MIB * 3 / 0.01, Cost(1024 * MIB, 4, 4)),
    ],
)
def test_calibration_aims_at_half_a_second_to_one(speed: float, expected: Cost) -> None:
    chosen = calibrate(lambda cost: cost.memory_kib * cost.passes / speed)
    assert chosen == expected
    assert chosen.is_real()
