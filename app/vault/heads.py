"""Keep the chains' heads that one person has witnessed, where nobody else can rewrite them."""

from __future__ import annotations

from typing import Annotated

import msgspec

from app.base.decoding import work_out
from app.base.errors import VaultError
from app.base.frames import frame, number
from app.base.ids import PersonId, SchoolId
from app.vault.faults import FileMissing, sorting_os
from app.vault.files import COPIES, BothCopiesDamaged, read_twice, write_twice
from app.vault.folder import SchoolFolder
from app.vault.locks import LockBroken, decrypt, encrypt

_LIMIT = 1 << 20


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold the last place of a chain: its sequence number, 0 when empty, and its hash."""

    seq: Annotated[int, msgspec.Meta(ge=0)]
    hash: bytes


class VaultHeads(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold the heads of a vault's two chains: its ledger and its access log."""

    ledger: Head
    log: Head


#: Vault name -> its heads.
Heads = dict[str, VaultHeads]


class HeadsForged(VaultError):
    """The heads file is whole, but it is not what this person wrote."""


class Witnessed(msgspec.Struct, frozen=True):
    """Hold what was read: None when the person has none yet or both copies are damaged."""

    heads: Heads | None
    generation: int
    damaged: tuple[str, ...] = ()


class HeadsFile:
    """Read and write one person's heads, bound to school, person and generation."""

    def __init__(
        self, folder: SchoolFolder, school: SchoolId, person: PersonId, head_key: bytes
    ) -> None:
        self._folder = folder.heads
        self._name = folder.heads_name(person)
        self._about = (b"rowan/heads/1", school.encode(), person.encode())
        self._key = head_key

    def read(self) -> Witnessed:
        """Return the newest heads (HeadsForged); absent or damaged ones are said, not raised."""
        try:
            read = read_twice(self._folder, self._name, limit=_LIMIT)
        except FileMissing:
            return Witnessed(heads=None, generation=0)
        except BothCopiesDamaged:
            return Witnessed(heads=None, generation=0, damaged=(self._name,))
        try:
            content = decrypt(self._key, read.data, self._bound_to(read.generation))
        except LockBroken as error:
            raise HeadsForged from error
        heads = msgspec.msgpack.decode(content, type=Heads)
        return Witnessed(heads=heads, generation=read.generation, damaged=read.damaged)

    def write(self, heads: Heads) -> None:
        """Write heads as the next generation, both copies (the leaves of StorageFailed)."""
        try:
            generation = read_twice(self._folder, self._name, limit=_LIMIT).generation + 1
        except (FileMissing, BothCopiesDamaged):
            generation = 1
        content = encrypt(self._key, msgspec.msgpack.encode(heads), self._bound_to(generation))
        write_twice(self._folder, self._name, content, generation)

    def _bound_to(self, generation: int) -> bytes:
        return frame(*self._about, number(generation))


def forget_heads(folder: SchoolFolder, person: PersonId) -> None:
    """Remove a person's heads, which no key opens any more once they have new ones."""
    for ending in COPIES:
        path = folder.heads / (folder.heads_name(person) + ending)
        with sorting_os(path):
            path.unlink(missing_ok=True)


work_out(Heads)
