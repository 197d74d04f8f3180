"""Say who may sign which kind of record, and who may hold which vault.

Sources: Keeping children safe in education 2026 (child protection files are for the DSL, deputies
and those they name); the school decides whether the head holds *children*.
"""

from __future__ import annotations

VAULT_HOLDERS: dict[str, frozenset[str]] = {
    "school": frozenset({"dsl", "deputy", "head", "reserve", "recorder"}),
    "children": frozenset({"dsl", "deputy", "head", "reserve"}),
}

_KEY_HOLDERS = frozenset({"dsl", "deputy", "head", "reserve"})
_GIVERS = frozenset({"dsl", "deputy", "head"})

MAY_SIGN: dict[str, frozenset[str]] = {
    "certificate": _GIVERS,
    "certificate.ended": _GIVERS,
    "school": _GIVERS,
    "setting": _KEY_HOLDERS,
    "restored": _KEY_HOLDERS,
    "keys.renewed": _GIVERS,
    "recovery.used": _GIVERS,
    "recovery.sheet": _GIVERS,
    "keys.confirmed": VAULT_HOLDERS["school"],
}

MAY_SEND: dict[str, frozenset[str]] = {
    "concern": VAULT_HOLDERS["school"],
    "reconsideration": VAULT_HOLDERS["school"],
}
"""Who may sign which kind in a sealed note, to be taken in by a key holder."""

UNSIGNED_NOTES = frozenset({"concern", "unfinished"})
"""What somebody without an account may leave."""


def may_send(roles: tuple[str, ...], kind: str) -> bool:
    """Say whether somebody with these roles may sign a kind of record in a sealed note."""
    return bool(MAY_SEND.get(kind, frozenset()) & frozenset(roles))


def may_sign(roles: tuple[str, ...], kind: str) -> bool:
    """Say whether somebody with these roles may sign a kind of record."""
    return bool(MAY_SIGN.get(kind, _KEY_HOLDERS) & frozenset(roles))


def may_hold(roles: tuple[str, ...], vault: str) -> bool:
    """Say whether somebody with these roles may hold a vault's key."""
    return bool(VAULT_HOLDERS[vault] & frozenset(roles))


def may_give(roles: tuple[str, ...]) -> bool:
    """Say whether somebody with these roles may give others keys, and take them away."""
    return bool(_GIVERS & frozenset(roles))


def asked_why(roles: tuple[str, ...]) -> bool:
    """Say whether each sign-in asks for whom they act: deputies and reserves, not the DSL.

    Keeping children safe in education 2026, part two: a deputy may do what the DSL does, but the
    lead responsibility stays with the DSL.
    """
    held = frozenset(roles)
    return "dsl" not in held and bool(held & {"deputy", "reserve"})
