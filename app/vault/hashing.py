"""Digest bytes: the only place, with `signing`, where others get their cryptography from."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from pathlib import Path

from app.base.frames import frame

SALT_BYTES = 32
DIGEST_BYTES = 32
_PIECE = 1 << 20


def sha256(data: bytes) -> bytes:
    """Return the SHA-256 of some bytes: 32 bytes."""
    return hashlib.sha256(data).digest()


def sha256_of_file(path: Path) -> bytes:
    """Return the SHA-256 of a file's content without holding it in memory (OSError)."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.digest()


def digest_of(salt: bytes, *parts: bytes) -> bytes:
    """Return HMAC-SHA256 under a salt of the parts, each preceded by its length."""
    return hmac.digest(salt, frame(*parts), "sha256")


def new_salt() -> bytes:
    """Return 32 random bytes, so that a short text cannot be guessed from its digest."""
    return secrets.token_bytes(SALT_BYTES)


def same(one: bytes, other: bytes) -> bool:
    """Compare two digests in a time that does not depend on where they differ."""
    return hmac.compare_digest(one, other)
