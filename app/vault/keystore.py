"""Keep the key file in its two copies, and count wrong passphrases across restarts."""

from __future__ import annotations

from app.base.clock import Stamp
from app.base.errors import VaultError
from app.base.ids import PersonId
from app.vault.files import read_twice, write_twice
from app.vault.folder import SchoolFolder
from app.vault.keyfile import KeyFile, Tries, decode, encode

_MOST_SECONDS = 60.0
_MICRO = 1_000_000
_DOUBLINGS = 6
_LIMIT = 16 << 20


class KeyFileChanged(VaultError):
    """Somebody else wrote the key file since it was read; nothing was written."""


class KeyStore:
    """Hold the key file as read, with what was wrong with its copies."""

    def __init__(self, folder: SchoolFolder) -> None:
        """Read it (FileMissing, BothCopiesDamaged, KeyFileRefused, KeyFileTooNew)."""
        read = read_twice(folder.path, folder.KEYS, limit=_LIMIT)
        self.folder = folder
        self.content: KeyFile = decode(read.data)
        self.generation = read.generation
        #: File names of copies that were damaged or missing, and of those left behind.
        self.damaged = read.damaged
        self.stale = read.stale

    @classmethod
    def create(cls, folder: SchoolFolder, content: KeyFile) -> KeyStore:
        """Write the first generation of a new school's key file and read it back."""
        if folder.has_school():
            raise FileExistsError(folder.path.name)
        write_twice(folder.path, folder.KEYS, encode(content), 1)
        return cls(folder)

    def replace(self, content: KeyFile) -> None:
        """Write both copies as the next generation; a damaged copy is whole again after it.

        KeyFileChanged, DiskFull, ReadOnly, StorageFailed: the old content stands then. Where only
        the second copy cannot be written the new content counts, and `stale` names that copy.
        """
        found = read_twice(self.folder.path, self.folder.KEYS, limit=_LIMIT)
        if found.generation != self.generation:
            raise KeyFileChanged
        data, generation = encode(content), self.generation + 1
        self.stale = write_twice(self.folder.path, self.folder.KEYS, data, generation)
        self.content = content
        self.generation = generation
        self.damaged = ()

    # -------------------------------------------------------------- wrong passphrases

    def note_wrong_try(self, person: PersonId, now: Stamp) -> float:
        """Count one more wrong passphrase, durably; return the seconds to wait."""
        tries = self.content.holder(person).tries
        counted = Tries(count=tries.count + 1, last_us=now.utc_us)
        self.replace(self.content.with_tries(person, counted))
        return delay_after(counted.count)

    def wait_before(self, person: PersonId, now: Stamp) -> float:
        """Return the seconds until this person may try again; 0 when they may now.

        When the PC's clock was put back, the wait begins anew, once.
        """
        tries = self.content.holder(person).tries
        if tries.count and now.utc_us < tries.last_us:
            tries = Tries(count=tries.count, last_us=now.utc_us)
            self.replace(self.content.with_tries(person, tries))
        passed = (now.utc_us - tries.last_us) / _MICRO
        return max(0.0, delay_after(tries.count) - passed)

    def clear_tries(self, person: PersonId) -> int:
        """Forget the wrong passphrases after a right one; return how many there were."""
        count = self.content.holder(person).tries.count
        if count:
            self.replace(self.content.with_tries(person, Tries()))
        return count


def delay_after(count: int) -> float:
    """Return the seconds to wait after so many wrong passphrases: 1, 2, 4 … 60."""
    return min(_MOST_SECONDS, 2.0 ** min(count - 1, _DOUBLINGS)) if count else 0.0
