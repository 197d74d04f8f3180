"""Open a school's files by the words of app/vault/README.md alone, without a line of Rowan's."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM768X25519PrivateKey, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.base.ids import DraftId, PersonId, SchoolId, new_id
from app.vault.draft_files import DraftFiles
from app.vault.heads import Head, HeadsFile, VaultHeads
from app.vault.sealed import note_path, seal_note
from tests.app.vault.builders import School

SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def framed(*parts: bytes) -> bytes:
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)


def number(value: int) -> bytes:
    return value.to_bytes(8, "big")


def two_copies(path: Path, name: str) -> tuple[int, bytes]:
    content = path.read_bytes()
    magic, generation, length = content[:8], content[8:16], content[16:24]
    digest, data = content[24:56], content[56:]
    assert magic == b"rowan/2\n"
    assert int.from_bytes(length, "big") == len(data)
    assert digest == hashlib.sha256(framed(magic, name.encode(), generation, data)).digest()
    return int.from_bytes(generation, "big"), data


def kek(root: bytes, lock: dict[str, str], purpose: bytes) -> AESGCM:
    salt = base64.b64decode(lock["salt"])
    info = framed(b"rowan/kek/1", purpose)
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(root))


def unlocked(root: bytes, lock: dict[str, str], purpose: bytes, bound_to: bytes) -> bytes:
    content = base64.b64decode(lock["content"])
    return kek(root, lock, purpose).decrypt(content[:12], content[12:], bound_to)


def box_key(private: bytes) -> MLKEM768X25519PrivateKey:
    return MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(private[:64]),
        X25519PrivateKey.from_private_bytes(private[64:]),
    )


class Stranger:
    """Open one person's keys with their passphrase and the key file."""

    def __init__(self, school: School) -> None:
        _, data = two_copies(school.folder.path / "keys.a", "keys")
        self.file: dict[str, Any] = json.loads(data)
        self.school = self.file["school"].encode()
        me = next(one for one in self.file["holders"] if one["person"] == school.lead.person)
        self.me, self.person = me, me["person"].encode()
        cost, salt = me["cost"], base64.b64decode(me["salt"])
        root = Argon2id(
            salt=salt,
            length=32,
            iterations=cost["passes"],
            lanes=cost["lanes"],
            memory_cost=cost["memory_kib"],
        ).derive(school.lead.passphrase.encode())
        opened = {}
        for purpose in (b"sign-in", b"attest"):
            bound_to = framed(
                b"rowan/bundle/1",
                purpose,
                self.school,
                self.person,
                number(int(self.file["test_school"])),
                salt,
                number(cost["memory_kib"]),
                number(cost["passes"]),
                number(cost["lanes"]),
            )
            lock = me["bundles"][purpose.decode().replace("-", "_")]
            opened[purpose] = unlocked(root, lock, purpose, bound_to)
        self.secrets: dict[str, bytes] = msgspec.msgpack.decode(opened[b"sign-in"])
        self.attest_seed = opened[b"attest"]

    def granted(self, purpose: str, vault: str) -> bytes:
        """Open one grant after checking its signature."""
        grant = next(
            one
            for one in self.me["grants"]
            if one["given"] == {"purpose": purpose, "vault": vault, "version": 1}
        )
        info = framed(
            b"rowan/grant/1", self.school, purpose.encode(), vault.encode(), number(1), self.person
        )
        sealed = base64.b64decode(grant["sealed"])
        box = hashlib.sha256(base64.b64decode(self.me["keys"]["box"])).digest()
        signed = framed(b"rowan/grant-signature/1", info, box, sealed, grant["giver"].encode())
        giver = Ed25519PublicKey.from_public_bytes(base64.b64decode(grant["giver_key"]))
        giver.verify(base64.b64decode(grant["signature"]), signed)
        return SUITE.decrypt(sealed, box_key(self.secrets["box"]), info)


@pytest.fixture
def stranger(school: School) -> Stranger:
    return Stranger(school)


def test_a_passphrase_leads_to_every_key(school: School, stranger: Stranger) -> None:
    for name, key in school.keys.vaults.items():
        assert stranger.granted("vault", name) == key
    assert stranger.granted("intake", "children") == school.keys.intake.private()
    assert stranger.granted("school", "school") == school.keys.signer.seed()
    assert stranger.secrets["school_public"] == school.keys.signer.public
    assert len(stranger.attest_seed) == 32


