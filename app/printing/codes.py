"""Name printed pages by codes that can be read out, typed and scanned.

A code is 12 characters of Crockford's base 32 (60 random bits) and one character of check,
shown as XXXX-XXXX-XXXX-C. The check finds every single mistyped character and every two
characters that changed places.
"""

from __future__ import annotations

import re
import secrets
from typing import Final

from app.base.errors import InputError

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SCANNED: Final = "ROWAN1:"
"""Begins the text in the square; the code follows and nothing else does."""

_LENGTH = 12
_GROUP = 4
_FIELD = 0b100101  # x⁵ + x² + 1 makes the 32 characters a field
_SIZE = 32
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN = re.compile(r"[\s\-‐‑–—.·]+")


def new_code() -> str:
    """Return a code nobody can guess, 13 characters without hyphens."""
    data = "".join(secrets.choice(ALPHABET) for _each in range(_LENGTH))
    return data + _check(data)


def shown(code: str) -> str:
    """Return a code as it stands on paper: three groups of four and the check."""
    groups = [code[at : at + _GROUP] for at in range(0, len(code), _GROUP)]
    return "-".join(groups)


def scanned(code: str) -> str:
    """Return the text of the square on a page."""
    return SCANNED + code


def read_code(text: str) -> str:
    """Return the code that somebody typed or scanned; raise InputError for `code`.

    Small letters, spaces, hyphens, O for 0, I and L for 1 are accepted. Problems: `missing`,
    `length` (not 13 characters), `letters` (a character no code has), `check` (mistyped).
    """
    typed = _BETWEEN.sub("", text).upper().removeprefix(SCANNED).translate(_READ_AS)
    if not typed:
        raise InputError({"code": "missing"})
    if not set(typed) <= set(ALPHABET):
        raise InputError({"code": "letters"})
    if len(typed) != _LENGTH + 1:
        raise InputError({"code": "length"})
    if _check(typed[:_LENGTH]) != typed[_LENGTH]:
        raise InputError({"code": "check"})
    return typed


def _check(data: str) -> str:
    total = 0
    for weight, char in enumerate(data, start=2):
        total ^= _times(weight, ALPHABET.index(char))
    return ALPHABET[total]


def _times(one: int, other: int) -> int:
    product = 0
    while other:
        if other & 1:
            product ^= one
        one <<= 1
        if one & _SIZE:
            one ^= _FIELD
        other >>= 1
    return product
