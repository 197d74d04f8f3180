"""Say what a sealed note holds: a record as its author wrote it, and who that was.

Format 1, in app/vault/README.md. Header and body are the bytes that were written; they enter the
ledger unchanged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from app.base.decoding import work_out
from app.base.errors import VaultError
from app.base.frames import frame
from app.base.ids import ID_BYTES, is_id, new_id
from app.ledger.chain import record_digest, unplaced_act_bytes
from app.ledger.values import AsWritten, Signer
from app.records.fields import SHORT_LENGTH
from app.records.header import Header
from app.records.kinds import of_version
from app.records.record import Record, Strength
from app.rules.access import MAY_SEND, UNSIGNED_NOTES
from app.rules.intake import Origin
from app.vault.hashing import new_salt, sha256
from app.vault.keyring import CHILDREN_VAULT

Bytes32 = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
Signature = Annotated[bytes, msgspec.Meta(min_length=64, max_length=64)]
Id = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
Text = Annotated[str, msgspec.Meta(max_length=SHORT_LENGTH)]

MOST_CHILDREN = 1_000
"""No form names so many; matching more with the roll would stop the tray."""

#: The links a note's record may bear: what would move another record is for key holders.
_LINKS: Mapping[str, frozenset[str]] = {"reconsideration": frozenset({"reconsiders"})}


class NoteUnreadable(VaultError):
    """A note is sealed as it should be, but what it says is none that Rowan writes."""

    def __init__(self, detail: str) -> None:
        """Keep what is wrong, for the log and tests; nothing of the note itself."""
        super().__init__(detail)
        self.detail = detail


class TypedAuthor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="typed"):
    """Name an author who typed who they are and signed nothing."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=SHORT_LENGTH)]
    role: Text = ""
    contact: Text = ""


class SignedAuthor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="signed"):
    """Hold an author's signature over an act without place, and under which certificate."""

    certificate: Id
    act: Id
    strength: Literal["session", "attest"]
    signature: Signature


class SealedNote(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold what a note says: header and body as written, their digest's salt, and the author."""

    format: Literal[1]
    origin: Literal["office", "classroom"]
    salt: Bytes32
    header: bytes
    body: bytes
    author: TypedAuthor | SignedAuthor

    def digest(self) -> bytes:
        """Return the digest of the record (32 bytes)."""
        return record_digest(self.salt, self.header, self.body)

    def as_written(self) -> AsWritten:
        """Return the bytes as they enter the ledger."""
        return AsWritten(salt=self.salt, header=self.header, body=self.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenNote:
    """Hold a note with its record decoded."""

    note: SealedNote
    header: Header
    record: Record


def typed_note(header: Header, record: Record, author: TypedAuthor, origin: Origin) -> SealedNote:
    """Return the note of somebody who is not signed in."""
    return SealedNote(
        format=1,
        origin=origin,
        salt=new_salt(),
        header=msgspec.json.encode(header),
        body=msgspec.json.encode(record),
        author=author,
    )


def signed_note(header: Header, record: Record, signer: Signer, school: str) -> SealedNote:
    """Return the note of a person with an account, signed as an act without place."""
    blank = typed_note(header, record, TypedAuthor(name=header.author.name), "office")
    act = new_id()
    message = message_of(blank, school, act, signer.certificate, signer.strength)
    author = SignedAuthor(
        certificate=signer.certificate,
        act=act,
        strength=signer.strength,
        signature=signer.sign(message),
    )
    return msgspec.structs.replace(blank, author=author)


def message_of(
    note: SealedNote, school: str, act: str, certificate: str, strength: Strength
) -> bytes:
    """Return what the author of a note signs."""
    return unplaced_act_bytes(
        school=school,
        vault=CHILDREN_VAULT,
        act=act,
        strength=strength,
        certificate=certificate,
        digests=[note.digest()],
    )


def unnamed(written: WrittenNote) -> WrittenNote:
    """Return a note of a doubtful author with its children known by words alone.

    Only who may see the roll names a child by its number; anybody can claim to.
    """
    header, body = written.header, written.note.body
    children = []
    for child in header.children:
        key = child.key
        if child.child:
            key = sha256(frame(header.id.encode(), child.child.encode()))[:ID_BYTES].hex()
            body = body.replace(child.child.encode(), key.encode())
        children.append(msgspec.structs.replace(child, child=None, key=key))
    return WrittenNote(
        note=msgspec.structs.replace(written.note, body=body),
        header=msgspec.structs.replace(header, children=tuple(children)),
        record=msgspec.json.decode(body, type=type(written.record)),
    )


def encode(note: SealedNote) -> bytes:
    """Return the note's content, to be sealed."""
    return msgspec.msgpack.encode(note)


def decode(content: bytes) -> WrittenNote:
    """Read a note's content strictly (NoteUnreadable)."""
    try:
        note = msgspec.msgpack.decode(content, type=SealedNote)
        header = msgspec.json.decode(note.header, type=Header)
        cls = of_version(header.kind, header.version)
        if cls is None:
            raise NoteUnreadable("kind")
        record = msgspec.json.decode(note.body, type=cls)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise NoteUnreadable(type(error).__name__) from error
    written = WrittenNote(note=note, header=header, record=record)
    problem = _problem(written)
    if problem:
        raise NoteUnreadable(problem)
    return written


def _problem(written: WrittenNote) -> str:
    """Return why a record may not come by note, or nothing."""
    header, note = written.header, written.note
    signed = isinstance(note.author, SignedAuthor)
    allowed = frozenset(MAY_SEND) if signed else UNSIGNED_NOTES
    links = {link.why for link in header.links}
    wrong = {
        "kind": header.kind not in allowed,
        "id": not is_id(header.id) or header.root != header.id,
        "links": not links <= _LINKS.get(header.kind, frozenset()),
        "children": not _children_stand(header, signed=signed),
        "author": signed is (header.author.id is None),
    }
    if isinstance(note.author, TypedAuthor):
        wrong["author"] |= (header.author.name, header.author.role) != (
            note.author.name,
            note.author.role,
        )
    return next((what for what, is_wrong in wrong.items() if is_wrong), "")


def _children_stand(header: Header, *, signed: bool) -> bool:
    """Say whether each child is told from the others, and by whom the roll may be named."""
    refs = [child.ref() for child in header.children]
    if len(refs) > MOST_CHILDREN:
        return False
    if len(set(refs)) != len(refs) or (header.kind == "concern" and not refs):
        return False
    return all(is_id(child.ref()) and (signed or child.child is None) for child in header.children)


work_out(SealedNote)
