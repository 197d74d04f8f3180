from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

from app.base.frames import frame
from app.vault.hashing import DIGEST_BYTES, digest_of, new_salt, same, sha256, sha256_of_file


def test_digest_is_hmac_over_framed_parts() -> None:
    salt = b"s" * 32
    expected = hmac.new(salt, frame(b"header", b"body"), hashlib.sha256).digest()
    assert digest_of(salt, b"header", b"body") == expected


def test_moving_a_byte_between_parts_changes_the_digest() -> None:
    salt = new_salt()
    assert digest_of(salt, b"ab", b"c") != digest_of(salt, b"a", b"bc")


def test_a_file_has_the_digest_of_its_bytes(tmp_path: Path) -> None:
    data = bytes(range(256)) * 8192
    (tmp_path / "file").write_bytes(data)
    assert sha256_of_file(tmp_path / "file") == sha256(data) == hashlib.sha256(data).digest()


def test_salts_are_long_and_never_alike() -> None:
    salts = {new_salt() for _ in range(100)}
    assert len(salts) == 100
    assert {len(salt) for salt in salts} == {DIGEST_BYTES}


def test_digests_are_compared_whole() -> None:
    assert same(sha256(b"a"), sha256(b"a"))
    assert not same(sha256(b"a"), sha256(b"a")[:-1])
