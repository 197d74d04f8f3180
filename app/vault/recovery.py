"""Make and read recovery codes: 160 bits in nine groups of four, the last to catch mistypes."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from app.base.errors import InputError, VaultError
from app.base.frames import frame, number
from app.base.ids import SchoolId
from app.vault.grants import Opened, open_grants
from app.vault.hashing import sha256
from app.vault.keyfile import KeyFile, Sheet
from app.vault.locks import LockBroken, lock, unlock
from app.vault.seal import BoxKey

#: Field and codes of the InputError for a code that was not typed as printed.
FIELD = "code"
MISTYPED = "recovery_code_mistyped"
TOO_SHORT = "recovery_code_too_short"
TOO_LONG = "recovery_code_too_long"

CODE_BYTES = 20
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ = {letter: value for value, letter in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_BITS = 5
_SECRET_CHARS = 32
_CHECK_CHARS = 4
_GROUP = 4
_CHARS = _SECRET_CHARS + _CHECK_CHARS
# Hyphens and dashes as keyboards and word processors write them, dots, and white space.
_SEPARATORS = str.maketrans("", "", "-.\u2010\u2011\u2012\u2013\u2014\u2212 \t\n\r\u00a0")
_PURPOSE = b"sheet"


class WrongSheet(VaultError):
    """The code is typed as printed, but no sheet in force here bears it."""


def new_code() -> bytes:
    """Return 160 random bits."""
    return secrets.token_bytes(CODE_BYTES)


def written(code: bytes) -> str:
    """Return a code as it is printed: nine groups of four letters and digits."""
    if len(code) != CODE_BYTES:
        message = f"a recovery code has {CODE_BYTES} bytes"
        raise ValueError(message)
    letters = _letters(int.from_bytes(code, "big"), _SECRET_CHARS) + _check(code)
    return "-".join(letters[at : at + _GROUP] for at in range(0, _CHARS, _GROUP))


def read(typed: str) -> bytes:
    """Return the 20 bytes of a typed code; case, spaces, hyphens, O for 0, I and L for 1 are free.

    InputError on the field "code" with one of the codes above.
    """
    plain = typed.translate(_SEPARATORS).upper()
    if len(plain) != _CHARS:
        raise InputError({FIELD: TOO_SHORT if len(plain) < _CHARS else TOO_LONG})
    if any(letter not in _READ for letter in plain):
        raise InputError({FIELD: MISTYPED})
    code = _value(plain[:_SECRET_CHARS]).to_bytes(CODE_BYTES, "big")
    if _value(plain[_SECRET_CHARS:]) != _value(_check(code)):
        raise InputError({FIELD: MISTYPED})
    return code


def _check(code: bytes) -> str:
    """Return the last group: 20 bits of a digest, so that every letter counts."""
    digest = sha256(frame(b"rowan/recovery-check/1", code))
    return _letters(int.from_bytes(digest, "big") >> (256 - _BITS * _CHECK_CHARS), _CHECK_CHARS)


def _letters(value: int, count: int) -> str:
    places: Iterable[int] = range(_BITS * (count - 1), -1, -_BITS)
    return "".join(_ALPHABET[(value >> place) & 31] for place in places)


def _value(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value << _BITS | _READ[letter]
    return value


# ------------------------------------------------------------------ sheets


def new_sheet(school: SchoolId, sheet: int, code: bytes) -> Sheet:
    """Make the entry of a sheet; what it opens is granted to its public key afterwards."""
    box = BoxKey.new()
    locked = lock(code, _PURPOSE, box.private(), _bound_to(school, sheet, box.public))
    return Sheet(number=sheet, box=locked, public=box.public)


def sheet_of(content: KeyFile, code: bytes) -> tuple[Sheet, BoxKey]:
    """Test a code: return the sheet that bears it, with its box key (WrongSheet)."""
    for sheet in content.sheets:
        bound_to = _bound_to(SchoolId(content.school), sheet.number, sheet.public)
        try:
            return sheet, BoxKey(unlock(code, _PURPOSE, sheet.box, bound_to))
        except LockBroken:
            continue
    raise WrongSheet


def recover(content: KeyFile, code: bytes) -> Opened:
    """Open everything that was granted to the sheet of this code (WrongSheet).

    The school's signing key, where granted, is the one that the key file names.
    """
    sheet, box = sheet_of(content, code)
    opened = open_grants(
        sheet.grants,
        school=SchoolId(content.school),
        holder=sheet.holder(),
        box=box,
        known=content.known_signers(),
    )
    if opened.school is not None and opened.school.public != content.school_public:
        raise WrongSheet
    return opened


def _bound_to(school: SchoolId, sheet: int, public: bytes) -> bytes:
    return frame(b"rowan/sheet/1", school.encode(), number(sheet), public)
