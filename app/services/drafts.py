"""Keep what is being typed, so that a lock, a crash or a power cut loses ten seconds at most."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any

import msgspec

from app.base.clock import Stamp
from app.base.decoding import work_out
from app.base.ids import DraftId, PersonId, new_id
from app.records.header import ChildAs, Link
from app.vault.draft_files import DraftFiles, DraftSeen, discard, drafts_seen
from app.vault.faults import FileMissing, VaultDamaged
from app.vault.folder import SchoolFolder


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """Hold a record being written: kind, children, links, answers by field, and the step.

    `extra` holds what the page keeps besides the record's own fields (actions of a decision).
    """

    id: str
    kind: str
    started: Stamp
    children: tuple[ChildAs, ...] = ()
    links: tuple[Link, ...] = ()
    values: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    step: str = ""


class Drafts:
    """Keep, list, open and discard drafts; `keep_bytes` may run in a worker thread."""

    def __init__(self, folder: SchoolFolder, files: DraftFiles, owner: PersonId) -> None:
        """Take the folder and the owner's draft files."""
        self._folder = folder
        self._files = files
        self._owner = owner

    def new(self, kind: str, at: Stamp, **parts: Any) -> Draft:
        """Return an empty draft of a kind."""
        return Draft(id=new_id(), kind=kind, started=at, **parts)

    def encoded(self, draft: Draft) -> bytes:
        """Return the draft as bytes, to be handed to a worker."""
        return msgspec.json.encode(draft)

    def keep_bytes(self, draft_id: str, content: bytes) -> None:
        """Write a draft's newest state, encrypted and durable."""
        self._files.save(DraftId(draft_id), content)

    def keep(self, draft: Draft) -> None:
        """Write a draft's newest state, encrypted and durable."""
        self.keep_bytes(draft.id, self.encoded(draft))

    def mine(self) -> list[Draft]:
        """Return the person's own drafts that can be read, newest first."""
        seen = sorted(self._seen(mine=True), key=lambda d: d.saved_us, reverse=True)
        found: list[Draft] = []
        for one in seen:
            with contextlib.suppress(VaultDamaged, FileMissing):
                found.append(self.open(one.draft))
        return found

    def others(self) -> int:
        """Return how many drafts other people have; nothing more is known of them."""
        return len(self._seen(mine=False))

    def open(self, draft: str) -> Draft:
        """Return a draft as last kept (DraftDamaged when neither copy can be read)."""
        return msgspec.json.decode(self._files.read(DraftId(draft)).content, type=Draft)

    def discard(self, draft: str) -> None:
        """Remove a draft for good."""
        discard(self._folder, DraftId(draft))

    def _seen(self, *, mine: bool) -> list[DraftSeen]:
        return [one for one in drafts_seen(self._folder) if (one.owner == self._owner) is mine]


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers as plain values that a draft file can hold."""
    return {name: msgspec.to_builtins(value) for name, value in values.items()}


work_out(Draft)
