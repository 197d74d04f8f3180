"""Say what a backup holds, signed by whoever made it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import msgspec

from app.base.clock import FIRST_US, LAST_US, Stamp
from app.base.decoding import work_out
from app.base.frames import frame
from app.vault.faults import VaultDamaged
from app.vault.files import read_small, write_atomic
from app.vault.grants import Signature
from app.vault.heads import VaultHeads
from app.vault.keyfile import Id, VaultFile
from app.vault.locks import Bytes32
from app.vault.signing import Signer, verify

NAME = "manifest.json"
_LIMIT = 16 << 20
_ID = "[0-9a-f]{32}"


class FileFact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a file's name in the backup, its size in bytes, and its SHA-256."""

    name: Annotated[str, msgspec.Meta(pattern=r"^[a-z]+(-[0-9]{4})?\.([1-9][0-9]*\.vault|a|b)$")]
    size: Annotated[int, msgspec.Meta(ge=0)]
    sha256: Bytes32


class SealedFact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a sealed file: its number in the backup, and path, size, SHA-256, time (UTC, µs) there.

    What lies under such a number is judged when it is put back, one by one.
    """

    file: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{5}\Z")]
    path: Annotated[
        str,
        msgspec.Meta(
            pattern=rf"^(public\.intake|intake/({_ID}|[A-Za-z0-9_-]{{1,60}}\.[0-9a-f]{{12}})\.note"
            rf"|replies/{_ID}/{_ID}\.reply|sent/{_ID}/{_ID}\.sent)\Z"
        ),
    ]
    size: Annotated[int, msgspec.Meta(ge=0)]
    sha256: Bytes32
    saved_us: Annotated[int, msgspec.Meta(ge=FIRST_US, le=LAST_US)]


class VaultCopy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold which vault file was copied and the heads that its checked copy ended with."""

    vault: VaultFile
    heads: VaultHeads


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold what the maker of a backup signed; format 1 knew no sealed files."""

    format: Literal[1, 2]
    backup: Id
    school: Id
    made: Stamp
    person: Id
    vaults: tuple[VaultCopy, ...]
    files: tuple[FileFact, ...]
    sealed: tuple[SealedFact, ...] = ()

    def fact(self, name: str) -> FileFact:
        """Return what is said of one file (KeyError)."""
        return {file.name: file for file in self.files}[name]


class SignedManifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold the manifest's bytes as signed, the public key, and the signature."""

    manifest: bytes
    signer: Bytes32
    signature: Signature

    def read(self) -> Manifest:
        """Return what the bytes say (msgspec.MsgspecError)."""
        return msgspec.json.decode(self.manifest, type=Manifest)


class ManifestDamaged(VaultDamaged):
    """A backup's manifest is not whole or not signed by the key that it names."""


def write_manifest(folder: Path, manifest: Manifest, signer: Signer) -> None:
    """Sign a manifest and write it durably."""
    content = msgspec.json.encode(manifest)
    signed = SignedManifest(
        manifest=content, signer=signer.public, signature=signer.sign(_message(content))
    )
    write_atomic(folder / NAME, msgspec.json.encode(signed))


def read_manifest(folder: Path) -> tuple[Manifest, bytes]:
    """Return a backup's manifest and the key that signed it (ManifestDamaged, FileMissing)."""
    path = folder / NAME
    data = read_small(path, _LIMIT)
    try:
        signed = msgspec.json.decode(data, type=SignedManifest)
        manifest = signed.read()
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ManifestDamaged(path) from error
    if msgspec.json.encode(signed) != data:
        raise ManifestDamaged(path, "written otherwise")  # base64 has bits that nobody reads
    if not verify(signed.signer, signed.signature, _message(signed.manifest)):
        raise ManifestDamaged(path, "signature")
    return manifest, signed.signer


def _message(content: bytes) -> bytes:
    return frame(b"rowan/backup/1", content)


work_out(Manifest, SignedManifest)
