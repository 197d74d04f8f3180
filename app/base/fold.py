"""Fold names so that they are found however they are typed."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not decompose into a base letter and an accent.
_PLAIN = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
    }
)
_DROPPED = dict.fromkeys(map(ord, "'’‘ʼ`´-‐‑‒–—.­"))


def fold(text: str) -> str:
    """Return the text in lower case without accents, apostrophes and hyphens."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN)
    apart = unicodedata.normalize("NFKD", plain)
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return " ".join(bare.translate(_DROPPED).split())
