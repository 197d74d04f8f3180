"""Find which way each character of a line runs, and the order in which the eye meets it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from bidi import algorithm

_BACKWARDS = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_Item = TypeVar("_Item")


def levels_of(text: str) -> tuple[int, ...]:
    """Return the level of each character, odd where it runs from right to left.

    Empty where all of it runs from left to right.
    """
    if not _BACKWARDS.search(text):
        return ()
    storage = algorithm.get_empty_storage()
    base = base_of(text)
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(text, storage)
    for at, char in enumerate(storage["chars"]):
        char["at"] = at
        if not char["type"]:  # a letter younger than Python's tables
            char["type"] = char["orig"] = "L"
    algorithm.explicit_embed_and_overrides(storage, debug=False)
    algorithm.resolve_weak_types(storage, debug=False)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    known = {char["at"]: int(char["level"]) for char in storage["chars"]}
    levels: list[int] = []
    for at in range(len(text)):  # joiners have no level of their own
        levels.append(known.get(at, levels[-1] if levels else base))
    return tuple(levels)


def base_of(text: str) -> int:
    """Return 1 where most letters of a text run from right to left, else 0.

    The first letter does not decide: an Arabic name may open an English sentence.
    """
    kinds = Counter(unicodedata.bidirectional(char) for char in text)
    return int(kinds["R"] + kinds["AL"] > kinds["L"])


def seen_order(items: Sequence[_Item], level: Callable[[_Item], int]) -> list[_Item]:
    """Return the items of one line in the order of the eye, from left to right."""
    order = list(items)
    highest = max((level(item) for item in order), default=0)
    for now in range(highest, 0, -1):
        start = 0
        while start < len(order):
            if level(order[start]) < now:
                start += 1
                continue
            end = start
            while end < len(order) and level(order[end]) >= now:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end
    return order
