"""Translate what people read; English is the source."""

from __future__ import annotations

import gettext
from pathlib import Path

_LOCALE = Path(__file__).resolve().parents[2] / "resources" / "locale"
_catalogue = gettext.translation("rowan", localedir=_LOCALE, fallback=True)

_ = _catalogue.gettext
ngettext = _catalogue.ngettext


def N_(message: str) -> str:  # noqa: N802 - gettext's own name
    """Mark a message for translation without translating it yet."""
    return message
