"""Hold what was drawn: the file, and the text of each of its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Codes = Callable[[int], tuple[str, ...]]
"""Asked once for the codes of a paper, with the number of its pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """Hold the text of a page, furniture included, in the order of reading.

    Pieces (a paragraph, a cell, a line of the furniture) stand on lines of their own. A reader
    of the file gets the same text, apart from where it breaks lines.
    """

    number: int
    text: str
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Hold a finished paper."""

    pdf: bytes
    pages: tuple[PageText, ...]
