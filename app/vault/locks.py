"""Encrypt with AES-256-GCM, always bound to what the content belongs to."""

from __future__ import annotations

import secrets
from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.base.errors import VaultError
from app.base.frames import frame

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
SALT_BYTES = 32

Bytes32 = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]


class LockBroken(VaultError):
    """Something encrypted was altered or moved, or this is not its key."""


class Lock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold content encrypted under a key of its own: the key's salt, and nonce ‖ text ‖ tag."""

    salt: Bytes32
    content: bytes


def new_key() -> bytes:
    """Return a random key of 32 bytes."""
    return secrets.token_bytes(KEY_BYTES)


def encrypt(key: bytes, content: bytes, bound_to: bytes) -> bytes:
    """Return nonce (12 bytes) ‖ encrypted content ‖ tag (16 bytes), authenticating `bound_to`."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, bound_to)


def decrypt(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """Return the content, or LockBroken when a bit of it or of `bound_to` differs."""
    if len(sealed) < NONCE_BYTES + TAG_BYTES:
        raise LockBroken
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to)
    except InvalidTag as error:
        raise LockBroken from error


def lock(root: bytes, purpose: bytes, content: bytes, bound_to: bytes) -> Lock:
    """Encrypt under a key that HKDF-SHA256 makes of a root secret for one purpose and salt."""
    salt = secrets.token_bytes(SALT_BYTES)
    return Lock(salt=salt, content=encrypt(_key(root, salt, purpose), content, bound_to))


def unlock(root: bytes, purpose: bytes, locked: Lock, bound_to: bytes) -> bytes:
    """Return what was locked for this purpose (LockBroken)."""
    return decrypt(_key(root, locked.salt, purpose), locked.content, bound_to)


def _key(root: bytes, salt: bytes, purpose: bytes) -> bytes:
    info = frame(b"rowan/kek/1", purpose)
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(root)
