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
    # Most words of a narrative are plain, and it is long.
    words = (word.casefold() if word.isascii() else _bare(word) for word in text.split())
    return " ".join(" ".join(words).translate(_DROPPED).split())


def _bare(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word).casefold().translate(_PLAIN)
    apart = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in apart if not unicodedata.combining(c))
