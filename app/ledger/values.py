"""Hold what a ledger gives back: entries, and records with their headers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import msgspec

from app.base.clock import Stamp
from app.records.header import ChildAs, Header
from app.records.record import Record, Strength
from app.vault.hashing import new_salt
from app.vault.heads import Head


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """Hold the narrow row of an entry; dates are ISO 8601 text."""

    seq: int
    id: str
    act: str
    kind: str
    version: int
    root: str
    author: str
    recorded: Stamp
    happened_on: str | None
    due_on: str | None
    owner: str | None


class Whole(msgspec.Struct, frozen=True, kw_only=True):
    """Hold an entry with its signed header and its record.

    Entry and header are those of the first version, the record, its strength and certificate
    those of the newest; `number` counts the versions and `amended` says when the newest entered.
    Children whose file the entry has left are not in the header but in `off`, so that paper for
    the others can keep their names out. `record` is None when this
    Rowan does not know the kind or version; `plain` is then what was signed, as plain values.
    """

    entry: Entry
    header: Header
    record: Record | None
    plain: dict[str, Any]
    strength: Strength
    certificate: str
    number: int = 1
    amended: Stamp | None = None
    off: tuple[ChildAs, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AsWritten:
    """Hold the bytes of a record that somebody else wrote and perhaps signed."""

    salt: bytes
    header: bytes
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """Hold one record about to be appended, with its header.

    What came from elsewhere is stored `as_written`: header and record are what those bytes say.
    """

    header: Header
    record: Record
    as_written: AsWritten | None = None

    def salt(self) -> bytes:
        """Return the salt of the digest: a new one, unless the bytes came with one."""
        return self.as_written.salt if self.as_written else new_salt()

    def header_bytes(self) -> bytes:
        """Return the header as it is signed and stored."""
        return self.as_written.header if self.as_written else msgspec.json.encode(self.header)

    def body_bytes(self) -> bytes:
        """Return the record as it is signed and stored."""
        return self.as_written.body if self.as_written else msgspec.json.encode(self.record)


class Signer(Protocol):
    """Sign for a person with one of their two keys."""

    @property
    def certificate(self) -> str:
        """Return the id of the certificate that vouches for the key."""

    @property
    def strength(self) -> Strength:
        """Return which of the two keys signs."""

    def sign(self, message: bytes) -> bytes:
        """Return the Ed25519 signature of a message (64 bytes)."""


def short_head(head: Head) -> str:
    """Return a head as it is printed: sequence and the first 16 hexadecimal digits in fours."""
    digits = head.hash.hex()[:16]
    return f"{head.seq} · " + " ".join(digits[i : i + 4] for i in range(0, 16, 4))
