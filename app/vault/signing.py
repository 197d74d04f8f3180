"""Sign and check with Ed25519."""

from __future__ import annotations

from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from app.base.frames import frame
from app.vault.hashing import sha256

PUBLIC_BYTES = 32
SEED_BYTES = 32
SIGNATURE_BYTES = 64
_FINGERPRINT_BYTES = 20
_GROUP = 4


class Signer:
    """Hold one private signing key."""

    def __init__(self, seed: bytes) -> None:
        """Take the key from its seed of 32 bytes (ValueError otherwise)."""
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._private.public_key().public_bytes_raw()

    @classmethod
    def new(cls) -> Signer:
        """Make a new key from the system's random numbers."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    def seed(self) -> bytes:
        """Return the seed, to be wrapped: 32 bytes."""
        return self._private.private_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Return the signature of a message: 64 bytes."""
        return self._private.sign(message)


@lru_cache(maxsize=256)
def _public_key(public: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(public)


def verify(public: bytes, signature: bytes, message: bytes) -> bool:
    """Say whether the signature is this key's for this message; strange keys and sizes are no."""
    if len(public) != PUBLIC_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    try:
        _public_key(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def fingerprint(public: bytes) -> str:
    """Return what people compare: 160 bits of SHA-256 in ten groups of four characters."""
    text = sha256(frame(b"rowan/fingerprint/1", public))[:_FINGERPRINT_BYTES].hex()
    return " ".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))