def test_a_key_leads_to_every_page(school: School, stranger: Stranger) -> None:
    data, key = school.vault("children").read_bytes(), stranger.granted("vault", "children")
    salt = data[:16]
    mac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(one ^ 0x3A for one in salt), 2, 32)
    for at in range(0, len(data), 4096):
        page = data[at : at + 4096]
        start = 16 if at == 0 else 0
        text, iv, mac = page[start:-80], page[-80:-64], page[-64:]
        count = (at // 4096 + 1).to_bytes(4, "little")
        assert mac == hmac.new(mac_key, text + iv + count, hashlib.sha512).digest()
        plain = Cipher(AES(key), CBC(iv)).decryptor().update(text)
        if at == 0:
            assert plain[:2] == (4096).to_bytes(2, "big")
            assert plain[4] == 80


def test_a_code_leads_to_the_same_keys(school: School, stranger: Stranger) -> None:
    sheet = stranger.file["sheets"][0]
    public = base64.b64decode(sheet["public"])
    bound_to = framed(b"rowan/sheet/1", stranger.school, number(sheet["number"]), public)
    private = unlocked(school.code, sheet["box"], b"sheet", bound_to)
    grant = sheet["grants"][0]
    given = grant["given"]
    info = framed(
        b"rowan/grant/1",
        stranger.school,
        given["purpose"].encode(),
        given["vault"].encode(),
        number(given["version"]),
        b"sheet:1",
    )
    key = SUITE.decrypt(base64.b64decode(grant["sealed"]), box_key(private), info)
    assert key == school.keys.vaults[given["vault"]]


def test_drafts_are_as_written_down(school: School, stranger: Stranger) -> None:
    draft = DraftId(new_id())
    files = DraftFiles(
        school.folder,
        SchoolId(stranger.file["school"]),
        school.lead.person,
        stranger.secrets["draft_key"],
    )
    files.save(draft, b"typed")
    data = school.folder.draft(draft, 1).read_bytes()
    assert data[:40] == b"rowan/d\n" + stranger.person
    bound_to = framed(b"rowan/d\n", stranger.school, stranger.person, draft.encode(), number(1))
    aead = AESGCM(stranger.secrets["draft_key"])
    assert aead.decrypt(data[40:52], data[52:], bound_to) == b"typed"


def test_heads_are_as_written_down(school: School, stranger: Stranger) -> None:
    heads = {"children": VaultHeads(ledger=Head(7, b"h" * 32), log=Head(2, b"l" * 32))}
    HeadsFile(
        school.folder,
        SchoolId(stranger.file["school"]),
        PersonId(school.lead.person),
        stranger.secrets["head_key"],
    ).write(heads)
    generation, data = two_copies(
        school.folder.heads / f"{school.lead.person}.b", school.lead.person
    )
    bound_to = framed(b"rowan/heads/1", stranger.school, stranger.person, number(generation))
    plain = AESGCM(stranger.secrets["head_key"]).decrypt(data[:12], data[12:], bound_to)
    assert msgspec.msgpack.decode(plain) == {
        "children": {
            "ledger": {"seq": 7, "hash": b"h" * 32},
            "log": {"seq": 2, "hash": b"l" * 32},
        }
    }


def test_sealed_files_are_as_written_down(school: School, stranger: Stranger) -> None:
    content = school.store().content
    file = seal_note(
        school.folder,
        SchoolId(content.school),
        content.intake_now(),
        kind="concern",
        content=b"seen",
    )
    data = note_path(school.folder, file).read_bytes()
    length = int.from_bytes(data[8:12], "big")
    head, sealed = data[: 12 + length], data[12 + length :]
    assert data[:8] == b"rowan/n\n"
    assert json.loads(head[12:]) == {
        "format": 1,
        "school": content.school,
        "intake": 1,
        "file": file,
        "kind": "concern",
    }
    box = box_key(stranger.granted("intake", "children"))
    assert SUITE.decrypt(sealed, box, framed(b"rowan/note/1", head)) == b"seen"
