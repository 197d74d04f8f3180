"""Read what the key file says openly about a school, without loading what opens keys."""

from __future__ import annotations

from typing import Literal

import msgspec

from app.base.decoding import work_out
from app.base.errors import VaultError
from app.vault.files import read_twice
from app.vault.folder import SchoolFolder

_LIMIT = 16 << 20


class HolderNamed(msgspec.Struct, frozen=True):
    """Name one person who can sign in."""

    person: str
    name: str


class PutBack(msgspec.Struct, frozen=True):
    """Say when the backup was made that was put back and not settled yet (UTC, µs)."""

    made_us: int


class Plate(msgspec.Struct, frozen=True):
    """Hold what stands at a school's door; the rest of the key file is left to `keyfile`."""

    format: Literal[1]
    name: str
    test_school: bool
    holders: tuple[HolderNamed, ...]
    restored: PutBack | None = None


def read_plate(folder: SchoolFolder) -> Plate | None:
    """Return a school's plate; None where the key file needs `KeyStore` to say what is wrong."""
    try:
        read = read_twice(folder.path, folder.KEYS, limit=_LIMIT)
        return msgspec.json.decode(read.data, type=Plate)
    except (VaultError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


work_out(Plate)
