"""Read the reminders that forms show at the point of need."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

PROMPTS = Path(__file__).resolve().parents[2] / "resources" / "prompts" / "prompts.toml"


class Prompt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a reminder: title, text, its source, and what of the school's own to show with it.

    `numbers` are telephone numbers; `process` is one of the school's local processes.
    """

    title: str
    text: str
    source: str
    checked: date
    numbers: tuple[str, ...] = ()
    process: str = ""
    tone: Literal["info", "warning", "danger"] = "info"


@cache
def prompts() -> Mapping[str, Prompt]:
    """Return every reminder by its code."""
    return msgspec.convert(tomllib.loads(PROMPTS.read_text("utf-8")), dict[str, Prompt])
