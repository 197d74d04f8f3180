"""Keep drafts, each encrypted under its owner's draft key, the newest two generations of each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import msgspec

from app.base.frames import frame, number
from app.base.ids import DraftId, PersonId, SchoolId, is_id
from app.vault.faults import FileMissing, StorageFailed, VaultDamaged, sorting_os
from app.vault.files import read_small, write_atomic
from app.vault.folder import SchoolFolder
from app.vault.locks import LockBroken, decrypt, encrypt

MAGIC = b"rowan/d\n"
KEPT = 2
_ID_CHARS = 32
_HEADER_BYTES = len(MAGIC) + _ID_CHARS
_LIMIT = 64 << 20
_NAME = re.compile(r"(?P<draft>[0-9a-f]{32})\.(?P<generation>[1-9][0-9]*)\.draft")


class DraftDamaged(VaultDamaged):
    """No generation of the draft can be read under this owner's key."""


class DraftSeen(msgspec.Struct, frozen=True):
    """Say what anybody may know of a draft: size in bytes and time (UTC, µs) of the newest file.

    `owner` is None when the file does not begin as a draft does.
    """

    draft: DraftId
    owner: PersonId | None
    size: int
    saved_us: int


class DraftRead(msgspec.Struct, frozen=True):
    """Hold a draft's content, its generation, and how many newer ones were damaged."""

    content: bytes
    generation: int
    damaged: int


class DraftFiles:
    """Write, read and remove one owner's drafts; writing may happen in a worker thread."""

    def __init__(
        self, folder: SchoolFolder, school: SchoolId, owner: PersonId, draft_key: bytes
    ) -> None:
        self._folder = folder
        self._school = school
        self._owner = owner
        self._key = draft_key

    def save(self, draft: DraftId, content: bytes) -> int:
        """Write the next generation durably, then let go of all but two; return its number."""
        generations = _generations(self._folder, draft)
        generation = max(generations, default=0) + 1
        header = MAGIC + self._owner.encode()
        sealed = encrypt(self._key, content, self._bound_to(draft, generation))
        write_atomic(self._folder.draft(draft, generation), header + sealed)
        _remove(self._folder.draft(draft, old) for old in generations[: -(KEPT - 1)])
        return generation

    def read(self, draft: DraftId) -> DraftRead:
        """Return the newest generation that is whole (FileMissing, DraftDamaged)."""
        generations = _generations(self._folder, draft)
        if not generations:
            raise FileMissing(self._folder.draft(draft, 1))
        for damaged, generation in enumerate(reversed(generations)):
            content = self._content(draft, generation)
            if content is not None:
                return DraftRead(content=content, generation=generation, damaged=damaged)
        raise DraftDamaged(self._folder.draft(draft, generations[-1]))

    def _content(self, draft: DraftId, generation: int) -> bytes | None:
        try:
            data = read_small(self._folder.draft(draft, generation), _LIMIT)
            if not data.startswith(MAGIC + self._owner.encode()):
                return None
            return decrypt(self._key, data[_HEADER_BYTES:], self._bound_to(draft, generation))
        except (LockBroken, StorageFailed, VaultDamaged):
            return None

    def _bound_to(self, draft: DraftId, generation: int) -> bytes:
        about = (MAGIC, self._school.encode(), self._owner.encode(), draft.encode())
        return frame(*about, number(generation))


def drafts_seen(folder: SchoolFolder) -> tuple[DraftSeen, ...]:
    """List every draft without any key, the one saved last first."""
    newest: dict[str, tuple[int, Path]] = {}
    for path in _draft_paths(folder, "*"):
        if match := _NAME.fullmatch(path.name):
            generation = int(match["generation"])
            if generation > newest.get(match["draft"], (0, path))[0]:
                newest[match["draft"]] = (generation, path)
    seen = [_seen(DraftId(draft), path) for draft, (_, path) in newest.items()]
    return tuple(sorted(seen, key=lambda one: one.saved_us, reverse=True))


def discard(folder: SchoolFolder, draft: DraftId) -> None:
    """Remove every generation of a draft, and what an interrupted write left of it."""
    _remove(_draft_paths(folder, draft))


def _seen(draft: DraftId, path: Path) -> DraftSeen:
    with sorting_os(path):
        facts = path.stat()
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    owner = header[len(MAGIC) :].decode("ascii", errors="replace")
    known = header.startswith(MAGIC) and is_id(owner)
    return DraftSeen(
        draft=draft,
        owner=PersonId(owner) if known else None,
        size=facts.st_size,
        saved_us=facts.st_mtime_ns // 1000,
    )


def _generations(folder: SchoolFolder, draft: DraftId) -> list[int]:
    matches = [_NAME.fullmatch(path.name) for path in _draft_paths(folder, draft)]
    return sorted(int(match["generation"]) for match in matches if match)


def _draft_paths(folder: SchoolFolder, draft: str) -> list[Path]:
    with sorting_os(folder.drafts):
        return sorted(folder.drafts.glob(f"{draft}.*"))


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with sorting_os(path):
            path.unlink(missing_ok=True)
