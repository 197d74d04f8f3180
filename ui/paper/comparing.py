"""Compare the words of a page as stored with words that somebody typed or pasted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_BREAKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Difference:
    """Hold a place where two texts differ: the words stored, the words given, what is before."""

    stored: str
    given: str
    after: str


def differences(stored: str, given: str) -> tuple[Difference, ...]:
    """Return where a text differs from the page as stored; line breaks do not count."""
    one, other = _words(stored), _words(given)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return tuple(
        Difference(
            stored=" ".join(one[a:b]),
            given=" ".join(other[c:d]),
            after=" ".join(one[max(0, a - 4) : a]),
        )
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    )


def _words(text: str) -> list[str]:
    return [word for word in _BREAKS.split(text) if word]
