"""Write and read a school's public intake file: what is needed to leave a sealed note, no more.

Format 1, in app/vault/README.md: the public intake key, the school's lists and numbers and whom to
tell, signed by the school's key. It holds no secret; its fingerprint is compared by people.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from app.base.clock import Stamp
from app.base.decoding import work_out
from app.base.errors import VaultError
from app.base.frames import frame
from app.records.fields import SHORT_LENGTH
from app.records.lists import Option
from app.vault.bundle import BoxPublic
from app.vault.keyfile import Count, Id, IntakeKey, Shown
from app.vault.locks import Bytes32
from app.vault.signing import Signer, fingerprint, verify

ENDING = ".intake"
LIMIT = 4 << 20
_SIGNED = b"rowan/intake/1"

Text = Annotated[str, msgspec.Meta(max_length=SHORT_LENGTH)]
Signature = Annotated[bytes, msgspec.Meta(min_length=64, max_length=64)]


class IntakeFileRefused(VaultError):
    """This is no public intake file, or it was altered."""

    def __init__(self, detail: str) -> None:
        """Keep what is wrong."""
        super().__init__(detail)
        self.detail = detail


class Telephone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold whom to call and the number."""

    name: Text = ""
    number: Text = ""


class Leading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Name somebody to be told in person: the DSL or a deputy."""

    name: Shown
    role: Text = ""
    phone: Text = ""


class PublicIntake(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold what a school tells whoever may leave a note."""

    format: Literal[1]
    school: Id
    name: Shown
    test_school: bool
    school_public: Bytes32
    version: Count
    public: BoxPublic
    made: Stamp
    leaders: tuple[Leading, ...] = ()
    numbers: dict[str, Telephone] = {}
    lists: dict[str, tuple[Option, ...]] = {}

    def intake(self) -> IntakeKey:
        """Return the key that notes are sealed to."""
        return IntakeKey(version=self.version, public=self.public)

    def fingerprint(self) -> str:
        """Return the fingerprint of the school's key, as every page bears it."""
        return fingerprint(self.school_public)

    def same_as(self, other: PublicIntake) -> bool:
        """Say whether two files tell the same, whenever they were made."""
        return self == msgspec.structs.replace(other, made=self.made)


class _Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    intake: bytes
    signature: Signature


def encode(told: PublicIntake, signer: Signer) -> bytes:
    """Return the file's bytes, signed by the school's key."""
    content = msgspec.json.encode(told)
    signature = signer.sign(frame(_SIGNED, content))
    return msgspec.json.encode(_Envelope(intake=content, signature=signature))


def decode(data: bytes, *, school_public: bytes | None = None) -> PublicIntake:
    """Read a file strictly (IntakeFileRefused); the school's key is compared where it is known."""
    try:
        envelope = msgspec.json.decode(data, type=_Envelope)
        told = msgspec.json.decode(envelope.intake, type=PublicIntake)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise IntakeFileRefused("content") from error
    if not verify(told.school_public, envelope.signature, frame(_SIGNED, envelope.intake)):
        raise IntakeFileRefused("signature")
    if school_public is not None and told.school_public != school_public:
        raise IntakeFileRefused("another school")
    return told


work_out(_Envelope, PublicIntake)
