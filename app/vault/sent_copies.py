"""Keep a recorder's sealed copies of what they sent, each encrypted under their draft key."""

from __future__ import annotations

import re
from pathlib import Path

from app.base.frames import frame
from app.base.ids import is_id
from app.vault.faults import StorageFailed, VaultDamaged, sorting_os
from app.vault.files import read_small, write_atomic
from app.vault.folder import SchoolFolder
from app.vault.keyring import Keyring
from app.vault.locks import LockBroken, decrypt, encrypt
from app.vault.replies import make_inside

MAGIC = b"rowan/s\n"
_LIMIT = 64 << 20
_NAME = re.compile(r"([0-9a-f]{32})\.sent")


class SentCopies:
    """Write, read and remove one person's copies; each replaced whole."""

    def __init__(self, folder: SchoolFolder, keyring: Keyring) -> None:
        """Take the folder and the open keys of the person."""
        self._folder = folder
        self._keyring = keyring
        self._place = folder.sent / keyring.person

    def write(self, record: str, content: bytes) -> None:
        """Write a copy durably (the leaves of StorageFailed)."""
        make_inside(self._folder, self._place)
        sealed = encrypt(self._keyring.draft_key, content, self._bound_to(record))
        write_atomic(self._path(record), MAGIC + sealed)

    def read(self, record: str) -> bytes | None:
        """Return a copy, or None where there is none that this person can open."""
        try:
            data = read_small(self._path(record), _LIMIT)
            if not data.startswith(MAGIC):
                return None
            return decrypt(self._keyring.draft_key, data[len(MAGIC) :], self._bound_to(record))
        except (LockBroken, StorageFailed, VaultDamaged):
            return None

    def records(self) -> list[str]:
        """Return the ids of the records that copies lie here of."""
        if not self._place.is_dir():
            return []
        with sorting_os(self._place):
            names = sorted(path.name for path in self._place.iterdir())
        return [match[1] for name in names if (match := _NAME.fullmatch(name))]

    def remove(self, record: str) -> None:
        """Remove a copy."""
        with sorting_os(self._place):
            self._path(record).unlink(missing_ok=True)

    def _path(self, record: str) -> Path:
        if not is_id(record):
            raise ValueError(record)
        return self._place / f"{record}.sent"

    def _bound_to(self, record: str) -> bytes:
        keys = self._keyring
        return frame(MAGIC, keys.school.encode(), keys.person.encode(), record.encode())
