"""A sealed note holds what app/vault/README.md says, and anything else is refused."""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from app.base.clock import Stamp
from app.base.ids import new_id
from app.exchange.notes import (
    NoteUnreadable,
    TypedAuthor,
    decode,
    encode,
    signed_note,
    typed_note,
)
from app.ledger.chain import act_bytes
from app.records.check import check
from app.records.concern import Concern
from app.records.fields import PersonAs
from app.records.header import ChildAs, Header, Link
from app.records.record import Strength
from tests.support.notes import a_typed_child, answers

SCHOOL = "5" * 32
TYPED = TypedAuthor(name="Hamza Lindqvist", role="Midday supervisor", contact="Room 3")


class Pen:
    """Sign as a colleague with an account does."""

    certificate = "c" * 32
    strength: Strength = "attest"

    def __init__(self) -> None:
        self.key = Ed25519PrivateKey.generate()

    def sign(self, message: bytes) -> bytes:
        return self.key.sign(message)


def a_header(author: PersonAs, *children: ChildAs, **parts: Any) -> Header:
    record = new_id()
    known: dict[str, Any] = {
        "id": record,
        "kind": "concern",
        "version": Concern.kind.version,
        "author": author,
        "written": Stamp(1),
        "root": record,
        "children": children or (a_typed_child(),),
    }
    return Header(**{**known, **parts})


def a_record() -> Concern:
    return check(Concern, answers())


def unsigned(**parts: Any) -> bytes:
    header = a_header(PersonAs(name=TYPED.name, role=TYPED.role), **parts)
    return encode(typed_note(header, a_record(), TYPED, "office"))


def framed(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)


def test_a_typed_note_is_as_written_down() -> None:
    plain = msgspec.msgpack.decode(unsigned())
    assert plain.keys() == {"format", "origin", "salt", "header", "body", "author"}
    assert (plain["format"], plain["origin"], len(plain["salt"])) == (1, "office", 32)
    assert plain["author"] == {
        "type": "typed",
        "name": "Hamza Lindqvist",
        "role": "Midday supervisor",
        "contact": "Room 3",
    }
    assert json.loads(plain["header"])["kind"] == "concern"
    assert json.loads(plain["body"])["seen"] == answers()["seen"]
    decoded = decode(unsigned())
    assert isinstance(decoded.record, Concern)


def test_a_signed_note_is_as_written_down() -> None:
    pen = Pen()
    header = a_header(PersonAs(name="Ann", id=new_id()))
    plain = msgspec.msgpack.decode(encode(signed_note(header, a_record(), pen, SCHOOL)))
    digest = hmac.digest(
        plain["salt"], framed(b"rowan/record/1", plain["header"], plain["body"]), "sha256"
    )
    author = plain["author"]
    message = framed(
        b"rowan/act/1",
        SCHOOL.encode(),
        b"children",
        author["act"].encode(),
        b"attest",
        author["certificate"].encode(),
        framed(digest),
    )
    public = pen.key.public_key().public_bytes_raw()
    Ed25519PublicKey.from_public_bytes(public).verify(author["signature"], message)
    placed = act_bytes(
        school=SCHOOL,
        vault="children",
        act=author["act"],
        strength="attest",
        certificate=author["certificate"],
        digests=[digest],
        first_seq=0,
        previous=b"",
        at=Stamp(0),
    )
    assert placed != message


def other_version(plain: dict[str, Any]) -> None:
    plain["format"] = 2


def another_field(plain: dict[str, Any]) -> None:
    plain["more"] = 1


def no_json(plain: dict[str, Any]) -> None:
    plain["header"] = b"\xff"


def no_concern(plain: dict[str, Any]) -> None:
    plain["body"] = b"{}"


def short_salt(plain: dict[str, Any]) -> None:
    plain["salt"] = bytes(31)


def other_name(plain: dict[str, Any]) -> None:
    plain["author"]["name"] = "Somebody Else"


@pytest.mark.parametrize(
    "change",
    [other_version, another_field, no_json, no_concern, short_salt, other_name],
    ids=lambda change: change.__name__,
)
def test_what_is_not_as_written_down_is_refused(change: Callable[[dict[str, Any]], None]) -> None:
    plain = msgspec.msgpack.decode(unsigned())
    change(plain)
    with pytest.raises(NoteUnreadable):
        decode(msgspec.msgpack.encode(plain))


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({"links": (Link(new_id(), "closes"),)}, "links"),
        ({"links": (Link(new_id(), "answers"),)}, "links"),
        ({"root": new_id()}, "id"),
        ({"author": PersonAs(name=TYPED.name, role=TYPED.role, id=new_id())}, "author"),
        ({"children": ()}, "children"),
        ({"children": (a_typed_child(key="short"),)}, "children"),
        ({"children": (a_typed_child(key=""),)}, "children"),
    ],
    ids=["closes", "answers", "root", "author id", "no child", "short key", "no key"],
)
def test_a_note_does_only_what_a_note_may(parts: dict[str, Any], problem: str) -> None:
    header = a_header(PersonAs(name=TYPED.name, role=TYPED.role))
    forged = msgspec.structs.replace(header, **parts)
    content = encode(typed_note(forged, a_record(), TYPED, "office"))
    with pytest.raises(NoteUnreadable, match=problem):
        decode(content)


def test_what_nobody_signed_names_no_child_of_the_roll() -> None:
    listed = msgspec.structs.replace(a_typed_child(), child=new_id(), key="")
    author = PersonAs(name=TYPED.name, role=TYPED.role)
    content = encode(typed_note(a_header(author, listed), a_record(), TYPED, "office"))
    with pytest.raises(NoteUnreadable, match="children"):
        decode(content)
    signed = a_header(PersonAs(name="Ann", id=new_id()), listed)
    decode(encode(signed_note(signed, a_record(), Pen(), SCHOOL)))  # the control


def test_two_children_of_one_key_are_refused() -> None:
    one = a_typed_child()
    author = PersonAs(name=TYPED.name, role=TYPED.role)
    twice = a_header(author, one, msgspec.structs.replace(one, name="Another"))
    with pytest.raises(NoteUnreadable, match="children"):
        decode(encode(typed_note(twice, a_record(), TYPED, "office")))


@pytest.mark.parametrize("kind", ["decision", "certificate", "setting", "taken_in", "closure"])
def test_no_other_kind_comes_by_note(kind: str) -> None:
    header = a_header(PersonAs(name=TYPED.name, role=TYPED.role), kind=kind, version=1)
    with pytest.raises(NoteUnreadable):
        decode(encode(typed_note(header, a_record(), TYPED, "office")))
