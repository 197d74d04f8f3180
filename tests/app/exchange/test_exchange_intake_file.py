"""The public intake file is as app/vault/README.md says; an altered one is refused."""

from __future__ import annotations

import base64
import json
from random import Random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from app.base.clock import Stamp
from app.exchange.intake_file import (
    IntakeFileRefused,
    Leading,
    PublicIntake,
    Telephone,
    decode,
    encode,
)
from app.vault.seal import BoxKey
from app.vault.signing import Signer

SCHOOL = Signer.new()


def told() -> PublicIntake:
    return PublicIntake(
        format=1,
        school="5" * 32,
        name="Hilltop",
        test_school=True,
        school_public=SCHOOL.public,
        version=2,
        public=BoxKey.new().public,
        made=Stamp(5),
        leaders=(Leading(name="Ruth Ellery", role="DSL"),),
        numbers={"lado": Telephone(name="LADO", number="01632 960 000")},
    )


def test_it_is_as_written_down() -> None:
    envelope = json.loads(encode(told(), SCHOOL))
    assert envelope.keys() == {"intake", "signature"}
    content = base64.b64decode(envelope["intake"])
    parts = (b"rowan/intake/1", content)
    message = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    Ed25519PublicKey.from_public_bytes(SCHOOL.public).verify(
        base64.b64decode(envelope["signature"]), message
    )
    plain = json.loads(content)
    assert (plain["format"], plain["version"], plain["name"]) == (1, 2, "Hilltop")


def test_it_holds_no_secret_and_is_read_back() -> None:
    one = told()
    assert decode(encode(one, SCHOOL)) == one
    assert one.same_as(decode(encode(one, SCHOOL)))


def test_an_altered_one_is_refused() -> None:
    whole, random = encode(told(), SCHOOL), Random("intake file")
    for _each in range(300):
        at, bit = random.randrange(len(whole)), 1 << random.randrange(8)
        altered = bytes([*whole[:at], whole[at] ^ bit, *whole[at + 1 :]])
        try:
            read = decode(altered)
        except IntakeFileRefused:
            continue
        assert read == decode(whole)  # a bit of the padding that base64 does not use
    decode(whole)


def test_another_schools_is_refused_where_the_key_is_known() -> None:
    with pytest.raises(IntakeFileRefused, match="another school"):
        decode(encode(told(), SCHOOL), school_public=Signer.new().public)
    with pytest.raises(IntakeFileRefused, match="signature"):
        decode(encode(told(), Signer.new()))
