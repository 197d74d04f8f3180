from __future__ import annotations

import pytest

from app.records.kinds import KINDS, NEWEST
from app.rules.access import UNSIGNED_NOTES, may_hold, may_send, may_sign


@pytest.mark.parametrize("role", ["dsl", "deputy", "head"])
def test_key_holders_hold_both_vaults_and_sign_every_kind(role: str) -> None:
    assert may_hold((role,), "children")
    assert may_hold((role,), "school")
    assert all(may_sign((role,), cls.kind.code) for cls in KINDS)


@pytest.mark.parametrize("role", ["recorder", "teacher", "chair", "designated_teacher", ""])
def test_nobody_else_holds_children_or_signs_there(role: str) -> None:
    assert not may_hold((role,), "children")
    own = {"keys.confirmed"} if may_hold((role,), "school") else set()
    assert {cls.kind.code for cls in KINDS if may_sign((role,), cls.kind.code)} == own


def test_a_recorder_holds_the_roll_only() -> None:
    assert may_hold(("recorder",), "school")


@pytest.mark.parametrize("role", ["recorder", "deputy"])
def test_by_sealed_note_come_concerns_and_requests_only(role: str) -> None:
    sent = {cls.kind.code for cls in KINDS if may_send((role,), cls.kind.code)}
    assert sent == {"concern", "reconsideration"}
    assert not may_send(("teacher",), "concern")
    assert set(NEWEST) > UNSIGNED_NOTES


def test_one_fitting_role_among_several_is_enough() -> None:
    assert may_hold(("teacher", "deputy"), "children")


def test_an_unknown_kind_is_for_key_holders() -> None:
    assert may_sign(("dsl",), "a kind of the future")
    assert not may_sign(("teacher",), "a kind of the future")


def test_an_unknown_vault_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        may_hold(("dsl",), "staffroom")
