"""Carry foreign files to the process that draws them, and its pictures back."""

from __future__ import annotations

from typing import IO, Final, Literal

import msgspec

_LENGTH_BYTES: Final = 8
_LONGEST: Final = 1 << 28

Reason = Literal["locked", "broken", "too_large", "unknown"]


class Open(msgspec.Struct, tag=True, frozen=True):
    """Hand over a file and the media type that was found by looking."""

    data: bytes
    media: str


class Draw(msgspec.Struct, tag=True, frozen=True):
    """Ask for a page (from 0) at so many dots an inch, as raw pixels or as JPEG."""

    page: int
    dpi: float
    jpeg: bool


class Pages(msgspec.Struct, tag=True, frozen=True):
    """Tell width and height of each page, in points."""

    sizes: tuple[tuple[float, float], ...]


class Picture(msgspec.Struct, tag=True, frozen=True):
    """Bring a page: width and height in pixels, and rows of BGRX pixels or a JPEG file."""

    width: int
    height: int
    content: bytes


class Refused(msgspec.Struct, tag=True, frozen=True):
    """Tell why a file or page cannot be drawn."""

    reason: Reason


Message = Open | Draw | Pages | Picture | Refused

_decoder: Final = msgspec.msgpack.Decoder(Message)


def send(stream: IO[bytes], message: Message) -> None:
    """Write one message: its length as 8 bytes, big-endian, then MessagePack (OSError)."""
    data = msgspec.msgpack.encode(message)
    stream.write(len(data).to_bytes(_LENGTH_BYTES, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Message | None:
    """Read one message; None when the other side is gone or says what is none."""
    head = stream.read(_LENGTH_BYTES)
    length = int.from_bytes(head, "big")
    if len(head) < _LENGTH_BYTES or length > _LONGEST:
        return None
    data = stream.read(length)
    try:
        return _decoder.decode(data) if len(data) == length else None
    except msgspec.MsgspecError:
        return None
