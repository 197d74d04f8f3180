"""Hand keys to named holders: sealed to their box key, signed by whoever gives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

import msgspec

from app.base.frames import frame, number
from app.base.ids import SchoolId
from app.vault.hashing import sha256
from app.vault.locks import KEY_BYTES, Bytes32
from app.vault.seal import PRIVATE_BYTES, BoxKey, SealBroken, seal
from app.vault.signing import SEED_BYTES, Signer, verify

Purpose = Literal["vault", "intake", "school"]
_LENGTHS: Mapping[Purpose, int] = {
    "vault": KEY_BYTES,
    "intake": PRIVATE_BYTES,
    "school": SEED_BYTES,
}
Signature = Annotated[bytes, msgspec.Meta(min_length=64, max_length=64)]


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say which key a grant carries.

    Purpose "vault": a vault's key; "intake": the private half of the intake key (`vault` is
    where notes go); "school": the seed of the school's signing key. Versions count from 1.
    """

    purpose: Purpose
    vault: str
    version: int


class Grant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold one key sealed to one holder: a person's id, or `sheet:` and a number."""

    given: Given
    holder: str
    sealed: bytes
    giver: str
    giver_key: Bytes32
    signature: Signature


class Recipient(msgspec.Struct, frozen=True):
    """Name who receives a grant; the box key comes from a verified certificate."""

    holder: str
    box: bytes


class Giver(msgspec.Struct, frozen=True):
    """Name who gives: their id and the signing key of their session."""

    school: SchoolId
    person: str
    signer: Signer

    def give(self, given: Given, secret: bytes, to: Recipient) -> Grant:
        """Seal a key to a recipient and sign that (SealBroken when the box key is none)."""
        if len(secret) != _LENGTHS[given.purpose]:
            message = f"a key for {given.purpose} has {_LENGTHS[given.purpose]} bytes"
            raise ValueError(message)
        sealed = seal(to.box, secret, _info(self.school, given, to.holder))
        message_bytes = _signed(self.school, given, to, sealed, self.person)
        return Grant(
            given=given,
            holder=to.holder,
            sealed=sealed,
            giver=self.person,
            giver_key=self.signer.public,
            signature=self.signer.sign(message_bytes),
        )


class Opened(msgspec.Struct, frozen=True):
    """Hold what a holder's grants gave, and those that were refused."""

    vaults: dict[tuple[str, int], bytes]
    intake: dict[int, BoxKey]
    school: Signer | None
    refused: tuple[Given, ...]


def open_grant(grant: Grant, school: SchoolId, box: BoxKey) -> bytes:
    """Return the key of a grant after checking its signature (SealBroken).

    The signature is checked under `grant.giver_key`: whether that key is the giver's is asked of
    the key file at once and of the certificates as soon as they can be read.
    """
    to = Recipient(holder=grant.holder, box=box.public)
    message = _signed(school, grant.given, to, grant.sealed, grant.giver)
    if not verify(grant.giver_key, grant.signature, message):
        raise SealBroken
    secret = box.open(grant.sealed, _info(school, grant.given, grant.holder))
    if len(secret) != _LENGTHS[grant.given.purpose]:
        raise SealBroken
    return secret


def vouches(grant: Grant, school: str, box: bytes) -> bool:
    """Say whether a grant's signature is about this box key, under the key it names itself."""
    to = Recipient(holder=grant.holder, box=box)
    message = _signed(SchoolId(school), grant.given, to, grant.sealed, grant.giver)
    return verify(grant.giver_key, grant.signature, message)


def open_grants(
    grants: Iterable[Grant],
    *,
    school: SchoolId,
    holder: str,
    box: BoxKey,
    known: frozenset[tuple[str, bytes]],
) -> Opened:
    """Open a holder's grants; `known` holds every person with every signing key they had.

    A grant that is not theirs, not by a known giver, or broken is refused and named.
    """
    opened = Opened(vaults={}, intake={}, school=None, refused=())
    refused: list[Given] = []
    signer: Signer | None = None
    for grant in grants:
        given = grant.given
        theirs = grant.holder == holder and (grant.giver, grant.giver_key) in known
        secret = _opened(grant, school, box) if theirs else None
        if secret is None:
            refused.append(given)
        elif given.purpose == "vault":
            opened.vaults[given.vault, given.version] = secret
        elif given.purpose == "intake":
            opened.intake[given.version] = BoxKey(secret)
        else:
            signer = Signer(secret)
    return msgspec.structs.replace(opened, school=signer, refused=tuple(refused))


def _opened(grant: Grant, school: SchoolId, box: BoxKey) -> bytes | None:
    try:
        return open_grant(grant, school, box)
    except SealBroken:
        return None


def _info(school: SchoolId, given: Given, holder: str) -> bytes:
    return frame(
        b"rowan/grant/1",
        school.encode(),
        given.purpose.encode(),
        given.vault.encode(),
        number(given.version),
        holder.encode(),
    )


def _signed(school: SchoolId, given: Given, to: Recipient, sealed: bytes, giver: str) -> bytes:
    info = _info(school, given, to.holder)
    return frame(b"rowan/grant-signature/1", info, sha256(to.box), sealed, giver.encode())
