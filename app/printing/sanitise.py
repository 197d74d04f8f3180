"""Turn typed text into text that paper can show: nothing hidden, nothing that is no letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_NO_BREAK_SPACE = "\u00a0"

# Characters that no eye can see. On paper they could only hide a difference between two texts.
_UNSEEN: tuple[tuple[int, int], ...] = (
    (0x00, 0x08),
    (0x0E, 0x1F),
    (0x7F, 0x84),
    (0x86, 0x9F),
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x61C, 0x61C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200B),
    (0x200E, 0x200F),
    (0x2060, 0x2065),
    (0x206A, 0x206F),
    (0x3164, 0x3164),
    (0xD800, 0xDFFF),
    (0xFDD0, 0xFDEF),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFFB),
    (0xFFFE, 0xFFFF),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)
_LINE_ENDS = "\v\f\r\x85\u2028\u2029"
_SPACES = "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
# Orders to write backwards are shown, because with them paper would not say what was typed.
_DIRECTIONS = {
    "\u202a": "‹LRE›",
    "\u202b": "‹RLE›",
    "\u202c": "‹PDF›",
    "\u202d": "‹LRO›",
    "\u202e": "‹RLO›",
    "\u2066": "‹LRI›",
    "\u2067": "‹RLI›",
    "\u2068": "‹FSI›",
    "\u2069": "‹PDI›",
}
_OTHERS = {"\t": "    ", "\u2007": _NO_BREAK_SPACE, "\u202f": _NO_BREAK_SPACE}
_HYPHENS = {"\u2010": "-", "\u2011": "-"}
_JOINERS = re.compile("(?<![\u0590-\uffff])[\u200c\u200d]+|[\u200c\u200d]+(?![\u0590-\u1fff])")


def _pairs() -> Iterable[tuple[int, str]]:
    for first, last in _UNSEEN:
        yield from ((code, "") for code in range(first, last + 1))
    yield from ((plane + end, "") for plane in range(0x10000, 0x110000, 0x10000) for end in _ENDS)
    yield from ((ord(char), "\n") for char in _LINE_ENDS)
    yield from ((ord(char), " ") for char in _SPACES)
    for table in (_DIRECTIONS, _OTHERS, _HYPHENS):
        yield from ((ord(char), shown) for char, shown in table.items())


_ENDS = (0xFFFE, 0xFFFF)  # the last two of each plane are no characters
_TABLE = dict(_pairs())


def printable(text: str) -> str:
    r"""Return the text in NFC, with "\n" as its only control character and nothing unseen.

    Orders to change the direction of writing become words such as "‹RLO›". What is returned
    comes back unchanged when it is given again.
    """
    if text.isascii() and text.isprintable():
        return text
    seen = text.replace("\r\n", "\n").translate(_TABLE)
    return unicodedata.normalize("NFC", _JOINERS.sub("", seen))
