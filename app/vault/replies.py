"""Seal replies to a person's box key, each signed by whoever replies, and keep them by person."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from app.base.decoding import work_out
from app.base.frames import frame
from app.base.ids import PersonId, SchoolId
from app.vault.faults import StorageFailed, VaultDamaged, sorting_os
from app.vault.files import read_small, write_atomic
from app.vault.folder import SchoolFolder
from app.vault.hashing import sha256
from app.vault.keyring import Keyring
from app.vault.seal import SealBroken, seal
from app.vault.signing import Signer

MAGIC = b"rowan/r\n"
LIMIT = 1 << 20

_NAME = re.compile(r"([0-9a-f]{32})\.reply")
_ID_CHARS = 32

Id = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
Signature = Annotated[bytes, msgspec.Meta(min_length=64, max_length=64)]


class SignedReply(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a reply's content as signed, and by which certificate's session key."""

    format: Literal[1]
    certificate: Id
    content: bytes
    signature: Signature

    def message(self, school: str, to: str, file: str) -> bytes:
        """Return what was signed."""
        return _message(school, to, file, self.content)


class ReplyOpened(msgspec.Struct, frozen=True):
    """Hold a reply that was opened, its file's id and its path."""

    file: str
    path: Path
    reply: SignedReply


def reply_id(*parts: str) -> str:
    """Return the id of the reply about a record: the same reply sent twice lies in one file."""
    return sha256(frame(b"rowan/reply-id", *(part.encode() for part in parts)))[:16].hex()


def seal_reply(  # noqa: PLR0913 - from whom, to whom, what
    folder: SchoolFolder,
    school: SchoolId,
    *,
    to: PersonId,
    box: bytes,
    file: str,
    certificate: str,
    signer: Signer,
    content: bytes,
) -> None:
    """Seal a signed reply to a box key from a verified certificate, durably.

    SealBroken when the key can be none, and the leaves of StorageFailed.
    """
    signed = SignedReply(
        format=1,
        certificate=certificate,
        content=content,
        signature=signer.sign(_message(school, to, file, content)),
    )
    start = MAGIC + to.encode()
    sealed = seal(box, msgspec.msgpack.encode(signed), _info(start, school, file))
    write_atomic(_folder_of(folder, to) / f"{file}.reply", start + sealed)


def has_reply(folder: SchoolFolder, to: PersonId, file: str) -> bool:
    """Say whether a reply lies there, without any key."""
    return (folder.replies / to / f"{file}.reply").exists()


def replies_to(folder: SchoolFolder, keyring: Keyring) -> list[ReplyOpened]:
    """Return the replies to a signed-in person that open; others are passed over."""
    place = folder.replies / keyring.person
    if not place.is_dir():
        return []
    with sorting_os(place):
        paths = sorted(path for path in place.iterdir() if _NAME.fullmatch(path.name))
    opened = [_opened(path, keyring) for path in paths]
    return [one for one in opened if one is not None]


def remove_reply(path: Path) -> None:
    """Remove a reply that was read long enough ago."""
    with sorting_os(path):
        path.unlink(missing_ok=True)


def _opened(path: Path, keyring: Keyring) -> ReplyOpened | None:
    start = MAGIC + keyring.person.encode()
    try:
        data = read_small(path, LIMIT)
        if not data.startswith(start):
            return None
        content = keyring.open_box(data[len(start) :], _info(start, keyring.school, path.stem))
        reply = msgspec.msgpack.decode(content, type=SignedReply)
    except (StorageFailed, VaultDamaged, SealBroken, msgspec.MsgspecError):
        return None
    return ReplyOpened(file=path.stem, path=path, reply=reply)


def _folder_of(folder: SchoolFolder, person: PersonId) -> Path:
    place = folder.replies / person
    make_inside(folder, place)
    return place


def make_inside(folder: SchoolFolder, place: Path) -> None:
    """Make a folder inside the school's, with the school's rights, where it is missing."""
    with sorting_os(place):
        rights = folder.path.stat().st_mode & 0o7777
        for one in (place.parent, place):
            if not one.exists():
                one.mkdir(exist_ok=True)
                one.chmod(rights)


def _info(start: bytes, school: str, file: str) -> bytes:
    return frame(b"rowan/reply/1", start, school.encode(), file.encode())


def _message(school: str, to: str, file: str, content: bytes) -> bytes:
    parts = (school, to, file)
    return frame(b"rowan/reply-signature/1", *(part.encode() for part in parts), content)


work_out(SignedReply)
