"""Say what a reply to a reporter holds: what happened, by whom, when, and the words."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from app.base.clock import Stamp
from app.base.decoding import work_out
from app.records.fields import WORDS_LENGTH, PersonAs

What = Literal["read", "decided", "answered"]


class ReplyContent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a reply about one record; words are for the reporter."""

    format: Literal[1]
    what: What
    record: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
    by: PersonAs
    at: Stamp
    words: Annotated[str, msgspec.Meta(max_length=WORDS_LENGTH)] = ""
    about: Annotated[str, msgspec.Meta(max_length=400)] = ""


def encode(reply: ReplyContent) -> bytes:
    """Return a reply as bytes, to be signed and sealed."""
    return msgspec.msgpack.encode(reply)


def decode(content: bytes) -> ReplyContent | None:
    """Read a reply, or return None when it says anything else."""
    try:
        return msgspec.msgpack.decode(content, type=ReplyContent)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


work_out(ReplyContent)
