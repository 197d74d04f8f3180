"""Carry documents to the process that draws them, and what it drew back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any, Final, get_args

import msgspec

from app.documents.blocks import Block, Document, PageStamp
from app.printing.printed import Printed

_LENGTH_BYTES: Final = 8
_LONGEST: Final = 1 << 31
_BLOCKS: Final = {cls.__name__: cls for cls in get_args(Block)}


class Draw(msgspec.Struct, tag=True, frozen=True, kw_only=True):
    """Ask for a drawing; `asks` says that codes will be asked for."""

    document: Mapping[str, Any]
    stamp: PageStamp
    asks: bool


class Count(msgspec.Struct, tag=True, frozen=True):
    """Tell the number of pages and ask for as many codes."""

    pages: int


class Codes(msgspec.Struct, tag=True, frozen=True):
    """Give the codes that were asked for."""

    codes: tuple[str, ...]


class Done(msgspec.Struct, tag=True, frozen=True):
    """Bring what was drawn."""

    printed: Printed


class Failed(msgspec.Struct, tag=True, frozen=True):
    """Tell which kind of error stopped the drawing; never its words, which may quote a record."""

    error: str


Message = Draw | Count | Codes | Done | Failed

_decoder: Final = msgspec.msgpack.Decoder(Message)


def packed(document: Document) -> dict[str, Any]:
    """Return a document as plain values, each block with the name of its kind."""
    values: dict[str, Any] = msgspec.to_builtins(document)
    values["blocks"] = [
        (type(block).__name__, msgspec.to_builtins(block)) for block in document.blocks
    ]
    return values


def unpacked(values: Mapping[str, Any]) -> Document:
    """Return the document again; raise msgspec.ValidationError when it is none."""
    blocks: list[Block] = []
    for name, fields in values["blocks"]:
        if name not in _BLOCKS:
            raise msgspec.ValidationError(f"no kind of block is named {name}")
        blocks.append(msgspec.convert(fields, _BLOCKS[name]))
    others = {key: value for key, value in values.items() if key != "blocks"}
    plain = msgspec.convert({**others, "blocks": ()}, _Plain)
    return Document(
        title=plain.title,
        marking=plain.marking,
        blocks=tuple(blocks),
        school=plain.school,
        reference=plain.reference,
        record=plain.record,
    )


class _Plain(msgspec.Struct, kw_only=True):
    title: str
    marking: str
    school: str
    reference: str
    record: str


def send(stream: IO[bytes], message: Message) -> None:
    """Write one message: its length as 8 bytes, big-endian, then MessagePack."""
    data = msgspec.msgpack.encode(message)
    stream.write(len(data).to_bytes(_LENGTH_BYTES, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Message | None:
    """Read one message; None when the other side is gone."""
    head = stream.read(_LENGTH_BYTES)
    length = int.from_bytes(head, "big")
    if len(head) < _LENGTH_BYTES or length > _LONGEST:
        return None
    data = stream.read(length)
    return _decoder.decode(data) if len(data) == length else None
