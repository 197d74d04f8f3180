"""Replies open for their reader alone; a recorder's copies for the recorder alone."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.base.ids import PersonId, SchoolId, new_id
from app.vault.keyring import Keyring, unlock
from app.vault.replies import (
    MAGIC,
    has_reply,
    remove_reply,
    replies_to,
    reply_id,
    seal_reply,
)
from app.vault.seal import SealBroken
from app.vault.sent_copies import SentCopies
from app.vault.signing import Signer, verify
from tests.app.vault.builders import Draws, School, flipped, times
from tests.app.vault.test_vault_format import SUITE, Stranger, box_key, framed

CERTIFICATE = "c" * 32


def keyring_of(school: School) -> Keyring:
    return unlock(school.store().content, school.lead.person, school.lead.passphrase)


def a_reply(school: School, keyring: Keyring, signer: Signer, content: bytes = b"read") -> Path:
    file = reply_id("read", new_id())
    seal_reply(
        school.folder,
        SchoolId(keyring.school),
        to=keyring.person,
        box=keyring.box_public,
        file=file,
        certificate=CERTIFICATE,
        signer=signer,
        content=content,
    )
    return school.folder.replies / keyring.person / f"{file}.reply"


def test_a_reply_is_as_written_down(school: School) -> None:
    keyring, signer = keyring_of(school), Signer.new()
    path = a_reply(school, keyring, signer)
    data, stranger = path.read_bytes(), Stranger(school)
    start = b"rowan/r\n" + stranger.person
    assert data.startswith(start)
    info = framed(b"rowan/reply/1", start, stranger.school, path.stem.encode())
    content = SUITE.decrypt(data[len(start) :], box_key(stranger.secrets["box"]), info)
    plain = msgspec.msgpack.decode(content)
    assert plain.keys() == {"format", "certificate", "content", "signature"}
    parts = (stranger.school, stranger.person, path.stem.encode(), plain["content"])
    message = framed(b"rowan/reply-signature/1", *parts)
    assert verify(signer.public, plain["signature"], message)


def test_a_reply_is_opened_and_removed(school: School) -> None:
    keyring, signer = keyring_of(school), Signer.new()
    path = a_reply(school, keyring, signer)
    (opened,) = replies_to(school.folder, keyring)
    assert (opened.reply.content, opened.file) == (b"read", path.stem)
    message = opened.reply.message(keyring.school, keyring.person, opened.file)
    assert verify(signer.public, opened.reply.signature, message)
    assert has_reply(school.folder, keyring.person, path.stem)
    remove_reply(path)
    assert not has_reply(school.folder, keyring.person, path.stem)
    assert replies_to(school.folder, keyring) == []


def test_no_flipped_bit_of_a_reply_opens(school: School) -> None:
    keyring = keyring_of(school)
    path, draws = a_reply(school, keyring, Signer.new()), Draws("reply")
    whole = path.read_bytes()
    for _each in range(times(100, 5_000)):
        path.write_bytes(flipped(whole, draws))
        assert replies_to(school.folder, keyring) == []
    path.write_bytes(whole)
    assert len(replies_to(school.folder, keyring)) == 1  # the control


def test_a_renamed_reply_does_not_open(school: School) -> None:
    keyring = keyring_of(school)
    path = a_reply(school, keyring, Signer.new())
    path.rename(path.with_name(f"{new_id()}.reply"))
    (path.parent / "letter.txt").write_bytes(MAGIC)
    assert replies_to(school.folder, keyring) == []


def test_a_reply_is_not_sealed_to_what_is_no_key(school: School) -> None:
    with pytest.raises(SealBroken):
        seal_reply(
            school.folder,
            SchoolId(new_id()),
            to=PersonId(new_id()),
            box=bytes(10),
            file=new_id(),
            certificate=CERTIFICATE,
            signer=Signer.new(),
            content=b"",
        )


def test_copies_are_as_written_down(school: School) -> None:
    keyring, stranger, record = keyring_of(school), Stranger(school), new_id()
    SentCopies(school.folder, keyring).write(record, b"my words")
    data = (school.folder.sent / keyring.person / f"{record}.sent").read_bytes()
    assert data[:8] == b"rowan/s\n"
    bound_to = framed(b"rowan/s\n", stranger.school, stranger.person, record.encode())
    aead = AESGCM(stranger.secrets["draft_key"])
    assert aead.decrypt(data[8:20], data[20:], bound_to) == b"my words"


def test_copies_are_replaced_listed_and_removed(school: School) -> None:
    copies, record = SentCopies(school.folder, keyring_of(school)), new_id()
    assert copies.records() == []
    copies.write(record, b"one")
    copies.write(record, b"two")
    assert (copies.records(), copies.read(record)) == ([record], b"two")
    assert copies.read(new_id()) is None
    with pytest.raises(ValueError, match=r"\.\./up"):
        copies.write("../up", b"")
    copies.remove(record)
    assert copies.records() == []


def test_a_copy_of_another_record_does_not_open(school: School) -> None:
    keyring = keyring_of(school)
    copies, one, other = SentCopies(school.folder, keyring), new_id(), new_id()
    copies.write(one, b"one")
    place = school.folder.sent / keyring.person
    (place / f"{one}.sent").rename(place / f"{other}.sent")
    assert copies.read(other) is None
