"""Fold names so that they are found however they are typed."""

from __future__ import annotations

import re
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


_STRANGE = re.compile(r"\S*[^\x00-\x7f]\S*")


def fold(text: str) -> str:
    """Return the text in lower case without accents, apostrophes and hyphens."""
    # Most words of a narrative are plain, and it is long.
    bare = text if text.isascii() else _STRANGE.sub(_bare, text)
    return " ".join(bare.casefold().translate(_DROPPED).split())


def _bare(word: re.Match[str]) -> str:
    plain = unicodedata.normalize("NFKD", word[0]).casefold().translate(_PLAIN)
    apart = unicodedata.normalize("NFKD", plain)
    return "".join(c for c in apart if not unicodedata.combining(c))
