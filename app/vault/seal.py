"""Seal small secrets to a holder's box key: HPKE with ML-KEM-768 and X25519 (KEM 0x647A)."""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from app.base.errors import VaultError

_LATTICE_SEED, _CURVE_SECRET = 64, 32
_LATTICE_PUBLIC, _CURVE_PUBLIC = 1184, 32
PRIVATE_BYTES = _LATTICE_SEED + _CURVE_SECRET
PUBLIC_BYTES = _LATTICE_PUBLIC + _CURVE_PUBLIC
#: What sealing adds: the encapsulated key and the tag.
OVERHEAD_BYTES = 1120 + 16

_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class SealBroken(VaultError):
    """Something sealed was altered, moved, or meant for another key."""


class BoxKey:
    """Hold the private half of a box key."""

    def __init__(self, private: bytes) -> None:
        """Take 96 bytes: the ML-KEM-768 seed (64), then the X25519 secret (32)."""
        if len(private) != PRIVATE_BYTES:
            message = f"a box key has {PRIVATE_BYTES} bytes"
            raise ValueError(message)
        lattice = MLKEM768PrivateKey.from_seed_bytes(private[:_LATTICE_SEED])
        curve = X25519PrivateKey.from_private_bytes(private[_LATTICE_SEED:])
        self._bytes = private
        self._key = MLKEM768X25519PrivateKey(lattice, curve)
        #: 1216 bytes: the ML-KEM-768 public key (1184), then the X25519 public key (32).
        self.public = (
            lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
        )

    @classmethod
    def new(cls) -> BoxKey:
        """Make a new box key."""
        lattice = MLKEM768PrivateKey.generate().private_bytes_raw()
        return cls(lattice + X25519PrivateKey.generate().private_bytes_raw())

    def private(self) -> bytes:
        """Return the 96 bytes, to be wrapped."""
        return self._bytes

    def open(self, sealed: bytes, info: bytes) -> bytes:
        """Return what was sealed to this key under the same `info` (SealBroken)."""
        try:
            return _SUITE.decrypt(sealed, self._key, info)
        except (InvalidTag, ValueError) as error:
            raise SealBroken from error


def seal(public: bytes, content: bytes, info: bytes) -> bytes:
    """Seal content so that only the holder of the key opens it, and only under this `info`.

    `public` has 1216 bytes; a key that cannot be one is SealBroken.
    """
    if len(public) != PUBLIC_BYTES:
        raise SealBroken
    try:
        key = MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(public[:_LATTICE_PUBLIC]),
            X25519PublicKey.from_public_bytes(public[_LATTICE_PUBLIC:]),
        )
        return _SUITE.encrypt(content, key, info)
    except ValueError as error:
        raise SealBroken from error
