"""Read a table written as text: in which coding, and with which separator, is looked at."""

from __future__ import annotations

import csv
import io
from collections import Counter

from app.exchange.roll_headings import known_headings
from app.exchange.roll_table import Line, NotARoll, Table, refuse_too_much, trimmed
from app.records.check import clean

SEPARATORS = (",", ";", "\t", "|")
_LOOKED_AT = 40
_HEAD_BYTES = 4_096
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_NULS = 0.3


def read_text_table(data: bytes) -> Table:
    """Return the table in a text of any usual coding and separator (NotARoll)."""
    coding = coding_of(data)
    text = _decoded(data, coding)
    if "\0" in text:
        raise NotARoll("not_text")
    told = _told_separator(text)
    if told:
        text = text[text.index("\n") + 1 :] if "\n" in text else ""
    separator = told or _likely_separator(text)
    lines = _lines(text, separator, skipped=1 if told else 0)
    if not lines:
        raise NotARoll("empty")
    return Table(lines=lines, form="text", coding=coding, separator=separator)


def coding_of(data: bytes) -> str:
    """Return the coding that the bytes are most likely written in."""
    for mark, coding in _MARKS:
        if data.startswith(mark):
            return coding
    head = data[:_HEAD_BYTES]
    half = max(len(head) // 2, 1)
    if head[1::2].count(0) > _NULS * half:
        return "utf-16-le"
    if head[0::2].count(0) > _NULS * half:
        return "utf-16-be"
    return "utf-8" if _is_utf8(data) else "cp1252"


def _is_utf8(data: bytes) -> bool:
    """Say whether it is UTF-8, though a few letters of it may be broken."""
    text = data.decode("utf-8", "replace")
    if "\ufffd" not in text:
        return True
    good = sum(1 for char in text if char > "\x7f" and char != "\ufffd")
    return good > text.count("\ufffd")


def _decoded(data: bytes, coding: str) -> str:
    # What cannot be read stays visible as U+FFFD: its row is refused, the others are read.
    return data.decode(coding, "replace").removeprefix("\ufeff")


def _told_separator(text: str) -> str:
    """Return the separator that spreadsheets write into a line "sep=;" above the table."""
    first = text.split("\n", 1)[0].strip().strip('"')
    return first[4:] if first.casefold().startswith("sep=") and len(first) == 5 else ""  # noqa: PLR2004


def _likely_separator(text: str) -> str:
    head = "\n".join(text.splitlines()[:_LOOKED_AT])
    return max(SEPARATORS, key=lambda separator: _fitness(head, separator))


def _fitness(head: str, separator: str) -> tuple[int, int]:
    """Return how many headings are known with a separator, and how even the table is."""
    try:
        rows = list(csv.reader(io.StringIO(head, newline=""), delimiter=separator))
    except csv.Error:
        return (-1, 0)
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    known = max((known_headings(row) for row in filled), default=0)
    widths = Counter(len(row) for row in filled if len(row) > 1)
    width, times = max(widths.items(), key=lambda item: item[0] * item[1], default=(0, 0))
    return known, width * times


def _lines(text: str, separator: str, *, skipped: int) -> tuple[Line, ...]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines: list[Line] = []
    number = skipped
    try:
        for number, cells in enumerate(reader, start=1 + skipped):
            held = trimmed([clean(cell) for cell in cells])
            if held:
                lines.append(Line(number=number, cells=held))
                refuse_too_much(len(lines), len(held))
    except csv.Error as error:
        raise NotARoll("quotes", str(number + 1)) from error
    return tuple(lines)
