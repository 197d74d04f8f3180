"""Join parts so that no two lists of parts give the same bytes."""

from __future__ import annotations

LENGTH_BYTES = 8


def frame(*parts: bytes) -> bytes:
    """Return the parts, each preceded by its length as 8 bytes, big-endian."""
    return b"".join(len(part).to_bytes(LENGTH_BYTES, "big") + part for part in parts)


def number(value: int) -> bytes:
    """Return a whole number as 8 bytes, big-endian, signed."""
    return value.to_bytes(LENGTH_BYTES, "big", signed=True)
