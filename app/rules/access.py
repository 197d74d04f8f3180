"""Say who may sign which kind of record, and who may hold which vault.

Sources: Keeping children safe in education 2026 (child protection files are for the DSL, deputies
and those they name); the school decides whether the head holds *children*.
"""

from __future__ import annotations

VAULT_HOLDERS: dict[str, frozenset[str]] = {
    "school": frozenset({"dsl", "deputy", "head", "recorder"}),
    "children": frozenset({"dsl", "deputy", "head"}),
}

_KEY_HOLDERS = frozenset({"dsl", "deputy", "head"})
_GIVERS = frozenset({"dsl", "deputy", "head"})

MAY_SIGN: dict[str, frozenset[str]] = {
    "certificate": _GIVERS,
    "certificate.ended": _GIVERS,
    "school": _GIVERS,
    "setting": _KEY_HOLDERS,
    "restored": _KEY_HOLDERS,
}


def may_sign(roles: tuple[str, ...], kind: str) -> bool:
    """Say whether somebody with these roles may sign a kind of record."""
    return bool(MAY_SIGN.get(kind, _KEY_HOLDERS) & frozenset(roles))


def may_hold(roles: tuple[str, ...], vault: str) -> bool:
    """Say whether somebody with these roles may hold a vault's key."""
    return bool(VAULT_HOLDERS[vault] & frozenset(roles))
