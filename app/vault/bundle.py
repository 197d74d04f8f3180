"""Lock a person's private keys under their passphrase, each bundle bound to its place."""

from __future__ import annotations

from typing import Annotated

import msgspec

from app.base.decoding import work_out
from app.base.errors import VaultError
from app.base.frames import frame, number
from app.base.ids import PersonId, SchoolId
from app.vault.locks import Bytes32, Lock, LockBroken, lock, new_key, unlock
from app.vault.passphrase import Cost, derive
from app.vault.seal import PRIVATE_BYTES, PUBLIC_BYTES, BoxKey
from app.vault.signing import Signer

_SIGN_IN = b"sign-in"
_ATTEST = b"attest"

KdfSalt = Annotated[bytes, msgspec.Meta(min_length=16, max_length=16)]
BoxPrivate = Annotated[bytes, msgspec.Meta(min_length=PRIVATE_BYTES, max_length=PRIVATE_BYTES)]
BoxPublic = Annotated[bytes, msgspec.Meta(min_length=PUBLIC_BYTES, max_length=PUBLIC_BYTES)]


class WrongPassphrase(VaultError):
    """This passphrase does not open this person's keys."""


class PublicKeys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold the public halves of a person's keys."""

    session: Bytes32
    attest: Bytes32
    box: BoxPublic


class Secrets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold what opens at sign-in; `school_public` pins the school's signing key."""

    session: Bytes32
    box: BoxPrivate
    draft_key: Bytes32
    head_key: Bytes32
    school_public: Bytes32


class PersonKeys:
    """Hold all the keys of a person at the moment they are made."""

    def __init__(self) -> None:
        self.session = Signer.new()
        self.attest = Signer.new()
        self.box = BoxKey.new()
        self.draft_key = new_key()
        self.head_key = new_key()
        self.public = PublicKeys(
            session=self.session.public, attest=self.attest.public, box=self.box.public
        )

    def secrets(self, school_public: bytes) -> Secrets:
        """Return what opens at sign-in."""
        return Secrets(
            session=self.session.seed(),
            box=self.box.private(),
            draft_key=self.draft_key,
            head_key=self.head_key,
            school_public=school_public,
        )


class BundlePlace(msgspec.Struct, frozen=True):
    """Say whose bundle it is and how its key is derived; every part is authenticated."""

    school: SchoolId
    person: PersonId
    test_school: bool
    salt: bytes
    cost: Cost

    def root(self, passphrase: str) -> bytes:
        """Derive the root secret: slow, pure; CostRefused before anything is run."""
        self.cost.check(test_school=self.test_school)
        return derive(passphrase, self.salt, self.cost)

    def bound_to(self, purpose: bytes) -> bytes:
        """Return what the encryption of one bundle authenticates."""
        return frame(
            b"rowan/bundle/1",
            purpose,
            self.school.encode(),
            self.person.encode(),
            number(int(self.test_school)),
            self.salt,
            number(self.cost.memory_kib),
            number(self.cost.passes),
            number(self.cost.lanes),
        )


class Bundles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a person's two locked bundles: what sign-in opens, and the attest key."""

    sign_in: Lock
    attest: Lock


def lock_bundles(place: BundlePlace, passphrase: str, opened: Secrets, attest: Signer) -> Bundles:
    """Lock both bundles under a passphrase; slow, pure."""
    root = place.root(passphrase)
    content = msgspec.msgpack.encode(opened)
    return Bundles(
        sign_in=lock(root, _SIGN_IN, content, place.bound_to(_SIGN_IN)),
        attest=lock(root, _ATTEST, attest.seed(), place.bound_to(_ATTEST)),
    )


def open_secrets(place: BundlePlace, passphrase: str, bundles: Bundles) -> Secrets:
    """Open what sign-in opens; slow, pure (WrongPassphrase, CostRefused)."""
    content = _open(place, place.root(passphrase), bundles.sign_in, _SIGN_IN)
    return msgspec.msgpack.decode(content, type=Secrets)


def open_attest(place: BundlePlace, passphrase: str, bundles: Bundles) -> Signer:
    """Open the attest key for one signing; slow, pure (WrongPassphrase, CostRefused)."""
    return Signer(_open(place, place.root(passphrase), bundles.attest, _ATTEST))


def open_both(place: BundlePlace, passphrase: str, bundles: Bundles) -> tuple[Secrets, Signer]:
    """Open both bundles by one derivation, to lock them anew (WrongPassphrase, CostRefused)."""
    root = place.root(passphrase)
    content = _open(place, root, bundles.sign_in, _SIGN_IN)
    seed = _open(place, root, bundles.attest, _ATTEST)
    return msgspec.msgpack.decode(content, type=Secrets), Signer(seed)


def _open(place: BundlePlace, root: bytes, locked: Lock, purpose: bytes) -> bytes:
    try:
        return unlock(root, purpose, locked, place.bound_to(purpose))
    except LockBroken as error:
        raise WrongPassphrase from error


work_out(Secrets)
