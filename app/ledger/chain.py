"""Compose the bytes that are hashed and signed, exactly as README.md beside this file says."""

from __future__ import annotations

from collections.abc import Sequence

from app.base.clock import Stamp
from app.base.frames import frame, number
from app.vault.hashing import digest_of, sha256

HASH_BYTES = 32
NOTHING = bytes(HASH_BYTES)

_ACT = b"rowan/act/1"
_RECORD = b"rowan/record/1"
_ENTRY = b"rowan/entry/1"
_LOG = b"rowan/log/1"
_LOG_DETAIL = b"rowan/log-detail/1"
_LOG_SIGNATURE = b"rowan/log-signature/1"


def record_digest(salt: bytes, header: bytes, body: bytes) -> bytes:
    """Return HMAC-SHA256 under the salt over header and body (32 bytes)."""
    return digest_of(salt, _RECORD, header, body)


def act_bytes(  # noqa: PLR0913 - what is signed is named part by part
    *,
    school: str,
    vault: str,
    act: str,
    strength: str,
    certificate: str,
    digests: Sequence[bytes],
    first_seq: int,
    previous: bytes,
    at: Stamp,
) -> bytes:
    """Return what the author of an act signs."""
    return frame(
        _ACT,
        school.encode(),
        vault.encode(),
        act.encode(),
        strength.encode(),
        certificate.encode(),
        frame(*digests),
        number(first_seq),
        previous,
        number(at.utc_us),
        number(at.offset_min),
    )


def unplaced_act_bytes(
    *,
    school: str,
    vault: str,
    act: str,
    strength: str,
    certificate: str,
    digests: Sequence[bytes],
) -> bytes:
    """Return what the author of a sealed note signs: an act without its place in the chain."""
    parts = (school, vault, act, strength, certificate)
    return frame(_ACT, *(part.encode() for part in parts), frame(*digests))


def entry_hash(  # noqa: PLR0913 - what is chained is named part by part
    *,
    previous: bytes,
    seq: int,
    act: str,
    digest: bytes,
    kind: str,
    version: int,
    at: Stamp,
    happened_on: str | None,
    due_on: str | None,
) -> bytes:
    """Return the link of the chain for one entry: digest, kind, dates and place."""
    return sha256(
        frame(
            _ENTRY,
            previous,
            number(seq),
            act.encode(),
            digest,
            kind.encode(),
            number(version),
            number(at.utc_us),
            number(at.offset_min),
            (happened_on or "").encode(),
            (due_on or "").encode(),
        )
    )


def log_digest(salt: bytes, detail: bytes) -> bytes:
    """Return HMAC-SHA256 under the salt over a log line's detail (32 bytes)."""
    return digest_of(salt, _LOG_DETAIL, detail)


def log_hash(*, previous: bytes, seq: int, what: str, at: Stamp, digest: bytes) -> bytes:
    """Return the link of the access log's chain for one line."""
    return sha256(
        frame(
            _LOG,
            previous,
            number(seq),
            what.encode(),
            number(at.utc_us),
            number(at.offset_min),
            digest,
        )
    )


def log_signature_bytes(
    *, school: str, vault: str, certificate: str, seq: int, head: bytes, late: bool
) -> bytes:
    """Return what a person signs over the access log up to a line."""
    return frame(
        _LOG_SIGNATURE,
        school.encode(),
        vault.encode(),
        certificate.encode(),
        number(seq),
        head,
        number(int(late)),
    )
